"""What the pages of a site say besides what reports say, in each language."""

import math
from collections.abc import Mapping

from daylight.data.estimate import Estimate
from daylight.report import labels, numbers
from daylight.report.language import Language, Words, say
from daylight.report.wording.answers import blank, counted, whom
from daylight.report.wording.dates import spanned
from daylight.site.definitions import AnswersApart, ApartCode

TONGUES: Mapping[Language, str] = {Language.ENGLISH: "English", Language.SPANISH: "Español"}
"""Each language by its own name."""

AGENCY = Words("agency", "cuerpo policial")
REPORT = Words("report", "informe")
QUESTION = Words("question", "pregunta")
METHOD = Words("method", "método")

_APART: dict[str, Words] = {
    ApartCode.VERSION: Words(
        "computed by another version of the method", "calculado con otra versión del método"
    ),
    ApartCode.ROWS: Words("the study counts other rows", "el estudio cuenta otras filas"),
    ApartCode.RECIPE: Words(
        "read by another recipe: each agency defines what it records",
        "leído con otra receta: cada cuerpo policial define lo que anota",
    ),
    ApartCode.PERIOD: Words("another period", "otro periodo"),
    ApartCode.BLANK: Words(
        "how complete the records are is known of one alone",
        "solo de uno se sabe qué tan completos son los datos",
    ),
    ApartCode.ASIDE: Words(
        "not equally complete: another share of the rows could be read",
        "no igual de completos: se pudo leer otra proporción de las filas",
    ),
    ApartCode.NO_ANSWER: Words(
        "these records cannot answer it", "estos datos no permiten responder"
    ),
    ApartCode.NOT_SHOWN: Words("no such number is published", "no se publica esta cifra"),
}

_SETTINGS: dict[str, Words] = {
    "reduction": Words("what is counted", "qué se cuenta"),
    "by": Words("what it is counted by", "según qué se cuenta"),
    "after": Words("which answers it weighs", "qué respuestas pondera"),
    "file": Words("a file of its own", "un archivo propio"),
    "level": Words("the level of intervals", "el nivel de los intervalos"),
    "reference": Words("the group compared with", "el grupo de comparación"),
}


def apart(one: AnswersApart) -> str:
    """Why an answer does not stand beside the others, as part of a list."""
    if one.code is ApartCode.SETTING:
        named = ", ".join(_setting(name) for name in one.settings)
        return say(f"other settings ({named})", f"otros ajustes ({named})")
    if one.code is ApartCode.BLANK and one.here is not None and one.there is not None:
        here, there = (numbers.percent(share, 0) for share in (one.here, one.there))
        return say(
            f"not equally complete: {here} blank, against {there}",
            f"no igual de completos: {here} en blanco, frente a {there}",
        )
    if one.code is ApartCode.PERIOD and one.span is not None:
        when = spanned(f"{one.span.first:%Y-%m}", f"{one.span.last:%Y-%m}")
        return say(f"another period, {when}", f"otro periodo, {when}")
    return _APART[one.code].text


def _setting(name: str) -> str:
    return _SETTINGS[name].text if name in _SETTINGS else labels.words(name)


def column(one: Estimate) -> str:
    """What a column of numbers is of."""
    parts = [labels.quantity(one.name), whom(one), one.variant or ""]
    return ", ".join(part for part in parts if part)


def reach(one: Estimate) -> str:
    """An interval, and how many of what stand behind the number."""
    ends = (
        "" if math.isnan(one.low) and math.isnan(one.high) else numbers.minus(numbers.bounds(one))
    )
    return " · ".join(part for part in (ends, counted(one), blank(one)) if part)


def all_reports() -> str:
    """The name of the feed of everything."""
    return say("All reports", "Todos los informes")


def runs(seals: str) -> str:
    """Which runs a picture of several rests on."""
    return say(f"runs {seals}", f"análisis {seals}")


def by_size(title: str, answers: int) -> str:
    """The line over a picture of very many answers."""
    return say(
        f"{title}: {answers} answers by how many records stand behind each",
        f"{title}: {answers} respuestas según cuántos datos hay detrás de cada una",
    )


def side_by_side(title: str, agencies: int) -> str:
    """The line over a picture that lays agencies side by side."""
    return say(
        f"{title}: {agencies} answers, in alphabetical order",
        f"{title}: {agencies} respuestas, por orden alfabético",
    )


def inventory(agencies: int, runs: int, questions: int) -> str:
    """How much a site holds."""
    return say(
        f"Agencies: {numbers.count(agencies)}. Reports: {numbers.count(runs)}. Questions that were "
        f"put to records: {numbers.count(questions)}. Each line leads to the report that it stands "
        "in, with its interval, its limits and what would overturn it.",
        f"Cuerpos policiales: {numbers.count(agencies)}. Informes: {numbers.count(runs)}. "
        f"Preguntas que se hicieron a los datos: {numbers.count(questions)}. Cada línea lleva al "
        "informe en que figura, con su intervalo, sus límites y lo que la echaría abajo.",
    )


def asked_of(agencies: int) -> str:
    """To how many agencies' records a question was put."""
    return say(
        f"agencies: {numbers.count(agencies)}", f"cuerpos policiales: {numbers.count(agencies)}"
    )


def standing(answers: int, compared: int, held_against: str) -> str:
    """How many of the answers to a question stand side by side, and against which one."""
    if answers < 2:
        return say(
            "It was put to one set of records, so there is nothing to compare.",
            "Se hizo a un solo conjunto de datos, de modo que no hay nada que comparar.",
        )
    if not held_against:
        return say("No records answer it.", "Ningunos datos responden a ella.")
    if not compared:
        return say(
            "No two of the answers may be compared. Each is told in its own report; here stands "
            f"what parts it from that of {held_against}.",
            "No hay dos respuestas que se puedan comparar. Cada una está en su informe; aquí "
            f"figura lo que la separa de la de {held_against}.",
        )
    return say(
        f"Answers that may be compared: {numbers.count(compared)} of {numbers.count(answers)}. "
        f"They agree with that of {held_against} in method, definition and period; for each of the "
        "others the reason stands in place of a number.",
        f"Respuestas comparables: {numbers.count(compared)} de {numbers.count(answers)}. "
        f"Coinciden con la de {held_against} en método, definición y periodo; para cada una de las "
        "demás, en lugar de una cifra figura la razón.",
    )
