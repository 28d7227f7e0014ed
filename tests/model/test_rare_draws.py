"""No p-value that counts draws stops above what two hundred comparisons need."""

from collections.abc import Callable

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.panel import NEVER, Panel
from daylight.data.result import Estimate, Result
from daylight.model.methods import METHODS
from daylight.simulate.networks import colleagues
from daylight.simulate.panels import staggered

NEEDED = 0.05 / 200


def officers_who_differ() -> Cells:
    """Six units of ten officers over four years; half the units and a few officers have most."""
    rng = np.random.default_rng(3)
    rates = rng.gamma(0.3, 10, (60, 1)) * np.repeat(rng.gamma(0.3, 3, 6), 10)[:, None] + 0.2
    x = rng.poisson(rates * np.ones(4))
    i, t = (axis.ravel() for axis in np.indices(x.shape))
    return Cells.from_columns(
        {
            "unit": [f"u{k // 10}" for k in i],
            "officer_id": [f"o{k}" for k in i],
            "period": (2011 + t).tolist(),
            "events": x.ravel().tolist(),
        },
        by=("unit", "officer_id", "period"),
    )


def separate_places() -> Cells:
    return Cells.from_columns(
        {
            "subject_race": ["black"] * 10 + ["white"] * 10,
            "beat": [f"b{i}" for i in range(10)] * 2,
            "stops": [500] * 5 + [10] * 5 + [10] * 5 + [500] * 5,
        },
        by=["subject_race", "beat"],
    )


def hits_apart() -> Cells:
    return Cells.from_columns(
        {
            "subject_race": ["black", "white"],
            "searches": [12, 400],
            "hits": [12, 40],
            "hits_unknown": [0, 0],
        },
        by=["subject_race"],
    )


def a_large_effect() -> Panel:
    starts = {5.0: 3, 7.0: 3, NEVER: 60}
    return staggered(np.random.default_rng(5), starts=starts, periods=10, effect=12.0)[0]


def strong_colleagues() -> Cells:
    return colleagues(np.random.default_rng(72), effect=3.0, months=24)


LARGE: dict[str, tuple[Callable[[], Cells | Panel], str]] = {
    "variance-by-level": (officers_who_differ, "variance_component"),
    "concentration": (officers_who_differ, "top_share_above_chance"),
    "place-concentration": (separate_places, "dissimilarity"),
    "peer-exposure": (strong_colleagues, "later_events_with_peer_share"),
    "knowles-persico-todd": (hits_apart, "equal_hit_rates"),
    "placebo": (a_large_effect, "average_effect"),
    "two-way-fixed-effects": (a_large_effect, "average_effect"),
}


def least(result: Result, quantity: str) -> float:
    """The smallest p-value of a quantity."""
    found: list[Estimate] = [e for e in result.estimates if e.quantity.name == quantity]
    return min(e.p_value for e in found if e.p_value is not None)


@pytest.mark.parametrize("name", LARGE)
def test_a_difference_beyond_every_draw_is_clear_among_two_hundred_comparisons(name: str) -> None:
    make, quantity = LARGE[name]
    result = METHODS[name](make())
    assert isinstance(result, Result), result
    assert least(result, quantity) <= NEEDED
