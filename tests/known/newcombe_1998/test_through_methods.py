"""Newcombe's printed intervals, reached by the way a study reaches them: through the methods."""

import pytest

from daylight.data.result import Estimate, Result
from daylight.model.methods import METHODS
from tests.known.newcombe_1998.test_newcombe import DIFFERENCES, PRINTED, SINGLE
from tests.recovery.truth import cells

ENOUGH = [row for row in SINGLE if row[1] > 100]
"""Rows large enough that no method calls them too few."""
COMPARED = [row for row in DIFFERENCES if row[1] >= 50 and row[3] >= 50]


def ask(name: str, **columns: list[object]) -> Result:
    result = METHODS[name].run(cells(**columns))
    assert isinstance(result, Result)
    return result


def ends(estimate: Estimate) -> tuple[float, float]:
    return estimate.low, estimate.high


@pytest.mark.parametrize(("x", "n", "low", "high", "exact_low", "exact_high"), ENOUGH)
def test_shares_of_force_have_the_printed_intervals(
    x: int, n: int, low: float, high: float, exact_low: float, exact_high: float
) -> None:
    reported = ask("force-reporting", resisting_arrests=[n], resisting_arrests_without_force=[x])
    share = reported.one("without_force_same_day_share")
    assert ends(share) == pytest.approx((low, high), abs=PRINTED)
    shocks = ask("force-weapons", ced_uses=[n], ced_cycles_recorded=[n], ced_over_3_cycles=[x])
    share = shocks.one("ced_over_3_cycles_share")
    assert ends(share) == pytest.approx((exact_low, exact_high), abs=PRINTED)


@pytest.mark.parametrize(("x", "n", "x0", "n0", "low", "high"), COMPARED)
def test_differences_between_groups_have_the_printed_intervals(
    x: int, n: int, x0: int, n0: int, low: float, high: float
) -> None:
    circumstances = ask(
        "force-circumstances",
        subject_race=["black", "white"],
        people=[n, n0],
        restrained=[x, x0],
        restrained_unknown=[0, 0],
    )
    difference = circumstances.one("restrained_difference", subject_race="black")
    assert ends(difference) == pytest.approx((low, high), abs=PRINTED)
    composition = ask(
        "force-composition",
        subject_race=["black", "black", "white", "white"],
        force_kind=["strike", "hold"] * 2,
        people=[x, n - x, x0, n0 - x0],
    )
    difference = composition.one("kind_share_difference", subject_race="black", force_kind="strike")
    assert ends(difference) == pytest.approx((low, high), abs=PRINTED)
