"""Refusals of the methods on stops."""

from daylight.report.language import Words, say
from daylight.report.numbers import count
from daylight.report.refusals.words import (
    COEFFICIENTS,
    PLACES,
    STOPS,
    Facts,
    RefusalWords,
    WhyNot,
    columns,
    groups,
    too_few,
)
from daylight.report.wording.groups import listed, people

MORE_STOPS = Words(
    "More months of stops; or the same months from a form on which the field is always filled in.",
    "Más meses de paradas, o los mismos meses con un formulario en el que el campo se complete "
    "siempre.",
)


def _too_few_measured(facts: Facts) -> WhyNot:
    said = _MEASURED(facts)
    blank = STOPS(facts["blank"])
    left = say(f"In {blank} the number was left blank.", f"En {blank} el número quedó en blanco.")
    return WhyNot(said.why, f"{said.lacking} {left}", said.supply)


_MEASURED = too_few(
    Words("Too few stops have the number written down.", "El número consta en muy pocas paradas."),
    Words("stops with the number recorded", "paradas con el número anotado"),
    MORE_STOPS,
)


def _too_few_stops(facts: Facts) -> WhyNot:
    least, found = STOPS(facts["least"]), STOPS(facts["stops"])
    return WhyNot(
        why=say("There are too few stops.", "Hay muy pocas paradas."),
        lacking=say(f"It takes {least}; there are {found}.", f"Hacen falta {least}; hay {found}."),
        supply=say("More months of stops.", "Más meses de paradas."),
    )


def _every_stop_ends_so(facts: Facts) -> WhyNot:
    events, every = count(facts["events"]), STOPS(facts["of"])
    return WhyNot(
        why=say(
            "Every recorded stop ended in this way: the file holds no other stops.",
            "Todas las paradas registradas acabaron así: el archivo no contiene otras.",
        ),
        lacking=say(
            f"It takes stops that ended otherwise; here {events} of {every} ended so.",
            f"Hacen falta paradas que acabaran de otro modo; aquí {events} de {every} acabaron "
            "así.",
        ),
        supply=say(
            "The records of all stops, not of those alone that ended in this way.",
            "Los datos de todas las paradas, y no solo de las que acabaron así.",
        ),
    )


def _no_stop_ends_so(facts: Facts) -> WhyNot:
    every = STOPS(facts["of"])
    return WhyNot(
        why=say("No recorded stop ended in this way.", "Ninguna parada registrada acabó así."),
        lacking=say(
            f"It takes at least one; there is none among {every}.",
            f"Hace falta al menos una; no hay ninguna entre {every}.",
        ),
        supply=say(
            "A look at the file: if this never happened, there is nothing to compare; if the "
            "column was read wrongly, the recipe must say which code means yes.",
            "Revisar el archivo: si nunca ocurrió, no hay nada que comparar; si la columna se leyó "
            "mal, la receta debe decir qué código significa que sí.",
        ),
    )


def _too_few_like_stops(facts: Facts) -> WhyNot:
    least, reference = STOPS(facts["least"]), people(facts["reference"])
    return WhyNot(
        why=say(
            f"No group has enough stops made under the same circumstances as stops of {reference}.",
            "Ningún grupo tiene suficientes paradas hechas en las mismas circunstancias que las de "
            f"{reference}.",
        ),
        lacking=say(
            f"It takes {least} of a group in circumstances in which {reference} were stopped too; "
            "there are fewer.",
            f"Hacen falta {least} de un grupo en circunstancias en que también se paró a "
            f"{reference}; hay menos.",
        ),
        supply=say(
            "More months of stops; or coarser circumstances, such as districts in place of beats.",
            "Más meses de paradas, o circunstancias menos finas, como distritos en lugar de "
            "zonas de patrulla.",
        ),
    )


def _nothing_to_adjust_for(facts: Facts) -> WhyNot:
    keys = columns(facts["keys"])
    return WhyNot(
        why=say("There is nothing to adjust for.", "No hay nada con lo que hacer el ajuste."),
        lacking=say(
            "It takes a circumstance of the stop beside the group; the stops are told apart by "
            f"{keys} alone.",
            "Hace falta alguna circunstancia de la parada además del grupo; las paradas se "
            f"distinguen solo por {keys}.",
        ),
        supply=say(
            "A column that says where, when or why people were stopped, named in the question as "
            "`by`, such as `district`, `day_part` or `stop_reason`.",
            "Una columna que diga dónde, cuándo o por qué se paró a las personas, nombrada en la "
            "pregunta como `by`, por ejemplo `district`, `day_part` o `stop_reason`.",
        ),
    )


def _no_place_to_adjust_for(_facts: Facts) -> WhyNot:
    return WhyNot(
        why=say("There is no place to adjust for.", "No hay lugar con el que hacer el ajuste."),
        lacking=say(
            "It takes a column that says in which place the stops were made; there is none.",
            "Hace falta una columna que diga en qué lugar se hicieron las paradas; no la hay.",
        ),
        supply=say(
            "Stops and residents counted by the same places, such as districts or census tracts.",
            "Paradas y residentes contados por los mismos lugares, como distritos o secciones "
            "censales.",
        ),
    )


def _too_few_places(facts: Facts) -> WhyNot:
    least, stops = PLACES(facts["least_places"]), STOPS(facts["least_stops"])
    found, enough = PLACES(facts["places"]), groups(facts["groups"])
    return WhyNot(
        why=say("There are too few places or stops.", "Hay muy pocos lugares o paradas."),
        lacking=say(
            f"It takes {least} and {stops} in each of two groups; there are {found}, and enough "
            f"stops of {enough}.",
            f"Hacen falta {least} y {stops} en cada uno de dos grupos; hay {found}, y paradas "
            f"suficientes de {enough}.",
        ),
        supply=say(
            "Stops with their beat, district or neighbourhood written down, over more months if "
            "need be.",
            "Paradas en las que conste la zona de patrulla, el distrito o el "
            "vecindario, y de más meses si hace falta.",
        ),
    )


_KNOWN_AGAIN = too_few(
    Words(
        "The agency can recognise too few of the people it stopped.",
        "El cuerpo policial puede reconocer a muy pocas de las personas que paró.",
    ),
    Words("people known by a number of their own", "personas identificadas con un número propio"),
    Words(
        "Stops with a number that stays the same for the same person, which the agency can make "
        "from names and dates of birth without giving those away.",
        "Paradas con un número que sea siempre el mismo para la misma persona; el cuerpo policial "
        "puede crearlo a partir de nombres y fechas de nacimiento sin revelarlos.",
    ),
)


def _reference_not_in_benchmark(facts: Facts) -> WhyNot:
    reference = people(facts["reference"])
    return WhyNot(
        why=say(
            f"The benchmark does not hold {reference}.",
            f"La base de comparación no incluye a {reference}.",
        ),
        lacking=say(
            f"It takes a population of {reference} and of another group in the same places; there "
            "is no place with both.",
            f"Hace falta una población de {reference} y de otro grupo en los mismos lugares; no "
            "hay ningún lugar con ambas.",
        ),
        supply=say(
            "A table of residents, drivers or whatever is compared with, by the groups and places "
            "that the stops are recorded in.",
            "Una tabla de residentes, conductores o lo que sirva de base de comparación, por los "
            "mismos grupos y lugares en que se registran las paradas.",
        ),
    )


def _models_not_settled(_facts: Facts) -> WhyNot:
    return WhyNot(
        why=say(
            "The computation found no answer that it could settle on.",
            "El cálculo no llegó a ninguna respuesta estable.",
        ),
        lacking=say(
            "It takes a finite estimate; there is none.",
            "Hace falta una estimación finita; no la hay.",
        ),
        supply=say(
            "Fewer or larger places, so that both groups were stopped in most of them.",
            "Menos lugares, o más grandes, de modo que en la mayoría se haya parado a ambos "
            "grupos.",
        ),
    )


def _two_groups_needed(facts: Facts) -> WhyNot:
    reference, found = people(facts["reference"]), groups(facts["groups"])
    return WhyNot(
        why=say(
            "Two groups are needed, each with stops and with a benchmark.",
            "Hacen falta dos grupos, cada uno con paradas y con base de comparación.",
        ),
        lacking=say(
            f"It takes {reference} and another group; there are {found}.",
            f"Hacen falta {reference} y otro grupo; hay {found}.",
        ),
        supply=say(
            "Stops and residents of both groups, by the same places.",
            "Paradas y residentes de ambos grupos, por los mismos lugares.",
        ),
    )


def _too_few_cells(facts: Facts) -> WhyNot:
    least, cells = count(facts["least"]), count(facts["cells"])
    coefficients = COEFFICIENTS(facts["coefficients"])
    return WhyNot(
        why=say(
            "There are too few counts for so many places.",
            "Hay muy pocos recuentos para tantos lugares.",
        ),
        lacking=say(
            f"It takes at least {least} counts, and more counts than the model has coefficients; "
            f"there are {cells} counts for {coefficients}.",
            f"Hacen falta al menos {least} recuentos, y más recuentos que coeficientes tiene el "
            f"modelo; hay {cells} recuentos para {coefficients}.",
        ),
        supply=say(
            "Larger places, or several years counted apart.",
            "Lugares más grandes, o varios años contados por separado.",
        ),
    )


NOT_COMPARED: dict[str, Words] = {
    "too few": Words(
        "{stops} of the {among} stops in the window", "{stops} de las {among} paradas de la franja"
    ),
    "always or never dark": Words(
        "never light, or never dark, in the window", "siempre o nunca de noche en la franja"
    ),
    "never at the same times": Words(
        "light and dark never at the same clock times",
        "nunca de día y de noche a las mismas horas",
    ),
    "not settled": Words("the fit did not converge", "el ajuste no convergió"),
}
"""Why a group could not be compared by daylight and in the dark."""


def why_not_compared(facts: Facts) -> list[str]:
    """Each group that was left out, with the reason in brackets."""
    rows = zip(facts["groups"], facts["reasons"], facts["stops"], facts["among"], strict=True)
    return [
        f"{people(group)} ({_not_compared(reason, stops, among)})"
        for group, reason, stops, among in rows
    ]


def _not_compared(reason: str, stops: int, among: int) -> str:
    return NOT_COMPARED[reason].text.format(stops=count(stops), among=count(among))


def _no_comparable_hours(facts: Facts) -> WhyNot:
    least, reference = STOPS(facts["least"]), people(facts["reference"])
    left = why_not_compared(facts)
    found = (
        say(f"Left out: {listed(left)}.", f"Quedan fuera: {listed(left)}.")
        if left
        else say(
            f"There is no record of {reference}, or of no other group.",
            f"No hay datos de {reference}, o de ningún otro grupo.",
        )
    )
    needed = say(
        f"It takes {least} of each group in the hours that are light for part of the year and dark "
        "for another.",
        f"Hacen falta {least} de cada grupo en las horas que son de día una parte del año y de "
        "noche otra.",
    )
    return WhyNot(
        why=say(
            "No two groups were stopped often enough, by daylight and in the dark, at the same "
            "hours.",
            "No hay dos grupos a los que se haya parado lo bastante, de día y de noche, a las "
            "mismas horas.",
        ),
        lacking=f"{needed} {found}",
        supply=say(
            "Stops with their time of day, over a whole year or several.",
            "Paradas con su hora, de un año entero o de varios.",
        ),
    )


def _too_few_likely(facts: Facts) -> WhyNot:
    least = STOPS(facts["least"])
    recorded, likely, both = (STOPS(facts[name]) for name in ("recorded", "likely", "both"))
    return WhyNot(
        why=say(
            "Surnames and places cannot say enough of the stops whose race is blank.",
            "Los apellidos y los lugares no dicen lo suficiente de las paradas sin raza.",
        ),
        lacking=say(
            f"It takes {least} of each of two groups with a recorded race, as many of them with "
            "a surname or place that the lists know, and blanks that have one too. There are "
            f"{recorded} with a recorded race, {likely} without one that surname or place say "
            f"something of, and {both} with both.",
            f"Hacen falta {least} de cada uno de dos grupos con raza registrada, otras tantas con "
            "un apellido o lugar que figure en las listas, y paradas sin raza que también lo "
            f"tengan. Hay {recorded} con raza registrada, {likely} sin raza de las que el apellido "
            f"o el lugar dicen algo, y {both} con ambas cosas.",
        ),
        supply=say(
            "A recipe that reads the columns `surname_percent_…` or `place_people_…` from a list "
            "of surnames or of residents, joined by the name or the place as the list spells it.",
            "Una receta que lea las columnas `surname_percent_…` o `place_people_…` de una lista "
            "de apellidos o de residentes, unida por el nombre o el lugar tal como la lista los "
            "escribe.",
        ),
    )


REFUSALS: dict[str, RefusalWords] = {
    "too-few-likely": _too_few_likely,
    "too-few-measured-stops": _too_few_measured,
    "too-few-stops": _too_few_stops,
    "too-few-recorded-stops": too_few(
        Words("Too few stops have the field filled in.", "El campo consta en muy pocas paradas."),
        Words("stops with a filled-in field", "paradas con el campo completado"),
        MORE_STOPS,
    ),
    "every-stop-ends-so": _every_stop_ends_so,
    "no-stop-ends-so": _no_stop_ends_so,
    "too-few-like-stops": _too_few_like_stops,
    "nothing-to-adjust-for": _nothing_to_adjust_for,
    "no-place-to-adjust-for": _no_place_to_adjust_for,
    "too-few-places": _too_few_places,
    "too-few-known-again": _KNOWN_AGAIN,
    "reference-not-in-benchmark": _reference_not_in_benchmark,
    "models-not-settled": _models_not_settled,
    "two-groups-needed": _two_groups_needed,
    "too-few-cells": _too_few_cells,
    "no-comparable-hours": _no_comparable_hours,
}
