"""Degrees with signs, letters, minutes and seconds; numbers with marks between thousands."""

from pathlib import Path

import pytest
from tests.ingest.small import column, read, recipe

PLACES = """
[tables.stops.columns]
stop_id = { source = "id" }
latitude = { source = "lat", formats = ["dms"] }
"""


@pytest.mark.parametrize(
    ("written", "degrees"),
    [
        ("41 21 00.6", 41 + 21 / 60 + 0.6 / 3600),
        ("-41 21 00.6", -(41 + 21 / 60 + 0.6 / 3600)),
        ("-0 7 30", -0.125),
        ("41°21'36\"N", 41.36),
        ("41°21′36″S", -41.36),
        ("S 41 21 36", -41.36),
        ("41 30 N", 41.5),
        ("41 22 60.0", 41 + 23 / 60),
        ("41.36", 41.36),
        ("-41.36", -41.36),
    ],
)
def test_degrees_keep_their_sign(written: str, degrees: float, tmp_path: Path) -> None:
    quoted = written.replace('"', '""')
    read(tmp_path, f'id,lat\n1,"{quoted}"\n', recipe(PLACES))
    assert column(tmp_path, "stops", "latitude") == [pytest.approx(degrees, abs=1e-9)]


@pytest.mark.parametrize(
    "written", ["41 61 00", "-41 21 36 S", "N 41 21 36 S", "41 21 61", "41 x 1"]
)
def test_what_is_no_degree_is_no_number(written: str, tmp_path: Path) -> None:
    audit = read(tmp_path, f"id,lat\n1,{written}\n", recipe(PLACES), quarantine=True)
    assert column(tmp_path, "stops", "latitude") == [None]
    assert [(one.reason, one.value) for one in audit.blanked] == [("not a number", written)]


def test_a_mark_between_thousands_is_no_part_of_a_number(tmp_path: Path) -> None:
    body = """
[tables.published_counts.columns]
measure = { constant = "stops" }
events = { source = "n", thousands = "," }
"""
    text = 'n\n"15,018"\n7\n"1,234,567"\n"1,5"\n"12,34"\n'
    audit = read(tmp_path, text, recipe(body), quarantine=True)
    assert column(tmp_path, "published_counts", "events") == [15_018, 7, 1_234_567, None, None]
    assert sorted(one.value for one in audit.blanked) == ["1,5", "12,34"]
