"""Panels of units over time, and survey samples, whose truth is known."""

import numpy as np
import numpy.typing as npt

from daylight.data.panel import Panel
from daylight.data.sample import Sample


def autoregressive(
    rng: np.random.Generator, shape: tuple[int, int], rho: float
) -> npt.NDArray[np.float64]:
    """(U, T) stationary errors of variance one, correlated over time within units."""
    shocks = rng.normal(size=shape) * np.sqrt(1 - rho**2)
    errors = np.empty(shape)
    errors[:, 0] = rng.normal(size=shape[0])
    for t in range(1, shape[1]):
        errors[:, t] = rho * errors[:, t - 1] + shocks[:, t]
    return errors


def staggered(
    rng: np.random.Generator,
    *,
    starts: dict[float, int],
    periods: int,
    effect: float = 0.0,
    growth: float = 0.0,
    earliest_extra: float = 0.0,
    rho: float = 0.5,
    noise: float = 1.0,
) -> tuple[Panel, float]:
    """A panel with parallel trends and the true average over treated unit-periods.

    The effect grows by `growth` a period; the first cohort's is larger by `earliest_extra`.
    Truth is taken over the cells that still have an untreated comparison.
    """
    first = np.concatenate([np.full(n, g) for g, n in starts.items()])
    t = np.arange(1, periods + 1)
    after = t[None, :] >= first[:, None]
    since = np.where(after, t[None, :] - np.where(np.isfinite(first), first, 0)[:, None], 0.0)
    extra = np.where(first == min(starts), earliest_extra, 0.0)[:, None]
    tau = np.where(after, effect + extra + growth * since, 0.0)
    Y = (
        rng.normal(size=len(first))[:, None]
        + rng.normal(size=periods)[None, :]
        + noise * autoregressive(rng, (len(first), periods), rho)
        + tau
    )
    counted = after & (t[None, :] < max(starts))
    truth = float(tau[counted].mean()) if counted.any() else 0.0
    panel = Panel(
        units=tuple(f"u{i:04d}" for i in range(len(first))),
        periods=tuple(t.tolist()),
        outcomes={"y": Y},
        first_treated=first,
    )
    return panel, truth


def clustered(
    rng: np.random.Generator, *, strata: int, clusters: int, people: int, spread: float
) -> Sample:
    """Respondents in clusters that resemble each other; weights follow the answers.

    The population mean is 50 for everybody and the gap of group b is −5.
    """
    total = strata * clusters * people
    stratum = np.repeat(np.arange(strata), clusters * people)
    cluster = np.repeat(np.arange(strata * clusters), people)
    group = np.where(rng.random(total) < 0.4, "b", "a")
    y = 52 - 5 * (group == "b") + spread * rng.normal(size=strata * clusters)[cluster]
    y = y + 8 * rng.normal(size=total)
    return Sample(
        answers={"trust": y},
        groups={"group": group},
        weights=rng.choice([0.5, 1.0, 2.0], size=total),
        strata=stratum.astype(str),
        clusters=cluster.astype(str),
    )
