"""Placebo inference, 68 agencies × every date: Daylight against a loop over a library.

Run: python benchmarks/bench_placebo.py
"""

import time
import warnings

import numpy as np
import pandas as pd
from diff_diff import SyntheticDiD
from pysyncon import Synth

from daylight.data.panel import NEVER, Panel
from daylight.model.effects import comparisons, placebo
from daylight.model.effects.comparisons import Case, Window
from daylight.simulate.panels import staggered

AGENCIES, YEARS = 68, 41
WINDOW = Window(before=15, after=5)
LOOPED = 12
"""Cases given to the libraries, spread over units and dates; a whole loop takes many minutes."""


def by_diff_diff(Y: np.ndarray, one: Case) -> float:
    """One synthetic difference-in-differences; the library cannot leave its error out."""
    rows = np.append(one.donors, one.unit)
    long = pd.DataFrame(
        {
            "y": Y[np.ix_(rows, one.columns)].ravel(),
            "unit": np.repeat(rows, len(one.columns)),
            "period": np.tile(one.columns, len(rows)),
        }
    )
    long["treated"] = (long["unit"] == one.unit).astype(int)
    after = [int(c) for c in one.columns[one.T0 :]]
    fit = SyntheticDiD(variance_method="placebo", n_bootstrap=2, seed=1).fit(
        long, outcome="y", treatment="treated", unit="unit", time="period", post_periods=after
    )
    return float(fit.att)


def by_pysyncon(Y: np.ndarray, one: Case) -> float:
    """One synthetic control on the outcomes before the date."""
    before, after = one.columns[: one.T0], one.columns[one.T0 :]
    X0 = pd.DataFrame(Y[np.ix_(one.donors, before)].T)
    X1 = pd.Series(Y[one.unit, before], name="treated")
    synth = Synth()
    # It divides each period by its spread; weights of the squared spread undo that.
    spread = pd.concat([X0, X1], axis=1).var(axis=1).to_numpy()
    synth.fit(X0=X0, X1=X1, Z0=X0, Z1=X1, custom_V=spread)
    return float((Y[one.unit, after] - synth.W @ Y[np.ix_(one.donors, after)]).mean())


def compare(name: str, ours: str, library: object, Y: np.ndarray, cases: list[Case]) -> None:
    start = time.perf_counter()
    found = placebo.fitted(Y, cases, ours)
    whole = time.perf_counter() - start
    chosen = np.linspace(0, len(cases) - 1, LOOPED).astype(int)
    start = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = [library(Y, cases[c]) for c in chosen]
    one = (time.perf_counter() - start) / LOOPED
    apart = np.abs(np.array(theirs) - found.effect[chosen]).max()
    print(
        f"{ours}: {len(cases):,} placebos in {whole:.2f} s; {name} {one * 1000:.0f} ms each, "
        f"{one * len(cases):.0f} s for all: {one * len(cases) / whole:.0f} times; "
        f"largest difference {apart:.1e} (spread of effects {found.effect.std():.2f})"
    )


def main() -> None:
    rng = np.random.default_rng(1)
    panel: Panel = staggered(rng, starts={25.0: 1, NEVER: AGENCIES - 1}, periods=YEARS, rho=0.8)[0]
    Y = panel.outcomes["y"]
    first = np.full(AGENCIES, NEVER)
    cases = comparisons.placebo_cases(Y, first, np.array(panel.periods), list(range(YEARS)), WINDOW)
    compare("diff-diff", "synthetic-did", by_diff_diff, Y, cases)
    compare("pysyncon", "synthetic-control", by_pysyncon, Y, cases)


if __name__ == "__main__":
    main()
