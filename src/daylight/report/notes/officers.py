"""The sentences of the notes that methods on officers leave beside their numbers."""

from daylight.report.notes.words import NoteWords

NOTES: dict[str, NoteWords] = {}
