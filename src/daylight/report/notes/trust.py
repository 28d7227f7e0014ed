"""The sentences of the notes that methods on trust leave beside their numbers."""

from daylight.report import labels
from daylight.report.language import say
from daylight.report.notes.words import Facts, NoteWords, fixed
from daylight.report.numbers import count
from daylight.report.wording.groups import listed, respondents


def _hidden(facts: Facts) -> str:
    groups = "; ".join(respondents(group) for group in facts["groups"])
    return say(
        f"Too few people answered, weights allowed for, to show: {groups}.",
        f"Respondieron muy pocas personas, contados los pesos, para mostrarlo: {groups}.",
    )


def _single_clusters(facts: Facts) -> str:
    n = count(facts["strata"])
    return say(
        f"Strata that hold a single cluster: {n}; their spread is taken around the mean of all "
        "clusters.",
        f"Estratos con un solo conglomerado: {n}; su dispersión se toma en torno a la media de "
        "todos los conglomerados.",
    )


def _uneven(facts: Facts) -> str:
    n, effective = count(facts["respondents"]), count(facts["effective"])
    return say(
        f"The weights are so uneven that {n} respondents count as {effective}.",
        f"Los pesos son tan desiguales que {n} personas consultadas cuentan como {effective}.",
    )


def _other_wording(facts: Facts) -> str:
    item, first, last = _asked(facts)
    before, after = facts["from"], facts["to"]
    return say(
        f"{item} is not compared between {first} and {last}: it was asked as “{before}” and as "
        f"“{after}”.",
        f"{item} no se compara entre {first} y {last}: se preguntó como «{before}» y como "
        f"«{after}».",
    )


def _other_mode(facts: Facts) -> str:
    item, first, last = _asked(facts)
    before, after = facts["from"], facts["to"]
    return say(
        f"{item} is not compared between {first} and {last}: people were asked by {before} and by "
        f"{after} (across_modes = true compares nevertheless).",
        f"{item} no se compara entre {first} y {last}: se preguntó por medio de «{before}» y de "
        f"«{after}» (across_modes = true compara de todos modos).",
    )


def _different_mode(facts: Facts) -> str:
    item, first, last = _asked(facts)
    before, after = facts["from"], facts["to"]
    return say(
        f"{item}: people were asked by {before} in {first} and by {after} in {last}; part of the "
        "change may be the way of asking.",
        f"{item}: se preguntó por medio de «{before}» en {first} y de «{after}» en {last}; parte "
        "del cambio puede ser la manera de preguntar.",
    )


def _asked(facts: Facts) -> tuple[str, str, str]:
    """The item as tables call it, and the two waves."""
    item = labels.label(facts["item"])
    return say(item, f"«{item}»"), facts["earlier"], facts["later"]


def _not_stated(facts: Facts) -> str:
    items = listed([labels.label(name) for name in facts["items"]])
    return say(
        f"The wording is not on file and was taken to be the same: {items}.",
        f"La redacción no consta y se tomó por la misma: «{items}».",
    )


NOTES: dict[str, NoteWords] = {
    "convenience-sample": fixed(
        "People were not drawn with known chances, so the numbers describe those who answered. "
        "No margin of error exists for them.",
        "Las personas no se sortearon con probabilidades conocidas, así que los números describen "
        "a quienes respondieron. No existe para ellos un margen de error.",
    ),
    "design-unknown": fixed(
        "The file names no strata or clusters: errors come from the weights alone and may be too "
        "small.",
        "El archivo no nombra estratos ni conglomerados: los errores vienen solo de los pesos y "
        "pueden ser demasiado pequeños.",
    ),
    "small-groups-hidden": _hidden,
    "single-cluster-strata": _single_clusters,
    "uneven-weights": _uneven,
    "other-wording": _other_wording,
    "other-mode": _other_mode,
    "different-mode": _different_mode,
    "wording-not-stated": _not_stated,
}
