"""What is counted, as it stands in a sentence: `searches` as a share of `stops`."""

from daylight.report import labels
from daylight.report.language import Words

COUNTED = {
    "stops": Words("stops", "paradas"),
    "searches": Words("searches", "registros"),
    "hits": Words("searches that found something", "registros con hallazgo"),
    "frisks": Words("frisks", "cacheos"),
    "citations": Words("citations", "citaciones"),
    "warnings": Words("warnings", "advertencias"),
    "arrests": Words("arrests", "arrestos"),
    "calls": Words("calls for service", "llamadas de servicio"),
    "people": Words("people", "personas"),
    "residents": Words("residents", "residentes"),
    "officers": Words("officers", "agentes"),
    "complaints": Words("complaints", "quejas"),
    "sustained": Words("sustained complaints", "quejas sostenidas"),
    "force": Words("uses of force", "usos de la fuerza"),
    "force_rows": Words("records of force", "anotaciones de fuerza"),
    "events": Words("events", "sucesos"),
    "cases": Words("cases", "casos"),
    "texts": Words("texts", "textos"),
    "exposure": Words("exposure", "exposición"),
}
"""Count → what it counts; a count of an agency's own keeps its name."""


def counted(name: str) -> str:
    """What a count counts, in words."""
    return COUNTED[name].text if name in COUNTED else labels.words(name)
