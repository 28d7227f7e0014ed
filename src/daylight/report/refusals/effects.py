"""Refusals of the methods that ask what changed, and of panels."""

from typing import Any

from daylight.report.language import Words, say
from daylight.report.refusals.words import (
    PERIODS,
    UNITS,
    RefusalWords,
    columns,
    stated,
)

CONTROLS: dict[str, Words] = {
    "never-treated": Words("that was never treated", "que nunca se trató"),
    "not-yet-treated": Words("that was not treated yet", "que aún no se había tratado"),
}


def _times(times: Any) -> str:
    """Periods before and after the start, with their signs."""
    return ", ".join(f"{time:+d}" for time in times) or say("none", "ninguno")


def _names(there: Any) -> str:
    return columns(there) if there else say("none", "ninguno")


MORE_UNITS = Words(
    "A longer panel, or one with more places: periods from before the start, and places where "
    "nothing began.",
    "Un panel más largo o con más lugares: períodos anteriores al comienzo, y lugares en que no "
    "comenzó nada.",
)

REFUSALS: dict[str, RefusalWords] = {
    "no-such-outcome": stated(
        Words("The panel holds no such outcome.", "El panel no contiene ese resultado."),
        Words(
            "Asked for was `{asked}`; the panel has {there}.",
            "Se pidió `{asked}`; el panel tiene {there}.",
        ),
        Words(
            "As `outcome`, a column that the panel has; or that column added to the panel.",
            "Como `outcome`, una columna que el panel tenga, o esa columna añadida al panel.",
        ),
        there=_names,
    ),
    "no-such-event": stated(
        Words("The panel holds no such event.", "El panel no contiene ese acontecimiento."),
        Words(
            "Asked for was `{asked}`; the panel has {there}.",
            "Se pidió `{asked}`; el panel tiene {there}.",
        ),
        Words(
            "As `event`, one that the panel has; or the date of that event added to the panel.",
            "Como `event`, uno que el panel tenga, o la fecha de ese acontecimiento añadida al "
            "panel.",
        ),
        there=_names,
    ),
    "nobody-treated": stated(
        Words(
            "Nothing began in any place of the panel.", "No comenzó nada en ningún lugar del panel."
        ),
        Words(
            "It takes at least one place with a first treated period; there are {units}, none of "
            "them treated.",
            "Hace falta al menos un lugar con un primer período tratado; hay {units}, y no se "
            "trató ninguno.",
        ),
        Words(
            "The date on which it began, for every place in which it did.",
            "La fecha en que comenzó, para cada lugar en que comenzó.",
        ),
        units=UNITS,
    ),
    "zeros-without-logarithm": stated(
        Words(
            "`{outcome}` holds zeros, which have no logarithm, so no relative change can be given.",
            "`{outcome}` contiene ceros, que no tienen logaritmo, así que no puede darse un cambio "
            "relativo.",
        ),
        Words(
            "It takes values above zero; {values} are zero or less.",
            "Hacen falta valores mayores que cero; {values} son cero o menos.",
        ),
        Words(
            "The setting `log = false`, which asks for the change itself; or longer periods, in "
            "which no count is zero.",
            "El ajuste `log = false`, que pregunta por el cambio mismo, o períodos más largos, en "
            "que ningún recuento sea cero.",
        ),
    ),
    "too-few-treated": stated(
        Words(
            "Too few places began with a period before and something to compare with.",
            "En muy pocos lugares comenzó con un período anterior y algo con que comparar.",
        ),
        Words(
            "It takes two such places, and one {control} in the same periods; {treated} of "
            "{units} were treated.",
            "Hacen falta dos de esos lugares, y uno {control} en los mismos períodos; se trataron "
            "{treated} de {units}.",
        ),
        MORE_UNITS,
        control=lambda control: CONTROLS[control].text if control in CONTROLS else str(control),
        units=UNITS,
    ),
    "no-periods-around": stated(
        Words(
            "There are too few treated places, or no periods before and after the start.",
            "Hay muy pocos lugares tratados, o no hay períodos antes y después del comienzo.",
        ),
        Words(
            "It takes two treated places with a comparison, an earlier and a later period; "
            "there are {treated}, at these distances from the start: {times}.",
            "Hacen falta dos lugares tratados con comparación, un período anterior y uno "
            "posterior; hay {treated}, a estas distancias del comienzo: {times}.",
        ),
        MORE_UNITS,
        times=_times,
    ),
    "no-long-series": stated(
        Words(
            "No place in which it began has a long enough series.",
            "Ningún lugar en que comenzó tiene una serie lo bastante larga.",
        ),
        Words(
            "It takes {periods} before and as many after the date, and no negative number; too "
            "short are: {units}.",
            "Hacen falta {periods} antes y otros tantos después de la fecha, y ningún número "
            "negativo; son demasiado cortas: {units}.",
        ),
        Words(
            "Earlier and later records of the same place; or months in place of quarters.",
            "Datos anteriores y posteriores del mismo lugar, o meses en lugar de trimestres.",
        ),
        periods=PERIODS,
    ),
    "no-placebos": stated(
        Words(
            "For `{outcome}` there is nothing to compare the treated places with.",
            "Para `{outcome}` no hay nada con que comparar los lugares tratados.",
        ),
        Words(
            "It takes a treated place with a comparison, and {least} placebos at its date: places "
            "where nothing began, treated as if it had. There are {treated} treated and "
            "at most {placebos} placebos at the date of one.",
            "Hace falta un lugar tratado con comparación, y {least} placebos en su fecha: lugares "
            "en que no comenzó nada, tratados como si hubiera comenzado. Hay {treated} tratados y "
            "como mucho {placebos} placebos en la fecha de uno de ellos.",
        ),
        MORE_UNITS,
    ),
    "too-few-start-together": stated(
        Words(
            "Too few places start at the same time to measure chance between them.",
            "Muy pocos lugares comienzan al mismo tiempo para medir el azar entre ellos.",
        ),
        Words(
            "It takes two starting dates with at least two places each, {least} in all, all of "
            "them reporting; there are {cohorts} such dates, and {reporting} of {units} report.",
            "Hacen falta dos fechas de comienzo con al menos dos lugares cada una, {least} en "
            "total, y que todos informen; hay {cohorts} fechas así, e informan {reporting} de "
            "{units}.",
        ),
        Words(
            "More places, or dates of starting by quarter in place of day; and every period of "
            "every place.",
            "Más lugares, o fechas de comienzo por trimestre en lugar de por día, y todos los "
            "períodos de cada lugar.",
        ),
        least=UNITS,
        units=UNITS,
    ),
    "too-few-donors": stated(
        Words(
            "No treated place has enough places to be compared with, or enough earlier periods.",
            "Ningún lugar tratado tiene suficientes lugares con que compararse, o suficientes "
            "períodos anteriores.",
        ),
        Words(
            "It takes {least_donors} where nothing began and {least_periods} before the start; "
            "{treated} of {units} were treated, over {periods}.",
            "Hacen falta {least_donors} en que no comenzó nada y {least_periods} antes del "
            "comienzo; se trataron {treated} de {units}, a lo largo de {periods}.",
        ),
        MORE_UNITS,
        least_donors=UNITS,
        least_periods=PERIODS,
        units=UNITS,
        periods=PERIODS,
    ),
    "too-few-never-treated": stated(
        Words(
            "Too few places in which nothing began report in every period.",
            "Muy pocos lugares en que no comenzó nada informan en todos los períodos.",
        ),
        Words(
            "It takes at least {least}, and more than there are treated places; there are "
            "{donors}, for {treated} treated.",
            "Hacen falta al menos {least}, y más que lugares tratados; hay {donors}, para "
            "{treated} tratados.",
        ),
        Words(
            "The missing periods of places that did not report, or further places.",
            "Los períodos que faltan de los lugares que no informaron, o más lugares.",
        ),
    ),
    "treatment-not-apart": stated(
        Words(
            "There are too few treated places, or what began cannot be told from the place and "
            "the period.",
            "Hay muy pocos lugares tratados, o lo que comenzó no puede distinguirse del lugar y "
            "del período.",
        ),
        Words(
            "It takes two treated places, and places or periods without treatment; {treated} of "
            "{units} were treated.",
            "Hacen falta dos lugares tratados, y lugares o períodos sin tratamiento; se trataron "
            "{treated} de {units}.",
        ),
        MORE_UNITS,
        units=UNITS,
    ),
}
