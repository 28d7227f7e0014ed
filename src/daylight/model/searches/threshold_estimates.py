"""From a posterior of thresholds to estimates: by place, averages, gaps, and how well it fits."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from daylight.data.estimate import Estimate
from daylight.data.quantity import About, Scale
from daylight.model.arrays import Array
from daylight.model.crosstab import GROUP, group_quantity
from daylight.model.intervals import Interval
from daylight.model.searches.nested_posterior import ThresholdPosterior
from daylight.model.searches.threshold_cells import ThresholdLayout
from daylight.model.searches.threshold_priors import MODELS

LOOKED_AT = 64
"""Draws on which predicted rates are held against the observed."""


AVERAGE = group_quantity("average_threshold", Scale.PROPORTION)
GAP = replace(AVERAGE, name="threshold_gap", scale=Scale.DIFFERENCE)
THRESHOLD = replace(AVERAGE, name="threshold", about=About.PLACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdPlan:
    """What was asked for."""

    family: str
    level: float
    reference: str
    seed: int
    prior_scale: float
    weights: str
    engine: str
    draws: int
    minutes: float = 10.0


def by_place(
    layout: ThresholdLayout, posterior: ThresholdPosterior, plan: ThresholdPlan
) -> Iterator[Estimate]:
    """Every group's threshold in every place where it takes part."""
    t = posterior.threshold
    tails = np.quantile(t, ((1 - plan.level) / 2, (1 + plan.level) / 2), axis=0)
    interval = Interval(t.mean(axis=0), *tails)
    for g, d in np.argwhere(layout.takes_part):
        yield Interval(*(part[g, d] for part in interval)).estimate(
            THRESHOLD,
            n=layout.counts.stops[g, d],
            keys={GROUP: layout.groups[g], layout.place: layout.places[d]},
        )


def averages(
    layout: ThresholdLayout,
    posterior: ThresholdPosterior,
    plan: ThresholdPlan,
    assumption: str | None = None,
) -> Iterator[Estimate]:
    """Average thresholds and gaps to the reference, under an assumption other than was asked."""
    weights = layout.weights(plan.weights)
    stops = layout.counts.stops.sum(axis=1)
    about: dict[str, Any] = {"variant": assumption, "missing_share": layout.blank_share}
    for g, group in enumerate(layout.groups):
        average = _average(posterior.threshold[:, g], weights[g])
        interval = summary(average, plan.level)
        yield interval.estimate(AVERAGE, n=stops[g], keys={GROUP: group}, **about)
    both = layout.takes_part & layout.takes_part[0]
    for g, group in enumerate(layout.groups[1:], start=1):
        if not both[g].any():
            continue
        own, base = (_average(posterior.threshold[:, i], weights[i] * both[g]) for i in (g, 0))
        gap = own - base
        yield summary(gap, plan.level).estimate(
            GAP,
            n=stops[g] + stops[0],
            keys={GROUP: group},
            compared_with=plan.reference,
            p_value=normal_p(gap) if assumption is None else None,
            **about,
        )


def _average(threshold: Array, weights: Array) -> Array:
    return np.asarray(threshold @ weights / weights.sum())


def summary(draws: Array, level: float) -> Interval:
    """Mean and equal-tailed interval of draws."""
    tails = np.quantile(draws, ((1 - level) / 2, (1 + level) / 2))
    return Interval(draws.mean(), *tails)


def normal_p(draws: Array) -> float:
    """Normal two-sided p-value of draws of a difference."""
    mean, sd = float(draws.mean()), float(draws.std())
    return math.erfc(abs(mean) / sd / math.sqrt(2)) if sd > 0 else 1.0


def fit_of(
    layout: ThresholdLayout, posterior: ThresholdPosterior, family: str
) -> dict[str, float | int]:
    """Weighted root mean square of observed minus predicted rates, over cells."""
    every = max(1, len(posterior.threshold) // LOOKED_AT)
    one, two, three = (part[::every] for part in posterior.eta)
    predicted = MODELS[family].family.rates((one, two, three))
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
