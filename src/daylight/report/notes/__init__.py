"""Notes → sentences. A method leaves a code and its facts; what is said of them stands here."""

from daylight.data.result import Note
from daylight.errors import DaylightError
from daylight.report.language import Language
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


def sentence(note: Note, language: Language = Language.ENGLISH) -> str:
    """A note as a reader sees it; DaylightError where no words are known for its code."""
    if note.code not in NOTES:
        raise DaylightError(f"no words for a note {note.code!r}: add them to report/notes/")
    return NOTES[note.code][language](note.facts)
