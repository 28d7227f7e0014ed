import itertools

import numpy as np
import pytest
import statsmodels.stats.contingency_tables as tables
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.blanks import GroupCount, blank_bounds
from daylight.model.mantel_haenszel import mantel_haenszel
from daylight.model.methods import METHODS
from daylight.report.notes import sentence
from daylight.report.presentations import PRESENTATIONS

ENDS = {"search": "searches", "citation": "citations", "arrest": "arrests", "frisk": "frisks"}


def cells(measure: str, rows: list[tuple[object, ...]], *more: str) -> Cells:
    names = ["subject_race", *more, "stops", measure, f"{measure}_unknown"]
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    return Cells.from_columns(columns, by=["subject_race", *more])


def said(result: Result, code: str) -> str:
    note = result.noted(code)
    return sentence(note) if note else ""


@pytest.mark.parametrize(("end", "measure"), ENDS.items())
def test_each_end_of_a_stop_is_compared_and_worded(end: str, measure: str) -> None:
    method = METHODS[f"{end}-rate"]
    result = method(cells(measure, [("black", 200, 40, 0), ("white", 400, 40, 0)]))
    assert isinstance(result, Result)
    assert result.one(f"{end}_rate", subject_race="black").value == 0.2
    assert result.one(f"{end}_rate_difference", subject_race="black").value == pytest.approx(0.1)
    assert result.one(f"{end}_rate_ratio", subject_race="black").value == pytest.approx(2)
    (claim,) = PRESENTATIONS[method.name].says(result)
    assert "Of 200 Black people stopped, 20.0 %" in claim.sentence


def test_a_blank_is_left_out_of_the_share_and_counted() -> None:
    result = METHODS["search-rate"](
        cells("searches", [("black", 200, 40, 100), ("white", 400, 40, 0)])
    )
    assert isinstance(result, Result)
    assert result.one("search_rate", subject_race="black").value == 0.4
    assert result.one("search_rate", subject_race="black").missing_share == 0.5
    assert "up to 50 % of stops of a group (Black people)" in said(result, "blank-outcome")
    assert "more often for some groups" in said(result, "uneven-blanks")


def test_a_file_of_citations_only_is_recognised() -> None:
    outcome = METHODS["citation-rate"](
        cells("citations", [("black", 200, 200, 0), ("white", 400, 400, 0)])
    )
    assert isinstance(outcome, Refusal)
    assert (outcome.code, outcome.facts) == ("every-stop-ends-so", {"events": 600, "of": 600})


def test_too_few_stops_of_a_group_are_not_compared() -> None:
    rows = [("asian", 29, 2, 0), ("black", 200, 20, 0), ("white", 400, 40, 0)]
    result = METHODS["search-rate"](cells("searches", rows))
    assert isinstance(result, Result)
    assert {e.keys["subject_race"] for e in result.named("search_rate")} == {"black", "white"}
    assert "fewer than 30 recorded stops are not compared: Asian people." in said(
        result, "too-few-stops"
    )
    assert isinstance(METHODS["search-rate"](cells("searches", rows), min_n=500), Refusal)


def brute_bounds(one: GroupCount, base: GroupCount, blank: GroupCount) -> tuple[float, float]:
    """Every way to fill the blanks in, tried one after the other."""
    found = []
    # Each blank-race stop goes to the group, to the reference or to nobody.
    yes, no, either = int(blank.x), int(blank.n - blank.x - blank.m), int(blank.m)
    for fill, fill0, resolved in itertools.product(
        range(int(one.m) + 1), range(int(base.m) + 1), range(either + 1)
    ):
        hits, misses = yes + resolved, no + either - resolved
        for h1, m1 in itertools.product(range(hits + 1), range(misses + 1)):
            for h0, m0 in itertools.product(range(hits - h1 + 1), range(misses - m1 + 1)):
                p = (one.x + fill + h1) / (one.n + h1 + m1)
                p0 = (base.x + fill0 + h0) / (base.n + h0 + m0)
                found.append(p - p0)
    return min(found), max(found)


@given(
    st.tuples(st.integers(0, 4), st.integers(0, 2), st.integers(1, 4)),
    st.tuples(st.integers(0, 4), st.integers(0, 2), st.integers(1, 4)),
    st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2)),
)
def test_bounds_are_what_filling_in_every_blank_can_reach(
    one: tuple[int, int, int], base: tuple[int, int, int], blank: tuple[int, int, int]
) -> None:
    groups = [GroupCount(x, m, x + m + misses) for x, m, misses in (one, base, blank)]
    low, high = blank_bounds(*groups)
    least, most = brute_bounds(*groups)
    assert low == pytest.approx(least)
    assert high == pytest.approx(most)


def strata(seed: int, count: int) -> tuple[np.ndarray, ...]:  # type: ignore[type-arg]
    rng = np.random.default_rng(seed)
    n1, n0 = rng.integers(20, 200, count), rng.integers(20, 200, count)
    return rng.binomial(n1, 0.3), n1, rng.binomial(n0, 0.2), n0


def test_mantel_haenszel_agrees_with_statsmodels() -> None:
    a, n1, c, n0 = strata(3, 7)
    pooled = mantel_haenszel(*(v.astype(float) for v in (a, n1, c, n0)))
    stratified = tables.StratifiedTable(
        [np.array([[a[i], n1[i] - a[i]], [c[i], n0[i] - c[i]]]) for i in range(7)]
    )
    assert pooled.ratio == pytest.approx(stratified.riskratio_pooled)
    assert pooled.p == pytest.approx(stratified.test_null_odds().pvalue)


def test_one_stratum_gives_the_crude_ratio_and_its_usual_variance() -> None:
    pooled = mantel_haenszel(*(np.array([v], float) for v in (30, 100, 40, 300)))
    assert pooled.ratio == pytest.approx(0.3 / (40 / 300))
    assert pooled.log_ratio_variance == pytest.approx(1 / 30 - 1 / 100 + 1 / 40 - 1 / 300)
    assert pooled.difference == pytest.approx(0.3 - 40 / 300)
    p, p0 = 0.3, 40 / 300
    assert pooled.difference_variance == pytest.approx(p * (1 - p) / 100 + p0 * (1 - p0) / 300)


def test_a_stratum_without_the_other_group_changes_nothing() -> None:
    a, n1, c, n0 = (v.astype(float) for v in strata(3, 7))
    with_empty = mantel_haenszel(
        np.append(a, 9.0), np.append(n1, 50.0), np.append(c, 0.0), np.append(n0, 0.0)
    )
    assert with_empty == mantel_haenszel(a, n1, c, n0)


def test_adjusting_removes_a_difference_that_lies_between_districts() -> None:
    rows = [
        ("black", "hot", 900, 270, 0),
        ("white", "hot", 100, 30, 0),
        ("black", "cool", 100, 10, 0),
        ("white", "cool", 900, 90, 0),
    ]
    by_district = cells("searches", rows, "district")
    crude = METHODS["search-rate"](by_district)
    adjusted = METHODS["search-rate-adjusted"](by_district)
    assert isinstance(crude, Result)
    assert isinstance(adjusted, Result)
    assert crude.one("search_rate_difference", subject_race="black").value == pytest.approx(0.16)
    assert adjusted.one(
        "search_rate_difference_adjusted", subject_race="black"
    ).value == pytest.approx(0)
    assert adjusted.one("search_rate_ratio_adjusted", subject_race="black").value == pytest.approx(
        1
    )
    (claim,) = PRESENTATIONS["search-rate-adjusted"].says(adjusted)
    assert claim.adjusted_for == ("district",)


def test_little_overlap_and_unlike_strata_are_said() -> None:
    rows = [
        ("black", "a", 900, 450, 0),
        ("white", "a", 900, 90, 0),
        ("black", "b", 900, 90, 0),
        ("white", "b", 900, 450, 0),
        ("black", "c", 9000, 90, 0),
    ]
    result = METHODS["search-rate-adjusted"](cells("searches", rows, "district"))
    assert isinstance(result, Result)
    assert "Only 17 % of stops of Black people fall where white people were" in said(
        result, "little-overlap-of-stops"
    )
    assert "differs from one kind of stop to another" in said(result, "heterogeneous")


def test_without_a_stratum_there_is_nothing_to_adjust_for() -> None:
    flat = cells("searches", [("black", 200, 40, 0), ("white", 400, 40, 0)])
    outcome = METHODS["search-rate-adjusted"](flat)
    assert isinstance(outcome, Refusal)
