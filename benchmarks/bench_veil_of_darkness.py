"""The veil of darkness on cells against the same logit row by row, as one ratio.

Both fit one model on the same stops: log-odds of race on dark, a natural spline of the clock minute
with six degrees of freedom, and the district. Prints seconds, their ratio and the difference of the
coefficients; fails where these differ by more than 1e-6.
"""

import time

import numpy as np
import patsy
import statsmodels.api as sm

from daylight.data.cells import Cells
from daylight.model.stops.veil_of_darkness import veil_of_darkness

STOPS = 300_000
DISTRICTS = 12
SAME = 1e-6


def rows(seed: int = 1) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    day = rng.integers(0, 365, STOPS)
    dusk = np.round(1140 - 120 * np.cos(2 * np.pi * (day + 10) / 365))
    minute = rng.integers(1020, 1261, STOPS)
    district = rng.integers(0, DISTRICTS, STOPS)
    dark = (minute >= dusk).astype(float)
    eta = -0.2 * dark + 0.4 * np.sin(minute / 70) + 0.1 * district - 1
    black = (rng.random(STOPS) < 1 / (1 + np.exp(-eta))).astype(float)
    return {"minute": minute, "district": district, "dark": dark, "black": black}


def counted(stops: dict[str, np.ndarray]) -> Cells:
    names = ("black", "dark", "minute", "district")
    code = np.zeros(STOPS, dtype=np.int64)
    for name, size in zip(names, (2, 2, 1440, DISTRICTS), strict=True):
        code = code * size + stops[name].astype(np.int64)
    distinct, count = np.unique(code, return_counts=True)
    rest, district = np.divmod(distinct, DISTRICTS)
    rest, minute = np.divmod(rest, 1440)
    black, dark = np.divmod(rest, 2)
    return Cells.from_columns(
        {
            "subject_race": np.where(black, "black", "white").tolist(),
            "darkness": np.where(dark, "dark", "daylight").tolist(),
            "clock_minute": minute.tolist(),
            "district": [f"d{d:02d}" for d in district],
            "stops": count.tolist(),
        },
        by=["subject_race", "darkness", "clock_minute", "district"],
    )


def by_row(stops: dict[str, np.ndarray]) -> float:
    minute = stops["minute"].astype(float)
    curve = patsy.cr(
        minute,
        knots=np.quantile(minute, np.arange(1, 6) / 6),
        lower_bound=minute.min(),
        upper_bound=minute.max(),
    )
    districts = np.eye(DISTRICTS)[stops["district"]][:, 1:]
    X = np.column_stack([stops["dark"], np.asarray(curve), districts])
    fit = sm.GLM(stops["black"], X, family=sm.families.Binomial()).fit(tol=1e-10)
    return float(fit.params[0])


def main() -> None:
    stops = rows()
    start = time.perf_counter()
    cells = counted(stops)
    counting = time.perf_counter() - start
    start = time.perf_counter()
    one = (
        veil_of_darkness(cells, sensitivity=False)
        .one("darkness_log_odds", subject_race="black")
        .value
    )
    on_cells = time.perf_counter() - start
    start = time.perf_counter()
    other = by_row(stops)
    on_rows = time.perf_counter() - start
    assert abs(one - other) < SAME, (one, other)
    print(f"veil of darkness, {STOPS:,} stops, {len(cells):,} cells")
    print(f"  row by row        {on_rows:8.3f} s")
    print(f"  on cells          {on_cells:8.3f} s   {on_rows / on_cells:6.1f} times as fast")
    print(
        f"  counting included {on_cells + counting:8.3f} s   "
        f"{on_rows / (on_cells + counting):6.1f} times as fast"
    )
    print(f"  coefficients differ by {abs(one - other):.1e}")


if __name__ == "__main__":
    main()
