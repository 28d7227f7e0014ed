"""Many agencies side by side: how far they differ beyond chance, which lie beyond the limits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from scipy import special

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT, Basis, BasisKind
from daylight.data.facts.monitoring import FunnelFacts
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array, IntArray, Mask
from daylight.model.columns import lacking
from daylight.model.crosstab import codes, joint_codes
from daylight.model.intervals import Interval, normal_quantile
from daylight.model.method import Method, Needs
from daylight.model.monitoring.funnel import (
    Scattered,
    WithinTime,
    centre,
    chance_of_so_much,
    limit_variance,
    scattered,
    shrunk,
    spread,
    within_time,
)

NAME = "agency-funnel"
AGENCY = "agency_id"
PERIODS = ("month", "quarter", "year")
MIN_AGENCIES = 10
MIN_N, MOST_BLANK, MOST_SILENT = 100, 0.2, 0.25
"""Recorded trials; blank outcomes; periods without any trial: beyond these, not comparable."""

LIMIT = 0.998
"""The limits of the funnel hold all but one in 500 agencies that are like the others."""


class FunnelQuantities(NamedTuple):
    """What is estimated of a share, of a rate, or of events over those expected."""

    observed: Quantity
    shrunk: Quantity
    typical: Quantity
    spread: Quantity


def _quantities(name: str, scale: Scale, unit: str = "trials") -> FunnelQuantities:
    own = Quantity(
        name=f"agency_{name}", scale=scale, about=About.AGENCY, unit=unit, keys=(AGENCY,)
    )
    return FunnelQuantities(
        own,
        replace(own, name=f"agency_{name}_shrunk"),
        replace(own, name=f"typical_agency_{name}", unit="agencies", keys=()),
        replace(
            own, name=f"agency_{name}_within_which_most_lie", unit="agencies", keys=("range_end",)
        ),
    )


SHARE = _quantities("share", Scale.PROPORTION)
RATE = _quantities("rate", Scale.RATE)
RATIO = _quantities("ratio", Scale.RATIO, "events expected")
VARIANCE = Quantity(
    name="between_agency_variance", scale=Scale.INDEX, about=About.MODEL, unit="agencies"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agencies:
    """Counts of every agency.

    Parameters
    ----------
    n
        (I,) recorded trials, exposure, or events expected of an agency with these circumstances.
    trials
        (I,) recorded trials or exposure.
    silent
        (I,) share of the periods without any trial.
    phi
        (I,) by how much an agency varies more than chance from period to period; 1 if not known.
    time
        The same for agencies of any size.
    """

    names: tuple[str, ...]
    x: Array
    n: Array
    trials: Array
    missing: Array
    silent: Array
    phi: Array
    time: WithinTime
    quantities: FunnelQuantities

    def where(self, kept: Mask) -> "Agencies":
        """Some of them."""
        return replace(
            self,
            names=tuple(name for name, keep in zip(self.names, kept, strict=True) if keep),
            **{f: getattr(self, f)[kept] for f in ("x", "n", "trials", "missing", "silent", "phi")},
        )


def agency_funnel(
    cells: Cells, *, level: float = 0.95, events: str = "searches", trials: str = "stops"
) -> Outcome:
    """How far agencies differ beyond chance, each agency's value, and which lie beyond limits.

    Estimand: the share of trials with the event (or events per exposure, or over those expected in
    the same circumstances) of each agency, its mean and its variance over agencies.
    Method: on the scale on which the variance of counts is known, between-agency variance by Paule
    and Mandel with the Q-profile interval; values drawn towards the mean by the part that is
    chance; funnel limits widened by that variance with the outer tenths pulled in. Where the cells
    have a period, agencies' own variation between periods stands in for chance, and only then is
    there a p-value: a few busy nights in one agency are otherwise a difference between agencies.
    Further keys are circumstances: each agency is then held against what all agencies together had
    in them. Agencies that cannot be compared are named with the reason. Nobody is ranked.
    Refuses: fewer than 10 comparable agencies, or no event.
    Reference: Spiegelhalter (2005), Statistics in Medicine 24:1185-1202; Goldstein & Spiegelhalter
    (1996), Journal of the Royal Statistical Society A 159:385-443, on league tables.
    """
    if refusal := lacking(cells, AGENCY, events, trials):
        return refusal
    held = _agencies(cells, events, trials)
    why = _not_comparable(held)
    kept = held.where(np.array([not reason for reason in why]))
    if len(kept.names) < MIN_AGENCIES or kept.x.sum() == 0:
        return Refusal(
            code="too-few-agencies",
            facts={
                "least": MIN_AGENCIES,
                "least_trials": MIN_N,
                "agencies": len(kept.names),
                "known": len(held.names),
                "events": int(kept.x.sum()),
            },
        )
    on_scale = _on_scale(kept)
    beyond = _beyond(on_scale)
    has_period = any(key in cells.by for key in PERIODS)
    return Result(
        estimates=tuple(_estimates(kept, on_scale, level, has_period=has_period)),
        facts=FunnelFacts(
            events=events,
            trials=trials,
            circumstances=_circumstances(cells),
            comparable=len(kept.names),
            above=tuple(n for n, b in zip(kept.names, beyond, strict=True) if b > 0),
            below=tuple(n for n, b in zip(kept.names, beyond, strict=True) if b < 0),
            expected_beyond=(1 - LIMIT) * len(kept.names),
            left_out=tuple((n, w) for n, w in zip(held.names, why, strict=True) if w),
            limits=_limits(kept, on_scale),
        ),
        diagnostics={
            "dispersion_between_periods": held.time.phi,
            "variance_between_periods": held.time.omega2,
        },
        notes=(*_notes(kept, has_period=has_period), *_not_compared(why)),
    )


def _circumstances(cells: Cells) -> tuple[str, ...]:
    return tuple(key for key in cells.by if key not in (AGENCY, *PERIODS))


def _agencies(cells: Cells, events: str, trials: str) -> Agencies:
    """Counts by agency; where there are circumstances, `n` is what was to be expected."""
    cells = cells.without_unknown(AGENCY)
    row, names = codes(cells, AGENCY)
    blank = f"{events}_unknown"
    x = cells.counts(events)
    lost = cells.counts(blank) if blank in cells.measures else np.zeros(len(cells))
    n = cells.counts(trials) - lost
    expected, quantities = n, RATE if trials.startswith("exposure") else SHARE
    if by := _circumstances(cells):
        stratum, values = joint_codes(cells, by)
        total = _sum(stratum, n, len(values))
        rate = _sum(stratum, x, len(values)) / np.where(total > 0, total, 1.0)
        expected, quantities = n * rate[stratum], RATIO
    period = next((key for key in PERIODS if key in cells.by), None)
    when = codes(cells, period)[0] if period else np.zeros(len(cells), dtype=np.int64)
    size, times = len(names), int(when.max(initial=0)) + 1
    place = row * times + when
    by_period = [_sum(place, one, size * times).reshape(size, times) for one in (x, expected, n)]
    whole = [one.sum(axis=1) for one in by_period]
    missing = _sum(row, lost, size)
    time = within_time(by_period[0], by_period[1], is_share=quantities is SHARE)
    share = (by_period[1] ** 2).sum(axis=1) / np.where(whole[1] > 0, whole[1], 1.0) ** 2
    return Agencies(
        names=tuple(map(str, names)),
        x=whole[0],
        n=whole[1],
        trials=whole[2],
        missing=missing / np.maximum(whole[2] + missing, 1),
        silent=(by_period[2] == 0).mean(axis=1),
        phi=time.factor(whole[1], share),
        time=time,
        quantities=quantities,
    )


def _sum(place: IntArray, values: Array, size: int) -> Array:
    return np.bincount(place, values, size).astype(np.float64)


def _not_comparable(held: Agencies) -> list[str]:
    """The reason why an agency cannot be compared, empty where it can."""
    tests = (
        ("too-few-trials", held.trials < MIN_N),
        ("too-many-blanks", held.missing > MOST_BLANK),
        ("silent-for-long", held.silent > MOST_SILENT),
        ("nothing-expected", held.n <= 0),
    )
    reasons = [""] * len(held.names)
    for reason, failed in reversed(tests):
        reasons = [reason if bad else why for bad, why in zip(failed, reasons, strict=True)]
    return reasons


def _on_scale(kept: Agencies) -> Scattered:
    return scattered(kept.x, kept.n, is_share=kept.quantities is SHARE, phi=kept.phi)


def _beyond(held: Scattered) -> IntArray:
    """1 for agencies above the limits, −1 below, 0 within."""
    mu, tau2 = limit_variance(held)
    z = (held.y - mu) / np.sqrt(held.s2 + tau2)
    return np.where(np.abs(z) > normal_quantile(LIMIT), np.sign(z), 0).astype(np.int64)


def _limits(kept: Agencies, held: Scattered) -> tuple[tuple[float, float, float], ...]:
    """The funnel's edge: size, lower and upper limit."""
    mu, tau2 = limit_variance(held)
    n = np.geomspace(kept.n.min(), kept.n.max(), 40)
    widened = kept.time.factor(n, kept.time.share)
    half = normal_quantile(LIMIT) * np.sqrt(widened / (4 * n) + tau2)
    low, high = held.back(np.maximum(mu - half, 0.0)), held.back(mu + half)
    return tuple((float(a), float(b), float(c)) for a, b, c in zip(n, low, high, strict=True))


def _estimates(
    kept: Agencies, held: Scattered, level: float, *, has_period: bool
) -> Iterator[Estimate]:
    z = normal_quantile(level)
    tau2, low, high = spread(held, level)
    between = Basis(kind=BasisKind.CLUSTERED, key=AGENCY, clusters=len(kept.names))
    own_basis = INDEPENDENT
    if has_period:
        own_basis = Basis(kind=BasisKind.CLUSTERED, key="period")
    names = kept.quantities
    p = chance_of_so_much(held) if has_period else None
    about: dict[str, Any] = {"n": len(kept.names), "basis": between}
    yield Interval.of(tau2, low, high).estimate(VARIANCE, p_value=p, **about)
    mu, error = centre(held, tau2)
    yield _interval(held, mu, z * error).estimate(names.typical, **about)
    most = special.ndtri(0.975)
    for end, side in (("low", -1.0), ("high", 1.0)):
        ends = sorted(float(held.back(max(mu + side * most * t**0.5, 0.0))) for t in (low, high))
        value = float(held.back(max(mu + side * most * tau2**0.5, 0.0)))
        yield Interval.of(value, *ends).estimate(names.spread, keys={"range_end": end}, **about)
    drawn, errors = shrunk(held, tau2)
    own = np.sqrt(held.s2)
    for k, name in enumerate(kept.names):
        one: dict[str, Any] = {
            "n": kept.n[k],
            "keys": {AGENCY: name},
            "missing_share": kept.missing[k],
            "basis": own_basis,
        }
        yield _interval(held, held.y[k], z * own[k]).estimate(names.observed, **one)
        yield _interval(held, drawn[k], z * errors[k]).estimate(names.shrunk, **one)


def _interval(held: Scattered, y: float, half: float) -> Interval:
    return Interval(held.back(y), held.back(max(y - half, 0.0)), held.back(y + half))


def _notes(kept: Agencies, *, has_period: bool) -> Iterator[Note]:
    yield Note(code="no-league-table")
    if not has_period:
        yield Note(code="agencies-without-periods")
    elif (typical := float(np.median(kept.phi))) > 1:
        yield Note(code="agencies-vary-in-time", facts={"phi": typical})


def _not_compared(why: list[str]) -> Iterator[Note]:
    if left_out := [reason for reason in why if reason]:
        facts: dict[str, int] = {
            "agencies": len(left_out),
            "few": left_out.count("too-few-trials") + left_out.count("nothing-expected"),
            "blank": left_out.count("too-many-blanks"),
            "silent": left_out.count("silent-for-long"),
            "min_n": MIN_N,
        }
        yield Note(code="agencies-not-compared", facts=facts)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="searches",
        by=(AGENCY,),
        measures=("stops", "searches"),
        optional_by=PERIODS,
        optional_measures=("searches_unknown",),
    ),
    run=agency_funnel,
    quantities=(*SHARE, *RATE, *RATIO, VARIANCE),
    refuses_when="fewer than 10 agencies can be compared, or there is no event",
    assumptions=(
        "agencies write down the same events and the same trials",
        "agencies' underlying values are spread about one mean, most of them near it",
    ),
    overturned_by=(
        "agencies that record otherwise: an event one of them never writes down",
        "agencies that police other places, roads or hours, where the keys do not hold them",
    ),
    cannot_say=(
        "which agency is best or worst",
        "why an agency lies beyond the limits",
    ),
    reference="Spiegelhalter (2005), Statistics in Medicine 24:1185-1202; Viechtbauer (2007), "
    "Statistics in Medicine 26:37-52; Morris (1983), Journal of the American Statistical "
    "Association 78:47-55",
)
