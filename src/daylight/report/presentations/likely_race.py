"""What a report says of search rates with blanks given as surname and place make likely."""

from daylight.data.quantity import Scale
from daylight.data.result import Estimate, Result
from daylight.data.variants import ALL_LIKELY, AS_LIKELY
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import Words, say
from daylight.report.notes.words import Facts, fixed
from daylight.report.presentation import Presentation
from daylight.report.topic import Raised, Topic
from daylight.report.wording.blanks import headlines
from daylight.report.wording.compared import claim, the_others_of, the_people_of
from daylight.report.wording.groups import people

GAP = "search_rate_difference_with_likely_races"


def search_rate(result: Result) -> tuple[Claim, ...]:
    """The difference with blanks given out, without their correction, and by chance throughout."""
    claims = []
    for gap in headlines(result, GAP):
        plain, throughout = (_beside(result, gap, way) for way in (AS_LIKELY, ALL_LIKELY))
        off = result.beside(gap, "likely_race_error")
        own, others, size = the_people_of(gap), the_others_of(gap), numbers.stated(gap)
        first = say(
            "With the stops of unrecorded race given to groups as surname and place make likely, "
            "and corrected by what that gets wrong where race is recorded, the search rate of "
            f"{own} less that of {others} is {size}.",
            "Si las paradas sin raza registrada se reparten según lo que hacen probable el "
            "apellido y el lugar, con la corrección de lo que eso yerra donde la raza consta, la "
            f"tasa de registros de {own} menos la de {others} es de {size}.",
        )
        before, alone = numbers.value(plain), numbers.stated(throughout)
        error = numbers.stated(off)
        second = say(
            f" Before the correction it is {before}; with every stop so given, whatever race is "
            f"recorded, {alone}. Where race is recorded, the difference by surname and place is "
            f"off by {error}.",
            f" Antes de la corrección es de {before}; con todas las paradas repartidas así, conste "
            f"la raza o no, de {alone}. Donde la raza consta, la diferencia según apellido y lugar "
            f"se desvía en {error}.",
        )
        claims.append(claim(result, first + second, gap, plain, throughout, off))
    return tuple(claims)


def _beside(result: Result, gap: Estimate, way: str) -> Estimate:
    return next(e for e in result.named(GAP) if (e.keys, e.variant) == (gap.keys, way))


def _follows_event(f: Facts) -> str:
    own, off = people(f["group"]), numbers.scaled(f["off"], Scale.DIFFERENCE)
    return say(
        f"Where race is recorded, surname and place put the difference for {own} {off} off the "
        "recorded one, more than chance explains: among people of one surname and place, who is "
        "searched goes with race. What goes with race so is understated by surname and place "
        "alone, and the correction holds if the blanks are like the recorded stops.",
        f"Donde la raza consta, el apellido y el lugar dejan la diferencia para {own} a {off} de "
        "la registrada, más de lo que explica el azar: entre personas de un mismo apellido y "
        "lugar, a quién se registró va con la raza. Lo que así va con la raza lo subestiman el "
        "apellido y el lugar por sí solos, y la corrección vale si las paradas sin raza son como "
        "las demás.",
    )


def _neither(f: Facts) -> str:
    share = numbers.percent(f["share"])
    return say(
        f"{share} of the stops without a recorded race have neither a surname nor a place that the "
        "lists know; they are in none of these numbers.",
        f"El {share} de las paradas sin raza registrada no tiene apellido ni lugar que figure en "
        "las listas; no está en ninguno de estos números.",
    )


PRESENTATIONS = (
    Presentation(
        method="search-rate-by-likely-race",
        says=search_rate,
        labels={
            "search_rate_with_likely_races": Words(
                "Search rate, blanks given as surname and place make likely",
                "Tasa de registros, con los datos en blanco según apellido y lugar",
            ),
            GAP: Words(
                "Difference in search rates, blanks given as surname and place make likely",
                "Diferencia de tasas de registros, con los datos en blanco según apellido y lugar",
            ),
            "likely_race_error": Words(
                "What surname and place get wrong of the difference where race is recorded",
                "Lo que apellido y lugar yerran en la diferencia donde la raza consta",
            ),
        },
        notes={
            "guessed-by-name": fixed(
                "A surname and a place say how likely a race is, never what a person's race is. A "
                "stop counts for every group by its chance; nobody is put into the likeliest "
                "group, which would make small groups smaller still.",
                "Un apellido y un lugar dicen lo probable que es una raza, nunca la raza de una "
                "persona. Cada parada cuenta para todos los grupos según su probabilidad; a nadie "
                "se le asigna el grupo más probable, lo que haría aún menores los grupos pequeños.",
            ),
            "guess-follows-event": _follows_event,
            "neither-name-nor-place": _neither,
        },
        objections=(
            Raised(Topic.THOSE_STOPPED),
            Raised(Topic.OMITTED, ("search_rate_ratio_adjusted", "search_odds_ratio")),
            Raised(Topic.BLANKS, ("missing_race_share", "likely_race_error")),
            Raised(Topic.DEFINITIONS),
            Raised(Topic.RECORDING),
            Raised(Topic.FEW),
            Raised(Topic.MANY),
            Raised(Topic.POWER),
            Raised(Topic.PURPOSE),
        ),
    ),
)
