"""A period far off its own series is named, and the answer without it stands beside the answer."""

from typing import Any

import numpy as np
import pytest

from daylight.data.panel import NEVER, Panel
from daylight.data.result import Estimate, Result
from daylight.model.effects import (
    callaway_santanna,
    event_study,
    interrupted_time_series,
    placebo,
    two_way_fixed_effects,
)
from daylight.model.effects.far_off import far_off
from daylight.report.notes import sentence


def rates(seed: int = 3) -> np.ndarray[Any, Any]:
    rng = np.random.default_rng(seed)
    return 100 * np.exp(0.06 * rng.normal(size=(30, 24)) + 0.2 * rng.normal(size=(30, 1)))


def headline(result: Result) -> Estimate:
    return (result.named("average_effect") or list(result.estimates))[0]


def panel(values: np.ndarray[Any, Any]) -> Panel:
    return Panel(
        units=tuple(f"town {i}" for i in range(30)),
        periods=tuple(range(2000, 2024)),
        outcomes={"robbery": values},
        first_treated=np.array([2012.0] * 3 + [NEVER] * 27),
    )


@pytest.mark.parametrize("period", [0, 5, 12, 23])
def test_half_a_year_is_found_wherever_it_stands(period: int) -> None:
    """A place that reported six months: at an end, in the middle, in the year of treatment."""
    values = rates()
    values[0, period] /= 2
    (found,) = far_off(values)
    assert (found.unit, found.period) == (0, period)
    assert found.factor == pytest.approx(0.5, abs=0.12)


def test_a_lasting_change_a_trend_and_sparse_counts_are_not_far_off() -> None:
    values = rates()
    values[0, 12:] *= 3
    values[1] *= np.exp(0.15 * np.arange(24))
    values[2] = np.random.default_rng(1).poisson(0.4, 24)
    values[3, :20] = np.nan
    assert far_off(values) == []


def test_ordinary_series_have_none() -> None:
    """720,000 unit-periods without a fault: none is named, whatever the autocorrelation."""
    rng = np.random.default_rng(4)
    shocks = rng.normal(size=(1000, 24))
    for weights in ((1.0,), (1.0, 0.7, 0.5)):
        wandering = sum(w * np.roll(shocks, k, axis=1) for k, w in enumerate(weights))
        assert len(far_off(100 * np.exp(0.15 * np.asarray(wandering)))) <= 24


@pytest.mark.parametrize(
    ("method", "settings"),
    [
        (callaway_santanna, {"log": True}),
        (event_study, {"log": True}),
        (two_way_fixed_effects, {"log": True, "deals": 99}),
        (placebo, {"log": True, "estimator": "difference", "draws": 99}),
        (interrupted_time_series, {}),
    ],
    ids=lambda given: given.METHOD.name if hasattr(given, "METHOD") else "",
)
def test_every_design_names_it_and_answers_without_it(
    method: Any, settings: dict[str, Any]
) -> None:
    clean, wrong = rates(), rates()
    wrong[0, 14] *= 8
    untouched, result = (
        method.METHOD(panel(clean), **settings),
        method.METHOD(panel(wrong), **settings),
    )
    assert isinstance(result, Result)
    assert isinstance(untouched, Result)
    assert "far-off" not in {note.code for note in untouched.notes}
    (note,) = [note for note in result.notes if note.code == "far-off"]
    assert (note.facts["units"], note.facts["periods"]) == (("town 0",), ("2014",))
    first, right = headline(result), headline(untouched)
    assert note.facts["value"] == pytest.approx(right.value, rel=0.05)
    assert abs(np.log(first.value / right.value)) > abs(
        np.log(float(note.facts["value"]) / right.value)
    )
    assert "town 0 in 2014" in sentence(note)
    assert "without periods" not in "".join(str(e.keys) for e in result.estimates)
