"""Nashville within officers, straight from the file: independent of ingest and reduce."""

from collections import Counter
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.methods import METHODS

pytestmark = pytest.mark.shared

COLUMNS = ["Race", "Suspect.Ethnicity", "SEARCHOCCUR", "Officer.Employee.number"]
GROUPS = {"W": "white", "B": "black"}


def of_2005(shared: Path) -> Counter[tuple[str, str, bool]]:
    """Group, officer and whether anything was searched → stops of 2005 (people not Hispanic)."""
    path = shared / "stops" / "nashville_traffic_stops_2001_2007.parquet"
    table = pq.read_table(path, columns=[*COLUMNS, "year"])
    table = table.filter(pc.equal(table["year"], 2005.0))
    kept = zip(*(table[name].to_pylist() for name in COLUMNS), strict=True)
    return Counter(
        (GROUPS[race], str(officer), searched == "Y")
        for race, ethnicity, searched, officer in kept
        if race in GROUPS and ethnicity not in ("Y", "H") and officer
    )


def test_the_difference_within_officers_is_the_smaller_one(shared: Path) -> None:
    counted = of_2005(shared)
    pairs = sorted({(group, officer) for group, officer, _ in counted})
    stops = [counted[(*p, True)] + counted[(*p, False)] for p in pairs]
    cells = Cells.from_columns(
        {
            "subject_race": [group for group, _ in pairs],
            "officer_id": [officer for _, officer in pairs],
            "stops": stops,
            "searches": [counted[(*p, True)] for p in pairs],
        },
        by=("subject_race", "officer_id"),
    )
    table: dict[str, list[list[int]]] = {}
    for (group, officer), trials in zip(pairs, stops, strict=True):
        at = table.setdefault(officer, [[0, 0], [0, 0]])[group == "white"]
        at[0], at[1] = counted[(group, officer, True)], trials
    shared_by = [(b, w) for b, w in table.values() if b[1] and w[1]]
    weights = [b[1] * w[1] / (b[1] + w[1]) for b, w in shared_by]
    gaps = [b[0] / b[1] - w[0] / w[1] for b, w in shared_by]
    expected = sum(k * gap for k, gap in zip(weights, gaps, strict=True)) / sum(weights)
    sums = [[sum(one[i][j] for one in table.values()) for j in (0, 1)] for i in (0, 1)]
    crude = sums[0][0] / sums[0][1] - sums[1][0] / sums[1][1]
    result = METHODS["search-rate-adjusted"](cells)
    assert isinstance(result, Result)
    within = result.one("search_rate_difference_adjusted", subject_race="black")
    assert within.value == pytest.approx(expected, rel=1e-9)
    assert (within.basis.key, within.basis.lacks) == ("officer_id", None)
    assert round(100 * crude, 1) == 3.5
    assert round(100 * within.value, 1) == 2.0
    assert within.high < crude
