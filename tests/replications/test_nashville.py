"""Nashville's searches, straight from the file: independent of ingest and reduce."""

from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.searches.hit_rate import hit_rates
from daylight.report.notes import sentence

pytestmark = pytest.mark.shared

GROUNDS = (
    ("Search.Plain.View", "plain_view"),
    ("Search.Consent", "consent"),
    ("Search.Probable.Cause", "probable_cause"),
    ("Search.Arrest", "incident_to_arrest"),
    ("Search.Inventory", "inventory"),
    ("Search.Warrant", "warrant"),
)
COLUMNS = ["Race", "Suspect.Ethnicity", "SEARCHOCCUR", "EVIDENCESEIZED", *(n for n, _ in GROUNDS)]


def group(race: str | None, ethnicity: str | None) -> str:
    if ethnicity in ("Y", "H"):
        return "hispanic"
    return {"W": "white", "B": "black"}.get(race or "", "unknown")


def test_all_searches_and_consent_searches_point_different_ways(shared: Path) -> None:
    path = shared / "stops" / "nashville_traffic_stops_2001_2007.parquet"
    table = pq.read_table(path, columns=COLUMNS, filters=[("SEARCHOCCUR", "==", "Y")])
    searches, hits = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for row in table.to_pylist():
        ground = next((name for column, name in GROUNDS if row[column] == "Y"), "unknown")
        key = (group(row["Race"], row["Suspect.Ethnicity"]), ground)
        searches[key] += 1
        hits[key] += row["EVIDENCESEIZED"] == "Y"
    cells = Cells.from_columns(
        {
            "subject_race": [key[0] for key in searches],
            "search_basis": [key[1] for key in searches],
            "searches": list(searches.values()),
            "hits": [hits[key] for key in searches],
        },
        by=["subject_race", "search_basis"],
    )
    result = hit_rates(cells)
    assert isinstance(result, Result)
    pooled = result.one("hit_rate_difference", subject_race="black")
    consent = result.one(
        "hit_rate_difference_by_ground", subject_race="black", search_basis="consent"
    )
    assert pooled.low > 0
    assert consent.high < 0
    (note,) = (
        n for n in result.notes if n.code == "grounds-disagree" and n.facts["group"] == "black"
    )
    assert "plain view" in sentence(note)
