"""A measure looked at every period: what the register says of all periods together."""

import numpy as np
import pytest

from daylight.model.intervals import wilson
from daylight.register.rules.looks import LEVEL, LOOKS, PeriodValue, looks


def period(number: int, value: float, half: float, *, scale: str = "proportion") -> PeriodValue:
    return PeriodValue(f"period {number}", value, value - half, value + half, 0.95, 400, scale)


def test_the_mean_and_the_change_by_hand() -> None:
    one, two = looks([period(k, v, 0.02) for k, v in enumerate((0.10, 0.14, 0.18))])
    assert (one.mean, two.mean) == pytest.approx((0.12, 0.14))
    assert (one.change, two.change) == pytest.approx((0.04, 0.06))
    assert one.low < one.change < one.high
    ordinary = 1.959964 * 0.02 / 1.959964 * np.sqrt(1 + 1 / 2)
    assert two.high - two.change > 1.3 * ordinary


def test_cases_are_the_weights_of_shares_and_precision_of_differences() -> None:
    small = PeriodValue("b", 0.3, 0.2, 0.4, 0.95, 100, "proportion")
    (look,) = looks([PeriodValue("a", 0.1, 0.08, 0.12, 0.95, 900, "proportion"), small])
    assert look.mean == pytest.approx(0.12)
    (look,) = looks(
        [period(1, 0.1, 0.01, scale="difference"), period(2, 0.4, 0.02, scale="difference")]
    )
    assert look.mean == pytest.approx((0.1 * 4 + 0.4) / 5)


def test_ratios_are_put_together_as_logarithms() -> None:
    values = [PeriodValue(f"{k}", 2.0, 1.0, 4.0, 0.95, 50, "ratio") for k in range(3)]
    last = looks(values)[-1]
    assert last.mean == pytest.approx(2.0)
    assert last.change == pytest.approx(0.0)
    assert last.reading == "cannot tell"


@pytest.mark.parametrize(
    "values",
    [
        [],
        [period(1, 0.1, 0.02)],
        [period(1, 0.1, 0.0), period(2, 0.1, 0.0)],
        [period(1, 5.0, 1.0, scale="count"), period(2, 5.0, 1.0, scale="count")],
        [period(1, 0.1, 0.02), period(2, 0.1, 0.02, scale="ratio")],
        [period(1, 0.1, 0.02), period(2, 0.1, float("inf"))],
    ],
)
def test_what_cannot_be_put_together_is_not(values: list[PeriodValue]) -> None:
    assert looks(values) == []


@pytest.mark.recovery
def test_forty_quarters_without_a_change_rarely_read_as_one() -> None:
    """Values as the register holds them, with Wilson intervals; ordinary ones would fail."""
    rng, draws, periods = np.random.default_rng(8), 2000, 41
    false_alarms = once = 0
    for _ in range(draws):
        hits = rng.binomial(600, 0.2, periods)
        share = wilson(hits, 600)
        values = [
            PeriodValue(f"{k}", float(v), float(low), float(high), 0.95, 600, "proportion")
            for k, (v, low, high) in enumerate(zip(*share, strict=True))
        ]
        found = looks(values)
        false_alarms += any(look.reading != "cannot tell" for look in found)
        k = np.arange(1, periods)
        p = 0.2
        error = np.sqrt(p * (1 - p) / 600 * (1 + 1 / k))
        once += any(np.abs([look.change for look in found]) > 1.959964 * error)
    bound = 1 - LEVEL + 3 * np.sqrt(0.05 * 0.95 / draws)
    assert false_alarms / draws <= bound
    assert once / draws > bound
    assert periods > LOOKS
