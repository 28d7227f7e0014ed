"""How concentrated events are on few officers, beside what chance alone would show."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import FIXED, RESAMPLED, Key
from daylight.data.facts.officers import ConcentrationFacts
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.intervals import Interval, no_interval
from daylight.model.method import Method, Needs
from daylight.model.officers import chance, inequality
from daylight.model.officers.lasting import gamma_that_lasts, lasting
from daylight.model.officers.listed import only_with_events as listed
from daylight.model.officers.nested import dispersion
from daylight.model.officers.persistence import QUANTITIES as LASTING
from daylight.model.officers.persistence import persistence_estimates
from daylight.model.officers.records import exposure_of, percentiles, period_grid
from daylight.schema.vocabulary import UNKNOWN

NAME = "concentration"
MIN_OFFICERS = 10
MIN_EVENTS = 20
PERCENTS = (1.0, 5.0, 10.0, 20.0)
CURVE = np.concatenate([np.arange(5.0, 90.0, 5.0), np.arange(90.0, 101.0, 1.0)])

TOP_SHARE = Quantity(
    name="top_share",
    scale=Scale.PROPORTION,
    about=About.AGENCY,
    unit="events",
    keys=("top_percent",),
)
WITH_EVENTS = replace(TOP_SHARE, name="top_share_of_those_with_events")
TOP_SHARE_ABOVE_CHANCE = replace(TOP_SHARE, name="top_share_above_chance", scale=Scale.DIFFERENCE)
TOP_SHARE_OF_RATES = replace(TOP_SHARE, name="top_share_of_rates")
DECILE_EVENTS = replace(TOP_SHARE, name="decile_events", scale=Scale.COUNT, keys=("decile",))
GINI = replace(TOP_SHARE, name="gini", scale=Scale.INDEX, keys=())
GINI_OF_RATES = replace(GINI, name="gini_of_rates")
LORENZ = replace(TOP_SHARE, name="lorenz", keys=("lowest_percent",))


def by_chance(quantity: Quantity) -> Quantity:
    """The same quantity of identical officers."""
    return replace(quantity, name=f"{quantity.name}_by_chance")


INDICES: tuple[tuple[Quantity, inequality.Statistic], ...] = (
    (GINI, inequality.gini),
    (replace(GINI, name="gini_unbiased"), inequality.gini_unbiased),
    (replace(GINI, name="gini_generalised"), inequality.gini_generalised),
    (replace(GINI, name="gini_generalised_unbiased"), inequality.gini_generalised_unbiased),
)
FIRST = (TOP_SHARE, WITH_EVENTS, by_chance(TOP_SHARE), TOP_SHARE_ABOVE_CHANCE, DECILE_EVENTS)
CURVES = (LORENZ, by_chance(LORENZ))
CHANCE_DRAWS = 1000
RESAMPLES = 2000


class Counted(NamedTuple):
    """Officers with their events and exposure, and what could not be counted."""

    events: Array
    exposure: Array
    has_exposure: bool
    unattributed: float
    without_exposure: int
    events_without_exposure: float


def concentration(
    cells: Cells,
    *,
    level: float = 0.95,
    seed: int = 20_210_528,
    only_with_events: bool | None = None,
) -> Result | Refusal:
    """How concentrated events are on few officers, beside chance.

    Estimand: the share of events on the top 1, 5, 10 and 20 % of officers, the Lorenz curve and
    four Gini indices; the same for identical officers with the same exposure; and the spread of
    the underlying rates once Poisson noise is removed.
    Method: officers ranked by events, deciles as R's `ntile`; BCa bootstrap over officers.
    Identical officers have counts with their exposure whose variance over the mean is that of what
    does not persist between periods, so that bursts of events make nobody differ (negative
    binomial). Without periods, or where only officers with an event are listed (zero-truncated),
    their events are taken as independent (Poisson), and nothing is tested: a burst looks like an
    officer who differs. Underlying rates are gamma, as spread as what persists; in those two cases,
    by negative-binomial maximum likelihood, bursts included.
    Refuses: fewer than 10 officers or 20 events.
    Reference: Bernasco & Steenbeek (2017) for the Gini; Chalfin & Kaplan (2021) for the question.

    Parameters
    ----------
    only_with_events
        The list holds only officers with at least one event. Without it, this is taken to be so
        when nobody in it has none, though the numbers with one and with two say that there must be
        at least three such officers.
    """
    counted = _count(cells)
    x, e = counted.events, counted.exposure
    if len(x) < MIN_OFFICERS or x.sum() < MIN_EVENTS:
        return Refusal(
            code="too-few-officers-or-events",
            facts={
                "least_officers": MIN_OFFICERS,
                "least_events": MIN_EVENTS,
                "officers": len(x),
                "events": int(x.sum()),
            },
        )
    grid = period_grid(cells)
    found = listed(grid.events, grid.exposure)
    truncated = found if only_with_events is None else only_with_events
    if truncated:
        e, x = e[x > 0], x[x > 0]
    rng = np.random.default_rng(seed)
    observed = _observed(x, level=level, rng=rng, missing=_missing_share(counted))
    lasts = None if truncated else lasting(cells)
    over = dispersion(lasts) if lasts else 1.0
    rate = chance.common_rate(x, e, truncated=truncated)
    beside = Beside(chance.AlikeOfficers(rate, over, truncated), lasts is not None, level, rng)
    alike = _by_chance(x, e, beside)
    fit = (
        gamma_that_lasts(lasts, level)
        if lasts
        else chance.gamma_rates(x, e, truncated=truncated, level=level)
    )
    rates = _rates(x, e, fit, truncated=truncated)
    later, later_notes = persistence_estimates(cells, level=level, seed=seed)
    return Result(
        estimates=tuple(sorted((*observed, *alike, *rates, *later), key=_place)),
        diagnostics={
            "officers": len(x),
            "events": float(x.sum()),
            "only_officers_with_events": truncated,
            "exposure_used": counted.has_exposure,
            "common_rate": rate,
            "dispersion_within_periods": over if lasts else None,
            "gamma_shape": fit.k,
            "gamma_shape_low": fit.k_low,
            "gamma_shape_high": fit.k_high,
            "median_events_top_10": float(np.median(np.sort(x)[-int(len(x) // 10) :])),
            "bootstrap_resamples": RESAMPLES,
        },
        facts=ConcentrationFacts(
            officers=len(x),
            exposure_used=counted.has_exposure,
            bursts_allowed_for=lasts is not None,
        ),
        notes=(
            *_notes(counted, fit, truncated=truncated),
            *(() if lasts else (Note(code="bursts-not-tested"),)),
            *later_notes,
        ),
    )


def _place(estimate: Estimate) -> int:
    """Shares first, each beside chance; then the tenths; the points of the curves last."""
    names = [quantity.name for quantity in FIRST]
    if estimate.name in names:
        return names.index(estimate.name)
    return len(names) + (estimate.quantity in CURVES)


def _count(cells: Cells) -> Counted:
    table = cells.collapse("officer_id")
    unattributed = table.pick(officer_id=UNKNOWN).total("events")
    known = table.without_unknown("officer_id")
    x = known.counts("events")
    has_exposure = "exposure" in known.measures
    e = exposure_of(known)
    held = e > 0
    return Counted(
        x[held], e[held], has_exposure, unattributed, int((~held).sum()), float(x[~held].sum())
    )


def _missing_share(counted: Counted) -> float:
    total = counted.events.sum() + counted.unattributed
    return float(counted.unattributed / total)


def _top(percent: float) -> inequality.Statistic:
    def share(v: Array, m: Array) -> Array:
        return inequality.top_share(v, m, percent)

    return share


class OfficerStatistic(NamedTuple):
    """A quantity of officers' counts, its keys, and what computes it."""

    quantity: Quantity
    keys: dict[str, Key]
    statistic: inequality.Statistic


def _statistics(n: int) -> list[OfficerStatistic]:
    shares = [p for p in PERCENTS if inequality.top_count(n, p) >= 1]
    return [
        *(OfficerStatistic(TOP_SHARE, {"top_percent": p}, _top(p)) for p in shares),
        *(OfficerStatistic(quantity, {}, statistic) for quantity, statistic in INDICES),
    ]


def _observed(
    x: Array, *, level: float, rng: np.random.Generator, missing: float
) -> list[Estimate]:
    v, m = inequality.histogram(x)
    n = x.sum()
    found = []
    for one in _statistics(len(x)):
        drawn = inequality.bca(v, m, one.statistic, inequality.Resampling(level, rng, RESAMPLES))
        interval = Interval.of(*drawn)
        found.append(interval.estimate(one.quantity, n=n, keys=one.keys, missing_share=missing))
    totals = inequality.ntile_totals(x)
    found += [
        _point(DECILE_EVENTS, {"decile": i}, total, n) for i, total in enumerate(totals, start=1)
    ]
    return [*found, *_with_events(x), *_curve(LORENZ, inequality.lorenz(v, m, CURVE), n)]


def _with_events(x: Array) -> list[Estimate]:
    """Top shares among officers with an event, as they are often published; where others exist."""
    listed = x[x > 0]
    if len(listed) == len(x):
        return []
    v, m = inequality.histogram(listed)
    return [
        _point(WITH_EVENTS, {"top_percent": p}, float(inequality.top_share(v, m, p)), x.sum())
        for p in PERCENTS
        if inequality.top_count(len(listed), p) >= 1
    ]


class Beside(NamedTuple):
    """Identical officers, whether bursts are allowed for, the level, and what draws."""

    alike: chance.AlikeOfficers
    tested: bool
    level: float
    rng: np.random.Generator


def _by_chance(x: Array, e: Array, beside: Beside) -> list[Estimate]:
    n = x.sum()
    observed = inequality.histogram(x)
    departments = chance.chance_histograms(beside.alike, e, CHANCE_DRAWS, beside.rng)
    tops = iter(_tops_by_chance(observed, e, departments, beside))
    found = []
    for one in _statistics(len(x)):
        is_top = one.quantity is TOP_SHARE
        draws = next(tops) if is_top else chance.values_of(one.statistic, departments)
        seen = float(one.statistic(*observed))
        alike = percentiles(float(draws.mean()), draws, beside.level)
        found.append(alike.estimate(by_chance(one.quantity), n=n, keys=one.keys))
        if is_top:
            above = Interval(seen - alike.value, seen - alike.high, seen - alike.low)
            found.append(
                above.estimate(
                    TOP_SHARE_ABOVE_CHANCE,
                    n=n,
                    keys=one.keys,
                    compared_with="identical officers",
                    p_value=chance.either_way(seen, draws) if beside.tested else None,
                )
            )
    curves = np.concatenate([inequality.lorenz(v, m, CURVE) for v, m in departments])
    return [*found, *_curve(by_chance(LORENZ), curves.mean(axis=0), n)]


def _tops_by_chance(
    observed: chance.Histogram, e: Array, departments: list[chance.Histogram], beside: Beside
) -> list[Array]:
    """Top shares of departments of identical officers, more of them where a p-value needs them."""
    tops = [one.statistic for one in _statistics(len(e)) if one.quantity is TOP_SHARE]
    if not beside.tested:
        return [chance.values_of(top, departments) for top in tops]
    seen = [(top, float(top(*observed))) for top in tops]
    return chance.until_sure(beside.alike, e, seen, departments, beside.rng)


def _rates(x: Array, e: Array, fit: chance.GammaRates, *, truncated: bool) -> list[Estimate]:
    """Gini and top tenth of the underlying rates; smaller k is more concentrated."""

    def rates(k: float) -> tuple[float, float]:
        if truncated:
            return chance.listed_rates(k, fit.mean * float(e.mean()), 10.0)
        return chance.gini_of_gamma(k), chance.top_share_of_gamma(k, 10.0)

    held: tuple[tuple[Quantity, dict[str, Key]], ...] = (
        (GINI_OF_RATES, {}),
        (TOP_SHARE_OF_RATES, {"top_percent": 10.0}),
    )
    bounds = zip(rates(fit.k), rates(fit.k_high), rates(fit.k_low), strict=True)
    return [
        Interval.of(*three).estimate(quantity, n=x.sum(), keys=keys)
        for (quantity, keys), three in zip(held, bounds, strict=True)
    ]


def _point(quantity: Quantity, keys: dict[str, Key], value: float, n: float) -> Estimate:
    return no_interval(value).estimate(quantity, n=n, keys=keys, basis=FIXED)


def _curve(quantity: Quantity, values: Array, n: float) -> list[Estimate]:
    return [
        _point(quantity, {"lowest_percent": float(p)}, float(value), n)
        for p, value in zip(CURVE, values, strict=True)
    ]


def _notes(counted: Counted, fit: chance.GammaRates, *, truncated: bool) -> list[Note]:
    notes = []
    if not counted.has_exposure:
        notes.append(Note(code="raw-counts"))
    if truncated:
        notes.append(Note(code="only-officers-with-events"))
    if counted.unattributed:
        notes.append(Note(code="unattributed-events", facts={"events": counted.unattributed}))
    if counted.without_exposure:
        notes.append(
            Note(
                code="officers-without-exposure",
                facts={
                    "officers": counted.without_exposure,
                    "events": counted.events_without_exposure,
                },
            )
        )
    if fit.k_high >= np.exp(chance.LOG_K[1]):
        notes.append(Note(code="compatible-with-identical-officers"))
    return notes


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="officer_events",
        by=("officer_id",),
        measures=("events",),
        optional_by=("period",),
        optional_measures=("exposure",),
    ),
    run=concentration,
    quantities=(
        *FIRST,
        *(quantity for quantity, _ in INDICES),
        *(by_chance(quantity) for quantity, _ in INDICES),
        GINI_OF_RATES,
        TOP_SHARE_OF_RATES,
        *CURVES,
        *LASTING,
    ),
    basis=RESAMPLED,
    refuses_when="there are fewer than 10 officers or 20 events",
    assumptions=(
        "each event is counted once per officer named in it",
        "officers' identities are stable, so that one officer is one row",
        "with exposure given, it measures the opportunity for an event",
        "a burst of events (one incident, one bad night) does not last into another period",
    ),
    overturned_by=(
        "exposure (beat, shift, unit, years of service) that differs between officers and was "
        "not given",
        "officers split over several identifiers, or merged into one",
    ),
    cannot_say=(
        "that the officers at the top did wrong: an event may be an unfounded complaint",
        "that removing them would remove their share of events (see `removal`)",
        "anything about a practice that all officers share",
    ),
    reference="Bernasco & Steenbeek (2017), J. Quant. Criminology 33:451–467; deciles as Financial "
    "Times, 28 May 2021",
)
