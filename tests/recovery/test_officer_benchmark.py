"""Colleagues in the same circumstances: the empirical null, false discoveries, power, blindness."""

import math

import numpy as np
import numpy.typing as npt
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.officers.internal_benchmark import internal_benchmark

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
