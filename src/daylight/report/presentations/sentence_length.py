"""What a report says of the length of prison terms."""

from daylight.report.defence import Defence
from daylight.report.language import Words
from daylight.report.notes.words import fixed
from daylight.report.presentation import Presentation
from daylight.report.topic import Raised, Topic
from daylight.report.wording import courts

PRESENTATIONS = (
    Presentation(
        method="sentence-length",
        says=courts.length,
        labels={"sentence_length_ratio": Words("Length of prison terms, as a ratio")},
        notes={
            "given-prison": fixed(
                "Only people who were sent to prison are compared; whom a court sends there at all "
                "may differ, and borderline cases have short terms."
            ),
            "at-the-cap": lambda f: (
                f"{f['terms']:,} terms stand at {f['cap']:g} months, the most that the file "
                "holds; they may be longer, or life."
            ),
            "no-length": lambda f: (
                f"{f['cases']:,} cases are not in the comparison: no months of prison, or a "
                "group or control that was not recorded."
            ),
        },
        defence=Defence(
            against=Words(
                "whom a court sends to prison at all, and what the file does not hold of a case",
                "a quién envía a prisión un tribunal, y lo que el archivo no recoge de un caso",
            )
        ),
        objections=(
            Raised(Topic.OMITTED),
            Raised(Topic.FEW),
            Raised(Topic.MANY),
            Raised(Topic.POWER),
            Raised(Topic.DEFINITIONS),
            Raised(Topic.RECORDING),
            Raised(Topic.PURPOSE),
        ),
    ),
)
