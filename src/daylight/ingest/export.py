"""Canonical stops → the column names of the Stanford Open Policing Project."""

from pathlib import Path
from typing import Any

import ibis

from daylight import engine
from daylight.errors import SourceError
from daylight.schema.tables import TABLES

RACES = {
    "white": "white",
    "black": "black",
    "hispanic": "hispanic",
    "asian": "asian/pacific islander",
    "pacific_islander": "asian/pacific islander",
    "native_american": "other",
    "middle_eastern": "other",
    "multiracial": "other",
    "other": "other",
    "east_african": "black",
}
"""Their six groups; East African, a race of its own only in Minneapolis, is counted as Black."""
BASES = {
    "canine": "k9",
    "plain_view": "plain view",
    "consent": "consent",
    "probable_cause": "probable cause",
}
OUTCOMES = ("warning", "citation", "summons", "arrest")


def export_open_policing(stops: Path, out: Path) -> int:
    """Write canonical stops as a CSV file in the project's standard; returns the rows written.

    Their rules are kept: contraband and the ground of a search are blank without a search (so what
    a frisk alone found is not exported), and a person whose race was not recorded is `unknown`.
    """
    if not stops.is_file():
        raise SourceError(f"{stops}: no such table; run `daylight ingest` first")
    found = engine.parquet_schema(stops).names
    if missing := [column for column in TABLES["stops"].names if column not in found]:
        raise SourceError(
            f"{stops.name}: not a canonical stops table: {', '.join(missing)} missing"
        )
    connection = engine.duckdb()
    rows = connection.read_parquet(str(stops))
    connection.to_csv(_standard(rows), out, header=True)
    written = engine.count(connection, rows)
    connection.disconnect()
    return written


def _standard(rows: Any) -> Any:
    searched = rows.search_conducted.fill_null(False)
    race = rows.subject_race.cases(*RACES.items()).fill_null("unknown")
    sexes = ["male", "female"]
    basis = rows.search_basis.cases(*BASES.items(), else_="other")
    kind = rows.stop_type.isin(["vehicular", "pedestrian"]).ifelse(rows.stop_type, ibis.null())
    outcome = rows.outcome.isin(list(OUTCOMES)).ifelse(rows.outcome, ibis.null())
    minute = rows.stop_minute
    clock = (
        (minute // 60).cast("string").lpad(2, "0")
        + ":"
        + (minute % 60).cast("string").lpad(2, "0")
        + ":00"
    )
    return rows.select(
        raw_row_number=rows.source_file + ":" + rows.source_row.cast("string"),
        date=rows.stop_date,
        time=clock,
        lat=rows.latitude,
        lng=rows.longitude,
        county_name=rows.county,
        neighborhood=rows.neighborhood,
        district=rows.district,
        beat=rows.beat,
        subject_age=rows.subject_age_years,
        subject_race=race,
        subject_sex=rows.subject_sex.isin(sexes).ifelse(rows.subject_sex, ibis.null()),
        officer_id_hash=rows.officer_id,
        officer_race=rows.officer_race.cases(*RACES.items()),
        officer_sex=rows.officer_sex.isin(sexes).ifelse(rows.officer_sex, ibis.null()),
        officer_years_of_service=rows.officer_years_of_service,
        department_name=rows.agency_id,
        unit=rows.unit,
        type=kind,
        arrest_made=rows.arrest_made,
        citation_issued=rows.citation_issued,
        warning_issued=rows.warning_issued,
        outcome=outcome,
        contraband_found=searched.ifelse(rows.contraband_found, ibis.null()),
        contraband_drugs=searched.ifelse(rows.contraband_drugs, ibis.null()),
        contraband_weapons=searched.ifelse(rows.contraband_weapons, ibis.null()),
        frisk_performed=rows.frisk_performed,
        search_conducted=rows.search_conducted,
        search_person=rows.search_person,
        search_vehicle=rows.search_vehicle,
        search_basis=(searched & rows.search_basis.notnull()).ifelse(basis, ibis.null()),
        reason_for_stop=rows.stop_reason_raw,
        raw_subject_race=rows.subject_race_raw,
    )
