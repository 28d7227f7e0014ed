"""Invented records for the methods on change over time."""

from collections.abc import Mapping
from typing import Any

import numpy as np

import daylight
from daylight.data.panel import NEVER
from daylight.simulate import panels

Made = tuple[Any, dict[str, Any]]
"""What a method is given, and its settings."""


def rollout(*outcomes: str) -> Made:
    """Agencies that began at two dates, beside thirty that never did."""
    starts = {12.0: 3, 14.0: 3, NEVER: 30}
    changes = {"use_of_force": -2.0, "complaints": -0.8, "violent_crime": 0.0}
    made = {
        name: panels.staggered(
            np.random.default_rng(40 + i), starts=starts, periods=20, effect=changes[name]
        )[0]
        for i, name in enumerate(outcomes or ("use_of_force",))
    }
    return _dated(made), {}


def shuffled() -> Made:
    """Units that began in an order left to chance."""
    starts = {8.0: 30, 11.0: 30, 14.0: 30}
    made = panels.staggered(np.random.default_rng(5), starts=starts, periods=16, effect=-1.0)[0]
    return _dated({"use_of_force": made}), {}


def series() -> Made:
    """Three agencies' yearly counts; one has a step down where something began."""
    t = np.arange(36)
    steps = np.array([-0.25, 0.0, -0.05])
    y = np.random.default_rng(6).poisson(np.exp(4.6 + 0.004 * t + steps[:, None] * (t >= 20)))
    panel = daylight.Panel(
        units=("Exampleton", "Otherville", "Thirdham"),
        periods=tuple((1985 + t).tolist()),
        outcomes={"use_of_force": y.astype(float)},
        first_treated=np.full(3, 2005.0),
    )
    return panel, {}


def _dated(made: Mapping[str, daylight.Panel]) -> daylight.Panel:
    one = next(iter(made.values()))
    return daylight.Panel(
        units=one.units,
        periods=tuple(2000 + p for p in one.periods),
        outcomes={name: 30 + 2 * panel.outcomes["y"] for name, panel in made.items()},
        first_treated=one.first_treated + 2000,
    )


def survey() -> Made:
    """Two waves of a survey drawn by clusters within strata."""
    waves = {
        year: panels.clustered(
            np.random.default_rng(int(year)), strata=6, clusters=6, people=25, spread=2.0
        )
        for year in ("2019", "2021")
    }
    return daylight.Sample.stack(waves), {}
