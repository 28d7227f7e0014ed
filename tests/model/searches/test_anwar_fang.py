import math

import pytest

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.searches.anwar_fang import METHOD, reversal_p
from daylight.report.presentations import PRESENTATIONS


def cells(rows: list[tuple[str, str, int, int, int]]) -> Cells:
    names = ["subject_race", "officer_race", "stops", "searches", "hits"]
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    return Cells.from_columns(columns, by=names[:2])


def department(own: int) -> Cells:
    """Searches in 1,000 stops: everybody 100, officers of the same race as the person `own`."""
    rows = [
        (subject, officer, 1000, own if subject == officer else 100, 30)
        for subject in ("black", "white")
        for officer in ("black", "white")
    ]
    return cells(rows)


def test_a_reversed_order_of_search_rates_is_found() -> None:
    result = METHOD(department(own=30))
    assert isinstance(result, Result)
    (test,) = result.named("search_rate_rank_reversal")
    assert test.value < 1e-6
    assert any(
        "opposite orders" in claim.sentence for claim in PRESENTATIONS["anwar-fang"].says(result)
    )


def test_one_order_for_all_is_no_reversal() -> None:
    rows = [
        ("black", "black", 1000, 50, 20),
        ("black", "white", 1000, 150, 60),
        ("white", "black", 1000, 40, 20),
        ("white", "white", 1000, 120, 50),
    ]
    result = METHOD(cells(rows))
    assert isinstance(result, Result)
    (test,) = result.named("search_rate_rank_reversal")
    assert test.value > 0.5
    assert any(note.code == "relative-only" for note in result.notes)


def test_a_reversal_needs_both_signs() -> None:
    assert reversal_p(5.0, 5.0) > 0.99
    assert reversal_p(5.0, -5.0) < 1e-5
    assert reversal_p(5.0, 0.0) == 0.5


@pytest.mark.parametrize(
    ("critical", "p"), [(2.71, 0.05), (3.84, 0.025), (5.41, 0.01), (9.55, 0.001)]
)
def test_the_reversal_has_the_critical_values_of_gail_and_simon(critical: float, p: float) -> None:
    """Gail & Simon (1985), table 1, two groups: the smaller of the two squared z."""
    assert reversal_p(9.0, -math.sqrt(critical)) == pytest.approx(p, rel=0.01)


def test_officers_of_one_race_only_are_refused() -> None:
    rows = [("black", "white", 1000, 50, 20), ("white", "white", 1000, 50, 20)]
    assert isinstance(METHOD(cells(rows)), Refusal)
