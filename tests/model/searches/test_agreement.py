from collections.abc import Mapping
from dataclasses import replace

import pytest

from daylight.data.estimate import Estimate
from daylight.data.facts.searches import AgreementFacts
from daylight.data.facts.stops import AdjustedFor
from daylight.data.provenance import Provenance
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Outcome, Refusal, Result
from daylight.model.methods import METHODS
from daylight.report.notes import sentence
from daylight.report.presentations import PRESENTATIONS

agreement, multiverse = METHODS["agreement"], METHODS["multiverse"]


def one(name: str, value: float, p: float, scale: Scale, variant: str | None = None) -> Estimate:
    margin = abs(value - (scale.no_difference or 0.0)) / 2 + 0.01
    return Estimate(
        quantity=Quantity(name=name, scale=scale, about=About.GROUP, unit="stops"),
        keys={"subject_race": "black"},
        compared_with="white",
        variant=variant,
        value=value,
        low=value - margin,
        high=value + margin,
        level=0.95,
        n=1000,
        p_value=p,
    )


def result(method: str, *estimates: Estimate) -> Result:
    return Result(method=method, estimates=estimates)


def points(found: Outcome) -> Mapping[str, str]:
    assert isinstance(found, Result)
    return found.facts_as(AgreementFacts).points["black"]


SEARCH = result("search-rate", one("search_rate_ratio", 1.8, 1e-6, Scale.RATIO))
OUTCOME = result("outcome", one("hit_rate_difference", -0.1, 1e-5, Scale.DIFFERENCE))
VEIL = result("veil-of-darkness", one("daylight_odds_ratio", 1.02, 0.6, Scale.ODDS_RATIO))


def threshold(*by_assumption: float) -> Result:
    variants = (None, "beta 0.5", "discriminant 1")
    gaps = [
        one("threshold_gap", value, 1e-6, Scale.DIFFERENCE, variant)
        for variant, value in zip(variants, by_assumption, strict=False)
    ]
    return result("threshold", *gaps)


def test_each_test_points_its_own_way() -> None:
    found = agreement((SEARCH, OUTCOME, VEIL))
    assert isinstance(found, Result)
    assert points(found)["searches per stop"] == "more"
    assert points(found)["hit rate"] == "more"  # a lower hit rate
    assert points(found)["daylight against dark"] == "not enough evidence either way"
    assert found.one("facts_pointing_to_more", subject_race="black").value == 2
    assert (
        found.one(
            "evidence", subject_race="black", fact="what searches find", test="hit rate"
        ).value
        > 4
    )


def test_a_threshold_gap_counts_only_if_it_survives_every_family_and_scale() -> None:
    steady = agreement((SEARCH, threshold(-0.05, -0.04, -0.03)))
    shrinking = agreement((SEARCH, threshold(-0.05, -0.04, -0.02)))
    turning = agreement((SEARCH, threshold(-0.05, -0.04, 0.03)))
    test = "search threshold (beta)"
    assert isinstance(steady, Result)
    assert isinstance(shrinking, Result)
    assert isinstance(turning, Result)
    assert points(steady)[test] == "more"
    assert points(shrinking)[test] == "depends on the model"
    assert points(turning)[test] == "depends on the model"


def test_families_asked_apart_are_held_against_each_other_and_one_alone_does_not_count() -> None:
    def other(gap: float) -> Result:
        own = one("threshold_gap", gap, 1e-6, Scale.DIFFERENCE)
        return result("threshold-discriminant", own)

    test = "search threshold (beta)"
    for answers, said in (
        ((SEARCH, threshold(-0.05)), "depends on the model"),
        ((SEARCH, threshold(-0.05), other(-0.04)), "more"),
        ((SEARCH, threshold(-0.05), other(-0.02)), "depends on the model"),
    ):
        found = agreement(answers)
        assert isinstance(found, Result)
        assert points(found)[test] == said


def test_p_values_are_corrected_for_the_number_of_facts() -> None:
    weak = [
        result("search-rate", one("search_rate_ratio", 1.2, 0.03, Scale.RATIO)),
        result("arrest-rate", one("arrest_rate_ratio", 1.2, 0.04, Scale.RATIO)),
    ]
    found = agreement(weak)
    assert isinstance(found, Result)
    assert found.one("facts_pointing_to_more", subject_race="black").value == 0


def test_a_test_run_twice_is_numbered_and_a_refusal_is_named() -> None:
    refused = Refusal(
        method="stop-rate", code="reference-not-in-benchmark", facts={"reference": "white"}
    )
    again = result("search-rate", one("search_rate_ratio", 1.7, 1e-5, Scale.RATIO))
    found = agreement((SEARCH, SEARCH, again, OUTCOME, refused))
    assert isinstance(found, Result)
    assert "searches per stop (2)" in points(found)
    assert "searches per stop (3)" not in points(found)
    assert any(
        "The benchmark does not hold white people." in sentence(note) for note in found.notes
    )


def test_a_test_of_some_rows_only_says_so() -> None:
    dropped = Provenance(
        rows_read=9, rows_kept=4, rows_dropped={"search_basis not among consent": 5}
    )
    found = agreement((SEARCH, replace(OUTCOME, provenance=dropped)))
    assert isinstance(found, Result)
    assert "hit rate (consent only)" in points(found)


def test_it_is_worded_and_drawn_with_every_test() -> None:
    found = agreement((SEARCH, OUTCOME, VEIL))
    assert isinstance(found, Result)
    (claim,) = PRESENTATIONS["agreement"].says(found)
    assert (
        "pointing to more police action: searches given a stop, by “searches per stop” and what "
        "searches find, by “hit rate”" in claim.sentence
    )
    (chart,) = PRESENTATIONS["agreement"].picture(found)
    assert [row["sign"] for row in chart.spec["data"]["values"]] == ["▲", "▲", "○"]
    assert "2 of 3 facts" in chart.alt


ADJUSTED = result("search-rate-adjusted", one("search_rate_ratio_adjusted", 1.7, 1e-6, Scale.RATIO))
REGRESSION = result("search-regression", one("search_odds_ratio", 1.9, 1e-6, Scale.ODDS_RATIO))


def test_one_fact_asked_in_four_ways_counts_once() -> None:
    risk = result(
        "risk-adjusted",
        one("search_rate_difference_at_equal_risk", 0.05, 1e-6, Scale.DIFFERENCE),
    )
    found = agreement((SEARCH, ADJUSTED, REGRESSION, risk, OUTCOME))
    assert isinstance(found, Result)
    tally = found.one("facts_pointing_to_more", subject_race="black")
    assert (tally.value, tally.n) == (2, 2)
    (claim,) = PRESENTATIONS["agreement"].says(found)
    assert "searches given a stop, asked in 4 ways" in claim.sentence


def test_more_tests_of_one_fact_do_not_sink_another() -> None:
    weak = result("outcome", one("hit_rate_difference", -0.1, 0.02, Scale.DIFFERENCE))
    few, many = (agreement((*tests, weak)) for tests in ((SEARCH,), (SEARCH, ADJUSTED, REGRESSION)))
    assert points(few)["hit rate"] == points(many)["hit rate"] == "more"


def test_a_fact_whose_tests_differ_depends_on_how_it_is_asked() -> None:
    gone = result("search-rate-adjusted", one("search_rate_ratio_adjusted", 1.02, 0.7, Scale.RATIO))
    found = agreement((SEARCH, gone, OUTCOME))
    assert isinstance(found, Result)
    asked = found.one("facts_that_depend_on_how_they_are_asked", subject_race="black")
    assert asked.value == 1
    assert found.one("facts_pointing_to_more", subject_race="black").value == 1


def test_the_same_question_on_other_records_is_another_fact() -> None:
    cities = [
        replace(VEIL, provenance=Provenance(sources={f"{city}.csv": "0"}))
        for city in ("oakland", "durham")
    ]
    cities[1] = replace(
        cities[1], estimates=(one("daylight_odds_ratio", 1.4, 1e-6, Scale.ODDS_RATIO),)
    )
    found = agreement(cities)
    assert isinstance(found, Result)
    ways = found.facts_as(AgreementFacts).facts["black"]
    assert dict(ways) == {
        "stops by daylight and after dark (oakland.csv)": "not enough evidence either way",
        "stops by daylight and after dark (durham.csv)": "more",
    }


def test_one_fact_is_no_agreement_however_often_it_is_tested() -> None:
    assert isinstance(agreement((SEARCH,)), Refusal)
    refused = agreement((SEARCH, ADJUSTED, REGRESSION))
    assert isinstance(refused, Refusal)
    assert refused.code == "fewer-than-two-facts"
    assert set(refused.facts["methods"]) == {r.method for r in (SEARCH, ADJUSTED, REGRESSION)}


def test_the_multiverse_lists_one_model_once_whatever_it_is_called() -> None:
    same = one("search_odds_ratio", 1.33800299, 0.01, Scale.ODDS_RATIO, "with district")
    headline = replace(same, variant=None)
    crude = one("search_odds_ratio", 1.5, 0.01, Scale.ODDS_RATIO, "group only")
    regression = Result(
        method="search-regression",
        estimates=(headline, same, crude),
        facts=AdjustedFor(factors=("district",)),
    )
    found = multiverse((regression,))
    assert isinstance(found, Result)
    assert found.one("median_choice", subject_race="black", question="searched more often").n == 2


def test_the_multiverse_lists_every_answer_and_its_range() -> None:
    adjusted = Result(
        method="search-rate-adjusted",
        estimates=(one("search_rate_ratio_adjusted", 1.3, 0.01, Scale.RATIO),),
        facts=AdjustedFor(factors=("district",)),
    )
    other = result("search-rate", one("search_rate_ratio", 0.9, 0.5, Scale.RATIO))
    found = multiverse((SEARCH, adjusted, other))
    assert isinstance(found, Result)
    assert [e.variant for e in found.named("choice")] == [
        "search-rate (2)",
        "search-rate-adjusted, adjusted for district",
        "search-rate",
    ]
    asked = {"subject_race": "black", "question": "searched more often"}
    middle = found.one("median_choice", **asked)
    assert (middle.low, middle.value, middle.high) == (0.9, 1.3, 1.8)
    side = found.one("share_of_choices_on_the_same_side", **asked)
    assert side.value == pytest.approx(2 / 3)
    (claim,) = PRESENTATIONS["multiverse"].says(found)
    assert "asked in 3 ways" in claim.sentence
    assert len(PRESENTATIONS["multiverse"].picture(found)) == 1


def test_a_question_answered_once_is_no_multiverse() -> None:
    assert isinstance(multiverse((SEARCH,)), Refusal)
