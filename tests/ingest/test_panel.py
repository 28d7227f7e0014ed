from pathlib import Path

import numpy as np
import pytest

from daylight.errors import BadValue, MissingColumn, RecipeError, UnknownCode
from daylight.ingest.panel import period_of, read_panel

RECIPE = """
[panel]
title = "Crime in three towns"
file = "crime.csv"
unit = "town"
period = "year"
blank = ["NA"]
event = "agreement"

[panel.outcomes.violent]
columns = ["murder", "robbery"]
exposure = "people"

[[panel.aside]]
column = "months"
values = ["6"]
reason = "half a year"

[[panel.breaks]]
period = 2003
reason = "a new definition"
outcomes = ["violent"]

[panel.interventions]
file = "cases.csv"
place = "agency"
verified = "checked"
absent = ["Elsewhere PD"]

[panel.interventions.events]
agreement = "agreed"
end = "ended"

[panel.interventions.units]
"Aton PD" = "Aton"

[panel.interventions.corrections]
"2002 (spring)" = "2002-04"
"""
CRIME = """town,year,months,murder,robbery,people
Aton,2001,12,1,9,100
Aton,2002,12,2,8,100
Aton,2003,12,2,8,100
Beeton,2001,12,0,5,50
Beeton,2002,6,0,2,50
Beeton,2003,12,NA,5,50
"""
CASES = """agency,agreed,ended,checked
Aton PD,2002 (spring),,False
Elsewhere PD,1999,2004,True
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "panel.toml").write_text(RECIPE, "utf-8")
    (tmp_path / "crime.csv").write_text(CRIME, "utf-8")
    (tmp_path / "cases.csv").write_text(CASES, "utf-8")
    return tmp_path


def test_parts_are_added_and_counted_against_people(folder: Path) -> None:
    panel = read_panel(folder / "panel.toml")
    assert panel.units == ("Aton", "Beeton")
    np.testing.assert_equal(panel.outcomes["violent"], [[10, 10, np.nan], [5, np.nan, np.nan]])
    assert panel.exposure["violent"][0].tolist() == [100, 100, 100]


def test_half_years_are_set_aside_with_their_reason(folder: Path) -> None:
    provenance = read_panel(folder / "panel.toml").provenance
    assert provenance.rows_dropped == {"half a year": 1}
    assert (provenance.rows_read, provenance.rows_kept) == (6, 5)
    assert set(provenance.sources) == {"crime.csv", "cases.csv"}


def test_events_carry_corrected_dates_and_whether_they_were_checked(folder: Path) -> None:
    panel = read_panel(folder / "panel.toml")
    assert panel.first_treated.tolist() == [2002, np.inf]
    assert panel.events["end"].tolist() == [np.inf, np.inf]
    assert panel.unverified == ("Aton",)


def test_a_break_is_kept_with_its_reason(folder: Path) -> None:
    assert read_panel(folder / "panel.toml").breaks == {2003: "a new definition"}


@pytest.mark.parametrize(
    ("file", "old", "new", "error", "match"),
    [
        ("cases.csv", "Elsewhere", "Nowhere", UnknownCode, "no decision for Nowhere PD"),
        ("cases.csv", "2002 (spring)", "in 2002", BadValue, "'in 2002' is no date"),
        ("panel.toml", '= "Aton"', '= "Ceeton"', MissingColumn, "no unit Ceeton"),
        (
            "crime.csv",
            "Aton,2001,12,1",
            "Aton,2001,12,one",
            BadValue,
            "column murder, row 1: 'one' is no number",
        ),
        ("panel.toml", "[panel.outcomes", "colour = 1\n[panel.outcomes", RecipeError, "no key"),
        ("panel.toml", "2003\n", '2003\ncolour = "red"\n', RecipeError, "no key colour"),
    ],
)
def test_what_nobody_decided_stops_the_reading(
    folder: Path, file: str, old: str, new: str, error: type[Exception], match: str
) -> None:
    path = folder / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(error, match=match):
        read_panel(folder / "panel.toml")


def test_months_are_counted_on_without_a_gap_at_new_year() -> None:
    assert period_of("2012-01", "month") - period_of("2011-12", "month") == 1
    assert period_of("2011-12-31", "year") == 2011
