"""The sentences of notes that methods of several subjects leave."""

from daylight.report.labels import said
from daylight.report.notes.words import NoteWords
from daylight.report.wording.groups import listed

NOTES: dict[str, NoteWords] = {
    "blank-race": (
        lambda facts: (
            f"Race was not recorded for {100 * facts['share']:.1f} % of {facts['unit']}; they are "
            "in no group, and who they were could change any comparison."
        )
    ),
    "blank-strata": (
        lambda facts: (
            "Blank in some rows: "
            + listed(
                [
                    f"{said(key)} ({100 * share:.0f} %)"
                    for key, share in zip(facts["keys"], facts["shares"], strict=True)
                ]
            )
            + ". Such rows are compared with one another as if they were alike in it."
        )
    ),
    "cluster-mostly-blank": (
        lambda facts: (
            f"`{facts['key']}` is blank in {100 * facts['share']:.0f} % of the rows, so for all of "
            "them together it does not say which rows go together."
        )
    ),
    "cluster-tells-nothing": (
        lambda facts: (
            f"`{facts['key']}` has a value of its own for nearly every row, so it does not say "
            "which rows go together: it numbers rows, not officers or days."
        )
    ),
    "columns-not-used": (
        lambda facts: (
            f"Not used of the file: {', '.join(f'`{name}`' for name in facts['columns'])}. Rows "
            "that differ only in these were added up. A column that says which officer, or which "
            "day, a row belongs to is named with `--cluster officer_id=COLUMN`; one to compare "
            "within, with `--by`."
        )
    ),
    "withheld": (
        lambda facts: (
            f"{facts['estimates']} estimates are withheld from this page: they describe single "
            f"officers, or rest on too few records to be published."
        )
    ),
}
