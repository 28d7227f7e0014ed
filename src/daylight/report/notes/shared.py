"""The sentences of notes that methods of several subjects leave."""

from daylight.report.notes.words import NoteWords

NOTES: dict[str, NoteWords] = {
    "withheld": NoteWords(
        lambda facts: (
            f"{facts['estimates']} estimates are withheld from this page: they describe single "
            f"officers, or rest on too few records to be published."
        )
    ),
}
