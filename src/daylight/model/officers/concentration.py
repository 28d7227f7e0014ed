"""How concentrated events are on few officers, beside what chance alone would show."""

from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array
from daylight.model.method import Method, Needs
from daylight.model.officers import chance, inequality
from daylight.model.officers.persistence import persistence_estimates
from daylight.schema.vocabulary import UNKNOWN

NAME = "concentration"
FEWEST_OFFICERS = 10
FEWEST_EVENTS = 20
PERCENTS = (1.0, 5.0, 10.0, 20.0)
CURVE = np.concatenate([np.arange(5.0, 90.0, 5.0), np.arange(90.0, 101.0, 1.0)])
WITH_EVENTS = "top_share_of_those_with_events"
FIRST = ("top_share", WITH_EVENTS, "top_share_by_chance", "top_share_above_chance", "decile_events")
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
    Method: officers ranked by events, deciles as R's `ntile`; BCa bootstrap over officers;
    identical officers are Poisson with their exposure, zero-truncated where only officers with an
    event are listed; underlying rates are gamma (negative-binomial maximum likelihood).
    Refuses: fewer than 10 officers or 20 events.
    Reference: Bernasco & Steenbeek (2017) for the Gini; Chalfin & Kaplan (2021) for the question.

    Parameters
    ----------
    only_with_events
        The list holds only officers with at least one event. Without it, this is taken to be so
        when no officer in the list has zero events.
    """
    counted = _count(cells)
    x, e = counted.events, counted.exposure
    if len(x) < FEWEST_OFFICERS or x.sum() < FEWEST_EVENTS:
        return Refusal(
            method=NAME,
            reason="too few officers or events to speak of concentration",
            needed=f"{FEWEST_OFFICERS} officers and {FEWEST_EVENTS} events",
            found=f"{len(x)} officers and {x.sum():.0f} events",
            provenance=cells.provenance,
        )
    truncated = bool((x > 0).all()) if only_with_events is None else only_with_events
    if truncated:
        e, x = e[x > 0], x[x > 0]
    rng = np.random.default_rng(seed)
    observed = _observed(x, level=level, rng=rng, missing=_missing_share(counted))
    by_chance = _by_chance(x, e, truncated=truncated, level=level, rng=rng)
    rates, fit = _rates(x, e, truncated=truncated, level=level)
    lasting, lasting_notes = persistence_estimates(cells, level=level, seed=seed)
    return Result(
        method=NAME,
        estimates=tuple(sorted((*observed, *by_chance, *rates, *lasting), key=_place)),
        level=level,
        seed=seed,
        diagnostics={
            "officers": len(x),
            "events": float(x.sum()),
            "only_officers_with_events": truncated,
            "exposure_used": counted.has_exposure,
            "common_rate": chance.common_rate(x, e, truncated=truncated),
            "gamma_shape": fit.k,
            "gamma_shape_low": fit.k_low,
            "gamma_shape_high": fit.k_high,
            "median_events_top_10": float(np.median(np.sort(x)[-int(len(x) // 10) :])),
            "bootstrap_resamples": RESAMPLES,
        },
        notes=(*_notes(counted, fit, truncated=truncated), *lasting_notes),
        provenance=cells.provenance,
    )


def _place(estimate: Estimate) -> int:
    """Shares first, each beside chance; then the tenths; the points of the curves last."""
    named = {name: place for place, name in enumerate(FIRST)}
    return named.get(estimate.name, len(FIRST) + estimate.name.startswith("lorenz"))


def _count(cells: Cells) -> Counted:
    table = cells.collapse("officer")
    unattributed = table.pick(officer=UNKNOWN).total("events")
    known = table.without_unknown("officer")
    x = known.counts("events")
    has_exposure = "exposure" in known.measures
    e = known.counts("exposure") if has_exposure else np.ones(len(x))
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


def _statistics(n: int) -> list[tuple[str, str, Scale, inequality.Statistic]]:
    shares = [p for p in PERCENTS if inequality.top_count(n, p) >= 1]
    indices: tuple[tuple[str, inequality.Statistic], ...] = (
        ("gini", inequality.gini),
        ("gini_unbiased", inequality.gini_unbiased),
        ("gini_generalised", inequality.gini_generalised),
        ("gini_generalised_unbiased", inequality.gini_generalised_unbiased),
    )
    return [
        *(("top_share", f"top {p:g} %", Scale.PROPORTION, _top(p)) for p in shares),
        *((name, "all officers", Scale.INDEX, statistic) for name, statistic in indices),
    ]


def _observed(
    x: Array, *, level: float, rng: np.random.Generator, missing: float
) -> list[Estimate]:
    v, m = inequality.histogram(x)
    found = []
    for name, group, scale, statistic in _statistics(len(x)):
        value, low, high = inequality.bca(
            v, m, statistic, level=level, rng=rng, resamples=RESAMPLES
        )
        found.append(
            untyped(
                name=name,
                group=group,
                value=value,
                low=low,
                high=high,
                level=level,
                scale=scale,
                n=int(x.sum()),
                missing_share=missing,
            )
        )
    totals = inequality.ntile_totals(x)
    found += [
        _point("decile_events", f"decile {i}", total, Scale.COUNT, int(x.sum()), level)
        for i, total in enumerate(totals, start=1)
    ]
    found += [*_with_events(x, level)]
    return found + _curve("lorenz", inequality.lorenz(v, m, CURVE), int(x.sum()), level)


def _with_events(x: Array, level: float) -> list[Estimate]:
    """Top shares among officers with an event, as they are often published; where others exist."""
    listed = x[x > 0]
    if len(listed) == len(x):
        return []
    v, m = inequality.histogram(listed)
    return [
        _point(
            WITH_EVENTS,
            f"top {p:g} %",
            float(inequality.top_share(v, m, p)),
            Scale.PROPORTION,
            int(x.sum()),
            level,
        )
        for p in PERCENTS
        if inequality.top_count(len(listed), p) >= 1
    ]


def _by_chance(
    x: Array, e: Array, *, truncated: bool, level: float, rng: np.random.Generator
) -> list[Estimate]:
    rate = chance.common_rate(x, e, truncated=truncated)
    departments = chance.chance_histograms(
        rate, e, truncated=truncated, draws=CHANCE_DRAWS, rng=rng
    )
    tail = (1 - level) / 2
    observed = inequality.histogram(x)
    found = []
    for name, group, scale, statistic in _statistics(len(x)):
        draws = np.concatenate([statistic(v, m) for v, m in departments])
        low, high = np.quantile(draws, [tail, 1 - tail])
        value, seen = float(draws.mean()), float(statistic(*observed))
        at_least = min((draws >= seen).sum(), (draws <= seen).sum())
        found.append(
            untyped(
                name=f"{name}_by_chance",
                group=group,
                value=value,
                low=min(value, float(low)),
                high=max(value, float(high)),
                level=level,
                scale=scale,
                n=int(x.sum()),
            )
        )
        if name == "top_share":
            found.append(
                untyped(
                    name="top_share_above_chance",
                    group=group,
                    reference="identical officers",
                    value=seen - value,
                    low=min(seen - value, seen - float(high)),
                    high=max(seen - value, seen - float(low)),
                    level=level,
                    scale=Scale.DIFFERENCE,
                    n=int(x.sum()),
                    p_value=float(min(1.0, 2 * (at_least + 1) / (len(draws) + 1))),
                )
            )
    curves = np.concatenate([inequality.lorenz(v, m, CURVE) for v, m in departments])
    return found + _curve("lorenz_by_chance", curves.mean(axis=0), int(x.sum()), level)


def _rates(
    x: Array, e: Array, *, truncated: bool, level: float
) -> tuple[list[Estimate], chance.GammaRates]:
    """Gini and top tenth of the underlying rates; smaller k is more concentrated."""
    fit = chance.gamma_rates(x, e, truncated=truncated, level=level)

    def spread(k: float) -> tuple[float, float]:
        if truncated:
            return chance.listed_rates(k, fit.mean * float(e.mean()), 10.0)
        return chance.gini_of_gamma(k), chance.top_share_of_gamma(k, 10.0)

    values, lows, highs = spread(fit.k), spread(fit.k_high), spread(fit.k_low)
    named = (
        ("gini_of_rates", "all officers", Scale.INDEX),
        ("top_share_of_rates", "top 10 %", Scale.PROPORTION),
    )
    return [
        untyped(
            name=name,
            group=group,
            value=value,
            low=min(value, low),
            high=max(value, high),
            level=level,
            scale=scale,
            n=int(x.sum()),
        )
        for (name, group, scale), value, low, high in zip(named, values, lows, highs, strict=True)
    ], fit


def _point(name: str, group: str, value: float, scale: Scale, n: int, level: float) -> Estimate:
    bound = float("nan")
    return untyped(
        name=name, group=group, value=value, low=bound, high=bound, level=level, scale=scale, n=n
    )


def _curve(name: str, values: Array, n: int, level: float) -> list[Estimate]:
    return [
        _point(name, f"lowest {p:g} %", float(value), Scale.PROPORTION, n, level)
        for p, value in zip(CURVE, values, strict=True)
    ]


def _notes(counted: Counted, fit: chance.GammaRates, *, truncated: bool) -> list[Note]:
    notes = []
    if not counted.has_exposure:
        notes.append(
            Note(
                code="raw-counts",
                text="Counts are raw: no years of service, shifts, stops or arrests were given, so "
                "busier or longer-serving officers appear higher for that alone.",
            )
        )
    if truncated:
        notes.append(
            Note(
                code="only-officers-with-events",
                text="The list holds only officers with at least one event; shares are of those "
                "officers, not of the department, and the chance line allows for it.",
            )
        )
    if counted.unattributed:
        notes.append(
            Note(
                code="unattributed-events",
                text=f"{counted.unattributed:.0f} events name no officer and are left out.",
            )
        )
    if counted.without_exposure:
        notes.append(
            Note(
                code="no-exposure",
                text=f"{counted.without_exposure} officers without any exposure, and their "
                f"{counted.events_without_exposure:.0f} events, are left out.",
            )
        )
    if fit.k_high >= np.exp(chance.LOG_K[1]):
        notes.append(
            Note(
                code="compatible-with-identical-officers",
                text="The counts vary no more than chance alone would make them vary, so "
                "differences between officers' underlying rates cannot be told from none.",
            )
        )
    return notes


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="officer_events",
        by=("officer",),
        measures=("events",),
        optional_by=("period",),
        optional_measures=("exposure",),
    ),
    run=concentration,
    refuses_when="there are fewer than 10 officers or 20 events",
    assumptions=(
        "each event is counted once per officer named in it",
        "officers' identities are stable, so that one officer is one row",
        "with exposure given, it measures the opportunity for an event",
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
