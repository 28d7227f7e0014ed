from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.methods import METHODS
from daylight.reduce.count import count
from daylight.report.presentations import PRESENTATIONS
from tests.reduce.canonical import canonical


def cells(key: str, rows: list[tuple[object, ...]], *more: str) -> Cells:
    names = ["subject_race", key, *more, "stops"]
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    return Cells.from_columns(columns, by=names[:-1])


BLACK = {"subject_race": "black"}

DURATIONS: list[tuple[object, ...]] = [
    ("black", 10, 40),
    ("black", 40, 60),
    ("white", 10, 80),
    ("white", 40, 20),
    ("white", -1, 500),
]


def test_means_and_their_difference_are_welchs() -> None:
    result = METHODS["stop-duration"](cells("whole_minutes", DURATIONS))
    assert isinstance(result, Result)
    black, white = np.repeat([10.0, 40], [40, 60]), np.repeat([10.0, 40], [80, 20])
    wanted = stats.ttest_ind(black, white, equal_var=False)
    gap = result.one("mean_minutes_difference", **BLACK)
    assert gap.value == pytest.approx(12)
    half = 1.959964 * (black.mean() - white.mean()) / wanted.statistic
    assert gap.high - gap.value == pytest.approx(half)
    assert result.one("share_with_many_minutes", **BLACK, at_least=30).value == 0.6
    assert result.diagnostics["blank"] == 500
    assert result.noted("blank-number")


def test_a_difference_between_districts_is_gone_within_them() -> None:
    rows: list[tuple[object, ...]] = [
        ("black", 10, "a", 90),
        ("black", 20, "b", 10),
        ("white", 10, "a", 10),
        ("white", 20, "b", 90),
    ]
    result = METHODS["stop-duration"](cells("whole_minutes", rows, "district"))
    assert isinstance(result, Result)
    assert result.one("mean_minutes_difference", **BLACK).value == pytest.approx(-8)
    assert result.one(
        "mean_minutes_difference_adjusted", subject_race="black"
    ).value == pytest.approx(0)
    assert PRESENTATIONS["stop-duration"].says(result)[1].adjusted_for == ("district",)


def test_citations_are_counted_among_stops_that_bring_one() -> None:
    rows: list[tuple[object, ...]] = [
        ("black", "0", 500),
        ("black", "1", 60),
        ("black", "4", 40),
        ("white", "1", 90),
        ("white", "2", 10),
        ("white", "unknown", 3),
    ]
    result = METHODS["multiple-citations"](cells("citation_count", rows))
    assert isinstance(result, Result)
    assert result.one("mean_citations", **BLACK).value == pytest.approx(2.2)
    assert result.one("mean_citations", **BLACK).n == 100


def test_durations_are_rounded_and_blanks_are_minus_one(tmp_path: Path) -> None:
    rows = [{"stop_id": str(i), "duration_minutes": m} for i, m in enumerate((9.6, 900.0, None))]
    path = canonical("stops", tmp_path / "s.parquet", rows)
    found = count("outcomes", {"stops": [path]}, ["whole_minutes"]).table
    assert found["whole_minutes"].to_pylist() == [-1, 10, 240]


def test_few_recorded_numbers_are_refused() -> None:
    few = cells("whole_minutes", [("black", 10, 40), ("white", -1, 400)])
    assert isinstance(METHODS["stop-duration"](few), Refusal)
