"""Refusals of the methods on searches."""

from daylight.report.language import Words, say
from daylight.report.numbers import count
from daylight.report.refusals.words import (
    COEFFICIENTS,
    PLACES,
    SEARCHES,
    STOPS,
    Facts,
    RefusalWords,
    WhyNot,
    columns,
    fixed,
    groups,
    stated,
    too_few,
)
from daylight.report.wording.groups import adjective, listed, people

MORE_SEARCHES = Words(
    "More months of searches; or a form on which officers always write down whether they found "
    "anything.",
    "Más meses de registros, o un formulario en el que los agentes anoten siempre si encontraron "
    "algo.",
)


def _searches_contradict(facts: Facts) -> WhyNot:
    whom, place = people(facts["group"]), facts["place"]
    stops, searches = STOPS(facts["stops"]), SEARCHES(facts["searches"])
    hits = count(facts["hits"])
    return WhyNot(
        why=say("The counts contradict one another.", "Los recuentos se contradicen."),
        lacking=say(
            "There may be no more searches than stops and no more finds than searches; for "
            f"{whom} in {place} there are {stops}, {searches} and {hits} with a find.",
            "No puede haber más registros que paradas ni más hallazgos que registros; de "
            f"{whom} en {place} hay {stops}, {searches} y {hits} con hallazgo.",
        ),
        supply=say(
            "Stops, searches and finds counted again from the same records.",
            "Paradas, registros y hallazgos contados de nuevo a partir de los mismos datos.",
        ),
    )


REFUSALS: dict[str, RefusalWords] = {
    "too-few-searches": too_few(
        Words(
            "Too few searches have a known result.",
            "Muy pocos registros tienen un resultado conocido.",
        ),
        Words("searches with a known result", "registros con resultado conocido"),
        MORE_SEARCHES,
    ),
    "too-few-searches-in-places": too_few(
        Words(
            "There are too few searches in these places.",
            "Hay muy pocos registros en estos lugares.",
        ),
        Words("searches", "registros"),
        MORE_SEARCHES,
    ),
    "too-few-places-searched": stated(
        Words(
            "There are too few places: only differences between places tell a threshold from the "
            "spread of risk.",
            "Hay muy pocos lugares: solo las diferencias entre lugares distinguen un umbral de la "
            "dispersión del riesgo.",
        ),
        Words(
            "It takes {least} with searches; there are {places}.",
            "Hacen falta {least} con registros; hay {places}.",
        ),
        Words(
            "Searches with their district, beat or neighbourhood written down.",
            "Registros en los que conste el distrito, la zona de patrulla o el vecindario.",
        ),
        least=PLACES,
    ),
    "too-few-hits": stated(
        Words("Too few searches found anything.", "Muy pocos registros hallaron algo."),
        Words(
            "It takes {least} searches with a find; there are {hits}.",
            "Hacen falta {least} registros con hallazgo; hay {hits}.",
        ),
        Words("More months of searches.", "Más meses de registros."),
    ),
    "no-place": stated(
        Words("There is no place to compare.", "No hay lugares que comparar."),
        Words(
            "It takes a column of places, one of {places}; the counts have {keys}.",
            "Hace falta una columna de lugares, una de {places}; los recuentos tienen {keys}.",
        ),
        Words(
            "Stops and searches with their district, beat or neighbourhood, named in the question "
            "as `by`.",
            "Paradas y registros con su distrito, zona de patrulla o vecindario, "
            "nombrado en la pregunta como `by`.",
        ),
        places=columns,
        keys=columns,
    ),
    "reference-absent": stated(
        Words(
            "The group to compare with does not occur in the records.",
            "El grupo con el que comparar no aparece en los datos.",
        ),
        Words(
            "It takes records of {reference}; there are records of {groups}.",
            "Hacen falta datos de {reference}; hay datos de {groups}.",
        ),
        Words(
            "As `reference` in the study, a group that the records hold; or records of that group.",
            "Como `reference` en el estudio, un grupo que esté en los datos, o datos de ese grupo.",
        ),
        reference=people,
        groups=groups,
    ),
    "searches-contradict": _searches_contradict,
    "sampler-not-installed": fixed(
        Words(
            'The program that `engine = "nuts"` asks for is not installed.',
            'El programa que pide `engine = "nuts"` no está instalado.',
        ),
        Words(
            "It takes NumPyro, which comes with the extra `mcmc`.",
            "Hace falta NumPyro, que viene con el extra `mcmc`.",
        ),
        Words(
            "Install it with `pip install 'daylight-oversight[mcmc]'`; or ask with "
            '`engine = "auto"`, which answers without it.',
            "Instálelo con `pip install 'daylight-oversight[mcmc]'`, o pregunte con "
            '`engine = "auto"`, que responde sin él.',
        ),
    ),
    "no-posterior": fixed(
        Words(
            "The model of thresholds cannot produce counts such as these.",
            "El modelo de umbrales no puede producir recuentos como estos.",
        ),
        Words(
            "Search and hit rates lie far outside its reach.",
            "Las tasas de registro y de hallazgos quedan muy fuera de su alcance.",
        ),
        Words(
            "A look at the counts: a share of searches near none or all mostly comes from a "
            "column read wrongly. If they are right, ask for `outcome` instead.",
            "Revisar los recuentos: una proporción de registros cercana a cero o a todos suele "
            "venir de una columna mal leída. Si son correctos, pregunte con `outcome`.",
        ),
    ),
    "fewer-than-two-facts": stated(
        Words(
            "Fewer than two facts were asked about that can be held against each other.",
            "Se preguntó por menos de dos hechos que puedan contrastarse.",
        ),
        Words(
            "It takes answers to two different questions on stops or searches, or to one question "
            "on two sets of records; the answers given come from: {methods}.",
            "Hacen falta respuestas a dos preguntas distintas sobre paradas o registros, o a una "
            "sola con dos conjuntos de datos; las respuestas dadas vienen de: {methods}.",
        ),
        Words(
            "Another question in the study, such as search rates beside hit rates, named in "
            "`after`.",
            "Otra pregunta en el estudio, como tasas de registro junto a tasas de hallazgos, "
            "nombrada en `after`.",
        ),
    ),
    "no-question-twice": stated(
        Words(
            "No question was answered in more than one way.",
            "Ninguna pregunta se respondió de más de una manera.",
        ),
        Words(
            "It takes two answers to one question; the answers given come from: {methods}.",
            "Hacen falta dos respuestas a una misma pregunta; las respuestas dadas vienen de: "
            "{methods}.",
        ),
        Words(
            "A second question in the study that asks the same in another way, such as "
            "`search-rate-adjusted` beside `search-rate`, named in `after`.",
            "Una segunda pregunta en el estudio que pregunte lo mismo de otra manera, como "
            "`search-rate-adjusted` junto a `search-rate`, nombrada en `after`.",
        ),
    ),
    "too-few-officer-races": stated(
        Words(
            "There are not two races of officers with enough stops of two groups.",
            "No hay dos razas de agentes con suficientes paradas de dos grupos.",
        ),
        Words(
            "It takes {least} of each of two groups by officers of each of two races; the records "
            "name officers as: {officer_races}.",
            "Hacen falta {least} de cada uno de dos grupos por agentes de cada una de dos razas; "
            "los datos dan como raza de los agentes: {officer_races}.",
        ),
        Words(
            "The race of the officer beside every stop, which a roster of officers gives.",
            "La raza del agente junto a cada parada, que figura en una lista de agentes.",
        ),
        least=STOPS,
        officer_races=lambda races: listed([adjective(race) for race in races]),
    ),
    "too-few-shared-stops": stated(
        Words(
            "Too few stops were made under circumstances that both groups share.",
            "Muy pocas paradas se hicieron en circunstancias que ambos grupos comparten.",
        ),
        Words(
            "It takes {least} and a search of each group in shared circumstances; there are fewer.",
            "Hacen falta {least} y un registro de cada grupo en circunstancias compartidas; hay "
            "menos.",
        ),
        Words(
            "More months of stops; or coarser circumstances, such as districts in place of beats.",
            "Más meses de paradas, o circunstancias menos finas, como distritos en lugar de "
            "zonas de patrulla.",
        ),
        least=STOPS,
    ),
    "no-hits-and-misses": stated(
        Words(
            "There are not two groups with searches that found something and searches that did "
            "not.",
            "No hay dos grupos con registros que hallaron algo y registros que no hallaron nada.",
        ),
        Words(
            "It takes {least} searches with a known result in each of two groups, some with a "
            "find and some without; enough were of {groups}.",
            "Hacen falta {least} registros con resultado conocido en cada uno de dos grupos, unos "
            "con hallazgo y otros sin él; hay suficientes de {groups}.",
        ),
        MORE_SEARCHES,
        groups=groups,
    ),
    "too-few-events-of-two-groups": stated(
        Words(
            "There are too few events to compare two groups.",
            "Hay muy pocos casos para comparar dos grupos.",
        ),
        Words(
            "It takes {least} with the event and {least} without it in each of two groups, one of "
            "them {reference}; enough are of {groups}.",
            "Hacen falta {least} con el suceso y {least} sin él en cada uno de dos grupos, uno de "
            "ellos el de {reference}; hay suficientes de {groups}.",
        ),
        Words("More months of stops.", "Más meses de paradas."),
        least=STOPS,
        reference=people,
        groups=groups,
    ),
    "too-many-coefficients": stated(
        Words(
            "There are more circumstances than a regression can tell apart.",
            "Hay más circunstancias de las que una regresión puede distinguir.",
        ),
        Words(
            "It takes at most {most}; there would be {coefficients}.",
            "Puede haber como máximo {most}; habría {coefficients}.",
        ),
        Words(
            "Coarser circumstances, such as districts in place of beats or hours in place of "
            "minutes.",
            "Circunstancias menos finas, como distritos en lugar de zonas de patrulla "
            "u horas en lugar de minutos.",
        ),
        most=COEFFICIENTS,
    ),
    "regression-not-converged": stated(
        Words(
            "The regression found no answer: for some circumstance the event happened always, or "
            "never.",
            "La regresión no halló respuesta: en alguna circunstancia el suceso ocurrió siempre, o "
            "nunca.",
        ),
        Words(
            "It takes stops with the event and without it for every value of every factor; there "
            "are {coefficients} on {cells} counts.",
            "Hacen falta paradas con el suceso y sin él para cada valor de cada factor; hay "
            "{coefficients} sobre {cells} recuentos.",
        ),
        Words(
            "Fewer or coarser factors in `by`, or more months of stops.",
            "Menos factores en `by`, o más gruesos, o más meses de paradas.",
        ),
        coefficients=COEFFICIENTS,
    ),
    "too-little-to-estimate-risk": stated(
        Words(
            "There is too little to estimate from how likely a find was.",
            "Hay muy poco con lo que estimar cuán probable era un hallazgo.",
        ),
        Words(
            "It takes a circumstance beside the group, and {least} with a known result of "
            "{reference} and of another group; the counts have {keys}, and enough searches of "
            "{groups}.",
            "Hacen falta una circunstancia además del grupo, y {least} con resultado conocido de "
            "{reference} y de otro grupo; los recuentos tienen {keys}, y registros suficientes de "
            "{groups}.",
        ),
        Words(
            "What officers saw or knew before they searched, written down for every stop, and more "
            "months of searches.",
            "Lo que los agentes vieron o sabían antes del registro, anotado en cada parada, y más "
            "meses de registros.",
        ),
        least=SEARCHES,
        reference=people,
        keys=columns,
        groups=groups,
    ),
    "straight-line-fails": stated(
        Words(
            "A straight line does not describe who is searched.",
            "Una línea recta no describe a quién se registra.",
        ),
        Words(
            "A difference must lie between -100 and 100 points; for {groups} it lies beyond.",
            "Una diferencia debe estar entre -100 y 100 puntos; la de {groups} queda fuera.",
        ),
        Words(
            "More searches of that group; or the question `search-regression`, which adjusts "
            "for the same records in another way.",
            "Más registros de ese grupo, o la pregunta `search-regression`, que hace el ajuste con "
            "los mismos datos de otra manera.",
        ),
        groups=groups,
    ),
}
