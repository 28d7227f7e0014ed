"""Simulated departments come out as the records they imitate, and the clean one as Poisson.

A bound of `near` is five standard errors of the mean over the seeds: the truths are expectations.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from daylight.reduce.count import count
from daylight.simulate.realistic import (
    CLEAN,
    COMPLETE,
    REALISTIC,
    Calendar,
    Likeness,
    RealisticDepartment,
    Records,
    Workload,
    intraclass,
    simulate,
)
from daylight.simulate.series import lognormal_series, month_cells, monthly_counts
from daylight.simulate.stops import as_table, search_cells

SEEDS = range(30)


def near(values: list[float], truth: float) -> None:
    slack = 5 * float(np.std(values, ddof=1)) / np.sqrt(len(values))
    assert abs(float(np.mean(values)) - truth) <= slack, (np.mean(values), truth, slack)


def drawn(department: RealisticDepartment) -> list[Records]:
    return [simulate(department, seed=seed) for seed in SEEDS]


@pytest.fixture(scope="module")
def real() -> list[Records]:
    return drawn(REALISTIC)


@pytest.fixture(scope="module")
def clean() -> list[Records]:
    return drawn(CLEAN)


def likeness(records: Records, key: str, *, of_finds: bool = False) -> float:
    rows = records.rows
    number = getattr(rows, key)
    n, y = np.bincount(number), np.bincount(number, rows.searched)
    return intraclass(np.bincount(number, rows.found), y) if of_finds else intraclass(y, n)


def per_day(records: Records, department: RealisticDepartment) -> np.ndarray:
    return np.bincount(records.rows.day, minlength=department.days)


def dispersion(counts: np.ndarray) -> float:
    return float(counts.var(ddof=1) / counts.mean())


def top_tenth(records: Records, department: RealisticDepartment) -> float:
    stops = np.sort(np.bincount(records.rows.officer, minlength=department.officers))
    return float(stops[-(department.officers // 10) :].sum() / stops.sum())


def test_officers_and_days_are_as_alike_as_measured(real: list[Records]) -> None:
    for key, searches, finds in (("officer", 0.14, 0.067), ("day", 0.012, 0.008)):
        assert np.mean([likeness(r, key) for r in real]) == pytest.approx(searches, rel=0.3)
        found = [likeness(r, key, of_finds=True) for r in real]
        assert np.mean(found) == pytest.approx(finds, rel=0.3, abs=0.005)


def test_likeness_is_exact_where_workloads_are_equal() -> None:
    one_group = replace(CLEAN, groups={"white": 1.0}, places=40, stops=20_000)
    department = replace(one_group, searches=Likeness(officer=0.1, day=0.02, place=0.03))
    records = drawn(department)
    for key, truth in (("officer", 0.1), ("day", 0.02), ("place", 0.03)):
        near([likeness(r, key) for r in records], truth)


def test_rates_are_the_true_ones_whatever_is_alike() -> None:
    department = replace(COMPLETE, search_ratio={"black": 1.5}, find_ratio={"black": 0.8})
    records = drawn(department)
    for group in department.groups:
        of_group = [(r.rows, r.rows.group == group) for r in records]
        searched = [float(rows.searched[mask].mean()) for rows, mask in of_group]
        near(searched, department.search_chance(group))
        found = [float(rows.found[mask & rows.searched].mean()) for rows, mask in of_group]
        near(found, department.find_chance(group))
    assert department.search_chance("black") == pytest.approx(0.15)
    assert department.find_chance("black") == pytest.approx(0.2)


def test_days_spread_seventy_times_as_much_as_poisson(
    real: list[Records], clean: list[Records]
) -> None:
    near([dispersion(per_day(r, CLEAN)) for r in clean], 1.0)
    spread = [dispersion(per_day(r, REALISTIC)) for r in real]
    assert np.mean(spread) == pytest.approx(70, rel=0.25)


def test_a_tenth_of_officers_make_half_of_the_stops(
    real: list[Records], clean: list[Records]
) -> None:
    assert np.mean([top_tenth(r, REALISTIC) for r in real]) == pytest.approx(0.5, abs=0.04)
    assert np.mean([top_tenth(r, CLEAN) for r in clean]) < 0.13


def test_officers_join_and_leave_and_stop_nobody_outside_their_service(
    real: list[Records], clean: list[Records]
) -> None:
    for records in real[:5]:
        rows, roster = records
        assert (rows.day >= roster.first[rows.officer]).all()
        assert (rows.day <= roster.last[rows.officer]).all()
        away = (roster.first > 0) | (roster.last < REALISTIC.days - 1)
        assert np.mean(away) == pytest.approx(1 - 0.8**2, abs=5 * np.sqrt(0.36 * 0.64 / 300))
    assert all((r.roster.first == 0).all() for r in clean)


def test_officers_keep_to_their_assignment(real: list[Records], clean: list[Records]) -> None:
    def at_home(records: Records, department: RealisticDepartment) -> float:
        rows, roster = records
        late = rows.day >= department.days / 2
        home = np.where(late, roster.late_place[rows.officer], roster.early_place[rows.officer])
        return float((rows.place == home).mean())

    assert np.mean([at_home(r, REALISTIC) for r in real]) > 0.7
    assert np.mean([at_home(r, CLEAN) for r in clean]) < 0.2


def test_blanks_depend_on_what_happened(real: list[Records], clean: list[Records]) -> None:
    def blank(records: Records, *, searched: bool) -> float:
        rows = records.rows
        return float(np.mean([race is None for race in rows.group[rows.searched == searched]]))

    near([blank(r, searched=False) for r in real], 0.237)
    near([blank(r, searched=True) for r in real], 0.019)
    assert not any(race is None for race in clean[0].rows.group)


def test_the_clean_department_is_alike_nowhere(clean: list[Records]) -> None:
    for key in ("officer", "day", "place"):
        near([likeness(r, key) for r in clean], 0.0)


def test_no_group_is_stopped_more_where_it_lives(real: list[Records]) -> None:
    """Within places, stops per resident of two groups are equal on average."""

    def log_ratio(records: Records) -> float:
        rows = records.rows
        stops = {g: np.bincount(rows.place[rows.group == g], minlength=12) for g in rows.population}
        weights = rows.population["black"] * rows.population["white"]
        black, white = (stops[g] / rows.population[g] for g in ("black", "white"))
        return float(np.log((weights * black).sum() / (weights * white).sum()))

    near([log_ratio(r) for r in real], 0.0)


def test_counted_cells_by_officer_day_and_place_are_those_of_the_table(tmp_path: Path) -> None:
    rows = simulate(replace(REALISTIC, stops=3000), seed=5).rows
    path = tmp_path / "stops.parquet"
    pq.write_table(as_table(rows), path)
    for keys in (("officer_id",), ("stop_date",), ("district", "officer_id")):
        counted = count("searches", {"stops": [path]}, ["subject_race", *keys])
        quick = search_cells(rows, *keys)
        assert "unknown" in quick.values("subject_race")
        for name in quick.by:
            assert [str(v) for v in counted.keys(name)] == [str(v) for v in quick.keys(name)]
        for measure in quick.measures:
            assert counted.counts(measure).tolist() == quick.counts(measure).tolist()


def test_the_same_seed_gives_the_same_department() -> None:
    one, other = (simulate(REALISTIC, seed=2).rows for _ in range(2))
    assert one.minute.tolist() == other.minute.tolist()
    assert simulate(REALISTIC, seed=3).rows.minute.tolist() != one.minute.tolist()


def test_a_department_that_cannot_be_is_refused() -> None:
    too_alike = replace(CLEAN, searches=Likeness(officer=0.5, day=0.3))
    with pytest.raises(ValueError, match="less than 1"):
        simulate(too_alike, seed=1)
    one_stop = replace(CLEAN, stops=1, days=1, workload=Workload(on_duty=0.0))
    assert len(simulate(one_stop, seed=1).rows) >= 0


def test_months_have_the_dispersion_and_autocorrelation_asked_for() -> None:
    """Between independent series, where neither has the bias of a short series' own mean."""
    rng = np.random.default_rng(4)
    for phi, lag in ((9.0, 0.2), (22.0, 0.7)):
        pairs = np.array(
            [
                monthly_counts(rng, months=2, mean=200.0, dispersion=phi, lag_1=lag)
                for _ in range(20_000)
            ]
        )
        assert pairs.mean() == pytest.approx(200, rel=0.02)
        assert pairs.var() / pairs.mean() == pytest.approx(phi, rel=0.08)
        assert np.corrcoef(pairs.T)[0, 1] == pytest.approx(lag, abs=0.03)
    plain = monthly_counts(rng, months=20_000, mean=50.0, dispersion=1.0, lag_1=0.0)
    assert plain.var() / plain.mean() == pytest.approx(1.0, abs=5 * np.sqrt(2 / 20_000))


def test_months_of_a_department_carry_over() -> None:
    department = replace(
        CLEAN, days=60, stops=60_000, calendar=Calendar(dispersion=50, monthly=1.0, lag_1=0.6)
    )
    months = []
    for seed in range(2000):
        rng = np.random.default_rng(seed)
        excess = 49 / (department.stops / department.days)
        months.append(lognormal_series(rng, 2, variance=excess, lag_1=department.calendar.lag_1))
    assert np.corrcoef(np.array(months).T)[0, 1] == pytest.approx(0.6, abs=0.1)
    records = simulate(department, seed=1)
    first, second = (per_day(records, department)[at : at + 30].mean() for at in (0, 30))
    assert first != pytest.approx(second, rel=0.01)


def test_months_are_cells() -> None:
    cells = month_cells(np.array([3.0, 4.0]))
    assert cells.keys("month").tolist() == ["2015-01", "2015-02"]
    assert cells.total("people") == 7
    with pytest.raises(ValueError, match="more dispersion"):
        monthly_counts(np.random.default_rng(1), months=5, mean=9.0, dispersion=2.0, lag_1=0.7)
