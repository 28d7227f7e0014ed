import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from daylight.data.quantity import About
from daylight.data.result import Estimate, Result, Scale
from daylight.errors import DaylightError
from daylight.report.claim import Claim
from daylight.report.disclosure import (
    MINIMUM_CELL,
    OFFICER_KEYS,
    CountTable,
    is_withheld,
    release,
    small_differences,
    totalled,
)
from daylight.report.finding import Weighing, claims, findings
from daylight.report.page import as_json, render, write
from tests.estimates import estimate_of
from tests.report.example import context

Grid = list[list[int]]


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cell = st.integers(0, 12) | st.integers(0, 400)
    row = st.lists(cell, min_size=width, max_size=width)
    return draw(st.lists(row, min_size=height, max_size=height))


def table(grid: Grid) -> CountTable:
    rows = [f"r{i}" for i in range(len(grid))]
    return totalled(rows, [f"c{j}" for j in range(len(grid[0]))], grid)


def highest_possible(shown: CountTable, row: int, column: int) -> float:
    """The largest count that the published numbers leave open for a cell (linear program)."""
    height, width = len(shown.rows), len(shown.columns)

    def place(i: int, j: int) -> int:
        return i * width + j

    sums: list[Any] = []
    for i in range(height):
        line = np.zeros(height * width)
        line[[place(i, j) for j in range(width - 1)]] = 1
        line[place(i, width - 1)] = -1
        sums.append(line)
    for j in range(width):
        line = np.zeros(height * width)
        line[[place(i, j) for i in range(height - 1)]] = 1
        line[place(height - 1, j)] = -1
        sums.append(line)
    bounds = [(0, 10_000) if c is None else (c, c) for r in shown.counts for c in r]
    aim = np.zeros(height * width)
    aim[place(row, column)] = -1
    found = linprog(aim, A_eq=np.array(sums), b_eq=np.zeros(len(sums)), bounds=bounds)
    assert found.success
    return float(-found.fun)


@settings(max_examples=60)
@given(grids())
def test_nobody_can_work_out_that_a_withheld_count_is_small(grid: Grid) -> None:
    full = table(grid)
    shown = release(full)
    for i, row in enumerate(full.counts):
        for j, count in enumerate(row):
            assert count is not None
            if 0 < count < MINIMUM_CELL:
                assert shown.counts[i][j] is None
                assert highest_possible(shown, i, j) >= MINIMUM_CELL - 1e-6


@given(grids())
def test_what_is_published_is_true_and_never_small(grid: Grid) -> None:
    full = table(grid)
    for true_row, shown_row in zip(full.counts, release(full).counts, strict=True):
        for true, shown in zip(true_row, shown_row, strict=True):
            assert shown is None or (shown == true and not 0 < shown < MINIMUM_CELL)


@given(grids())
def test_a_table_without_small_counts_is_published_whole(grid: Grid) -> None:
    full = table([[cell * MINIMUM_CELL for cell in row] for row in grid])
    assert release(full) == full


@settings(max_examples=60)
@given(grids(), st.data())
def test_growth_since_an_earlier_release_cannot_be_found_when_it_is_small(
    grid: Grid, data: st.DataObject
) -> None:
    growth = [[data.draw(st.sampled_from([0, 0, 1, 3, 40])) for _ in row] for row in grid]
    earlier = release(table(grid))
    full = table(
        [[a + b for a, b in zip(r, g, strict=True)] for r, g in zip(grid, growth, strict=True)]
    )
    later = release(full, earlier=earlier)
    assert small_differences(earlier, later) == ()
    for row, column in small_differences(earlier, full):
        i, j = full.rows.index(row), full.columns.index(column)
        old = earlier.at(row, column)
        assert old is not None
        assert highest_possible(later, i, j) - old >= MINIMUM_CELL - 1e-6


def test_two_counts_of_which_the_total_would_give_one_away_are_both_withheld() -> None:
    shown = release(totalled(["black", "white"], ["force", "none"], [[4, 296], [60, 740]]))
    assert shown.at("black", "force") is None
    assert shown.at("white", "force") is None
    assert shown.at("black", "none") is None
    assert shown.at("total", "total") == 1100
    assert shown.at("black", "total") == 300


def test_a_change_of_four_between_two_years_is_found() -> None:
    one = totalled(["black", "white"], ["force"], [[40], [60]])
    two = totalled(["black", "white"], ["force"], [[44], [90]])
    assert small_differences(one, two) == (("black", "force"), ("black", "total"))
    assert small_differences(one, release(two, earlier=one)) == ()


def test_what_was_withheld_before_is_withheld_first() -> None:
    counts = [[4, 50, 60], [90, 80, 70], [95, 85, 75]]
    full = totalled(["a", "b", "c"], ["x", "y", "z"], counts)
    first = release(full)
    again = release(full, earlier=first)
    assert again == first


def test_a_table_that_withholds_counts_or_does_not_add_up_is_refused() -> None:
    full = totalled(["a"], ["x"], [[4]])
    with pytest.raises(DaylightError, match="complete counts"):
        release(release(full))
    with pytest.raises(DaylightError, match="not its sums"):
        release(replace(full, counts=((4, 4), (4, 5))))
    with pytest.raises(DaylightError, match="negative"):
        totalled(["a"], ["x"], [[-1]])


def estimate(**more: Any) -> Estimate:
    plain = {"name": "force_rate", "group": "black", "n": 400, "scale": Scale.RATE}
    return estimate_of(value=1, low=0.5, high=2, **(plain | more))


def test_officers_and_small_numbers_do_not_reach_a_public_page(tmp_path: Any) -> None:
    officer = estimate(about=About.OFFICER, group="K7Q2")
    undeclared = estimate(about=About.UNDECLARED, group="P9X4")
    few = estimate(group="asian", n=3)
    result = Result(method="m", estimates=(estimate(), officer, undeclared, few))
    worded = {
        "m": lambda r: tuple(
            Claim(sentence=f"{e.keys['subject_race']} 1.0.", estimates=(e,)) for e in r.estimates
        )
    }
    proposed = claims({"searches": result}, worded)
    found = findings({"searches": result}, proposed, Weighing())
    example = context()
    question = replace(example.questions[0], outcome=result, findings=found, charts=())
    shown = replace(example, questions=(question,), minimum_cell=10)
    texts = [render(shown), as_json(shown)]
    assert all("K7Q2" not in text and "P9X4" not in text for text in texts)
    assert "3 estimates are withheld" in texts[0]
    assert len(json.loads(texts[1])["findings"]) == 1
    write(tmp_path, shown)
    assert b"K7Q2" not in (tmp_path / "estimates.parquet").read_bytes()
    own = replace(shown, is_public=False)
    assert "K7Q2" in render(own)
    assert "not for publication" in render(own)


@pytest.mark.parametrize("key", sorted(OFFICER_KEYS))
@pytest.mark.parametrize("about", About)
def test_an_officer_among_the_keys_is_withheld_whatever_is_declared(key: str, about: About) -> None:
    one = estimate_of(
        name="m", scale=Scale.PROPORTION, about=about, value=0.4, low=0.3, high=0.5, n=50
    )
    assert is_withheld(replace(one, keys={**one.keys, key: "K7Q2"}), 0)
