"""Why there is no answer, in three sentences, and what they are made from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from daylight.report.labels import words
from daylight.report.language import Words, say
from daylight.report.numbers import count, marked
from daylight.report.wording.groups import all_people, listed, people
from daylight.schema.vocabulary import UNKNOWN

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What a reader is told in place of an answer, each part whole sentences.

    Parameters
    ----------
    why
        Why there is no answer.
    lacking
        What was needed, and what was found instead.
    supply
        What would supply it, as somebody at the agency could carry it out.
    """

    why: str
    lacking: str
    supply: str


RefusalWords = Callable[[Facts], WhyNot]
"""What words one code of refusal from its facts, in the language that is spoken."""


Counted = Callable[[float], str]
"""So many of something, in words: `1 officer`, `1,200 officers`."""


def noun(one: str, several: str, uno: str, varios: str) -> Counted:
    """What counts a thing, from its English and its Spanish forms."""
    single, plural = Words(one, uno), Words(several, varios)
    return lambda number: f"{count(number)} {(single if number == 1 else plural).text}"


STOPS = noun("stop", "stops", "parada", "paradas")
SEARCHES = noun("search", "searches", "registro", "registros")
OFFICERS = noun("officer", "officers", "agente", "agentes")
EVENTS = noun("event", "events", "suceso", "sucesos")
PEOPLE = noun("person", "people", "persona", "personas")
PERIODS = noun("period", "periods", "período", "períodos")
MONTHS = noun("month", "months", "mes", "meses")
PLACES = noun("place", "places", "lugar", "lugares")
UNITS = noun("place or unit", "places or units", "lugar o unidad", "lugares o unidades")
FIGURES = noun("figure", "figures", "cifra", "cifras")
COEFFICIENTS = noun("coefficient", "coefficients", "coeficiente", "coeficientes")

MEASURES: dict[str, Words] = {
    "stops": Words("stops", "paradas"),
    "searches": Words("searches", "registros"),
    "hits": Words("finds of contraband", "hallazgos de contrabando"),
    "frisks": Words("frisks", "cacheos"),
    "citations": Words("citations", "citaciones"),
    "arrests": Words("arrests", "arrestos"),
    "forces": Words("uses of force", "usos de la fuerza"),
}
"""Count → what it counts, within a sentence."""


def measure(name: str) -> str:
    """What a count is called within a sentence."""
    return MEASURES[name].text if name in MEASURES else words(name)


def columns(names: Sequence[str]) -> str:
    """Names of columns as they are spelled in a file, between backticks."""
    return listed([f"`{name}`" for name in names]) or say("no column", "ninguna columna")


def groups(names: Sequence[str]) -> str:
    """Groups of people, or that there are none."""
    return all_people(names) or say("no group", "ningún grupo")


def of_each(names: Sequence[str], counts: Sequence[float]) -> str:
    """How many there are of each recorded group."""
    found = [(g, n) for g, n in zip(names, counts, strict=True) if g != UNKNOWN]
    parts = [say(f"{count(n)} of {people(g)}", f"{count(n)} de {people(g)}") for g, n in found]
    return listed(parts) or say("none in any group", "ninguno en ningún grupo")


def too_few(why: Words, what: Words, supply: Words) -> RefusalWords:
    """Words where two groups need a number of something, one of them the reference."""

    def told(facts: Facts) -> WhyNot:
        least, reference = count(facts["least"]), people(facts["reference"])
        found = of_each(facts["groups"], facts["counts"])
        return WhyNot(
            why=why.text,
            lacking=say(
                f"It takes {least} {what.text} in each of two groups, one of them {reference}; "
                f"there are {found}.",
                f"Hacen falta {least} {what.text} en cada uno de dos grupos, uno de ellos el de "
                f"{reference}; hay {found}.",
            ),
            supply=supply.text,
        )

    return told


def fixed(why: Words, lacking: Words, supply: Words) -> RefusalWords:
    """A refusal that says the same whatever was found."""
    return lambda _facts: WhyNot(why.text, lacking.text, supply.text)


def stated(
    why: Words, lacking: Words, supply: Words, **forms: Callable[[Any], str]
) -> RefusalWords:
    """Words with their facts in braces: `It takes {least}; there are {officers}.`.

    Parameters
    ----------
    forms
        Fact → how it is said; a number without one is printed as a number, a list as a list.
    """

    def told(facts: Facts) -> WhyNot:
        said = {name: forms.get(name, plainly)(value) for name, value in facts.items()}
        return WhyNot(*(part.text.format_map(said) for part in (why, lacking, supply)))

    return told


def plainly(fact: Any) -> str:
    """A fact as it stands: a number with the marks of the language, several as a list."""
    match fact:
        case None:
            return say("none", "ninguno")
        case int():
            return count(fact)
        case float():
            return marked(f"{fact:g}")
        case tuple():
            return listed([plainly(one) for one in fact]) or say("none", "ninguno")
    return str(fact)
