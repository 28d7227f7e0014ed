"""What pictures of courts count stays inside; months are no counts of people."""

from tools.examples import answered

from daylight.data.facts.courts import BunchingFacts, LengthFacts
from daylight.data.result import Result
from daylight.disclose.view import public
from daylight.report.presentations import PRESENTATIONS


def shown(name: str) -> Result:
    found = public({name: answered(name)}, 10).outcomes[name]
    assert isinstance(found, Result)
    return found


def test_months_with_few_terms_are_no_part_of_a_public_picture() -> None:
    result = shown("bunching")
    facts = result.facts_as(BunchingFacts)
    assert (facts.months, facts.counts, facts.expected, facts.smooth) == ((), (), (), ())
    (chart,) = PRESENTATIONS["bunching"].picture(result)
    assert "Bars" not in chart.alt


def test_bands_with_few_terms_are_no_part_of_a_public_picture() -> None:
    result = shown("sentence-length")
    facts = result.facts_as(LengthFacts)
    assert (facts.edges, facts.terms, facts.shares) == ((), (), ())
    assert all(
        "Bars" not in chart.alt for chart in PRESENTATIONS["sentence-length"].picture(result)
    )


def test_a_round_number_of_months_is_printed_as_it_is() -> None:
    note = shown("bunching").noted("round-minimum")
    assert note is not None
    assert (note.facts["minimum"], note.facts["step"]) == (60, 12)
