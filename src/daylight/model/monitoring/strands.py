"""What is watched at every look: a level, its change from a baseline, how far from a target."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from daylight.data.estimate import Basis
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate
from daylight.model.arrays import Array
from daylight.model.intervals import Interval, normal_quantile
from daylight.model.monitoring.looks import Sums, Watched, uncertainty
from daylight.model.monitoring.mixtures import (
    normal_margin,
    normal_p,
    rate_bounds,
    rate_log_ratio,
    share_bounds,
    share_log_ratio,
    tuned,
)
from daylight.model.monitoring.spending import Spending, bounds, spending_p, spent

ONCE = "looked at once"
"""The variant of an ordinary interval, which holds for one look only."""


class MeasureQuantities(NamedTuple):
    """What is estimated of a share, or of a rate."""

    level: Quantity
    above_target: Quantity
    change: Quantity


def _quantities(name: str, level: Scale, apart: Scale) -> MeasureQuantities:
    running = Quantity(
        name=f"running_{name}", scale=level, about=About.AGENCY, unit="trials", keys=("through",)
    )
    return MeasureQuantities(
        running,
        replace(running, name=f"{name}_above_target", scale=apart),
        replace(running, name=f"{name}_change_from_baseline", scale=apart),
    )


SHARE = _quantities("share", Scale.PROPORTION, Scale.DIFFERENCE)
RATE = _quantities("rate", Scale.RATE, Scale.CHANGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchPlan:
    """How the series is watched: the baseline's length, looks planned, who is counted."""

    baseline: int
    looks: int
    spending: Spending
    target: float | None
    level: float
    keys: dict[str, str]

    @property
    def alpha(self) -> float:
        """The chance of ever being wrong."""
        return 1 - self.level


class Watch(NamedTuple):
    """The series and how it is watched."""

    held: Watched
    plan: WatchPlan

    @property
    def names(self) -> MeasureQuantities:
        """The quantities of a share, or of a rate."""
        return RATE if self.held.is_rate else SHARE

    @property
    def looks(self) -> tuple[str, ...]:
        """The periods after the baseline."""
        return self.held.periods[self.plan.baseline :]

    def missing(self, k: int) -> float:
        """Share of trials not recorded among those watched by look k."""
        part = slice(self.plan.baseline, self.plan.baseline + k + 1)
        lost, n = self.held.missing[part].sum(), self.held.n[part].sum()
        return float(lost / (lost + n))


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """One quantity at every look: its values, ordinary standard errors, bounds, p-values."""

    quantity: Quantity
    value: Array
    se: Array
    low: Array
    high: Array
    p: Array | None
    n: Array
    basis: Sequence[Basis]
    compared_with: str | None = None

    @property
    def beyond(self) -> Array:
        """How far each interval lies from zero; negative where it holds zero."""
        return np.maximum(self.low, -self.high)

    def beyond_once(self, level: float) -> Array:
        """The same of an ordinary interval."""
        return np.asarray(np.abs(self.value) - normal_quantile(level) * self.se)

    def estimates(self, watch: Watch) -> Iterator[Estimate]:
        """One a look, and the last one as if it had been the only one."""
        for k, look in enumerate(watch.looks):
            shared: dict[str, Any] = {
                "n": self.n[k],
                "keys": {**watch.plan.keys, "through": look},
                "compared_with": self.compared_with,
                "missing_share": watch.missing(k),
                "basis": self.basis[k],
            }
            p = None if self.p is None or np.isnan(self.p[k]) else float(self.p[k])
            held = Interval.of(self.value[k], self.low[k], self.high[k])
            yield held.estimate(self.quantity, p_value=p, **shared)
        half = normal_quantile(watch.plan.level) * self.se[-1]
        once = Interval.of(self.value[-1], self.value[-1] - half, self.value[-1] + half)
        yield once.estimate(self.quantity, variant=ONCE, **shared)


def levels(watch: Watch, series: Sequence[Sums]) -> Strand:
    """The level since the baseline at every look."""
    variance, basis = zip(*(uncertainty(one) for one in series), strict=True)
    value = np.array([one.value for one in series])
    exact = watch.plan.spending is Spending.NONE and not watch.held.by_cluster
    if exact:
        ends = np.array([_exact(watch, one, series[0]) for one in series]).T
    else:
        half = _margins(watch, np.array(variance), series)
        ends = np.array([np.maximum(value - half, 0.0), value + half])
        if not watch.held.is_rate:
            ends[1] = np.minimum(ends[1], 1.0)
    return Strand(
        quantity=watch.names.level,
        value=value,
        se=np.sqrt(variance),
        low=ends[0],
        high=ends[1],
        p=None,
        n=np.array([one.n for one in series]),
        basis=basis,
    )


def _exact(watch: Watch, one: Sums, first: Sums) -> tuple[float, float]:
    if watch.held.is_rate:
        return rate_bounds(one.x, one.n, watch.plan.alpha, scale=_scale(first))
    return share_bounds(one.x, one.n, watch.plan.alpha)


def _scale(first: Sums) -> float:
    """Of the mixture of rates: one event in what the first look had."""
    return 1 / first.n


def changes(watch: Watch, series: Sequence[Sums], base: Sums) -> Strand:
    """The change from the baseline at every look."""
    variance, basis = zip(*(uncertainty(one, base) for one in series), strict=True)
    value = np.array([one.value - base.value for one in series])
    half = _margins(watch, np.array(variance), series, base)
    return Strand(
        quantity=watch.names.change,
        value=value,
        se=np.sqrt(variance),
        low=value - half,
        high=value + half,
        p=_p_values(watch, value, np.array(variance), series, base),
        n=np.array([one.n + base.n for one in series]),
        basis=basis,
        compared_with="baseline",
    )


def to_target(watch: Watch, series: Sequence[Sums], levels: Strand, target: float) -> Strand:
    """The level less the target: the same bounds, moved."""
    value = levels.value - target
    if watch.plan.spending is Spending.NONE and not watch.held.by_cluster:
        p = np.array([np.exp(-max(_log_ratio(watch, one, series[0]), 0.0)) for one in series])
    else:
        p = _p_values(watch, value, levels.se**2, series)
    return replace(
        levels,
        quantity=watch.names.above_target,
        value=value,
        low=levels.low - target,
        high=levels.high - target,
        p=p,
        compared_with="the target",
    )


def _log_ratio(watch: Watch, one: Sums, first: Sums) -> float:
    target = watch.plan.target or 0.0
    if watch.held.is_rate:
        return rate_log_ratio(one.x, one.n, target, _scale(first))
    return share_log_ratio(one.x, one.n, target)


def _information(variance: Array) -> Array:
    """Inverse variances; what was known once is not unlearned."""
    return np.maximum.accumulate(1 / variance)


def _margins(
    watch: Watch, variance: Array, series: Sequence[Sums], base: Sums | None = None
) -> Array:
    if watch.plan.spending is Spending.NONE:
        rho = _rho(watch, variance, series, base)
        return normal_margin(1 / variance, rho, watch.plan.alpha)
    used = spent(watch.plan.spending, _times(watch), watch.plan.alpha)
    return bounds(_information(variance), used) * np.sqrt(variance)


def _p_values(
    watch: Watch,
    value: Array,
    variance: Array,
    series: Sequence[Sums],
    base: Sums | None = None,
) -> Array:
    if watch.plan.spending is Spending.NONE:
        rho = _rho(watch, variance, series, base)
        pairs = zip(value, 1 / variance, strict=True)
        return np.array([normal_p(float(d), float(V), rho) for d, V in pairs])
    z = float(abs(value[-1]) / np.sqrt(variance[-1]))
    last = spending_p(watch.plan.spending, z, _information(variance), _times(watch))
    return np.array([*[np.nan] * (len(value) - 1), last])


def _rho(watch: Watch, variance: Array, series: Sequence[Sums], base: Sums | None) -> float:
    """The mixture's precision, from the first look and the number planned, nothing later."""
    one = 1 / uncertainty(series[0])[0]
    planned = watch.plan.looks * one
    if base is not None:
        planned = 1 / (1 / planned + uncertainty(base)[0])
    return tuned(max(planned, 1 / float(variance[0])), watch.plan.alpha)


def _times(watch: Watch) -> Array:
    return np.arange(1, len(watch.looks) + 1) / watch.plan.looks
