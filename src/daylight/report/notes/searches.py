"""The sentences of the notes that methods on searches leave beside their numbers."""

from collections.abc import Sequence

from daylight.report import numbers
from daylight.report.labels import said, variants, words
from daylight.report.language import say
from daylight.report.notes.words import Facts, NoteWords, fixed
from daylight.report.refusals import why_not_of
from daylight.report.wording.groups import all_people, either, people, the_people

NAMED = 40
"""Pairs and places that a note names; it counts the rest."""


def _grounds(facts: Facts, way: str) -> str:
    """Grounds with their differences and numbers of searches."""
    rows = zip(facts[way], facts[f"{way}_difference"], facts[f"{way}_searches"], strict=True)
    return ", ".join(
        _ground(words(str(ground)), numbers.in_points(difference), numbers.count(searches))
        for ground, difference, searches in rows
    )


def _ground(ground: str, apart: str, searches: str) -> str:
    return say(
        f"{ground} {apart} points ({searches} searches)",
        f"{ground} {apart} puntos ({searches} registros)",
    )


def _named(names: Sequence[str]) -> str:
    """The names, the first of them where there are many."""
    shown, more = ", ".join(names[:NAMED]), len(names) - NAMED
    return shown if more <= 0 else say(f"{shown} and {more} more", f"{shown} y {more} más")


def _pairs(facts: Facts) -> list[str]:
    """Groups in places."""
    pairs = zip(facts["groups"], facts["places"], strict=True)
    return [
        say(f"{people(group)} in {place}", f"{people(group)} en {place}") for group, place in pairs
    ]


def _places_left_out(facts: Facts) -> str:
    limits = []
    if facts["least_stops"]:
        least = numbers.count(facts["least_stops"])
        limits.append(say(f"fewer than {least} stops", f"menos de {least} paradas"))
    if (most := facts["most_places"]) is not None:
        limits.append(
            say(
                f"not among the {most} places with the most stops",
                f"no están entre los {most} lugares con más paradas",
            )
        )
    places, why, share = len(facts["places"]), either(limits), numbers.percent(facts["share"])
    which = _named(facts["places"])
    return say(
        f"{places} places were left out as asked ({why}); they hold {share} of the stops: {which}.",
        f"{places} lugares quedaron fuera como se pidió ({why}); reúnen el {share} de las paradas: "
        f"{which}.",
    )


def _doubts(facts: Facts) -> str:
    """What speaks against an approximation."""
    told = []
    if "pareto_k" in facts:
        k, worst = numbers.number(float(facts["pareto_k"])), numbers.compact(facts["worst_k"])
        told.append(say(f"Pareto k {k}, above {worst}", f"k de Pareto {k}, por encima de {worst}"))
    if "uneven" in facts:
        off, most = numbers.number(float(facts["uneven"])), numbers.compact(facts["most_uneven"])
        told.append(
            say(
                f"its spread is off by a factor of {off}, above {most}, on one side of the mode",
                f"su dispersión falla por un factor de {off}, por encima de {most}, a un lado de "
                "la moda",
            )
        )
    return "; ".join(told)


def _not_answered(f: Facts) -> str:
    which, why = variants.answer(f["method"]), why_not_of(f)
    return say(
        f"A test that gave no answer: {which}. {why}",
        f"Una prueba que no dio respuesta: {which}. {why}",
    )


def _too_few_searches(f: Facts) -> str:
    whom = all_people(f["groups"])
    return say(
        f"Too few searches to compare: {whom}.", f"Muy pocos registros para comparar: {whom}."
    )


def _blank_outcome(f: Facts) -> str:
    share = numbers.percent(f["share"], 0)
    return say(
        f"The outcome of up to {share} of a group's searches was left blank; a blank is not a "
        "miss, and the bounds say what the blanks could change.",
        f"El resultado de hasta el {share} de los registros de un grupo quedó en blanco; un dato "
        "en blanco no es un fallo, y los límites dicen qué podrían cambiar.",
    )


def _one_place(f: Facts) -> str:
    place, whom = f["place"], the_people(f["group"])
    without, apart = numbers.in_points(f["without"]), numbers.in_points(f["difference"])
    return say(
        f"One place moves the comparison: without {place} the difference for {whom} is {without} "
        f"points instead of {apart}.",
        f"Un solo lugar mueve la comparación: sin {place} la diferencia para {whom} es de "
        f"{without} puntos en vez de {apart}.",
    )


def _mix_of_grounds(f: Facts) -> str:
    whom = the_people(f["group"])
    pooled, same, mix = (numbers.in_points(f[name]) for name in ("pooled", "same", "mix"))
    return say(
        f"The overall difference for {whom} ({pooled} points) and the difference between searches "
        f"on the same ground ({same} points) point different ways: the groups are searched on "
        f"different grounds, and that alone makes {mix} points.",
        f"La diferencia total para {whom} ({pooled} puntos) y la que hay entre registros por el "
        f"mismo motivo ({same} puntos) apuntan en sentidos distintos: a los grupos se los registra "
        f"por motivos distintos, y solo eso produce {mix} puntos.",
    )


def _grounds_disagree(f: Facts) -> str:
    whom, pooled, against = (
        the_people(f["group"]),
        numbers.in_points(f["pooled"]),
        _grounds(f, "against"),
    )
    along = _grounds(f, "along") or say(
        "none that is clear by itself", "ninguno que sea claro por sí solo"
    )
    return say(
        f"For {whom} the overall difference ({pooled} points) hides differences that point both "
        f"ways: {against} against {along}. What is found in plain view is seen before the search, "
        "and searches after an arrest, for an inventory or by warrant are hardly the officer's "
        "choice; searches by consent are. The overall number mixes these.",
        f"Para {whom} la diferencia total ({pooled} puntos) oculta diferencias en ambos sentidos: "
        f"{against} frente a {along}. Lo que está a plena vista se ve antes del registro, y los "
        "registros tras un arresto, por inventario o con orden judicial apenas son decisión del "
        "agente; los que se hacen con consentimiento sí. El número total los mezcla.",
    )


def _groups_left_out(f: Facts) -> str:
    searches, whom = f["searches"], all_people(f["groups"])
    return say(
        f"Fewer than {searches} searches, so left out: {whom}.",
        f"Menos de {searches} registros, por lo que quedan fuera: {whom}.",
    )


def _cells_without_searches(f: Facts) -> str:
    pairs, share, which = len(f["groups"]), numbers.percent(f["share"]), _named(_pairs(f))
    return say(
        f"{pairs} pairs of group and place without a single search were left out, as in the "
        f"published analyses (keep_unsearched keeps them); they hold {share} of the stops. Leaving "
        "them out makes searches look slightly more common there than they are. They are "
        f"{which}.",
        f"{pairs} pares de grupo y lugar sin un solo registro quedaron fuera, como en los análisis "
        f"publicados (keep_unsearched los conserva); reúnen el {share} de las paradas. Dejarlos "
        "fuera hace que los registros parezcan allí algo más frecuentes de lo que son. Son: "
        f"{which}.",
    )


def _blank_stops(f: Facts) -> str:
    share = numbers.percent(f["share"])
    return say(
        f"{share} of the stops were left out because group, place, search or outcome was not "
        "recorded.",
        f"El {share} de las paradas quedó fuera porque no se registró el grupo, el lugar, el "
        "registro o su resultado.",
    )


def _rests_on_priors(f: Facts) -> str:
    groups, places = f["groups"], f["places"]
    return say(
        f"With {groups} groups in {places} places there are fewer rates than unknowns: the answer "
        "rests on what the model assumes beforehand (its priors).",
        f"Con {groups} grupos en {places} lugares hay menos tasas que incógnitas: la respuesta se "
        "apoya en lo que el modelo supone de antemano (sus supuestos a priori).",
    )


def _approximation_doubtful(f: Facts) -> str:
    doubts = _doubts(f)
    return say(
        f"The intervals come from an approximation that holds badly here ({doubts}): they contain "
        "the truth less often than they say. Ask for engine=nuts with the extra mcmc installed.",
        f"Los intervalos vienen de una aproximación que aquí vale mal ({doubts}): contienen el "
        "valor verdadero menos a menudo de lo que dicen. Pida engine=nuts con el extra mcmc "
        "instalado.",
    )


def _sweep_doubtful(f: Facts) -> str:
    doubts = _doubts(f)
    return say(
        f"Under one of the other assumptions the approximation holds badly ({doubts}): read the "
        "range over assumptions with that in mind.",
        f"Con uno de los otros supuestos la aproximación vale mal ({doubts}): téngalo en cuenta al "
        "leer el rango entre supuestos.",
    )


def _sampling_stopped(f: Facts) -> str:
    minutes = numbers.compact(f["minutes"])
    return say(
        f"Sampling, which does without the approximation, was stopped after {minutes} minutes. "
        "Give it longer with the setting minutes, or ask for engine=nuts, which has no limit; "
        "another machine may get further in the same time.",
        f"El muestreo, que prescinde de la aproximación, se detuvo a los {minutes} minutos. Dele "
        "más tiempo con el ajuste minutes, o pida engine=nuts, que no tiene límite; otra máquina "
        "puede llegar más lejos en el mismo tiempo.",
    )


def _barely_known(f: Facts) -> str:
    thresholds, which = len(f["groups"]), _named(_pairs(f))
    return say(
        f"The records hardly tell {thresholds} thresholds from zero or one: their intervals are "
        f"somewhat too short, those of averages and gaps are not. They are {which}.",
        f"Los datos apenas distinguen {thresholds} umbrales de cero o de uno: sus intervalos son "
        f"algo cortos de más, los de las medias y las distancias no. Son: {which}.",
    )


def _hit_rates_missed(f: Facts) -> str:
    error, chance = (numbers.number(100 * f[name], 1) for name in ("error", "by_chance"))
    return say(
        f"The model misses observed hit rates by {error} points on average; chance alone would "
        f"make it {chance}.",
        f"El modelo se aparta de las tasas de hallazgos observadas en {error} puntos de media; el "
        f"azar por sí solo daría {chance}.",
    )


def _sweep_incomplete(f: Facts) -> str:
    under = "; ".join(variants.said(one) for one in f["assumptions"])
    return say(
        f"Nothing could be computed under {under}: whether a gap holds under every assumption is "
        "not known, so no gap may be reported.",
        f"No se pudo calcular nada con {under}: no se sabe si una distancia se mantiene con todos "
        "los supuestos, así que no puede informarse de ninguna.",
    )


def _depends(f: Facts) -> str:
    whom = all_people(f["groups"])
    return say(
        f"The gap for {whom} changes its sign or loses half its size under another family or prior "
        "scale: nothing should be concluded from it.",
        f"La distancia para {whom} cambia de signo o pierde la mitad de su tamaño con otra familia "
        "u otra escala a priori: nada debe concluirse de ella.",
    )


def _placebo_groups(f: Facts) -> str:
    key, reference = said(f["key"]), f["reference"]
    return say(
        f"A placebo: the groups are values of {key}, against {reference}. Gaps here should be near "
        "zero.",
        f"Un placebo: los grupos son valores de {key}, frente a {reference}. Aquí las distancias "
        "deberían ser casi cero.",
    )


def _wavering(f: Facts) -> str:
    points = numbers.compact(100 * f["sd"])
    return say(
        f"Simulated counts: thresholds waver from stop to stop by {points} points.",
        f"Recuentos simulados: los umbrales oscilan de parada a parada en {points} puntos.",
    )


NOTES: dict[str, NoteWords] = {
    "infra-marginality": fixed(
        "A hit rate is an average over all searches, not the standard at which officers decide to "
        "search. With one and the same standard for all, groups whose risks are spread "
        "differently have different hit rates; equal hit rates can hide unequal standards. Read "
        "it with the threshold test.",
        "Una tasa de hallazgos es una media de todos los registros, no el criterio con que los "
        "agentes deciden registrar. Con un mismo criterio para todos, los grupos cuyos riesgos se "
        "reparten de otro modo tienen tasas distintas; tasas iguales pueden ocultar criterios "
        "desiguales. Léala junto con la prueba del umbral.",
    ),
    "too-few-searches": _too_few_searches,
    "blank-search-outcome": _blank_outcome,
    "one-place": _one_place,
    "mix-of-grounds": _mix_of_grounds,
    "grounds-disagree": _grounds_disagree,
    "equilibrium": fixed(
        "The test means what its authors say only if people carry contraband less when they are "
        "searched more, so that hit rates even out over everything officers can see. Where hit "
        "rates also differ by place or ground, that model does not describe the department.",
        "La prueba significa lo que dicen sus autores solo si la gente lleva menos contrabando "
        "cuando se la registra más, de modo que las tasas de hallazgos se igualan en todo lo que "
        "los agentes pueden ver. Si además difieren por lugar o motivo, ese modelo no describe al "
        "cuerpo policial.",
    ),
    "included-variables": fixed(
        "Factors that were written down by the officer, or that themselves reflect how a group is "
        "policed, can take away a difference that matters; factors that were not recorded can "
        "make one. The steps show what each factor does.",
        "Los factores que anotó el agente, o que reflejan cómo se vigila a un grupo, pueden quitar "
        "una diferencia que importa; los que no se registraron pueden crear una. Los pasos "
        "muestran qué hace cada factor.",
    ),
    "strength-only": fixed(
        "These numbers say how strong a hidden circumstance would have to be, not whether there "
        "is one. E-values suppose it as common as would do most harm.",
        "Estos números dicen qué fuerza tendría que tener una circunstancia oculta, no si existe. "
        "Los valores E la suponen con la frecuencia que más daño haría.",
    ),
    "risk-from-searches": fixed(
        "Risk is learned from the people who were searched; if officers searched, among people "
        "with equal records, those who looked riskier, the risk of the others is overstated. The "
        "ranges say what average errors of risk could do.",
        "El riesgo se aprende de las personas registradas; si los agentes registraron, entre "
        "personas con los mismos datos, a las que parecían de más riesgo, el de las demás queda "
        "sobrestimado. Los rangos dicen qué podrían hacer errores medios del riesgo.",
    ),
    "relative-only": fixed(
        "A reversed order would mean that officers of different races hold the groups to "
        "standards in a different order. The same order for all officers is compatible with every "
        "officer favouring the same group.",
        "Un orden inverso significaría que los agentes de distintas razas aplican a los grupos sus "
        "criterios en distinto orden. El mismo orden en todos los agentes es compatible con que "
        "todos favorezcan al mismo grupo.",
    ),
    "weakly-identified-level": fixed(
        "The level of a threshold rests on the assumed shape of risk and on what else the model "
        "assumes beforehand (its priors); the same counts give other levels under other "
        "assumptions. Compare groups, and only where the gap holds under both families and every "
        "prior scale.",
        "El nivel de un umbral se apoya en la forma supuesta del riesgo y en los supuestos a "
        "priori; los mismos recuentos dan otros niveles con otros supuestos. Compare grupos, y "
        "solo donde la distancia se mantiene con ambas familias y todas las escalas a priori.",
    ),
    "groups-left-out": _groups_left_out,
    "places-left-out": _places_left_out,
    "cells-without-searches": _cells_without_searches,
    "blank-stops": _blank_stops,
    "rests-on-priors": _rests_on_priors,
    "threshold-not-settled": fixed(
        "The computation of the thresholds did not settle.",
        "El cálculo de los umbrales no llegó a estabilizarse.",
    ),
    "approximation-doubtful": _approximation_doubtful,
    "sweep-doubtful": _sweep_doubtful,
    "sampling-stopped": _sampling_stopped,
    "threshold-barely-known": _barely_known,
    "hit-rates-missed": _hit_rates_missed,
    "sweep-incomplete": _sweep_incomplete,
    "depends-on-the-model": _depends,
    "placebo-groups": _placebo_groups,
    "wavering-thresholds": _wavering,
    "not-votes": fixed(
        "Facts are not votes: they answer different questions, share the same records, and can all "
        "be misled by the same gap in them. Tests of one fact are one question put to the same "
        "counts in several ways, and their agreement adds next to nothing; agreement between "
        "facts with different weaknesses is what adds weight.",
        "Los hechos no son votos: responden a preguntas distintas, comparten los mismos datos y a "
        "todos puede engañarlos la misma laguna. Las pruebas de un hecho son una pregunta hecha a "
        "los mismos recuentos de varias maneras, y que coincidan no añade casi nada; lo que añade "
        "peso es que coincidan hechos con debilidades distintas.",
    ),
    "not-answered": _not_answered,
    "not-independent": fixed(
        "The choices are not a sample and not independent; the shares describe how much the "
        "answer depends on them, not a probability.",
        "Las opciones no son una muestra ni son independientes; las proporciones describen cuánto "
        "depende de ellas la respuesta, no una probabilidad.",
    ),
}
