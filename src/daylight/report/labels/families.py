"""What the families of comparisons are called, within which p-values are corrected."""

from daylight.data.comparison import PRIMARY, Family
from daylight.report.language import Words

FAMILIES: dict[str, Words] = {
    PRIMARY: Words("the primary questions", "las preguntas principales"),
    Family.FORCE: Words("force", "uso de la fuerza"),
    Family.ARRESTS: Words("arrests after a stop", "arrestos tras una parada"),
    Family.SEARCHES: Words(
        "searches and pat-downs after a stop", "registros y cacheos tras una parada"
    ),
    Family.FINDS: Words("what searches find", "lo que encuentran los registros"),
    Family.CITATIONS: Words("citations after a stop", "citaciones tras una parada"),
    Family.DAYLIGHT: Words(
        "stops by daylight and after dark", "paradas con luz del día y de noche"
    ),
    Family.STOPS: Words("stops", "paradas"),
    Family.OFFICERS: Words("officers", "agentes"),
    Family.CHANGE: Words("change over time", "cambios en el tiempo"),
    Family.COURTS: Words("sentences and release", "condenas y puesta en libertad"),
    Family.SCORES: Words("scores of risk", "puntuaciones de riesgo"),
    Family.TRUST: Words("trust", "confianza"),
    Family.PUBLISHED: Words("published numbers", "cifras publicadas"),
    Family.RECORDS: Words("what the records hold", "lo que contienen los datos"),
    Family.TOGETHER: Words("answers taken together", "respuestas tomadas en conjunto"),
}
"""Family → its words in each language; in English they are those that a result file holds."""


def family(name: str) -> str:
    """A family of comparisons in the language that is spoken; an unknown one as it is spelled."""
    return FAMILIES[name].text if name in FAMILIES else name
