"""The sentences of the notes that methods on force leave beside their numbers."""

from daylight.report.notes.words import NoteWords, fixed

NOTES: dict[str, NoteWords] = {
    "recording-break": NoteWords(
        lambda f: (
            f"From {f['period']} the records are made differently ({f['reason']}); nothing is "
            "estimated across that point."
        )
    ),
    "periods-left-out": NoteWords(lambda f: f"Left out: {', '.join(f['periods'])}."),
    "recorded-force": fixed(
        "A change in recorded force is a change in force, in what must be reported, or in how "
        "fully it is reported."
    ),
}
