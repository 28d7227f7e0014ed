"""Periods as people write them; every one has the right value by the calendar."""

from pathlib import Path

import numpy as np
import pytest

from daylight.data.panel import Panel
from daylight.data.periods import read_calendar
from daylight.data.result import Result
from daylight.errors import CellsError
from daylight.model.effects import callaway_santanna


@pytest.mark.parametrize(
    ("written", "numbers", "per_year"),
    [
        (["2005", "2006"], [2005, 2006], 1),
        (["1", "2"], [1, 2], 1),
        (["2005-01-01", "2006-01-01"], [2005, 2006], 1),
        (["2005-12-31", "2006-12-31"], [2005, 2006], 1),
        (["2005-01-01 00:00:00", "2006-01-01 00:00:00"], [2005, 2006], 1),
        (["2005-07-01", "2006-07-01"], [2005, 2006], 1),
        (["2005-01-01", "2005-07-01", "2006-01-01"], [4010, 4011, 4012], 2),
        (["2005-03-31", "2005-06-30", "2005-09-30"], [8020, 8021, 8022], 4),
        (["2005-Q1", "2005-Q4"], [8020, 8023], 4),
        (["2005Q2", "2006Q1"], [8021, 8024], 4),
        (["2005-01", "2005-12", "2006-01"], [24060, 24071, 24072], 12),
        (["2005-01-31", "2005-02-28", "2005-03-31"], [24060, 24061, 24062], 12),
        (["200512", "200601"], [24071, 24072], 12),
    ],
)
def test_periods_are_whole_numbers_in_order(
    written: list[str], numbers: list[int], per_year: int
) -> None:
    found = read_calendar(written, where="panel")
    assert found.numbers == numbers
    assert found.per_year == per_year


@pytest.mark.parametrize(
    ("written", "match"),
    [
        (["2005-01-01", "2005-01-08"], "several dates in one month"),
        (["2005-01", "soon"], "'soon' is neither"),
        (["2005", "unknown"], "without blanks"),
        (["2005-13", "2005-12"], "neither"),
        (["1.5", "2"], "neither"),
    ],
)
def test_what_is_no_period_is_refused_by_name(written: list[str], match: str) -> None:
    with pytest.raises(CellsError, match=match):
        read_calendar(written, where="panel")


@pytest.mark.parametrize(
    ("periods", "start", "first"),
    [
        (["2005-01-01", "2006-01-01"], "2006", 2006),
        (["2005-01-01", "2006-01-01"], "2006-08-15", 2006),
        (["2005-07-01", "2006-07-01"], "2006-03-10", 2005),
        (["2005-01", "2005-02"], "2005-02", 24061),
        (["2005-01", "2005-02"], "2005", 24060),
        (["2005", "2006"], "2006-05-01", 2006),
        (["2005", "2006"], "2006.0", 2006),
        (["1", "2"], "2", 2),
    ],
)
def test_a_start_falls_into_the_period_it_is_in(
    periods: list[str], start: str, first: float
) -> None:
    calendar = read_calendar(periods, where="panel")
    assert calendar.first(start, where="start") == first
    assert calendar.first("unknown", where="start") is None
    assert calendar.first("0", where="start") is None


def test_a_start_unlike_the_periods_is_refused() -> None:
    calendar = read_calendar(["1", "2"], where="panel")
    with pytest.raises(CellsError, match="no period like those"):
        calendar.first("2006-05-01", where="start")


@pytest.mark.parametrize("written", ["{}", "{}-01-01", "{}-12-31"])
def test_a_panel_of_years_is_the_same_however_its_years_are_written(
    tmp_path: Path, written: str
) -> None:
    rng = np.random.default_rng(2)
    lines = ["town,year,began,complaints"]
    for unit in range(12):
        began = "2014" if unit < 4 else ""
        lines += [
            f"t{unit:02d},{written.format(year)},{began},{40 + rng.normal():.2f}"
            for year in range(2005, 2020)
        ]
    path = tmp_path / "towns.csv"
    path.write_text("\n".join(lines), "utf-8")
    panel = Panel.read(path, unit="town", period="year", first_treated="began")
    assert panel.periods == tuple(range(2005, 2020))
    assert panel.periods_per_year == 1
    assert panel.first_treated.tolist() == [2014.0] * 4 + [np.inf] * 8
    result = callaway_santanna.METHOD(panel)
    assert isinstance(result, Result)
    assert result.one("average_effect", outcome="complaints").n == 4


def test_a_panel_of_months_knows_its_season(tmp_path: Path) -> None:
    path = tmp_path / "months.csv"
    rows = [f"a,{2010 + m // 12}-{m % 12 + 1:02d},2011-03,{m}" for m in range(24)]
    path.write_text("unit,period,first_treated,force\n" + "\n".join(rows), "utf-8")
    panel = Panel.read(path)
    assert panel.periods_per_year == 12
    assert panel.periods[0] == 2010 * 12
    assert panel.first_treated.tolist() == [2011 * 12 + 2]
