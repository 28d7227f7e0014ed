"""The sentences of the notes that methods on officers leave beside their numbers."""

from daylight.report import labels
from daylight.report.language import Words, say
from daylight.report.notes.words import Facts, NoteWords, fixed
from daylight.report.numbers import count, number, percent
from daylight.report.refusals import why_not_of

STRANDS = {
    "concentration": Words("Concentration", "Concentración"),
    "persistence": Words("Persistence", "Persistencia"),
    "removal": Words("Replacement", "Sustitución"),
    "variance-by-level": Words("Where it lies", "Dónde está"),
}
"""Strands of evidence on officers or the department, by their method."""


def _strand_refused(facts: Facts) -> str:
    name = facts["strand"]
    strand = STRANDS[name].text if name in STRANDS else labels.words(name)
    return f"{strand}: {why_not_of(facts)}"


def _alerts(facts: Facts) -> str:
    rules = zip(facts["rules"], facts["quiet"], facts["missed"], strict=True)
    told = "".join(_of_rule(rule, quiet, missed) for rule, quiet, missed in rules)
    return say(
        f"An alert is a reason to look, never a finding.{told}",
        f"Una alerta invita a mirar, nunca es una conclusión.{told}",
    )


def _of_rule(rule: str, quiet: float, missed: float) -> str:
    none, elsewhere = number(100 * quiet, 0), number(100 * missed, 0)
    return say(
        f" Of every 100 alerts by {rule}, {none} were followed by no event, and of every 100 later "
        f"events {elsewhere} fell on officers it had not alerted on.",
        f" De cada 100 alertas de «{rule}», a {none} no siguió ningún suceso, y de cada 100 "
        f"sucesos posteriores {elsewhere} fueron de agentes sin alerta.",
    )


def _replay(facts: Facts) -> str:
    told = say(
        "This replays the later record with other officers in their place; it supposes that "
        "replacements meet the same situations and act as officers in the middle did.",
        "Esto repite lo registrado después con otros agentes en su lugar; supone que los "
        "sustitutos encuentran las mismas situaciones y actúan como los agentes del centro.",
    )
    if facts["spillover"]:
        return told
    alone = say(
        "No effect on colleagues is supposed; the setting `spillover` adds one.",
        "No se supone ningún efecto en los colegas; el ajuste `spillover` añade uno.",
    )
    return f"{told} {alone}"


def _unattributed(facts: Facts) -> str:
    n = count(facts["events"])
    return say(
        f"Events that name no officer and are left out: {n}.",
        f"Sucesos que no nombran a ningún agente y quedan fuera: {n}.",
    )


def _without_exposure(facts: Facts) -> str:
    n, events = count(facts["officers"]), count(facts["events"])
    return say(
        f"Officers without any exposure, left out: {n}, with their {events} events.",
        f"Agentes sin ninguna exposición, que quedan fuera: {n}, con sus {events} sucesos.",
    )


def _empirical_null(facts: Facts) -> str:
    spread = percent(facts["spread"], 0)
    return say(
        f"Ordinary officers’ rates spread by {spread} of their colleagues’ rate beyond chance, "
        "which is what unrecorded circumstances do; flags allow for it.",
        f"Las tasas de los agentes corrientes se dispersan un {spread} de la tasa de sus colegas "
        "más allá del azar, que es lo que hacen las circunstancias no registradas; las señales lo "
        "tienen en cuenta.",
    )


def _few_colleagues(facts: Facts) -> str:
    n = count(facts["officers"])
    return say(
        f"Officers without enough colleagues in the same circumstances, who are not compared: {n}.",
        f"Agentes sin bastantes colegas en las mismas circunstancias, que no se comparan: {n}.",
    )


def _networks(facts: Facts) -> str:
    n = count(facts["networks"])
    return say(
        f"The officers form networks that share no scene, even through others: {n}. Officers of "
        "different networks are not compared and not ranked together.",
        f"Los agentes forman redes que no comparten ninguna escena, ni a través de otros: {n}. Los "
        "agentes de redes distintas no se comparan ni se ordenan juntos.",
    )


def _same_severity(facts: Facts) -> str:
    n = count(facts["officers"])
    return say(
        "Officers who were never at a scene where officers used different severities, of whom "
        f"nothing can be said: {n}.",
        "Agentes que nunca estuvieron en una escena donde se usaran gravedades distintas, de los "
        f"que no puede decirse nada: {n}.",
    )


def _no_peers(facts: Facts) -> str:
    n = count(facts["officers"])
    return say(
        f"Officers to whom no other’s propensity is tied closely enough, who are not ranked: {n}.",
        f"Agentes sin otro cuya propensión esté lo bastante ligada a la suya, que no se ordenan: "
        f"{n}.",
    )


def _unknown_keys(facts: Facts) -> str:
    n = count(facts["rows"])
    return say(
        f"Rows without scene, officer or severity, left out: {n}.",
        f"Filas sin escena, agente o gravedad, que quedan fuera: {n}.",
    )


def _large_scenes(facts: Facts) -> str:
    n, most = count(facts["scenes"]), count(facts["most"])
    return say(
        f"Scenes with more than {most} officers, left out: {n}.",
        f"Escenas con más de {most} agentes, que quedan fuera: {n}.",
    )


def _imprecise(facts: Facts) -> str:
    r_hat, effective = number(facts["r_hat"], 3), count(facts["effective"])
    return say(
        f"R-hat reached {r_hat} and the smallest effective size {effective}; intervals are less "
        "exact than intended.",
        f"R-hat llegó a {r_hat} y el menor tamaño efectivo es de {effective}; los intervalos son "
        "menos exactos de lo previsto.",
    )


def _some_officers(facts: Facts) -> str:
    some, everybody, least = (count(facts[name]) for name in ("counted", "officers", "min_n"))
    return say(
        f"{some} of {everybody} officers had {least} stops of each group and two periods with "
        "both; the others are not counted.",
        f"{some} de {everybody} agentes tenían {least} paradas de cada grupo y dos períodos con "
        "ambos; los demás no se cuentan.",
    )


NOTES: dict[str, NoteWords] = {
    "raw-counts": fixed(
        "Counts are raw: no years of service, shifts, stops or arrests were given, so busier or "
        "longer-serving officers appear higher for that alone.",
        "Los recuentos son brutos: no se dieron años de servicio, turnos, paradas ni arrestos, así "
        "que los agentes con más actividad o antigüedad salen más altos solo por eso.",
    ),
    "only-officers-with-events": fixed(
        "The list holds only officers with at least one event; shares are of those officers, not "
        "of the department, and the chance line allows for it.",
        "La lista contiene solo agentes con al menos un suceso; las proporciones son de esos "
        "agentes, no del departamento, y la línea del azar lo tiene en cuenta.",
    ),
    "unattributed-events": _unattributed,
    "officers-without-exposure": _without_exposure,
    "compatible-with-identical-officers": fixed(
        "The records do not rule out that officers’ underlying rates are all the same.",
        "Los datos no excluyen que las tasas subyacentes de los agentes sean todas iguales.",
    ),
    "only-officers-seen-before": fixed(
        "The list holds only officers with at least one event. Those with an event in the earlier "
        "half are followed: their later events do not depend on their being listed.",
        "La lista contiene solo agentes con al menos un suceso. Se sigue a los que tuvieron alguno "
        "en la primera mitad: sus sucesos posteriores no dependen de que figuren en ella.",
    ),
    "bursts-not-tested": fixed(
        "Whether this is more than chance is not tested: without periods, or without the officers "
        "who had no event, several events of one incident look like an officer who differs. The "
        "share by chance is that of independent events.",
        "No se examina si esto es más que azar: sin períodos, o sin los agentes que no tuvieron "
        "sucesos, varios sucesos de un incidente parecen un agente que difiere. La proporción por "
        "azar es la de sucesos independientes.",
    ),
    "bursts-look-like-officers": fixed(
        "The records name no periods: several events of one incident, or of one bad night, look "
        "like an officer who differs. Differences between officers are bounded from above only.",
        "Los datos no nombran períodos: varios sucesos de un incidente, o de una mala noche, "
        "parecen un agente que difiere. Las diferencias entre agentes solo se acotan por arriba.",
    ),
    "nothing-to-share-out": fixed(
        "No level differs by more than chance would make it, so no share of the differences is "
        "given.",
        "Ningún nivel difiere más de lo que haría el azar, así que no se reparten las diferencias.",
    ),
    "no-persistence": lambda f: say(
        f"Persistence: {why_not_of(f)}", f"Persistencia: {why_not_of(f)}"
    ),
    "leavers-look-like-change": fixed(
        "Without exposure by period, an officer who joined late or left early counts as having had "
        "no events in the other half, which lowers persistence.",
        "Sin exposición por período, un agente que llegó tarde o se fue pronto cuenta como si no "
        "hubiera tenido sucesos en la otra mitad, lo que rebaja la persistencia.",
    ),
    "department-wide-shift-invisible": fixed(
        "Officers are compared with officers of the same department. A practice that all of them "
        "share moves nothing here; comparisons with other departments, or with what the "
        "circumstances would lead one to expect, are needed to see it.",
        "Se compara a los agentes con otros del mismo departamento. Una práctica que comparten "
        "todos no mueve nada aquí; para verla hacen falta comparaciones con otros departamentos, o "
        "con lo que cabría esperar de las circunstancias.",
    ),
    "department-beside-none": fixed(
        "A practice that all officers of the department share cannot be seen by comparing its "
        "officers with one another. Read the department-level comparisons beside this.",
        "Una práctica que comparten todos los agentes del departamento no se ve comparándolos "
        "entre sí. Léanse junto a esto las comparaciones del departamento entero.",
    ),
    "shared-practice-invisible": fixed(
        "Officers are compared with colleagues. A practice that all of them share moves nothing "
        "here.",
        "Se compara a los agentes con sus colegas. Una práctica que comparten todos no mueve nada "
        "aquí.",
    ),
    "strand-refused": _strand_refused,
    "replay-not-experiment": _replay,
    "replay-of-raw-counts": fixed(
        "Without exposure, officers who left look as if replacing them avoided nothing, and "
        "officers on busy assignments as if they were the reason.",
        "Sin exposición, los agentes que se fueron parecen no evitar nada al ser sustituidos, y "
        "los que tienen tareas de mucha actividad parecen ser la razón.",
    ),
    "empirical-null": _empirical_null,
    "circumstances-explain-little": fixed(
        "The recorded circumstances leave so much of the differences between officers unexplained "
        "that few or none can be singled out: either assignments that were not recorded differ, or "
        "most officers do. That none stands out is not a finding that officers are alike.",
        "Las circunstancias registradas dejan sin explicar tanto de las diferencias entre agentes "
        "que apenas puede señalarse a alguno, o a ninguno: o difieren tareas no registradas, o "
        "difiere la mayoría de los agentes. Que ninguno destaque no significa que sean iguales.",
    ),
    "too-few-colleagues": _few_colleagues,
    "association-not-contagion": fixed(
        "An association: colleagues who share assignments, shifts or habits have events together "
        "whether or not anything passes between them.",
        "Es una asociación: los colegas que comparten tareas, turnos o hábitos tienen sucesos "
        "juntos, pase o no algo de unos a otros.",
    ),
    "edges-from-outcomes": fixed(
        "Colleagues are known only through complaints that named both; who worked beside whom "
        "without a complaint is not in the record.",
        "Los colegas se conocen solo por quejas que nombraban a ambos; quién trabajó junto a quién "
        "sin una queja no consta.",
    ),
    "leavers-count-as-none": fixed(
        "Officers stay in the comparison to the end of the record with no events if they left; "
        "complaints that again name officers together count for each of them.",
        "Los agentes siguen en la comparación hasta el final, sin sucesos si se fueron; las quejas "
        "que vuelven a nombrar juntos a varios cuentan para cada uno.",
    ),
    "own-record-not-held": fixed(
        "Officers with different records of their own are compared: those with more earlier events "
        "have other colleagues and more later events anyway.",
        "Se compara a agentes con historiales propios distintos: los que tuvieron más sucesos "
        "antes tienen otros colegas y, de todos modos, más sucesos después.",
    ),
    "level-not-identified": fixed(
        "Only differences between officers are learned: if all officers of a network escalated "
        "alike, nothing here would show it. The zero is a convention.",
        "Solo se conocen diferencias entre agentes: si todos los de una red escalaran por igual, "
        "nada de esto lo mostraría. El cero es una convención.",
    ),
    "disconnected-networks": _networks,
    "no-differing-scene": _same_severity,
    "no-peers": _no_peers,
    "unknown-keys": _unknown_keys,
    "scene-too-large": _large_scenes,
    "imprecise-draws": _imprecise,
    "gaps-that-repeat": fixed(
        "Only what repeats from period to period counts as an officer's gap. A post that lasts "
        "repeats too, and an officer who does more of everything has a wider gap at the same "
        "ratio.",
        "Solo cuenta como brecha de un agente lo que se repite de un período a otro. Un puesto que "
        "dura también se repite, y un agente que hace más de todo tiene una brecha mayor con la "
        "misma razón.",
    ),
    "gaps-hold-nothing-fixed": fixed(
        "Nothing but the officer and the period is held fixed: people of one group may have been "
        "stopped elsewhere, at other hours or on other grounds.",
        "Solo se igualan el agente y el período: puede que a la gente de un grupo se la parara "
        "en otros lugares, a otras horas o por otras razones.",
    ),
    "gaps-of-some-officers": _some_officers,
    "alerts-are-not-findings": _alerts,
    "recorded-events": fixed(
        "Both the past and the later events are what was recorded. A rule that finds officers who "
        "are often complained about finds busy officers too.",
        "Tanto los sucesos pasados como los posteriores son lo que se registró. Una regla que "
        "encuentra a agentes con muchas quejas encuentra también a agentes con mucha actividad.",
    ),
    "no-exposure": fixed(
        "No exposure was given: officers count as in service for two years from each record of "
        "theirs, whoever left, and those without a record by then are not ranked; the later events "
        "of all are counted.",
        "No se dio exposición: los agentes cuentan como en servicio durante dos años desde cada "
        "anotación suya, se fuera quien se fuera, y los que no tienen ninguna hasta entonces no se "
        "ordenan; se cuentan los sucesos posteriores de todos.",
    ),
}
