"""What the quantities on trust are called in tables and pictures."""

from daylight.report.language import Words

QUANTITIES: dict[str, Words] = {
    "survey_level": Words("Answer"),
    "survey_gap": Words("Distance between groups"),
    "survey_change": Words("Change between waves"),
    "survey_gap_change": Words("Change of the distance between groups"),
}
