"""Canonical tables of units, interventions and survey answers over time."""

from daylight.schema.columns import Table, bool_column, float_column, int_column, text_column

PANEL = Table(
    name="panel",
    row="one outcome of one unit (agency, officer, city) in one period",
    key=("unit_id", "period", "outcome_name"),
    columns=(
        text_column("unit_id", "the unit, as its source names it", required=True),
        int_column("period", "the period: a year, or months counted on without a gap", None),
        text_column("outcome_name", "what was counted or measured"),
        float_column(
            "outcome_value", "the count or the measure; null where the unit did not report"
        ),
        float_column("exposure", "what it is counted against: people, officer-months", 0),
        text_column("break_reason", "why the outcome means something else from this period on"),
    ),
)

INTERVENTIONS = Table(
    name="interventions",
    row="one event in one unit",
    key=("unit_id", "event_kind"),
    columns=(
        text_column("unit_id", "the unit, as the panel names it", required=True),
        text_column("event_kind", "investigation, findings, agreement, end, training …"),
        int_column("event_period", "the period it falls in", None),
        bool_column("is_verified", "somebody checked the date against the documents"),
    ),
)

SURVEY = Table(
    name="survey",
    row="one respondent's answer to one question in one wave",
    key=("wave", "respondent_id", "item"),
    columns=(
        text_column("wave", "which fielding"),
        text_column(
            "respondent_id", "pseudonym; the same across waves only where the survey says so"
        ),
        text_column("item", "which question"),
        float_column(
            "answer", "the answer as a number; null where not asked, refused or not known"
        ),
        text_column("wording", "the question as it was put"),
        text_column("mode", "how people were asked"),
        float_column("weight", "how many people the respondent stands for, relatively", 0),
        text_column("stratum", "stratum of the sample's design"),
        text_column("cluster", "cluster of the sample's design"),
        bool_column("is_probability", "people were drawn with known chances"),
    ),
)
