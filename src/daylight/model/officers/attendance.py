"""Who was at which scene and did what."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from daylight.data.cells import Cells
from daylight.data.result import Refusal
from daylight.model.arrays import IntArray

NAME = "same-scene"
MIN_SCENES = 20
MOST_OFFICERS = 60
"""Officers at one scene beyond which the scene is left out: the sums grow with their powers."""


class SceneRows(NamedTuple):
    """One officer at one scene, with the most serious severity used (0 for the lowest)."""

    scene: IntArray
    officer: IntArray
    level: IntArray


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was at which scene and did what, and what had to be left out."""

    rows: SceneRows
    officers: tuple[str, ...]
    levels: tuple[int, ...]
    not_comparable: dict[str, int]
    unknown: int
    too_large: int


def attendance(cells: Cells) -> Attendance | Refusal:
    """Rows of scenes at which officers differed, each officer once per scene."""
    known = cells.without_unknown("scene", "officer_id", "severity")
    here = np.ones(len(known), dtype=bool)
    for measure in known.measures:
        here &= known.counts(measure) > 0
    written = known.keys("severity")[here].astype(str)
    if words := sorted(
        {v for v in written.tolist() if not v.strip().removeprefix("-").isdecimal()}
    ):
        rows = int(np.isin(written, words).sum())
        return Refusal(
            code="severity-not-ordered",
            facts={"rows": rows, "of": len(written), "words": tuple(words[:3])},
        )
    severity = written.astype(np.int64)
    scene = known.keys("scene")[here].astype(str)
    officer = known.keys("officer_id")[here].astype(str)
    top = _most_serious(scene, officer, severity)
    scene, officer, severity = scene[top], officer[top], severity[top]
    _, scene_number, size = np.unique(scene, return_inverse=True, return_counts=True)
    differ = _differ(scene_number, severity) & (size[scene_number] <= MOST_OFFICERS)
    if len(set(scene_number[differ])) < MIN_SCENES:
        return Refusal(
            code="too-few-scenes",
            facts={"least": MIN_SCENES, "scenes": len(set(scene_number[differ]))},
        )
    names, number = np.unique(officer[differ], return_inverse=True)
    levels, code = np.unique(severity[differ], return_inverse=True)
    outside, attended = np.unique(officer[~np.isin(officer, names)], return_counts=True)
    return Attendance(
        rows=SceneRows(scene_number[differ], number, code),
        officers=tuple(names.tolist()),
        levels=tuple(levels.tolist()),
        not_comparable=dict(zip(outside.tolist(), attended.tolist(), strict=True)),
        unknown=len(cells) - len(known),
        too_large=int((size > MOST_OFFICERS).sum()),
    )


def _most_serious(
    scene: npt.NDArray[np.str_], officer: npt.NDArray[np.str_], severity: IntArray
) -> IntArray:
    """One row per officer and scene, the one with the highest severity."""
    order = np.lexsort((-severity, officer, scene))
    first = np.ones(len(order), dtype=bool)
    first[1:] = (scene[order][1:] != scene[order][:-1]) | (
        officer[order][1:] != officer[order][:-1]
    )
    return np.asarray(order[first])


def _differ(scene: IntArray, severity: IntArray) -> npt.NDArray[np.bool_]:
    """Rows of scenes with more than one severity."""
    low = np.full(int(scene.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    high = np.full(len(low), np.iinfo(np.int64).min)
    np.minimum.at(low, scene, severity)
    np.maximum.at(high, scene, severity)
    return np.asarray((low < high)[scene])
