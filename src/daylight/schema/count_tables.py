"""Canonical tables of what others have counted: published figures, not records of events."""

from daylight.schema import vocabulary as words
from daylight.schema.column_groups import AGENCY, SOURCE
from daylight.schema.columns import Table, float_column, int_column, text_column, word_column

PUBLISHED_COUNTS = Table(
    name="published_counts",
    row="one published count of one group in one place and period",
    key=("measure", "category", "subcategory", "period_name", "place", "subject_race_raw"),
    columns=(
        AGENCY,
        text_column("measure", "what was counted, as the publisher says it", required=True),
        text_column("category", "a further division of it, as the publisher has it"),
        text_column("subcategory", "a division of that"),
        int_column("period", "the period: a year, or months counted on without a gap", None),
        text_column("period_name", "the year, quarter or month, as the publisher writes it"),
        text_column("place_kind", "which place column it belongs to; `all` for the whole"),
        text_column("place", "name of the place"),
        word_column("subject_race", "group; null for all together or not reported", words.Race),
        text_column("subject_race_raw", "the same, exactly as the publisher has it"),
        int_column("events", "how many; null where not published, which is not none"),
        float_column("exposure", "what it is counted against: residents, people in custody", 0),
        *SOURCE,
    ),
)
