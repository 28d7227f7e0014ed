"""Notes → sentences. A method leaves a code and its facts; what is said of them stands here."""

from collections.abc import Mapping
from functools import cache

from daylight.data.result import Note
from daylight.errors import DaylightError
from daylight.report.notes import (
    effects,
    force,
    monitoring,
    officers,
    searches,
    shared,
    stops,
    trust,
)
from daylight.report.notes.words import NoteWords

NOTES: dict[str, NoteWords] = {
    **shared.NOTES,
    **stops.NOTES,
    **searches.NOTES,
    **force.NOTES,
    **officers.NOTES,
    **effects.NOTES,
    **trust.NOTES,
    **monitoring.NOTES,
}
"""Code → its sentence. One code means one thing, whichever method leaves it."""


def sentence(note: Note) -> str:
    """A note as a reader sees it; DaylightError where no words are known for its code."""
    known = NOTES if note.code in NOTES else _of_methods()
    if note.code not in known:
        raise DaylightError(f"no words for a note {note.code!r}: add them to report/notes/")
    return known[note.code](note.facts)


@cache
def _of_methods() -> Mapping[str, NoteWords]:
    """The notes that methods keep with their own presentation."""
    from daylight.report.presentations import PRESENTATIONS

    return {code: words for one in PRESENTATIONS.values() for code, words in one.notes.items()}
