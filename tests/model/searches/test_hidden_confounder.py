import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.searches.hidden_confounder import (
    METHOD,
    HiddenCircumstance,
    TwoByTwo,
    confounded_difference,
    e_value,
)
from daylight.report.presentations import PRESENTATIONS

ONE = [np.array([float(v)]) for v in (30, 100, 40, 400)]


@given(st.floats(0.05, 0.95), st.floats(-2, 2), st.floats(-2, 2))
def test_a_circumstance_without_prevalence_or_effect_changes_nothing(
    q: float, to_group: float, to_event: float
) -> None:
    plain = 30 / 100 - 40 / 400
    for options in (
        {"q": 1e-12, "to_group": to_group, "to_event": to_event},
        {"q": q, "to_group": 0.0, "to_event": to_event},
        {"q": q, "to_group": to_group, "to_event": 0.0},
    ):
        hidden = HiddenCircumstance(**options)
        assert confounded_difference(TwoByTwo(*ONE), hidden) == pytest.approx(plain, abs=1e-6)


def test_the_grid_is_that_of_a_department_with_such_a_circumstance() -> None:
    """Simulated: no effect of group at all, only of a hidden circumstance."""
    q, strength = 0.4, np.log(3.0)
    size = 1_000_000.0
    share = {u: 1 / (1 + np.exp(-(-0.5 + strength * u))) for u in (0, 1)}
    risk = {u: 1 / (1 + np.exp(-(-2.0 + strength * u))) for u in (0, 1)}
    weight = {0: 1 - q, 1: q}
    n1 = sum(size * weight[u] * share[u] for u in (0, 1))
    n0 = sum(size * weight[u] * (1 - share[u]) for u in (0, 1))
    a = sum(size * weight[u] * share[u] * risk[u] for u in (0, 1))
    c = sum(size * weight[u] * (1 - share[u]) * risk[u] for u in (0, 1))
    counts = TwoByTwo(*(np.array([v]) for v in (a, n1, c, n0)))
    assert a / n1 - c / n0 > 0.03
    gone = confounded_difference(counts, HiddenCircumstance(q, strength, strength))
    assert gone == pytest.approx(0, abs=1e-6)


def cells(rows: list[tuple[object, ...]]) -> Cells:
    names = ["subject_race", "district", "stops", "searches"]
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    return Cells.from_columns(columns, by=names[:2])


ROWS: list[tuple[object, ...]] = [
    ("black", "a", 1000, 200),
    ("white", "a", 1000, 100),
    ("black", "b", 500, 50),
    ("white", "b", 2000, 100),
]


def test_a_stronger_circumstance_takes_more_of_the_difference() -> None:
    result = METHOD(cells(ROWS))
    assert isinstance(result, Result)
    ratio = result.one("search_rate_ratio_adjusted", subject_race="black")
    assert ratio.value == pytest.approx(2)
    assert result.one("e_value", subject_race="black").value == pytest.approx(e_value(2))
    assert result.one("e_value_of_nearer_limit", subject_race="black").value == pytest.approx(
        e_value(ratio.low)
    )
    left = [
        result.one(
            "search_rate_difference_if_confounded",
            subject_race="black",
            odds_times=s,
            prevalence=0.5,
        ).value
        for s in (1.5, 2.0, 3.0)
    ]
    plain = result.one("search_rate_difference_standardised", subject_race="black").value
    assert plain > left[0] > left[1] > left[2]
    assert result.one("tipping_odds_ratio", subject_race="black").value > 3
    (claim,) = PRESENTATIONS["hidden-confounder"].says(result)
    assert "risk ratio of 3.41" in claim.sentence


def test_groups_that_share_no_stratum_are_refused() -> None:
    rows: list[tuple[object, ...]] = [("black", "a", 1000, 200), ("white", "b", 1000, 100)]
    assert isinstance(METHOD(cells(rows)), Refusal)
