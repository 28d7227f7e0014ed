"""What a report says of the length of prison terms."""

from daylight.report import numbers
from daylight.report.defence import Defence
from daylight.report.language import Words, say
from daylight.report.notes.words import Facts, fixed
from daylight.report.presentation import Presentation
from daylight.report.topic import Raised, Topic
from daylight.report.wording import courts


def _at_the_cap(f: Facts) -> str:
    terms, cap = numbers.count(f["terms"]), numbers.compact(f["cap"])
    return say(
        f"{terms} terms stand at {cap} months, the most that the file holds; they may be longer, "
        "or life.",
        f"{terms} penas figuran con {cap} meses, lo máximo que admite el archivo; pueden ser más "
        "largas, o perpetuas.",
    )


def _no_length(f: Facts) -> str:
    cases = numbers.count(f["cases"])
    return say(
        f"{cases} cases are not in the comparison: no months of prison, or a group or control that "
        "was not recorded.",
        f"{cases} casos no entran en la comparación: sin meses de prisión, o con un grupo o un "
        "factor que no se registró.",
    )


PRESENTATIONS = (
    Presentation(
        method="sentence-length",
        says=courts.length,
        labels={
            "sentence_length_ratio": Words(
                "Length of prison terms, as a ratio", "Duración de las penas de prisión, como razón"
            )
        },
        notes={
            "given-prison": fixed(
                "Only people who were sent to prison are compared; whom a court sends there at all "
                "may differ, and borderline cases have short terms.",
                "Solo se compara a las personas enviadas a prisión; a quién envía allí un tribunal "
                "puede diferir, y los casos dudosos tienen penas cortas.",
            ),
            "at-the-cap": _at_the_cap,
            "no-length": _no_length,
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
