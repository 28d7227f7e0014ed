"""The sentences of notes that methods of several subjects leave."""

from daylight.report.notes.words import NoteWords

NOTES: dict[str, NoteWords] = {
    "blank-race": NoteWords(
        lambda facts: (
            f"Race was not recorded for {100 * facts['share']:.1f} % of {facts['unit']}; they are "
            "in no group, and who they were could change any comparison."
        )
    ),
    "withheld": NoteWords(
        lambda facts: (
            f"{facts['estimates']} estimates are withheld from this page: they describe single "
            f"officers, or rest on too few records to be published."
        )
    ),
}
