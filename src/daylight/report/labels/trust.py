"""What the quantities on trust are called in tables and pictures."""

from daylight.report.language import Words

QUANTITIES: dict[str, Words] = {
    "survey_level": Words("Answer", "Respuesta"),
    "survey_gap": Words("Distance between groups", "Distancia entre grupos"),
    "survey_change": Words("Change between waves", "Cambio entre encuestas"),
    "survey_gap_change": Words(
        "Change of the distance between groups", "Cambio de la distancia entre grupos"
    ),
}
