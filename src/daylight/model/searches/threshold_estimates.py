"""From a posterior of thresholds to estimates: by place, averages, gaps, and how well it fits."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from daylight.data.result import Estimate, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array
from daylight.model.searches.nested_posterior import Posterior
from daylight.model.searches.threshold_cells import Layout
from daylight.model.searches.threshold_priors import MODELS

LOOKED_AT = 64
"""Draws on which predicted rates are held against the observed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What was asked for."""

    method: str
    family: str
    level: float
    reference: str
    seed: int
    prior_scale: float
    weights: str
    engine: str
    draws: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A quantity's posterior mean, interval and two-sided p-value."""

    value: float
    low: float
    high: float
    p: float


def by_place(layout: Layout, posterior: Posterior, plan: Plan) -> Iterator[Estimate]:
    """Every group's threshold in every place where it takes part."""
    stops, t = layout.counts.stops, posterior.threshold
    means = t.mean(axis=0)
    tails = np.quantile(t, ((1 - plan.level) / 2, (1 + plan.level) / 2), axis=0)
    for g, d in np.argwhere(layout.takes_part):
        value, low, high = means[g, d], *tails[:, g, d]
        yield untyped(
            name="threshold",
            group=layout.groups[g],
            stratum=layout.places[d],
            value=float(value),
            low=float(min(low, value)),
            high=float(max(high, value)),
            level=plan.level,
            scale=Scale.PROPORTION,
            n=int(stops[g, d]),
        )


def averages(
    layout: Layout, posterior: Posterior, plan: Plan, assumption: str
) -> Iterator[Estimate]:
    """Average thresholds and gaps to the reference under one assumption."""
    weights = layout.weights(plan.weights)
    stops = layout.counts.stops.sum(axis=1)
    shared: dict[str, Any] = {
        "stratum": assumption,
        "level": plan.level,
        "missing_share": layout.blank_share,
    }
    for g, group in enumerate(layout.groups):
        average = _average(posterior.threshold[:, g], weights[g])
        summary = summarise(average, plan.level)
        yield untyped(
            name="average_threshold",
            group=group,
            value=summary.value,
            low=summary.low,
            high=summary.high,
            scale=Scale.PROPORTION,
            n=int(stops[g]),
            **shared,
        )
    both = layout.takes_part & layout.takes_part[0]
    for g, group in enumerate(layout.groups[1:], start=1):
        if not both[g].any():
            continue
        own, base = (_average(posterior.threshold[:, i], weights[i] * both[g]) for i in (g, 0))
        summary = summarise(own - base, plan.level)
        yield untyped(
            name="threshold_gap",
            group=group,
            reference=plan.reference,
            value=summary.value,
            low=summary.low,
            high=summary.high,
            scale=Scale.DIFFERENCE,
            n=int(stops[g] + stops[0]),
            p_value=summary.p if assumption == "all" else None,
            **shared,
        )


def _average(threshold: Array, weights: Array) -> Array:
    return np.asarray(threshold @ weights / weights.sum())


def summarise(values: Array, level: float) -> Summary:
    """Mean, equal-tailed interval and normal two-sided p of draws."""
    mean = float(values.mean())
    low, high = np.quantile(values, ((1 - level) / 2, (1 + level) / 2)).tolist()
    spread = float(values.std())
    return Summary(
        value=mean,
        low=min(low, mean),
        high=max(high, mean),
        p=math.erfc(abs(mean) / spread / math.sqrt(2)) if spread > 0 else 1.0,
    )


def fit_of(layout: Layout, posterior: Posterior, plan: Plan) -> dict[str, Any]:
    """Weighted root mean square of observed minus predicted rates, over cells."""
    every = max(1, len(posterior.threshold) // LOOKED_AT)
    one, two, three = (part[::every] for part in posterior.eta)
    predicted = MODELS[plan.family].family.rates((one, two, three))
    searched, found = (rate.mean(axis=0) for rate in predicted)
    n, s, h = layout.counts.stops, layout.counts.searches, layout.counts.hits
    search_error = s / np.maximum(n, 1) - searched
    hit_error = h / np.maximum(s, 1) - found
    return {
        "groups": len(layout.groups),
        "places": len(layout.places),
        "cells": int(layout.takes_part.sum()),
        "search_rate_error": _rms(search_error, n),
        "hit_rate_error": _rms(hit_error, s),
        "hit_rate_error_by_chance": float(np.sqrt((found * (1 - found))[s > 0].sum() / s.sum())),
        "hit_rate_error_by_stops": _rms(hit_error * (s > 0), n * (s > 0)),
    }


def _rms(error: Array, weights: Array) -> float:
    return float(np.sqrt((error**2 * weights).sum() / weights.sum()))
