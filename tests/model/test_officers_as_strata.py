"""Officers or days that make strata are still what rows go together by."""

from collections.abc import Iterator

import numpy as np
import pytest
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.estimate import Estimate
from daylight.data.result import Result
from daylight.model.methods import METHODS
from daylight.report.presentations import PRESENTATIONS
from tests.recovery.truth import LEVEL, three_errors

OFFICERS = 40


def department(seed: int, *, spread: float, officers: int = OFFICERS, year: bool = False) -> Cells:
    """Officers whose own gaps scatter around none; each one's stops of both groups."""
    rng = np.random.default_rng(seed)
    rows = []
    for officer in range(officers):
        base, gap = 0.15, rng.normal(0, spread)
        for when in (2016, 2017) if year else (2016,):
            for group, rate in (("black", base + gap), ("white", base)):
                stops = int(rng.integers(60, 400))
                searches = int(rng.binomial(stops, np.clip(rate, 0.01, 0.9)))
                rows.append((group, f"o{officer:03d}", when, stops, searches))
    columns = ("subject_race", "officer_id", "year", "stops", "searches")
    table = dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True))
    by = columns[: 3 if year else 2]
    kept = {name: table[name] for name in (*by, "stops", "searches")}
    return Cells.from_columns(kept, by=by)


def within_officers(cells: Cells) -> Estimate:
    result = METHODS["search-rate-adjusted"](cells)
    assert isinstance(result, Result)
    return result.one("search_rate_difference_adjusted", subject_race="black")


def pooled(rows: list[tuple[float, float, float, float]]) -> float:
    """Mantel and Haenszel's risk difference, written out."""
    top = sum((a * n0 - c * n1) / (n1 + n0) for a, n1, c, n0 in rows)
    return top / sum(n1 * n0 / (n1 + n0) for _, n1, _, n0 in rows)


@pytest.mark.parametrize("year", [False, True])
def test_the_interval_is_that_of_leaving_out_each_officer(year: bool) -> None:
    cells = department(2, spread=0.08, year=year)
    held: dict[tuple[object, ...], list[float]] = {}
    for row in cells.table.to_pylist():
        stratum = held.setdefault((row["officer_id"], row.get("year")), [0.0] * 4)
        at = 0 if row["subject_race"] == "black" else 2
        stratum[at], stratum[at + 1] = float(row["searches"]), float(row["stops"])
    every = {key: tuple(rows) for key, rows in held.items()}
    names = sorted({str(officer) for officer, _ in every})
    without = [pooled([r for (o, _), r in every.items() if o != name]) for name in names]  # type: ignore[misc]
    middle = float(np.mean(without))
    se = ((len(names) - 1) / len(names) * sum((x - middle) ** 2 for x in without)) ** 0.5
    half = se * stats.t.ppf(0.975, len(names) - 1)
    gap = within_officers(cells)
    assert (gap.basis.key, gap.basis.clusters, gap.basis.lacks) == ("officer_id", OFFICERS, None)
    assert gap.high - gap.value == pytest.approx(half, rel=1e-9)


def test_days_that_make_strata_are_rows_that_go_together() -> None:
    cells = department(4, spread=0.1)
    days = Cells.from_columns(
        {
            name if name != "officer_id" else "stop_date": cells.table[name].to_pylist()
            for name in cells.table.column_names
        },
        by=("subject_race", "stop_date"),
    )
    gap = within_officers(days)
    assert (gap.basis.key, gap.basis.lacks) == ("stop_date", "officer_id")


def test_stops_without_an_officer_are_no_officer() -> None:
    cells = department(5, spread=0.05)
    table = cells.table.to_pydict()
    table["officer_id"] = ["unknown" if o == "o000" else o for o in table["officer_id"]]
    blank = Cells.from_columns(table, by=("subject_race", "officer_id"))
    assert (within_officers(blank).basis.clusters or 0) <= OFFICERS
    assert within_officers(blank).basis.key == "officer_id"


def draws(spread: float, times: int) -> Iterator[Estimate]:
    return (within_officers(department(100 + i, spread=spread)) for i in range(times))


@pytest.mark.recovery
def test_officers_whose_own_gaps_differ_are_no_gap_of_the_department() -> None:
    """Size where gaps scatter around none; the known failure is the plain stratified error."""
    times = 300
    found = list(draws(0.06, times))
    assert np.mean([e.p_value is not None and e.p_value < LEVEL for e in found]) <= (
        LEVEL + three_errors(LEVEL, times)
    )
    plain = [abs(e.value) * (e.basis.factor or 1) / (e.high - e.value) for e in found]
    assert np.mean([z * stats.t.ppf(0.975, OFFICERS - 1) > 1.96 for z in plain]) > 0.2


@pytest.mark.parametrize("year", [False, True])
def test_a_caveat_says_how_it_differs_from_the_number_over_all_stops(year: bool) -> None:
    result = METHODS["search-rate-adjusted"](department(6, spread=0.02, year=year))
    assert isinstance(result, Result)
    (claim,) = PRESENTATIONS["search-rate-adjusted"].says(result)
    alike = " and alike in year" if year else ""
    assert claim.sentence.startswith(f"Among stops by the same officer{alike}, Black people were")
    assert "is part of the number over all stops" in claim.caveats[0]
    assert claim.adjusted_for == ("officer", "year")[: 1 + year]
