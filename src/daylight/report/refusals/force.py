"""Refusals of the methods on force, weapons, transports and policy."""

from daylight.report.language import Words, say
from daylight.report.numbers import count
from daylight.report.refusals.words import (
    EVENTS,
    PEOPLE,
    PERIODS,
    STOPS,
    Facts,
    RefusalWords,
    WhyNot,
    columns,
    fixed,
    groups,
    of_each,
    stated,
)
from daylight.report.wording.groups import listed, people
from daylight.schema.vocabulary import UNKNOWN

MORE_FORCE = Words(
    "More months of force reports, with the race of each person written down.",
    "Más meses de informes de uso de la fuerza, en los que conste la raza de cada persona.",
)


def _too_little_force(facts: Facts) -> WhyNot:
    stops, force = STOPS(facts["least_stops"]), count(facts["least_force"])
    rows = zip(facts["groups"], facts["forces"], facts["stops"], strict=True)
    found = listed([_with_force(*row) for row in rows if row[0] != UNKNOWN])
    return WhyNot(
        why=say(
            "There are too few stops, or too little force, to compare.",
            "Hay muy pocas paradas, o muy poco uso de la fuerza, para comparar.",
        ),
        lacking=say(
            f"It takes {stops}, {force} of them with force, in each of two groups; of the stops "
            f"whose field is filled in, force was used in {found}.",
            f"Hacen falta {stops}, {force} de ellas con fuerza, en cada uno de dos grupos; de las "
            f"paradas con el campo completado, se usó la fuerza en {found}.",
        ),
        supply=say("More months of stops.", "Más meses de paradas."),
    )


def _with_force(group: str, forces: int, stops: int) -> str:
    return say(
        f"{count(forces)} of {STOPS(stops)} of {people(group)}",
        f"{count(forces)} de {STOPS(stops)} de {people(group)}",
    )


def _too_few_levels(facts: Facts) -> WhyNot:
    least = PEOPLE(facts["least"])
    levels = count(facts["levels"])
    found = of_each(facts["groups"], facts["counts"])
    return WhyNot(
        why=say(
            "There are too few people, or too few levels of force, to compare how severe it was.",
            "Hay muy pocas personas, o muy pocos niveles de fuerza, para comparar su gravedad.",
        ),
        lacking=say(
            f"It takes two levels in use and {least} in each of two groups; the number of levels "
            f"is {levels}, and there are {found}.",
            f"Hacen falta dos niveles en uso y {least} en cada uno de dos grupos; el número de "
            f"niveles es {levels}, y hay {found}.",
        ),
        supply=MORE_FORCE.text,
    )


REFUSALS: dict[str, RefusalWords] = {
    "no-two-lists": stated(
        Words(
            "There are not two lists to hold against each other.",
            "No hay dos listas que contrastar.",
        ),
        Words(
            "It takes two columns named `list_…`, each yes or no; the counts have {keys}.",
            "Hacen falta dos columnas llamadas `list_…`, cada una con sí o no; los recuentos "
            "tienen {keys}.",
        ),
        Words(
            "A second, independent list of the same events, such as one kept by newspapers or by "
            "medical examiners, matched event by event with the first.",
            "Una segunda lista independiente de los mismos sucesos, como la de un "
            "periódico o la de los médicos forenses, cotejada suceso por suceso con la "
            "primera.",
        ),
        keys=columns,
    ),
    "lists-barely-overlap": stated(
        Words(
            "The lists share too few events to say what both of them miss.",
            "Las listas comparten muy pocos sucesos para decir qué les falta a ambas.",
        ),
        Words(
            "It takes {least} on two lists; there are {events}.",
            "Hacen falta {least} en dos listas; hay {events}.",
        ),
        Words(
            "More years of both lists; or a closer look at which entries are the same event.",
            "Más años de ambas listas, o un examen más atento de qué entradas son el mismo suceso.",
        ),
        least=EVENTS,
    ),
    "no-circumstance": stated(
        Words(
            "There are too few people, or no circumstance was written down.",
            "Hay muy pocas personas, o no se anotó ninguna circunstancia.",
        ),
        Words(
            "It takes {least} and one recorded circumstance; there are {people}, and {asked} of "
            "{names} circumstances are recorded.",
            "Hacen falta {least} y una circunstancia anotada; hay {people}, y constan {asked} de "
            "{names} circunstancias.",
        ),
        Words(
            "Force reports that say whether the person was restrained, fleeing, in crisis, hurt, "
            "under 18 or arrested.",
            "Informes de uso de la fuerza que digan si la persona estaba inmovilizada, huía, "
            "estaba en crisis, resultó herida, era menor de 18 años o fue arrestada.",
        ),
        least=PEOPLE,
        people=PEOPLE,
    ),
    "no-group-large-enough": stated(
        Words(
            "No group is large enough to describe what force it meets.",
            "Ningún grupo es lo bastante grande para describir qué fuerza se usa con él.",
        ),
        Words(
            "It takes {least} with a recorded kind of force in one group; the largest group has "
            "{largest}.",
            "Hacen falta {least} con tipo de fuerza anotado en un grupo; el grupo más grande tiene "
            "{largest}.",
        ),
        MORE_FORCE,
        least=PEOPLE,
    ),
    "no-item-read": fixed(
        Words("No item of the policy was read.", "No se leyó ningún punto de la política."),
        Words(
            "It takes items with a reader and a verdict; there are none.",
            "Hacen falta puntos con lector y veredicto; no hay ninguno.",
        ),
        Words(
            "A table with one line for each item of the benchmark and each reader: what the "
            "reader found in the policy.",
            "Una tabla con una línea por cada punto de la base de comparación y cada lector: lo "
            "que el lector halló en la política.",
        ),
    ),
    "too-few-people-with-force": stated(
        Words(
            "Force was used on too few people to say how often it is used.",
            "Se usó la fuerza con muy pocas personas para decir con qué frecuencia se usa.",
        ),
        Words("It takes {least}; there are {people}.", "Hacen falta {least}; hay {people}."),
        Words("More months of force reports.", "Más meses de informes de uso de la fuerza."),
        least=PEOPLE,
    ),
    "nothing-to-divide-by": fixed(
        Words(
            "Counts of force without anything to divide them by are not rates.",
            "Los recuentos de fuerza sin nada entre lo que dividirlos no son tasas.",
        ),
        Words(
            "It takes residents, stops, arrests or calls by the same groups; there are none.",
            "Hacen falta residentes, paradas, arrestos o llamadas por los mismos grupos; no "
            "los hay.",
        ),
        Words(
            "A second source in the study: the agency's stops or arrests of the same years, or "
            "the census.",
            "Una segunda fuente en el estudio: las paradas o los arrestos del cuerpo policial en "
            "los mismos años, o el censo.",
        ),
    ),
    "too-few-resisting-arrests": stated(
        Words(
            "Too few people were arrested for resisting to say how often no force is reported.",
            "Se arrestó a muy pocas personas por resistencia para decir con qué frecuencia no se "
            "informa de fuerza.",
        ),
        Words(
            "It takes {least} such arrests with an officer and a date; there are {arrests}.",
            "Hacen falta {least} de esos arrestos con agente y fecha; hay {arrests}.",
        ),
        Words(
            "More months of arrests, each with its charge, its date and the number of the officer.",
            "Más meses de arrestos, cada uno con su cargo, su fecha y el número del agente.",
        ),
    ),
    "no-officers": fixed(
        Words("There are no officers to cover.", "No hay agentes que abarcar."),
        Words(
            "It takes, for each agency, its officers, the months it reported and the months it "
            "should have.",
            "Hacen falta, por cada cuerpo policial, sus agentes, los meses de que informó y los "
            "meses de que debía informar.",
        ),
        Words(
            "A table with the columns `officers`, `months_reported` and `months_due`, one line "
            "for each agency.",
            "Una tabla con las columnas `officers`, `months_reported` y `months_due`, una línea "
            "por cuerpo policial.",
        ),
    ),
    "force-never-a-no": stated(
        Words(
            "No stop is recorded as one without force: the field says yes or is left blank, and a "
            "blank is never a no.",
            "No consta ninguna parada sin fuerza: el campo dice que sí o está en blanco, y un "
            "espacio en blanco nunca es un no.",
        ),
        Words(
            "It takes stops with force and stops without it in both groups; for {groups} or for "
            "{reference}, every field that is filled in says force.",
            "Hacen falta paradas con fuerza y sin ella en ambos grupos; en las de {groups} o en "
            "las de {reference}, todos los campos completados dicen fuerza.",
        ),
        Words(
            "Records that say no where no force was used; or, where the form or the rules show "
            "that a blank stands for no, a recipe that decides so and gives that evidence.",
            "Datos que digan que no cuando no se usó la fuerza o, si el formulario o las normas "
            "muestran que un espacio en blanco significa que no, una receta que lo decida y aporte "
            "esa prueba.",
        ),
        groups=groups,
        reference=people,
    ),
    "too-little-force": _too_little_force,
    "odds-not-converged": stated(
        Words(
            "The comparison of severity found no answer.",
            "La comparación de gravedad no halló respuesta.",
        ),
        Words(
            "It takes more people under each set of circumstances; there are {people} in {strata} "
            "sets.",
            "Hacen falta más personas en cada conjunto de circunstancias; hay {people} en {strata} "
            "conjuntos.",
        ),
        Words(
            "Fewer or coarser circumstances in `by`, or more months of force reports.",
            "Menos circunstancias en `by`, o más gruesas, o más meses de informes de uso de la "
            "fuerza.",
        ),
        people=PEOPLE,
    ),
    "too-few-levels": _too_few_levels,
    "nothing-to-hold-against": stated(
        Words(
            "There is nothing to compare, or nothing to compare it with.",
            "No hay nada que comparar, o nada con que compararlo.",
        ),
        Words(
            "It takes at least one event with a recorded group, and benchmarks between 0 and 1; "
            "there are {events}, and the benchmarks are: {benchmarks}.",
            "Hacen falta al menos un suceso con grupo anotado, y bases de comparación entre 0 y 1; "
            "hay {events}, y las bases son: {benchmarks}.",
        ),
        Words(
            "As `benchmarks` in the study, the group's share of residents or of arrests, such as "
            "0.67.",
            "Como `benchmarks` en el estudio, la proporción del grupo entre los residentes o los "
            "arrestos, por ejemplo 0.67.",
        ),
        events=EVENTS,
    ),
    "no-transports": stated(
        Words(
            "There are no transports, or nothing was recorded about them.",
            "No hay traslados, o no se anotó nada sobre ellos.",
        ),
        Words(
            "It takes transports with injuries, belts or cameras written down; the number of "
            "transports is {transports}.",
            "Hacen falta traslados en los que consten lesiones, cinturones o cámaras; el número de "
            "traslados es {transports}.",
        ),
        Words(
            "The log of transports, with at least one of those columns.",
            "El libro de traslados, con al menos una de esas columnas.",
        ),
    ),
    "transports-all-blank": stated(
        Words(
            "Every field about transports is blank.",
            "Todos los campos sobre traslados están en blanco.",
        ),
        Words(
            "It takes one field filled in for one transport; the number of transports with all "
            "fields blank is {transports}.",
            "Hace falta un campo completado de un traslado; el número de traslados con todos los "
            "campos en blanco es {transports}.",
        ),
        Words(
            "The log of transports as it was filled in; or, where the recipe reads its codes as "
            "blanks, those codes decided.",
            "El libro de traslados tal como se completó o, si la receta lee sus códigos como "
            "espacios en blanco, esos códigos decididos.",
        ),
    ),
    "stretch-too-short": stated(
        Words(
            "No stretch of time between two changes of recording is long enough for a trend.",
            "Ningún tramo entre dos cambios en la forma de anotar es lo bastante largo para una "
            "tendencia.",
        ),
        Words(
            "It takes {least_periods} with {least_events} events on one side of every change; "
            "there are {periods}, and the number of changes declared is {breaks}.",
            "Hacen falta {least_periods} con {least_events} sucesos a un lado de cada cambio; hay "
            "{periods}, y el número de cambios declarados es {breaks}.",
        ),
        Words(
            "More years recorded in the same way; or months in place of years.",
            "Más años anotados de la misma forma, o meses en lugar de años.",
        ),
        least_periods=PERIODS,
        periods=PERIODS,
    ),
    "no-weapon": fixed(
        Words("No use of a weapon is recorded.", "No consta ningún uso de un arma."),
        Words(
            "It takes at least one use of a weapon with its kind; there is none.",
            "Hace falta al menos un uso de un arma con su tipo; no hay ninguno.",
        ),
        Words(
            "Force reports that name the weapon; if none was used, there is nothing to answer.",
            "Informes de uso de la fuerza que nombren el arma; si no se usó ninguna, no hay nada "
            "que responder.",
        ),
    ),
}
