from daylight.model.force.composition import force_composition
from daylight.model.force.rates import force_rates
from daylight.report.charts.force import composition_pictures, rate_pictures
from daylight.report.wording.force import composition_sentences, rate_sentences
from daylight.result import Result
from tests.model.force.test_composition import TWO
from tests.model.force.test_rates import COUNTS


def test_the_rate_per_resident_and_per_stop_stand_in_one_sentence() -> None:
    result = force_rates(COUNTS)
    assert isinstance(result, Result)
    (claim,) = rate_sentences(result)
    assert "per resident 6.67" in claim.sentence
    assert "per stop 2.50" in claim.sentence
    assert claim.sentence.endswith(".")
    assert claim.caveats


def test_the_widest_gap_says_that_it_was_picked() -> None:
    result = force_composition(TWO)
    assert isinstance(result, Result)
    last = composition_sentences(result)[-1]
    assert "+30.0 points" in last.sentence or "-30.0 points" in last.sentence
    assert "after looking" in last.caveats[0]


def test_pictures_hold_every_interval_they_speak_of() -> None:
    rates, mix = force_rates(COUNTS), force_composition(TWO)
    assert isinstance(rates, Result)
    assert isinstance(mix, Result)
    (picture,) = rate_pictures(rates)
    assert len(picture.spec["data"]["values"]) == 2
    assert "2.50" in picture.alt
    (picture,) = composition_pictures(mix)
    assert len(picture.spec["data"]["values"]) == 4
