import csv
from pathlib import Path

import numpy as np
import pytest

from daylight.model.monitoring.mixtures import normal_margin, rate_bounds, share_bounds, tuned
from daylight.model.monitoring.spending import Spending, bounds, spent

ALPHA = 0.05

with (Path(__file__).parent / "mixtures.csv").open(encoding="utf-8") as file:
    MIXTURES = list(csv.DictReader(file))

POCOCK = {2: 2.178, 3: 2.289, 4: 2.361, 5: 2.413, 6: 2.453, 8: 2.512, 10: 2.555}
OBRIEN_FLEMING = {2: 1.977, 3: 2.004, 4: 2.024, 5: 2.040, 6: 2.053, 8: 2.072, 10: 2.087}

SPENDING = {
    Spending.OBRIEN_FLEMING: (4.877, 3.357, 2.680, 2.290, 2.031),
    Spending.POCOCK: (2.438, 2.427, 2.410, 2.397, 2.386),
}


@pytest.mark.parametrize(
    "row", MIXTURES, ids=lambda r: f"{r['kind']}-{r['a']}-{r['b']}-{r['alpha']}"
)
def test_intervals_for_every_look_are_those_of_brute_force(row: dict[str, str]) -> None:
    a, b, alpha = (float(row[name]) for name in ("a", "b", "alpha"))
    low, high = float(row["low"]), float(row["high"])
    if row["kind"] == "share":
        assert share_bounds(a, b, alpha) == pytest.approx((low, high), rel=1e-6, abs=1e-9)
    elif row["kind"] == "rate":
        found = rate_bounds(a, b, alpha, scale=float(row["c"]))
        assert found == pytest.approx((low, high), rel=1e-6, abs=1e-9)
    else:
        assert normal_margin(np.array([a]), b, alpha)[0] == pytest.approx(high, rel=1e-6)


def crossing(z: np.ndarray) -> float:
    """The chance that a design of equal steps with these bounds ever gives an alarm."""
    information = np.arange(1, len(z) + 1) / len(z)
    low, high = 1e-6, 0.5
    used = np.zeros(len(z))
    for k in range(len(z)):
        low, high = (used[k - 1] if k else 0.0), 0.5
        for _ in range(40):
            used[k:] = (low + high) / 2
            at = bounds(information[: k + 1], used[: k + 1])[k]
            low, high = (used[k], high) if at > z[k] else (low, used[k])
    return float(used[-1])


@pytest.mark.parametrize("looks", [2, 5])
def test_published_constants_give_the_published_chance_of_a_false_alarm(looks: int) -> None:
    """Constants are printed with three decimals; α moves by .0003 with the last of them."""
    flat = np.full(looks, POCOCK[looks])
    assert crossing(flat) == pytest.approx(ALPHA, abs=3e-4)
    falling = OBRIEN_FLEMING[looks] * np.sqrt(looks / np.arange(1, looks + 1))
    assert crossing(falling) == pytest.approx(ALPHA, abs=3e-4)


@pytest.mark.parametrize("kind", SPENDING)
def test_spending_functions_give_the_tabulated_bounds(kind: Spending) -> None:
    t = np.arange(1, 6) / 5
    assert bounds(t, spent(kind, t, ALPHA)).tolist() == pytest.approx(
        list(SPENDING[kind]), abs=6e-4
    )
    assert spent(kind, np.array([1.0]), ALPHA)[0] == pytest.approx(ALPHA)


def test_the_mixture_is_narrowest_at_the_information_it_is_tuned_to() -> None:
    V = np.array([100.0])
    rho = tuned(100.0, ALPHA)
    best = normal_margin(V, rho, ALPHA)[0]
    for other in (0.5, 0.8, 1.25, 2.0):
        assert normal_margin(V, other * rho, ALPHA)[0] > best
