"""What stands beside rates of force: whom the counts and the denominators leave out."""

from collections.abc import Sequence

from daylight.data.cells import Cells
from daylight.data.result import Note
from daylight.model.force.denominators import Denominator
from daylight.model.force.parts import EVERY
from daylight.schema.vocabulary import UNKNOWN

MOST_BLANK = 0.01
"""Share of a denominator without the group from which on a reader is told of it."""


def rate_notes(
    cells: Cells, group: str, available: Sequence[Denominator], measure: str, *, used: list[str]
) -> tuple[Note, ...]:
    """The notes of an answer by `group`, whose people were counted as `measure`."""
    notes = [Note(code="denominator-differs")]
    if measure == "force_rows":
        notes.append(Note(code="rows-not-people"))
    total = cells.total(measure)
    if "people_by_description" in cells.measures:
        described = cells.total("people_by_description")
        if described:
            notes.append(
                Note(code="people-by-description", facts={"described": described, "people": total})
            )
    if unknown := cells.pick(**{group: UNKNOWN}).total(measure):
        notes.append(
            Note(code="group-not-recorded", facts={"n": unknown, "people": total, "key": group})
        )
    absent = set(cells.values(group)) - {*used, EVERY, UNKNOWN}
    if absent:
        notes.append(Note(code="group-not-used", facts={"groups": tuple(sorted(absent))}))
    for denominator in available:
        notes += _of(cells, group, denominator, total)
    return tuple(notes)


def _of(cells: Cells, group: str, denominator: Denominator, total: float) -> list[Note]:
    notes = []
    named: dict[str, str | float] = {"denominator": denominator.name, "one": denominator.one}
    size = cells.total(denominator.exposure)
    blank = cells.pick(**{group: UNKNOWN}).total(denominator.exposure) / size
    if blank >= MOST_BLANK:
        notes.append(Note(code="denominator-blank", facts={**named, "share": blank, "key": group}))
    covered = cells.total(denominator.events)
    if covered < total:
        notes.append(
            Note(code="shorter-period", facts={**named, "covered": covered, "people": total})
        )
    return notes
