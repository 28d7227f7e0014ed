"""People scored for risk, by group and score, as methods on scores need them."""

from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Note, Refusal
from daylight.model.arrays import Array
from daylight.schema.vocabulary import UNKNOWN

GROUP = "subject_race"
MEASURES = (
    *("people", "reoffended", "not_reoffended", "reoffended_unknown"),
    *("not_followed", "not_followed_reoffended"),
)
FEWEST = 30
"""People with, and people without the outcome, below which a group is not shown."""


class ScoredPeople(NamedTuple):
    """(S,) scores in order, and for each group the (S,) people with and without the outcome."""

    scores: Array
    groups: dict[str, tuple[Array, Array]]


def scored(cells: Cells) -> ScoredPeople:
    """People with and without the outcome, by group and score; blank groups are left out."""
    values = sorted(float(one) for one in cells.values("score") if one != UNKNOWN)
    place = {value: i for i, value in enumerate(values)}
    groups: dict[str, tuple[Array, Array]] = {}
    for name in cells.values(GROUP):
        if name == UNKNOWN:
            continue
        part = cells.pick(**{GROUP: name}).collapse("score")
        known = [i for i, one in enumerate(part.table["score"].to_pylist()) if one != UNKNOWN]
        at = [place[float(part.table["score"].to_pylist()[i])] for i in known]
        pair = []
        for measure in ("reoffended", "not_reoffended"):
            counts = np.zeros(len(values))
            np.add.at(counts, at, part.counts(measure)[known])
            pair.append(counts)
        if min(one.sum() for one in pair) >= FEWEST:
            groups[str(name)] = (pair[0], pair[1])
    return ScoredPeople(np.array(values), groups)


def refusal(cells: Cells, reference: str, *, despite_follow_up: bool) -> Refusal | None:
    """Why scores cannot be held against what came: nobody could see it, or too few people."""
    lost = cells.total("not_followed")
    if lost and not despite_follow_up:
        came = cells.total("not_followed_reoffended")
        return Refusal(
            code="not-followed-to-the-end",
            facts={
                "people": int(cells.total("people")),
                "lost": int(lost),
                "came": int(came),
                "share": _share(cells),
            },
        )
    groups = scored(cells).groups
    if reference not in groups or len(groups) < 2:
        return Refusal(
            code="too-few-with-outcome",
            facts={"least": FEWEST, "reference": reference, "groups": tuple(groups)},
        )
    return None


def _share(cells: Cells) -> float:
    """The share with the outcome among those who were followed."""
    people = cells.total("people") - cells.total("not_followed")
    return (cells.total("reoffended") - cells.total("not_followed_reoffended")) / max(people, 1)


def notes(cells: Cells) -> tuple[Note, ...]:
    """What a reader must know of these people."""
    found = []
    if lost := cells.total("not_followed"):
        found.append(
            Note(
                code="not-followed",
                facts={"people": int(lost), "came": int(cells.total("not_followed_reoffended"))},
            )
        )
    if blank := cells.total("reoffended_unknown"):
        found.append(Note(code="outcome-blank", facts={"people": int(blank)}))
    return tuple(found)
