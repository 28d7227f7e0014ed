import pytest

from daylight.data.cells import Cells
from daylight.data.quantity import About
from daylight.data.result import Refusal, Result
from daylight.model.stops.missing_race import METHOD
from daylight.report.presentations import PRESENTATIONS


def cells(rows: list[tuple[str, str, int]]) -> Cells:
    race, recorded_by, stops = map(list, zip(*rows, strict=True))
    return Cells.from_columns(
        {"subject_race": race, "recorded_by": recorded_by, "stops": stops},
        by=["subject_race", "recorded_by"],
    )


ROWS = [
    ("black", "car", 400),
    ("white", "car", 590),
    ("unknown", "car", 10),
    ("unknown", "other", 200),
]


def test_the_share_without_race_is_told_overall_and_by_key() -> None:
    result = METHOD(cells(ROWS))
    assert isinstance(result, Result)
    assert result.one("missing_race_share").value == pytest.approx(210 / 1200)
    by_car = result.one("missing_race_share_by_key", recorded_by="car")
    assert by_car.value == pytest.approx(0.01)
    assert result.one("missing_race_share_by_key", recorded_by="other").value == 1
    assert result.noted("uneven-missing-race")


def test_the_sentence_names_where_blanks_are_most_and_least() -> None:
    result = METHOD(cells(ROWS))
    assert isinstance(result, Result)
    _, by_key = PRESENTATIONS["missing-race"].says(result)
    assert "1.0 % (car) to 100.0 % (other)" in by_key.sentence


def test_a_single_officers_share_is_about_an_officer() -> None:
    rows = cells(ROWS)
    of_officers = Cells.from_arrow(
        rows.table.rename_columns(["subject_race", "officer_id", "stops"]),
        by=["subject_race", "officer_id"],
    )
    result = METHOD(of_officers)
    assert isinstance(result, Result)
    assert {e.quantity.about for e in result.estimates if "officer_id" in e.keys} == {About.OFFICER}


def test_complete_records_have_a_share_of_zero_with_an_upper_bound() -> None:
    result = METHOD(cells([("black", "car", 400), ("white", "car", 600)]))
    assert isinstance(result, Result)
    share = result.one("missing_race_share")
    assert (share.value, share.low) == (0, 0)
    assert 0 < share.high < 0.01


def test_a_handful_of_stops_is_refused() -> None:
    assert isinstance(METHOD(cells([("black", "car", 4)])), Refusal)
