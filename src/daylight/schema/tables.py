"""The canonical tables: every column once, with its type, its vocabulary and its meaning.

A quantity has one name in all tables. The grain of each table is written beside it: a wide row
that mixes grains is how counts go wrong.
"""

from daylight.schema import vocabulary as words
from daylight.schema.column_groups import (
    AGENCY,
    LIKELY_RACE,
    OFFICER,
    PLACE,
    PRECISION,
    SOURCE,
    SUBJECT,
)
from daylight.schema.columns import Column as Column
from daylight.schema.columns import Table as Table
from daylight.schema.columns import bool_column as _bool
from daylight.schema.columns import date_column as _date
from daylight.schema.columns import float_column as _float
from daylight.schema.columns import int_column as _int
from daylight.schema.columns import text_column as _text
from daylight.schema.columns import word_column as _word
from daylight.schema.count_tables import PUBLISHED_COUNTS
from daylight.schema.court_tables import HEARINGS, SCORES, SENTENCES
from daylight.schema.panel_tables import INTERVENTIONS, PANEL, SURVEY

STOPS = Table(
    name="stops",
    row="one person in one stop",
    key=("stop_id", "person_number"),
    columns=(
        _text("stop_id", "identifier of the stop", required=True),
        _int("person_number", "which person of the stop, from 1", 1),
        AGENCY,
        Column(name="stop_date", kind="date", meaning="local date of the stop"),
        PRECISION,
        _int("stop_minute", "local minute of the day, 0 to 1439", 0, 1439),
        *PLACE,
        _word("stop_type", "vehicle, pedestrian or bicycle stop", words.StopType),
        _word("stop_reason", "why the stop was made", words.StopReason),
        _text("stop_reason_raw", "the same, exactly as the file has it"),
        _text("recorded_by", "how the stop was recorded, where that decides which fields exist"),
        *SUBJECT,
        *LIKELY_RACE,
        *OFFICER,
        _bool("frisk_performed", "the person was patted down"),
        _bool("search_conducted", "the person or the vehicle was searched; a frisk alone is not"),
        _bool("search_person", "the person was searched"),
        _bool("search_vehicle", "the vehicle was searched"),
        _word("search_basis", "legal ground of the search", words.SearchBasis),
        _bool("contraband_found", "the search or frisk found contraband"),
        _bool("contraband_drugs", "it found drugs"),
        _bool("contraband_weapons", "it found a weapon"),
        _bool("arrest_made", "the stop ended in an arrest"),
        _bool("citation_issued", "a citation was issued"),
        _int("citation_count", "number of citations issued"),
        _bool("warning_issued", "a warning was given"),
        _bool("force_used", "force was used during the stop"),
        _word("outcome", "most serious recorded end of the stop", words.StopOutcome),
        _float("duration_minutes", "how long the stop lasted, in minutes", 0),
        _text("subject_id", "pseudonym of the person stopped, where the agency keeps one"),
        *SOURCE,
    ),
)

FORCE_INCIDENTS = Table(
    name="force_incidents",
    row="one event in which force was used",
    key=("incident_id",),
    columns=(
        _text("incident_id", "identifier of the event", required=True),
        AGENCY,
        _date("incident_date", "local date"),
        PRECISION,
        _int("incident_minute", "local minute of the day", 0, 1439),
        *PLACE,
        _text("contact_reason", "why officers were there"),
        _bool("is_call", "officers answered a call"),
        _bool("on_camera", "video was recorded"),
        *SOURCE,
    ),
)

FORCE = Table(
    name="force",
    row="one officer and one subject in one incident",
    key=("incident_id", "officer_id", "subject_id"),
    columns=(
        _text("incident_id", "identifier of the event", required=True),
        _text("report_id", "identifier of the report the row came from"),
        AGENCY,
        _date("incident_date", "local date"),
        PRECISION,
        _int("incident_minute", "local minute of the day", 0, 1439),
        *PLACE,
        *OFFICER,
        _text("subject_id", "pseudonym of the subject, or its number within the incident"),
        *SUBJECT,
        _text("contact_reason", "why officers were there"),
        _text("force_reason", "why force was used, as the file has it"),
        _int("officers_involved", "how many officers used force in the event"),
        _int("subjects_involved", "how many subjects the event had"),
        _bool("is_call", "officers answered a call"),
        _text("offense", "most serious offence recorded, as the file has it"),
        _word("resistance", "the subject's most serious conduct", words.Resistance),
        _word("force_kind", "the most serious kind of force in the row", words.ForceKind),
        _word("force_use", "how far that weapon went: drawn, pointed or used", words.ForceUse),
        _text("force_level", "the agency's own level, as the file has it"),
        _int(
            "severity", "ordinal severity, 1 least to 4 deadly, by the recipe's declared map", 1, 4
        ),
        _bool("subject_armed", "the subject had a weapon"),
        _bool("subject_injured", "the subject was injured"),
        _word("subject_injury", "the subject's worst injury", words.Injury),
        _bool("officer_injured", "the officer was injured"),
        _bool("subject_treated", "the subject was medically treated"),
        _word("officer_injury", "the officer's worst injury", words.Injury),
        _bool("subject_arrested", "the subject was arrested"),
        _bool("was_restrained", "the subject was already restrained when force was used"),
        _bool("was_fleeing", "the subject was fleeing"),
        _bool("in_crisis", "the subject showed signs of a behavioural-health crisis"),
        _bool("under_influence", "the subject appeared intoxicated"),
        _bool("firearm_pointed", "a firearm was pointed at the subject"),
        _bool("firearm_discharged", "a firearm was discharged"),
        _bool("resisting_charge_only", "resisting or obstructing was the only charge"),
        _text("finding", "the review's finding on the force, as the file has it"),
        *SOURCE,
    ),
)

FORCE_ACTIONS = Table(
    name="force_actions",
    row="one application of force (or of resistance) by one officer on one subject",
    key=("incident_id", "officer_id", "subject_id", "sequence"),
    columns=(
        _text("incident_id", "identifier of the event", required=True),
        _text("report_id", "identifier of the report the row came from"),
        _text("officer_id", "pseudonym of the officer"),
        _text("subject_id", "pseudonym of the subject"),
        _date("incident_date", "local date"),
        _word("subject_race", "race or ethnicity of the person, as recorded", words.Race),
        _int("sequence", "order within the row's report, from 1", 1),
        _word("force_kind", "kind of force", words.ForceKind),
        _word("force_use", "drawn, pointed or used", words.ForceUse),
        _text("force_kind_raw", "kind of force exactly as the file has it"),
        _word("resistance", "the conduct it answered", words.Resistance),
        _text("resistance_raw", "the conduct exactly as the file has it"),
        _int("severity", "ordinal severity, 1 least to 4 deadly", 1, 4),
        _bool("was_effective", "it had the effect that was meant"),
        _int("cycles", "conducted-energy cycles"),
        _float("cycle_seconds", "conducted-energy seconds in all", 0),
        _word("subject_injury", "injury recorded with this application", words.Injury),
        *SOURCE,
    ),
)

COMPLAINTS = Table(
    name="complaints",
    row="one complaint",
    key=("complaint_id",),
    columns=(
        _text("complaint_id", "identifier of the complaint", required=True),
        AGENCY,
        _date("incident_date", "local date of what is complained of"),
        _date("received_date", "local date it was received"),
        _date("closed_date", "local date it was closed"),
        PRECISION,
        _word("complaint_source", "who complained", words.ComplaintSource),
        *PLACE,
        *SOURCE,
    ),
)

ALLEGATIONS = Table(
    name="allegations",
    row="one allegation against one officer in one complaint",
    key=("complaint_id", "officer_id", "allegation_number"),
    columns=(
        _text("complaint_id", "identifier of the complaint", required=True),
        _text("officer_id", "pseudonym of the accused officer"),
        _int("allegation_number", "which allegation of the complaint, from 1", 1),
        AGENCY,
        _date("incident_date", "local date of what is complained of"),
        _date("received_date", "local date it was received"),
        _date("closed_date", "local date it was closed"),
        PRECISION,
        _word("complaint_source", "who complained", words.ComplaintSource),
        _text("allegation", "what is alleged, as the file has it"),
        _text("allegation_group", "the agency's category of it"),
        _word("recommended_disposition", "what the investigator recommended", words.Disposition),
        _word("disposition", "how it ended", words.Disposition),
        _text("discipline", "what followed, as the file has it"),
        *OFFICER[1:],
        *SUBJECT,
        *SOURCE,
    ),
)

OFFICERS = Table(
    name="officers",
    row="one officer",
    key=("officer_id",),
    columns=(
        _text("officer_id", "pseudonym of the officer, stable within the source", required=True),
        AGENCY,
        _word("officer_race", "race or ethnicity of the officer", words.Race),
        _word("officer_sex", "sex or gender of the officer", words.Sex),
        _int("officer_birth_year", "year of birth", 1900, 2020),
        _date("hired_date", "date of appointment"),
        _date("left_date", "date of leaving"),
        _text("officer_rank", "last recorded rank"),
        _text("unit", "last recorded unit"),
        *SOURCE,
    ),
)

ASSIGNMENTS = Table(
    name="assignments",
    row="one officer in one unit for one period",
    key=("officer_id", "unit", "from_date"),
    columns=(
        _text("officer_id", "pseudonym of the officer", required=True),
        _text("unit", "unit or assignment"),
        _date("from_date", "first day"),
        _date("to_date", "last day; null while it lasts"),
        *SOURCE,
    ),
)

ARRESTS = Table(
    name="arrests",
    row="one person arrested once",
    key=("arrest_id",),
    columns=(
        _text("arrest_id", "identifier of the arrest", required=True),
        AGENCY,
        _date("arrest_date", "local date"),
        PRECISION,
        _int("arrest_minute", "local minute of the day", 0, 1439),
        *PLACE,
        *SUBJECT,
        *OFFICER,
        _text("offense", "most serious charge, as the file has it"),
        _text("charge_level", "its level (felony, misdemeanor …), as the file has it"),
        _bool("resisting_charge_only", "resisting or obstructing was the only charge"),
        *SOURCE,
    ),
)

TRANSPORTS = Table(
    name="transports",
    row="one person in one transport in custody",
    key=("transport_id", "subject_id"),
    columns=(
        _text("transport_id", "identifier of the transport", required=True),
        _text("arrest_id", "the arrest it followed"),
        _text("incident_id", "the force incident it followed, if any"),
        AGENCY,
        _text("subject_id", "pseudonym of the person transported"),
        *SUBJECT,
        _text("officer_id", "pseudonym of the driver"),
        _text("second_officer_id", "pseudonym of the second officer, if any"),
        _text("vehicle_id", "vehicle"),
        _text("vehicle_type", "car, van, wagon"),
        _bool("belt_available", "a seat belt was available"),
        _bool("belt_used", "the seat belt was used"),
        _bool("belt_refused", "the person refused the belt"),
        _text("restraint", "kind of restraint"),
        _text("position", "position of the person (seated, prone …)"),
        _date("start_date", "local date of departure"),
        _int("start_minute", "local minute of the day of departure", 0, 1439),
        _float("duration_minutes", "minutes from departure to arrival", 0),
        _float("distance_miles", "odometer distance in miles", 0),
        _float("expected_minutes", "minutes the expected route takes", 0),
        _float("expected_miles", "miles of the expected route", 0),
        _int("logged_stops", "stops on the way that were logged"),
        _int("recorded_stops", "stops on the way that a tracker recorded"),
        _bool("camera_working", "the inside camera worked and recorded"),
        _bool("injury_before", "an injury was recorded before departure"),
        _bool("injury_during", "an injury was recorded during transport"),
        _bool("injury_at_intake", "an injury was found at intake"),
        _bool("medical_complaint", "the person asked for, or was seen to need, medical help"),
        _float("medical_aid_minutes", "minutes from that to medical help", 0),
        *SOURCE,
    ),
)

DEATHS = Table(
    name="deaths",
    row="one death in contact with police, as one list has it",
    key=("list_name", "death_id"),
    columns=(
        _text("list_name", "which list the entry is from", required=True),
        _text("death_id", "identifier of the entry, distinct over all lists", required=True),
        AGENCY,
        _date("death_date", "local date of the event or of the death, as the list has it"),
        PRECISION,
        *PLACE,
        *SUBJECT,
        _text("cause", "cause or manner, as the list has it"),
        *SOURCE,
    ),
)

POLICY_CHECKS = Table(
    name="policy_checks",
    row="one coder's reading of one item of a benchmark in one version of a policy",
    key=("benchmark", "item", "coder", "policy_version"),
    columns=(
        AGENCY,
        _text("benchmark", "which benchmark, by its name in policy.toml", required=True),
        _text("item", "which item of it", required=True),
        _text("policy_section", "section of the policy"),
        _text("quote", "the policy's own words"),
        _text("coder", "who read it", required=True),
        _date("coded_date", "when it was read"),
        _text("policy_version", "version or date of the policy"),
        _word("verdict", "what the coder found", words.PolicyVerdict),
        *SOURCE,
    ),
)

POPULATION = Table(
    name="population",
    row="one group in one place",
    key=("place_kind", "place", "subject_race"),
    columns=(
        AGENCY,
        _text(
            "place_kind",
            "which place column it belongs to, such as neighborhood; `all` for the whole",
        ),
        _text("place", "name of the place"),
        _word("subject_race", "group; null for all together", words.Race),
        _int("population", "residents"),
        _text("benchmark", "which population: residents, drivers, crashes …"),
        _float("margin", "published 90 % margin of error, where it is a sample", 0),
        *SOURCE,
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        STOPS,
        FORCE_INCIDENTS,
        FORCE,
        FORCE_ACTIONS,
        COMPLAINTS,
        ALLEGATIONS,
        OFFICERS,
        ASSIGNMENTS,
        ARRESTS,
        TRANSPORTS,
        DEATHS,
        POLICY_CHECKS,
        POPULATION,
        PUBLISHED_COUNTS,
        SENTENCES,
        HEARINGS,
        SCORES,
        PANEL,
        INTERVENTIONS,
        SURVEY,
    )
}


TYPES = {"text": "string", "int": "int64", "float": "float64", "bool": "boolean", "date": "date"}


def types(table: Table) -> dict[str, str]:
    """Column → storage type, the same words in Arrow, DuckDB and Ibis."""
    return {column.name: TYPES[column.kind] for column in table.columns}
