"""Invented records for the methods on officers."""

from typing import Any

import numpy as np

import daylight
from daylight.simulate import officers

Made = tuple[Any, dict[str, Any]]
"""What a method is given, and its settings."""


def agency(*keys: str) -> Made:
    """One department, a few of whose officers have four times the rate of the others."""
    whole = officers.departments(officers.Trouble.INDIVIDUALS, seed=6)
    return whole.pick(agency="agency 0").collapse(*keys), {}


def months() -> Made:
    """Officers by month, their rates spread as complaints commonly are."""
    rng = np.random.default_rng(1)
    names = [f"{2016 + m // 12}-{m % 12 + 1:02d}" for m in range(48)]
    events = rng.poisson(rng.gamma(0.7, 0.05 / 0.7, 300)[:, None], (300, len(names)))
    who, when = np.indices(events.shape)
    columns: dict[str, list[Any]] = {
        "officer_id": [f"o{i:03d}" for i in who.ravel()],
        "month": [names[t] for t in when.ravel()],
        "events": events.ravel().tolist(),
        "exposure": np.ones(events.size).tolist(),
    }
    return daylight.Cells.from_columns(columns, by=["officer_id", "month"]), {}


def colleagues_alike() -> Made:
    """Officers with their own mix of districts and shifts; two differ from their colleagues."""
    rng = np.random.default_rng(3)
    exposure = rng.poisson(400 * rng.dirichlet(np.full(8, 2.0), 32))
    rates = np.tile([0.05, 0.1, 0.2, 0.3, 0.08, 0.14, 0.26, 0.38], (32, 1))
    rates[:2] = np.minimum(2 * rates[:2], 0.9)
    who, where = np.indices(exposure.shape)
    columns: dict[str, list[Any]] = {
        "officer_id": [f"o{i:03d}" for i in who.ravel()],
        "district": [f"d{i % 4}" for i in where.ravel()],
        "day_part": [f"s{i // 4}" for i in where.ravel()],
        "events": rng.binomial(exposure, rates).ravel().tolist(),
        "exposure": exposure.ravel().astype(float).tolist(),
    }
    return daylight.Cells.from_columns(columns, by=["officer_id", "district", "day_part"]), {}


def scenes() -> Made:
    """Three of ten officers at each of 500 scenes, each choosing how serious a force to use."""
    rng = np.random.default_rng(1)
    own = np.linspace(-2, 2, 10)
    scores = np.array([0.0, 1.0, 1.5, 2.0])
    columns: dict[str, list[Any]] = {"scene": [], "officer_id": [], "severity": []}
    for scene in range(500):
        shared = rng.normal(-1, 1)
        for i in rng.choice(10, 3, replace=False):
            p = np.exp(scores * (shared + own[i]))
            columns["scene"].append(f"s{scene}")
            columns["officer_id"].append(f"o{i}")
            columns["severity"].append(1 + int(rng.choice(4, p=p / p.sum())))
    return daylight.Cells.from_columns(columns, by=["scene", "officer_id", "severity"]), {}
