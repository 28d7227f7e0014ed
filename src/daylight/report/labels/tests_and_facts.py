"""What tests that are held against one another are called, and the facts that they are of."""

from daylight.data.variants import bracketed
from daylight.report.language import Words, say

NAMES: dict[str, Words] = {
    "stops for their number": Words("stops for their number", "paradas en relación con su número"),
    "stops by daylight and after dark": Words(
        "stops by daylight and after dark", "paradas con luz del día y de noche"
    ),
    "searches given a stop": Words("searches given a stop", "registros en una parada"),
    "pat-downs given a stop": Words("pat-downs given a stop", "cacheos en una parada"),
    "citations given a stop": Words("citations given a stop", "citaciones en una parada"),
    "arrests given a stop": Words("arrests given a stop", "arrestos en una parada"),
    "what searches find": Words("what searches find", "lo que encuentran los registros"),
    "suspicion before a search": Words("suspicion before a search", "sospecha antes del registro"),
    "stops per resident": Words("stops per resident", "paradas por residente"),
    "stops per resident, within places": Words(
        "stops per resident, within places", "paradas por residente, dentro de los lugares"
    ),
    "daylight against dark": Words("daylight against dark", "luz del día frente a oscuridad"),
    "searches per stop": Words("searches per stop", "registros por parada"),
    "searches per stop, like circumstances": Words(
        "searches per stop, like circumstances", "registros por parada, en iguales circunstancias"
    ),
    "searches, regression": Words("searches, regression", "registros, regresión"),
    "searches at equal estimated risk": Words(
        "searches at equal estimated risk", "registros a igual riesgo estimado"
    ),
    "hit rate": Words("hit rate", "tasa de hallazgos"),
    "hit rate, within place or ground": Words(
        "hit rate, within place or ground", "tasa de hallazgos, a igual lugar o motivo"
    ),
    "search threshold (beta)": Words("search threshold (beta)", "umbral de registro (beta)"),
    "search threshold (discriminant)": Words(
        "search threshold (discriminant)", "umbral de registro (discriminante)"
    ),
    "frisks per stop": Words("frisks per stop", "cacheos por parada"),
    "citations per stop": Words("citations per stop", "citaciones por parada"),
    "citations per stop, like circumstances": Words(
        "citations per stop, like circumstances", "citaciones por parada, en iguales circunstancias"
    ),
    "arrests per stop": Words("arrests per stop", "arrestos por parada"),
    "arrests per stop, like circumstances": Words(
        "arrests per stop, like circumstances", "arrestos por parada, en iguales circunstancias"
    ),
    "searched more often": Words("searched more often", "registradas más a menudo"),
    "patted down more often": Words("patted down more often", "cacheadas más a menudo"),
    "cited more often": Words("cited more often", "citadas más a menudo"),
    "arrested more often": Words("arrested more often", "arrestadas más a menudo"),
    "stopped more often": Words("stopped more often", "paradas más a menudo"),
    "a larger share by daylight": Words(
        "a larger share by daylight", "una proporción mayor con luz del día"
    ),
    "found with contraband less often": Words(
        "found with contraband less often", "halladas con contrabando menos a menudo"
    ),
    "searched on less suspicion": Words(
        "searched on less suspicion", "registradas con menos sospecha"
    ),
}
"""Tests, facts and questions → their words; in English they are those of the result file."""


def said(name: str) -> str:
    """A test, a fact or a question in the language that is spoken; others as they are spelled."""
    one = bracketed(name, NAMES)
    told = NAMES[one.name].text if one.name in NAMES else one.name
    if one.only:
        told += say(f" ({one.only} only)", f" (solo {one.only})")
    return f"{told} ({one.number})" if one.number else told
