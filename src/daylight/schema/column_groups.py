"""Columns that several canonical tables share, each group written once."""

from daylight.schema import vocabulary as words
from daylight.schema.census import GROUPS
from daylight.schema.columns import bool_column as _bool
from daylight.schema.columns import float_column as _float
from daylight.schema.columns import int_column as _int
from daylight.schema.columns import text_column as _text
from daylight.schema.columns import word_column as _word

GROUP_NAMES = {group: group.replace("_", " ") for group in GROUPS}

SOURCE = (
    _text("source_file", "file the row came from", required=True),
    _int("source_row", "row of that file, counted from 1 after the header", 1),
)

AGENCY = _text("agency_id", "the agency: its ORI where known, else its name")

PLACE = (
    _text("district", "largest police area: district, precinct or troop"),
    _text("beat", "smallest police area"),
    _text("neighborhood", "neighbourhood, as the city names it"),
    _text("county", "county"),
    _float("latitude", "degrees north, WGS 84", -90, 90),
    _float("longitude", "degrees east, WGS 84", -180, 180),
)

PRECISION = _word(
    "date_precision",
    "what the date of the event is exact to, where not every date of the source is of a day; a "
    "coarser one is stored as the first day of its month, quarter or year",
    words.DatePrecision,
)

SUBJECT = (
    _word("subject_race", "race or ethnicity of the person, as recorded", words.Race),
    _text("subject_race_raw", "the same, exactly as the file has it"),
    _word(
        "subject_race_self",
        "race or ethnicity as the person gave it, where the agency records that beside its view",
        words.Race,
    ),
    _word("subject_sex", "sex or gender of the person, as recorded", words.Sex),
    _int("subject_age_years", "age in years", 0, 120),
    _text("subject_age_band", "age as a band, exactly as the file has it"),
    _bool("subject_is_juvenile", "the person was a juvenile, as recorded"),
)

LIKELY_RACE = (
    *(
        _float(
            f"surname_percent_{group}",
            f"per cent of the bearers of the person's surname who are {people}, by the list that "
            "the study was given; the name itself is not kept",
            0,
            100,
        )
        for group, people in GROUP_NAMES.items()
    ),
    *(
        _float(f"place_people_{group}", f"people who are {people} and live where the stop was", 0)
        for group, people in GROUP_NAMES.items()
    ),
)

OFFICER = (
    _text("officer_id", "pseudonym of the officer, stable within the source"),
    _word("officer_race", "race or ethnicity of the officer", words.Race),
    _word("officer_sex", "sex or gender of the officer", words.Sex),
    _int("officer_age_years", "age of the officer in years", 0, 120),
    _float("officer_years_of_service", "years of service on that day", 0, 70),
    _text("officer_rank", "rank on that day"),
    _text("unit", "the officer's unit or assignment on that day"),
)
