"""A gradient-boosted forecast of later events, trained on earlier looks only."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from daylight.errors import DaylightError
from daylight.model.arrays import Array
from daylight.model.officers.look import Look
from daylight.model.officers.monthly import Monthly

WINDOWS = (3, 6, 12, 24)
NAME = "boosted"
MOST_LOOKS = 4
"""Looks that a forecast learns from, the latest ones: two years of them."""


MISSING = (
    "the boosted score needs scikit-learn: pip install 'daylight-oversight[early]', or leave out "
    "`boosted = true`"
)


def boosted_scores(records: Monthly, looks: Sequence[Look], horizon: int, seed: int) -> list[Look]:
    """The looks that have at least one earlier, finished look to learn from, with a boosted score.

    Trees see the number of events in the past 3, 6, 12 and 24 months, the exposure of the past 12,
    and the unit's rate. A look learns only from looks whose later period ended before it.
    """
    scored = []
    for look in looks:
        earlier = [k for k in looks if k.until + horizon <= look.until]
        if not earlier:
            continue
        model = _trained(records, earlier, seed)
        guess = np.asarray(model.predict(features(records, look.until)), dtype=np.float64)
        scored.append(look._replace(scores={**look.scores, NAME: guess}))
    return scored


def features(records: Monthly, until: int) -> Array:
    """(N, 6) what is known of each officer at the start of month `until`."""
    counts = [records.within(records.events, until, window) for window in WINDOWS]
    exposure = records.within(records.exposure, until, 12)
    unit, size = records.unit_before(until), len(records.units)
    unit_events = np.bincount(unit, weights=counts[2], minlength=size)
    unit_exposure = np.bincount(unit, weights=exposure, minlength=size)
    rate = np.divide(unit_events, unit_exposure, out=np.zeros(size), where=unit_exposure > 0)
    return np.column_stack([*counts, exposure, rate[unit]])


def _trained(records: Monthly, looks: Sequence[Look], seed: int) -> Any:
    try:
        from sklearn.ensemble import HistGradientBoostingRegressor
    except ImportError as problem:
        raise DaylightError(MISSING) from problem
    earlier = looks[-MOST_LOOKS:]
    X = np.vstack([features(records, look.until)[look.at_risk] for look in earlier])
    y = np.concatenate([look.later[look.at_risk] for look in earlier])
    model = HistGradientBoostingRegressor(
        loss="poisson", max_iter=60, learning_rate=0.08, max_leaf_nodes=8, random_state=seed
    )
    return model.fit(X, y)
