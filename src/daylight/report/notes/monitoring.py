"""The sentences of the notes that methods on monitoring leave beside their numbers."""

from daylight.report import labels
from daylight.report.language import say
from daylight.report.notes.words import Facts, NoteWords, fixed
from daylight.report.numbers import count, number, percent
from daylight.report.wording.groups import all_people


def _few_texts(facts: Facts) -> str:
    least, groups = count(facts["min_n"]), all_people(facts["groups"])
    return say(
        f"Fewer than {least} texts were read, or none of some label, for: {groups}.",
        f"Se leyeron menos de {least} textos, o ninguno de alguna etiqueta, de: {groups}.",
    )


def _vary_in_time(facts: Facts) -> str:
    times = number(facts["phi"], 1)
    return say(
        f"From period to period an agency of middling size varies {times} times as much as chance "
        "alone would make it; chance is widened by that.",
        f"De un período a otro un cuerpo policial de tamaño medio varía {times} veces lo que haría "
        "el azar solo; el azar se ensancha en esa medida.",
    )


def _not_compared(facts: Facts) -> str:
    n, few, least = (count(facts[name]) for name in ("agencies", "few", "min_n"))
    blank, silent = count(facts["blank"]), count(facts["silent"])
    return say(
        f"Agencies not compared: {n}, of which {few} with fewer than {least} recorded cases, "
        f"{blank} with too many blanks, {silent} without a case for more than a quarter of the "
        "time.",
        f"Cuerpos policiales no comparados: {n}, de ellos {few} con menos de {least} casos "
        f"registrados, {blank} con demasiados datos en blanco, {silent} sin ningún caso durante "
        "más de un cuarto del tiempo.",
    )


def _any_looks(facts: Facts) -> str:
    chance = percent(1 - facts["level"], 0)
    return say(
        "The interval is wider than an ordinary one because it may be looked at after every "
        f"period and acted on at any time: the chance that it ever misses is {chance}.",
        "El intervalo es más ancho que uno ordinario porque puede mirarse tras cada período y "
        f"usarse en cualquier momento: la probabilidad de que falle alguna vez es del {chance}.",
    )


def _planned(facts: Facts) -> str:
    looks = count(facts["looks"])
    return say(
        f"The interval is made for a plan of looks, {looks} and no more, which share the chance of "
        "a false alarm.",
        f"El intervalo está hecho para un plan de revisiones, {looks} y ninguna más, que se "
        "reparten la probabilidad de una falsa alarma.",
    )


def _few_clusters(facts: Facts) -> str:
    n, key = count(facts["clusters"]), labels.said(facts["key"])
    return say(
        f"The counts tell apart only so many values of {key}: {n}. A variance from so few is "
        "itself uncertain, and the interval may be too narrow.",
        f"Los recuentos solo distinguen estos valores de {key}: {n}. Una varianza de tan pocos es "
        "en sí incierta, y el intervalo puede ser demasiado estrecho.",
    )


NOTES: dict[str, NoteWords] = {
    "read-at-random": fixed(
        "Chance here is that of which texts were drawn for reading. It holds only if they were "
        "drawn at random, and says nothing of readers who disagree.",
        "El azar aquí es el de qué textos se sacaron para leerlos. Vale solo si se sacaron por "
        "sorteo, y no dice nada de lectores que discrepan.",
    ),
    "strata-never-read": fixed(
        "Some combinations of label and group have no text that was read, so the texts are put "
        "together by label alone: that holds only if the sample was drawn without regard to the "
        "group.",
        "De algunas combinaciones de etiqueta y grupo no se leyó ningún texto, así que los textos "
        "se juntan solo por etiqueta: eso vale solo si la muestra se sacó sin mirar el grupo.",
    ),
    "too-few-texts-read": _few_texts,
    "no-league-table": fixed(
        "Agencies stand by name, never by rank: most ranks could be exchanged by chance, and an "
        "agency beyond the limits is one to look at, not a worst one.",
        "Los cuerpos policiales van por nombre, nunca por puesto: la mayoría de los puestos podría "
        "cambiar por azar, y un cuerpo fuera de los límites es uno que mirar, no el peor.",
    ),
    "agencies-without-periods": fixed(
        "The counts hold no period, so one busy night in an agency counts as a difference between "
        "agencies; whether agencies differ beyond chance is therefore not tested.",
        "Los recuentos no tienen período, así que una noche de mucha actividad cuenta como "
        "diferencia entre cuerpos; por eso no se examina si difieren más que por azar.",
    ),
    "agencies-vary-in-time": _vary_in_time,
    "agencies-not-compared": _not_compared,
    "any-number-of-looks": _any_looks,
    "planned-looks": _planned,
    "looks-take-trials-as-independent": fixed(
        "The counts name no officer, day or place, so every case is taken as independent of the "
        "others; where a few officers or days make most of them, the interval is too narrow.",
        "Los recuentos no nombran agente, día ni lugar, así que cada caso se toma como "
        "independiente de los demás; si unos pocos agentes o días reúnen la mayoría, el intervalo "
        "es demasiado estrecho.",
    ),
    "looks-rest-on-few-clusters": _few_clusters,
    "looks-leave-officers-out": fixed(
        "The counts name no officer: what officers have in common in their own decisions is not in "
        "the interval.",
        "Los recuentos no nombran agentes: lo que cada agente tiene en común en sus propias "
        "decisiones no está en el intervalo.",
    ),
}
