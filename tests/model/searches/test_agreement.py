from dataclasses import replace

import pytest

from daylight.data.provenance import Provenance
from daylight.data.result import Estimate, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.searches.agreement import agreement
from daylight.model.searches.multiverse import multiverse
from daylight.report.notes import sentence
from daylight.report.presentations import PRESENTATIONS


def one(
    method: str, name: str, value: float, p: float, scale: Scale, stratum: str = "all"
) -> Estimate:
    centre = scale.no_difference or 0.0
    half = abs(value - centre) / 2 + 0.01
    return untyped(
        name=name,
        group="black",
        reference="white",
        stratum=stratum,
        value=value,
        low=value - half,
        high=value + half,
        scale=scale,
        n=1000,
        p_value=p,
    )


def result(method: str, *estimates: Estimate) -> Result:
    return Result(method=method, estimates=estimates, reference="white")


SEARCH = result("search-rate", one("search-rate", "search_rate_ratio", 1.8, 1e-6, Scale.RATIO))
OUTCOME = result("outcome", one("outcome", "hit_rate_difference", -0.1, 1e-5, Scale.DIFFERENCE))
VEIL = result("veil-of-darkness", one("veil", "daylight_odds_ratio", 1.02, 0.6, Scale.ODDS_RATIO))


def threshold(*by_assumption: float) -> Result:
    strata = ("all", "beta 0.5", "discriminant 1")
    gaps = [
        one("threshold", "threshold_gap", value, 1e-6, Scale.DIFFERENCE, stratum)
        for stratum, value in zip(strata, by_assumption, strict=False)
    ]
    return result("threshold", *gaps)


def test_each_test_points_its_own_way() -> None:
    found = agreement((SEARCH, OUTCOME, VEIL))
    assert isinstance(found, Result)
    assert found.diagnostics["black | searches per stop"] == "more"
    assert found.diagnostics["black | hit rate"] == "more"  # a lower hit rate
    assert found.diagnostics["black | daylight against dark"] == "not enough evidence either way"
    assert found.one("tests_pointing_to_more", "black").value == 2
    assert found.one("evidence", "black", "hit rate").value > 4


def test_a_threshold_gap_counts_only_if_it_survives_every_family_and_scale() -> None:
    steady = agreement((SEARCH, threshold(-0.05, -0.04, -0.03)))
    shrinking = agreement((SEARCH, threshold(-0.05, -0.04, -0.02)))
    turning = agreement((SEARCH, threshold(-0.05, -0.04, 0.03)))
    key = "black | search threshold (beta)"
    assert isinstance(steady, Result)
    assert isinstance(shrinking, Result)
    assert isinstance(turning, Result)
    assert steady.diagnostics[key] == "more"
    assert shrinking.diagnostics[key] == "depends on the model"
    assert turning.diagnostics[key] == "depends on the model"


def test_families_asked_apart_are_held_against_each_other_and_one_alone_does_not_count() -> None:
    def other(gap: float) -> Result:
        own = one("threshold", "threshold_gap", gap, 1e-6, Scale.DIFFERENCE)
        return result("threshold-discriminant", own)

    key = "black | search threshold (beta)"
    for answers, said in (
        ((SEARCH, threshold(-0.05)), "depends on the model"),
        ((SEARCH, threshold(-0.05), other(-0.04)), "more"),
        ((SEARCH, threshold(-0.05), other(-0.02)), "depends on the model"),
    ):
        found = agreement(answers)
        assert isinstance(found, Result)
        assert found.diagnostics[key] == said


def test_p_values_are_corrected_for_the_number_of_tests() -> None:
    weak = [
        result("search-rate", one("s", "search_rate_ratio", 1.2, 0.03, Scale.RATIO)),
        result("arrest-rate", one("a", "arrest_rate_ratio", 1.2, 0.04, Scale.RATIO)),
    ]
    found = agreement(weak)
    assert isinstance(found, Result)
    assert found.one("tests_pointing_to_more", "black").value == 0


def test_a_test_run_twice_is_numbered_and_a_refusal_is_named() -> None:
    refused = Refusal(method="stop-rate", reason="no population", needed="one", found="none")
    again = result("search-rate", one("s", "search_rate_ratio", 1.7, 1e-5, Scale.RATIO))
    found = agreement((SEARCH, SEARCH, again, OUTCOME, refused))
    assert isinstance(found, Result)
    assert "black | searches per stop (2)" in found.diagnostics
    assert "black | searches per stop (3)" not in found.diagnostics
    assert any("no population" in sentence(note) for note in found.notes)


def test_a_test_of_some_rows_only_says_so() -> None:
    dropped = Provenance(
        rows_read=9, rows_kept=4, rows_dropped={"search_basis not among consent": 5}
    )
    found = agreement((SEARCH, replace(OUTCOME, provenance=dropped)))
    assert isinstance(found, Result)
    assert "black | hit rate (consent only)" in found.diagnostics


def test_it_is_worded_and_drawn_with_every_test() -> None:
    found = agreement((SEARCH, OUTCOME, VEIL))
    assert isinstance(found, Result)
    (claim,) = PRESENTATIONS["agreement"].en(found)
    assert "pointing to more police action: “searches per stop” and “hit rate”" in claim.sentence
    (chart,) = PRESENTATIONS["agreement"].picture(found)
    assert [row["sign"] for row in chart.spec["data"]["values"]] == ["▲", "▲", "○"]
    assert "2 of 3 tests" in chart.alt


def test_one_answered_test_is_no_agreement() -> None:
    assert isinstance(agreement((SEARCH,)), Refusal)


def test_the_multiverse_lists_every_answer_and_its_range() -> None:
    adjusted = Result(
        method="search-rate-adjusted",
        estimates=(one("a", "search_rate_ratio_adjusted", 1.3, 0.01, Scale.RATIO),),
        reference="white",
        diagnostics={"adjusted_for": "district"},
    )
    other = result("search-rate", one("s", "search_rate_ratio", 0.9, 0.5, Scale.RATIO))
    found = multiverse((SEARCH, adjusted, other))
    assert isinstance(found, Result)
    choices = [e.stratum for e in found.named("choice")]
    assert choices == [
        "searched more often: search-rate (2)",
        "searched more often: search-rate-adjusted, adjusted for district",
        "searched more often: search-rate",
    ]
    middle = found.one("median_choice", "black", "searched more often")
    assert (middle.low, middle.value, middle.high) == (0.9, 1.3, 1.8)
    side = found.one("share_of_choices_on_the_same_side", "black", "searched more often")
    assert side.value == pytest.approx(2 / 3)
    (claim,) = PRESENTATIONS["multiverse"].en(found)
    assert "asked in 3 ways" in claim.sentence
    assert len(PRESENTATIONS["multiverse"].picture(found)) == 1


def test_a_question_answered_once_is_no_multiverse() -> None:
    assert isinstance(multiverse((SEARCH,)), Refusal)
