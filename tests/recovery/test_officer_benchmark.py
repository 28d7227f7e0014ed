"""Colleagues in the same circumstances: the empirical null, false discoveries, power, blindness."""

import math

import numpy as np
import numpy.typing as npt
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.officers.internal_benchmark import internal_benchmark
from daylight.report.presentations import PRESENTATIONS

pytestmark = pytest.mark.recovery

OFFICERS, DISTRICTS, PARTS = 120, 4, 3
REPETITIONS = 40


def department(
    rng: np.random.Generator, *, unrecorded: float, outliers: int = 0, shift: float = 1.0
) -> Cells:
    """Officers who mostly work in two districts; the first `outliers` of them search more often.

    What nobody recorded multiplies each officer's odds by a log-normal factor.
    """
    base = np.log(0.05 * shift) + rng.normal(0, 0.5, (DISTRICTS, 1)) + rng.normal(0, 0.4, PARTS)
    own = rng.normal(0, unrecorded, OFFICERS) + math.log(4.0) * (np.arange(OFFICERS) < outliers)
    place = rng.dirichlet(np.full(DISTRICTS, 1.0), OFFICERS)[:, :, None]
    share = place * rng.dirichlet(np.full(PARTS, 2.0), OFFICERS)[:, None, :]
    stops = rng.poisson(600 * share)
    odds = np.exp(base[None] + own[:, None, None])
    searches = rng.binomial(stops, odds / (1 + odds))
    o, d, p = (axis.ravel() for axis in np.indices(stops.shape))
    held = stops.ravel() > 0
    return Cells.from_columns(
        {
            "officer_id": [f"o{k:03d}" for k in o[held]],
            "district": [f"d{k}" for k in d[held]],
            "day_part": [f"p{k}" for k in p[held]],
            "events": searches.ravel()[held],
            "exposure": stops.ravel()[held].astype(float),
        },
        by=("officer_id", "district", "day_part"),
    )


def read(cells: Cells) -> tuple[Result, npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """The result; each officer's false-discovery rate where flagged above; who is an outlier."""
    result = internal_benchmark(cells)
    assert isinstance(result, Result)
    rates = result.named("local_false_discovery_rate")
    gaps = result.named("rate_above_colleagues")
    above = np.array([g.value > 0 for g in gaps])
    fdr = np.where(above, [e.value for e in rates], 1.0)
    return result, fdr, np.array([e.keys["officer_id"] for e in rates])


@pytest.mark.parametrize("unrecorded", [0.0, 0.4])
def test_ordinary_officers_are_hardly_ever_flagged(unrecorded: float) -> None:
    rng = np.random.default_rng(41)
    flagged = plain = compared = 0
    for _ in range(REPETITIONS):
        result, fdr, _ = read(department(rng, unrecorded=unrecorded))
        flagged += int((fdr < 0.5).sum())
        plain += int(result.one("flagged_by_plain_z_above_2", colleagues="above").value)
        compared += len(fdr)
    assert flagged / compared < 0.01
    if unrecorded:
        assert plain / compared > 0.1  # what a plain test would say of the same officers


def test_flags_are_wrong_no_more_often_than_they_say_and_outliers_are_found() -> None:
    rng = np.random.default_rng(42)
    false: list[float] = []
    said: list[float] = []
    off: list[float] = []
    found = there = 0
    for _ in range(REPETITIONS):
        _, fdr, names = read(department(rng, unrecorded=0.3, outliers=8))
        flagged = fdr < 0.5
        outlier = names < "o008"
        false += list((~outlier)[flagged].astype(float))
        said += list(fdr[flagged])
        off.append(float((~outlier)[flagged].sum() - fdr[flagged].sum()))
        found += int((flagged & outlier).sum())
        there += int(outlier.sum())
    # Flags of one department share its fitted null, so departments are what is independent.
    error = 3 * np.std(off, ddof=1) * math.sqrt(len(off)) / len(said)
    assert np.mean(false) < np.mean(said) + error
    assert found / there > 0.7


def test_the_interval_is_of_the_difference_and_the_region_of_the_ordinary() -> None:
    """Situations alone decide what colleagues do, so that the true difference is known."""
    rng = np.random.default_rng(44)
    base = np.log(0.05) + rng.normal(0, 0.5, DISTRICTS)
    covered = inside = ordinary = compared = 0
    for _ in range(REPETITIONS):
        own = np.where(np.arange(OFFICERS) < 8, math.log(4.0), 0.0)[:, None]
        stops = rng.poisson(600 * rng.dirichlet(np.full(DISTRICTS, 2.0), OFFICERS)) + 1
        chance = 1 / (1 + np.exp(-base - own))
        o, d = (axis.ravel() for axis in np.indices(stops.shape))
        cells = Cells.from_columns(
            {
                "officer_id": [f"o{k:03d}" for k in o],
                "district": [f"d{k}" for k in d],
                "events": rng.binomial(stops, chance).ravel(),
                "exposure": stops.ravel().astype(float),
            },
            by=("officer_id", "district"),
        )
        ones = stops[8:].sum(axis=0)
        rate = (ones * chance[8] + (stops[:8] * chance[:8]).sum(axis=0)) / stops.sum(axis=0)
        truth = ((chance - rate) * stops).sum(axis=1) / stops.sum(axis=1)
        result, _, _ = read(cells)
        for e in result.named("rate_above_colleagues"):
            k = int(str(e.keys["officer_id"])[1:])
            covered += e.low <= truth[k] <= e.high
            compared += 1
            region = result.one("ordinary_difference", **e.keys)
            if k >= 8:
                ordinary += 1
                inside += region.low <= e.value <= region.high
    bound = 3 * math.sqrt(0.95 * 0.05 / compared)
    # Officers of a department share their colleagues' record, and colleagues' rates leave the
    # officer out: both move coverage by less than a point.
    assert abs(covered / compared - 0.95) < bound + 0.01
    assert inside / ordinary > 0.95 - bound - 0.01


def test_a_special_unit_that_nobody_recorded_is_flagged_and_the_caveat_says_so() -> None:
    """The known failure: of officers alike within their posts, those of the unit stand above."""
    rng = np.random.default_rng(45)
    made = department(rng, unrecorded=0.0, outliers=12)  # a tenth, on a post that recurs nowhere
    result, fdr, names = read(made)
    flagged = fdr < 0.5
    assert flagged[names < "o012"].mean() > 0.7
    (claim,) = PRESENTATIONS["internal-benchmark"].says(result)
    assert any("special unit" in caveat for caveat in claim.caveats)


def test_a_shift_of_the_whole_department_moves_nothing_and_the_note_says_so() -> None:
    plain, _, _ = read(department(np.random.default_rng(43), unrecorded=0.3))
    shifted, fdr, _ = read(department(np.random.default_rng(43), unrecorded=0.3, shift=3.0))
    assert (fdr < 0.5).sum() <= 2
    assert shifted.one("flagged", colleagues="above").value <= 2
    assert (
        plain.one("own_rate", officer_id="o000").value
        < shifted.one("own_rate", officer_id="o000").value
    )
    assert "shared-practice-invisible" in {note.code for note in shifted.notes}
