"""Small counts stay private, and no one can work them out from what is shown."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daylight.register.rules.disclosure import (
    BadTable,
    Protected,
    ReleaseTable,
    protect,
    publishable_n,
)


def table(*rows: tuple[int, ...]) -> ReleaseTable:
    return ReleaseTable(
        rows=tuple(f"r{i}" for i in range(len(rows))),
        columns=tuple(f"c{j}" for j in range(len(rows[0]))),
        cells=rows,
    )


def test_a_table_of_large_counts_is_shown_whole_with_totals() -> None:
    safe = protect(table((20, 30), (40, 50)))
    assert safe.cells == ((20, 30, 50), (40, 50, 90), (60, 80, 140))
    assert (safe.primary, safe.complementary) == (0, 0)


def test_one_small_count_takes_others_with_it() -> None:
    safe = protect(table((3, 30, 40), (25, 35, 45), (50, 60, 70)))
    assert safe.cells[0][0] is None
    assert safe.primary == 1
    assert safe.complementary >= 3


def test_a_zero_is_no_small_group() -> None:
    assert protect(table((0, 30), (40, 50))).primary == 0


def test_a_count_that_would_reveal_a_small_difference_to_an_earlier_release_is_withheld() -> None:
    earlier = protect(table((20, 30), (40, 50)))
    later = protect(table((23, 30), (40, 50)), earlier=[earlier])
    assert later.cells[0][0] is None
    assert protect(table((33, 30), (40, 50)), earlier=[earlier]).primary == 0


def worked_out(safe: Protected) -> set[tuple[int, int]]:
    """Withheld cells that rows and columns give away, by solving the sums one at a time."""
    known = {(i, j): n for i, row in enumerate(safe.cells) for j, n in enumerate(row)}
    height, width = len(safe.cells), len(safe.cells[0])
    lines = [[(i, j) for j in range(width)] for i in range(height)]
    lines += [[(i, j) for i in range(height)] for j in range(width)]
    found: set[tuple[int, int]] = set()
    while True:
        new = {
            unknown[0]
            for line in lines
            if len(unknown := [p for p in line if known[p] is None and p not in found]) == 1
        }
        if not new:
            return found
        found |= new


def possible(safe: Protected, minimum: int) -> dict[tuple[int, int], set[int]]:
    """Every value each withheld inner cell could have, by trying all of them (tiny tables only)."""
    inner = [(i, j) for i, row in enumerate(safe.cells[:-1]) for j in range(len(row) - 1)
             if safe.cells[i][j] is None]  # fmt: skip
    values: dict[tuple[int, int], set[int]] = {place: set() for place in inner}
    for guess in itertools.product(range(3 * minimum), repeat=len(inner)):
        full = [list(row) for row in safe.cells]
        for (i, j), n in zip(inner, guess, strict=True):
            full[i][j] = n
        if all(_adds_up(line) for line in [*full[:-1], *map(list, zip(*full, strict=True))][:-1]):
            for place, n in zip(inner, guess, strict=True):
                values[place].add(n)
    return values


def _adds_up(line: list[int | None]) -> bool:
    *parts, total = line
    if any(part is None for part in parts) or total is None:
        return True
    return sum(part for part in parts if part is not None) == total


counts = st.integers(0, 60)


@given(st.lists(st.lists(counts, min_size=3, max_size=3), min_size=2, max_size=5))
@settings(max_examples=150)
def test_no_withheld_count_can_be_worked_out_by_subtraction(rows: list[list[int]]) -> None:
    safe = protect(table(*(tuple(row) for row in rows)))
    assert not worked_out(safe)
    shown = [n for row in safe.cells for n in row if n is not None]
    assert all(n == 0 or n >= 10 for n in shown)


def test_every_withheld_small_count_has_many_possible_values() -> None:
    safe = protect(table((2, 6), (7, 9)), minimum=5)
    for place, values in possible(safe, 5).items():
        assert len(values) > 1, place


def test_withheld_cells_of_a_line_are_no_small_group_together() -> None:
    safe = protect(table((1, 2, 40), (30, 31, 32)))
    assert sum(cell is None for cell in safe.cells[0]) >= 3


@pytest.mark.parametrize(("n", "yes"), [(None, False), (0, True), (9, False), (10, True)])
def test_a_number_resting_on_few_people_is_not_published(n: int | None, yes: bool) -> None:
    assert publishable_n(n) is yes


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(BadTable):
        table((1, -1))
    with pytest.raises(BadTable):
        ReleaseTable(rows=("a",), columns=("x", "y"), cells=((1,),))
