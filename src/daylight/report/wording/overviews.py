"""The rows of the overview: what was compared, in a few words."""

from collections.abc import Mapping

from daylight.report import labels
from daylight.report.language import Words

NO_COUNT = Words("no count", "sin datos")
NOT_WEIGHED = Words("not weighed", "sin prueba")

ROWS: Mapping[str, Words] = {
    "search_rate_ratio": Words("Searched, of those stopped", "Registradas, de las paradas"),
    "search_rate_ratio_adjusted": Words(
        "Searched, in like stops", "Registradas, en paradas iguales"
    ),
    "frisk_rate_ratio": Words("Patted down, of those stopped", "Cacheadas, de las paradas"),
    "frisk_rate_ratio_adjusted": Words(
        "Patted down, in like stops", "Cacheadas, en paradas iguales"
    ),
    "citation_rate_ratio": Words("Cited, of those stopped", "Citadas, de las paradas"),
    "citation_rate_ratio_adjusted": Words("Cited, in like stops", "Citadas, en paradas iguales"),
    "arrest_rate_ratio": Words("Arrested, of those stopped", "Arrestadas, de las paradas"),
    "arrest_rate_ratio_adjusted": Words(
        "Arrested, in like stops", "Arrestadas, en paradas iguales"
    ),
    "stop_rate_ratio": Words("Stopped, for their number", "Paradas, por su número"),
    "stop_rate_ratio_within_places": Words(
        "Stopped, in the same places", "Paradas, en los mismos lugares"
    ),
    "daylight_odds_ratio": Words("Stopped by day (odds)", "Paradas de día (momios)"),
    "force_ratio_residents": Words("Met force, per resident", "Fuerza, por residente"),
    "force_ratio_stops": Words("Met force, per stop", "Fuerza, por parada"),
    "force_ratio_arrests": Words("Met force, per arrest", "Fuerza, por arresto"),
    "severity_odds_ratio": Words("More serious force (odds)", "Fuerza más grave (momios)"),
}


def row_label(quantity: str) -> str:
    """What a row of the overview is called."""
    return ROWS[quantity].text if quantity in ROWS else labels.quantity(quantity)
