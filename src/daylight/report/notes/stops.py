"""The sentences of the notes that methods on stops leave beside their numbers."""

from daylight.report.notes.words import NoteWords, fixed

NOTES: dict[str, NoteWords] = {
    "blank-outcome": NoteWords(
        lambda f: (
            f"The field is blank for up to {100 * f['share']:.0f} % of stops of a group "
            f"({f['group']}); a blank is not a no, and the shares describe only the stops where "
            "it was filled in."
        )
    ),
    "uneven-blanks": fixed(
        "The field is left blank more often for some groups than for others, so the recorded "
        "shares may not be comparable; see the bounds."
    ),
    "small-cells": NoteWords(
        lambda f: (
            f"Groups with fewer than {f['min_n']} recorded stops are not compared: "
            f"{', '.join(f['groups'])}."
        )
    ),
    "little-overlap": NoteWords(
        lambda f: (
            f"Only {100 * f['share']:.0f} % of stops of {f['group']} fall where {f['reference']} "
            "were also stopped under the same circumstances; the comparison describes those only."
        )
    ),
    "heterogeneous": NoteWords(
        lambda f: (
            f"The ratio for {f['group']} differs from stratum to stratum by more than chance; the "
            "pooled number is an average of unlike comparisons."
        )
    ),
}
