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


def texts() -> daylight.Cells:
    """Narratives that a coder marked, and the sample that somebody read."""
    counts = {
        "black": (50, 50, 900, 5, 195, 3800),
        "white": (80, 20, 900, 5, 195, 3800),
    }
    return daylight.Cells.from_columns(
        {
            "subject_race": np.repeat(list(counts), 6).tolist(),
            "coded": ["yes", "yes", "yes", "no", "no", "no"] * 2,
            "hand": ["yes", "no", "unknown"] * 4,
            "texts": [n for group in counts.values() for n in group],
        },
        by=["subject_race", "coded", "hand"],
    )


def agencies() -> daylight.Cells:
    """Eighty agencies of unlike size over four years; three are unlike the others."""
    rng = np.random.default_rng(6)
    size = np.round(np.exp(rng.normal(5.5, 0.9, 80))).astype(int) + 100
    level = np.clip(rng.normal(0.18, 0.04, 80), 0.05, 0.4)
    level[[5, 40]], level[70] = 0.42, 0.03
    years = [str(year) for year in range(2020, 2024)]
    return daylight.Cells.from_columns(
        {
            "agency_id": [f"Agency {k:02d}" for k in range(80) for _ in years],
            "year": years * 80,
            "subjects": np.repeat(size, 4).tolist(),
            "injured": rng.binomial(np.repeat(size, 4), np.repeat(level, 4)).tolist(),
        },
        by=["agency_id", "year"],
    )


def own_gaps() -> daylight.Cells:
    """Sixty officers whose own gaps differ, over two years."""
    rng = np.random.default_rng(9)
    quarters = [f"{2018 + q // 4}-Q{q % 4 + 1}" for q in range(8)]
    gap, rate = rng.normal(0.04, 0.05, 60), rng.uniform(0.1, 0.25, 60)
    rows: dict[str, list[object]] = {
        name: [] for name in ("officer_id", "subject_race", "quarter", "stops", "searches")
    }
    for officer in range(60):
        for race in ("black", "white"):
            for quarter in quarters:
                stops = int(rng.poisson(40)) + 1
                chance = rate[officer] + (gap[officer] if race == "black" else 0.0)
                held = (f"Officer {officer:02d}", race, quarter, stops)
                searches = int(rng.binomial(stops, max(chance, 0.01)))
                for name, value in zip(rows, (*held, searches), strict=True):
                    rows[name].append(value)
    return daylight.Cells.from_columns(rows, by=["officer_id", "subject_race", "quarter"])
