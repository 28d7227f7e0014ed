"""What a report says of the length of prison terms."""

from daylight.data.result import Result
from daylight.report.charts.chart import Chart
from daylight.report.charts.courts_bars import lengths
from daylight.report.charts.intervals import intervals
from daylight.report.defence import Defence
from daylight.report.language import Words, say
from daylight.report.notes.words import Facts, fixed
from daylight.report.numbers import count, marked
from daylight.report.presentation import Presentation
from daylight.report.presentations.courts_decisions import OBJECTIONS
from daylight.report.wording import courts_length
from daylight.report.wording.courts_given import NOTES


def _at_the_cap(f: Facts) -> str:
    terms, cap = count(f["terms"]), marked(f"{f['cap']:g}")
    return say(
        f"{terms} terms stand at {cap} months, the most that the file holds; they may be longer, "
        "or life.",
        f"{terms} penas figuran con {cap} meses, lo máximo que admite el archivo; pueden ser más "
        "largas, o perpetuas.",
    )


def _beyond_the_cap(f: Facts) -> str:
    terms, cap = count(f["terms"]), marked(f"{f['cap']:g}")
    return say(
        f"{terms} terms are longer than the {cap} months that the file can hold; they are codes or "
        "errors of typing and are left out.",
        f"{terms} penas superan los {cap} meses que admite el archivo; son códigos o "
        "errores de tecleo y quedan fuera.",
    )


def _no_length(f: Facts) -> str:
    cases = count(f["cases"])
    return say(
        f"{cases} cases are not in the comparison: no months of prison are recorded, or a group or "
        "control is not.",
        f"{cases} casos no entran en la comparación: sin meses de prisión, o con un grupo o un "
        "factor que no se registró.",
    )


def _blank_as_none(f: Facts) -> str:
    cases = count(f["cases"])
    return say(
        f"{cases} cases without months are taken to have had no prison because the study says so; "
        "the file itself leaves them blank.",
        f"{cases} casos sin meses se toman como casos sin prisión porque así lo dice el estudio; "
        "el propio archivo los deja en blanco.",
    )


def _pictures(result: Result) -> tuple[Chart, ...]:
    """How long terms are, then how groups compare."""
    return (*lengths(result), *intervals(result))


PRESENTATIONS = (
    Presentation(
        method="sentence-length",
        says=courts_length.length,
        picture=_pictures,
        labels={
            "sentence_length_ratio": Words(
                "Length of prison terms, as a ratio", "Duración de las penas de prisión, como razón"
            ),
            "prison_months_difference_with_none": Words(
                "Months of prison, none counted as none: difference",
                "Meses de prisión, contada como ninguno la falta de ella: diferencia",
            ),
            "imprisoned_share_beside_length": Words("Sent to prison", "Enviadas a prisión"),
            "sentence_length_ratio_bounds": Words(
                "Ratio of terms, whoever else went to prison",
                "Razón de las penas, sea quien sea que además fue a prisión",
            ),
            "sentence_length_ratio_bounds_with_chance": Words(
                "The same, with chance", "Lo mismo, con el azar"
            ),
        },
        notes={
            **NOTES,
            "given-prison": fixed(
                "Only people who were sent to prison are compared; whom a court sends there at all "
                "may differ, and borderline cases have short terms.",
                "Solo se compara a las personas enviadas a prisión; a quién envía allí un tribunal "
                "puede diferir, y los casos dudosos tienen penas cortas.",
            ),
            "selection-not-told": fixed(
                "The file does not say who was not sent to prison, so that neither months with "
                "none counted nor bounds for whom prison was given to can be shown.",
                "El archivo no dice a quién no se envió a prisión: no pueden mostrarse ni los "
                "meses contando ninguno donde no hubo prisión ni los límites según a quién se "
                "envió.",
            ),
            "at-the-cap": _at_the_cap,
            "beyond-the-cap": _beyond_the_cap,
            "no-length": _no_length,
            "blank-taken-as-none": _blank_as_none,
        },
        defence=Defence(
            against=Words(
                "whom a court sends to prison at all, and what the file does not hold of a case",
                "a quién envía a prisión un tribunal, y lo que el archivo no recoge de un caso",
            ),
            checks=(courts_length.SELECTION,),
        ),
        objections=OBJECTIONS,
    ),
)
