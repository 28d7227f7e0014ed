"""Invented records for the methods on monitoring."""

import numpy as np

import daylight


def quarters() -> daylight.Cells:
    """A share of searches that falls after two years."""
    rng = np.random.default_rng(4)
    names = [f"{2017 + q // 4}-Q{q % 4 + 1}" for q in range(20)]
    searches = rng.binomial(1500, [0.08] * 8 + [0.06] * 12)
    return daylight.Cells.from_columns(
        {"quarter": names, "stops": [1500] * 20, "searches": searches.tolist()}, by=["quarter"]
    )
