"""What is said of the records themselves: what they are, and what is blank in them."""

from collections.abc import Mapping

from daylight.report import labels, numbers
from daylight.report.front import FieldBlank
from daylight.report.language import Words, say

UNITS: Mapping[str, Words] = {
    "stops": Words("people stopped", "personas paradas"),
    "force": Words("people met force", "personas objeto de fuerza"),
    "force_incidents": Words("incidents with force", "incidentes con fuerza"),
    "force_actions": Words("uses of force", "usos de la fuerza"),
    "complaints": Words("complaints", "quejas"),
    "allegations": Words("allegations", "alegaciones"),
    "arrests": Words("arrests", "arrestos"),
    "officers": Words("officers", "agentes"),
    "assignments": Words("postings of officers", "destinos de agentes"),
    "sentences": Words("sentences", "sentencias"),
    "hearings": Words("hearings", "audiencias"),
    "scores": Words("scores of risk", "puntuaciones de riesgo"),
    "population": Words("counts of residents", "recuentos de residentes"),
    "published_counts": Words("published counts", "recuentos publicados"),
    "transports": Words("transports", "traslados"),
    "deaths": Words("deaths", "muertes"),
}
"""Canonical table → what its rows are."""

FIELDS: Mapping[str, Words] = {
    "subject_race": Words("race", "grupo racial"),
    "subject_sex": Words("sex", "sexo"),
    "subject_age_years": Words("age", "edad"),
    "officer_id": Words("officer", "agente"),
    "search_conducted": Words("whether there was a search", "si hubo registro"),
    "search_person": Words("whether the person was searched", "si se registró a la persona"),
    "search_vehicle": Words("whether the vehicle was searched", "si se registró el vehículo"),
    "citation_issued": Words("whether there was a citation", "si hubo citación"),
    "arrest_made": Words("whether there was an arrest", "si hubo arresto"),
    "contraband_found": Words("whether anything was found", "si se halló algo"),
    "subject_injured": Words("whether the person was hurt", "si la persona resultó herida"),
    "resistance": Words("what the person did", "qué hizo la persona"),
    "stop_reason": Words("reason for the stop", "motivo de la parada"),
    "stop_type": Words("kind of stop", "tipo de parada"),
    "neighborhood": Words("neighbourhood", "vecindario"),
    "district": Words("precinct", "distrito"),
    "latitude": Words("place", "lugar"),
    "force_kind": Words("kind of force", "tipo de fuerza"),
}
"""Column → what a reader calls it."""


def unit(table: str) -> str:
    """What the rows of a canonical table are."""
    return UNITS[table].text if table in UNITS else labels.words(table)


def field(column: str) -> str:
    """What a reader calls a column."""
    return FIELDS[column].text if column in FIELDS else labels.words(column)


def told(shown: FieldBlank | None, never: int, columns: int) -> str:
    """Which field is blank how often, and how many are never filled."""
    parts = []
    if shown is None:
        parts.append(
            say("No field is blank in some rows only.", "Ningún campo falta solo en parte.")
        )
    else:
        name, share = field(shown.name), numbers.percent(shown.share, 0)
        parts.append(
            say(
                f"Blank in {share}: {name}.",
                f"En blanco en el {share}: {name}.",
            )
        )
    if never:
        parts.append(
            say(
                f"{never} of {columns} fields that could be asked for are never filled.",
                f"{never} de {columns} campos que podrían pedirse no se llenan nunca.",
            )
        )
    return " ".join(parts)
