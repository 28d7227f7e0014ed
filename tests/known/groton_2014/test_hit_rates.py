import csv
import gzip
import io
from collections import Counter
from pathlib import Path

import pytest

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.searches.hit_rate import hit_rates

PUBLISHED = {"white": (40, 69), "black": (16, 29), "hispanic": (5, 11)}


def group(row: dict[str, str]) -> str:
    if row["SubjectRaceCode"] == "W":
        return "hispanic" if row["SubjectEthnicityCode"] == "H" else "white"
    return {"B": "black", "A": "asian"}[row["SubjectRaceCode"]]


@pytest.mark.shared
def test_hit_rates_are_the_published_ones(shared: Path) -> None:
    raw = gzip.decompress((shared / "stops/connecticut_groton_2013_2014.csv.gz").read_bytes())
    text = raw.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")
    rows = list(csv.DictReader(io.StringIO(text)))
    searched = Counter(group(row) for row in rows if row["VehicleSearchedIndicator"] == "TRUE")
    found = Counter(
        group(row)
        for row in rows
        if row["VehicleSearchedIndicator"] == "TRUE" and row["ContrabandIndicator"] == "TRUE"
    )
    cells = Cells.from_columns(
        {
            "subject_race": sorted(searched),
            "searches": [searched[name] for name in sorted(searched)],
            "hits": [found[name] for name in sorted(searched)],
        },
        by=["subject_race"],
    )
    result = hit_rates(cells)
    assert isinstance(result, Result)
    for name, (hits, searches) in PUBLISHED.items():
        assert result.one("hit_rate", subject_race=name).n == searches
        assert result.one("hit_rate", subject_race=name).value == pytest.approx(hits / searches)
