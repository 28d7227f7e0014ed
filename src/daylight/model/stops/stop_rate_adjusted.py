"""Stop rates compared within places, under four models of how counts scatter."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array, IntArray
from daylight.model.crosstab import GROUP, codes, crosstab, no_reference
from daylight.model.intervals import t_quantile, two_sided_t
from daylight.model.method import Method, Needs
from daylight.model.stops.poisson import (
    Counts,
    fit_multilevel,
    fit_negative_binomial,
    fit_poisson,
)
from daylight.schema.vocabulary import UNKNOWN

NAME = "stop-rate-adjusted"
HEADLINE = "quasi-Poisson"
FEWEST_CELLS = 20
MOST_COLUMNS = 600
MUCH_SCATTER = 1.5
"""Pearson's chi-square per degree of freedom above which the reader is told of it."""


class Selected(NamedTuple):
    """Cells with a recorded group and someone in the benchmark."""

    y: Array
    exposure: Array
    groups: tuple[str, ...]
    group: IntArray
    factors: tuple[IntArray, ...]
    names: tuple[str, ...]
    lost: int


def adjusted_stop_rates(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    exposure: str = "population",
    benchmark: str = "residents",
) -> Outcome:
    """Ratio of stop rates to the reference group's, within places and other factors.

    Estimand: exp of the group's coefficient in a log-linear model of stops per exposure.
    Method: Poisson with fixed effects of every other key; the headline lets counts scatter more
    than Poisson (quasi-likelihood, φ = Pearson / df, t intervals); beside it plain
    Poisson, negative binomial by maximum likelihood, whose α is too small where places are
    many and so is made up for by the same φ, and a multilevel model with normal place
    and cell effects.
    Refuses: no reference group, no other key, or fewer than 20 cells.
    Reference: Gelman, Fagan & Kiss (2007), JASA 102:813-823; Gelman & Hill (2007), ch. 6.

    Parameters
    ----------
    exposure
        The count that stands for opportunity: residents, or past arrests, crashes, calls.
    benchmark
        Which benchmark, where the cells hold several.
    """
    if "benchmark" in cells.by:
        cells = cells.pick(benchmark=benchmark).collapse(
            *(name for name in cells.by if name != "benchmark")
        )
    table = crosstab(cells, within=())
    if refusal := no_reference(NAME, table, reference, cells):
        return refusal
    chosen = _select(cells, reference, exposure)
    if refusal := _unusable(chosen, cells, reference):
        return refusal
    poisson = fit_poisson(design(chosen), chosen.y, chosen.exposure)
    found = list(_estimates(chosen, poisson, reference, level))
    if not found:
        return _refused(cells, "the models did not settle", "a finite estimate", "none")
    return Result(
        method=NAME,
        estimates=tuple(found),
        level=level,
        reference=reference,
        diagnostics=_diagnostics(chosen, poisson),
        notes=_notes(chosen, poisson),
        provenance=cells.provenance,
    )


def _select(cells: Cells, reference: str, exposure: str) -> Selected:
    number, values = codes(cells, GROUP)
    y, n = cells.counts("stops"), cells.counts(exposure)
    kept = (n > 0) & np.array([v != UNKNOWN for v in values])[number]
    others = [i for i, v in enumerate(values) if v not in (UNKNOWN, reference)]
    order = [values.index(reference), *others] if reference in values else others
    present = [i for i in order if y[kept & (number == i)].sum() > 0]
    kept &= np.isin(number, present)
    rank = np.zeros(len(values), dtype=np.int64)
    rank[present] = np.arange(len(present))
    names = tuple(name for name in cells.by if name != GROUP)
    factors = tuple(codes(cells, name)[0][kept] for name in names)
    return Selected(
        y=y[kept],
        exposure=n[kept],
        groups=tuple(str(values[i]) for i in present),
        group=rank[number][kept],
        factors=tuple(_packed(f) for f in factors),
        names=names,
        lost=int(y[~kept].sum()),
    )


def design(chosen: Selected, *, with_factors: bool = True) -> Array:
    """Intercept, the groups but the reference, each factor but its first value."""
    parts = [np.ones((len(chosen.y), 1)), np.eye(len(chosen.groups))[chosen.group][:, 1:]]
    if with_factors:
        parts += [np.eye(int(f.max()) + 1)[f][:, 1:] for f in chosen.factors]
    return np.hstack(parts)


def _unusable(chosen: Selected, cells: Cells, reference: str) -> Refusal | None:
    if not chosen.names:
        return _refused(cells, "there is nothing to adjust for", "a place key", "none")
    if len(chosen.groups) < 2 or chosen.groups[0] != reference:
        needed = f"stops and exposure of {reference} and of another group"
        return _refused(cells, "two groups are needed", needed, ", ".join(chosen.groups))
    columns = len(chosen.groups) + sum(int(f.max()) for f in chosen.factors)
    if len(chosen.y) < max(FEWEST_CELLS, columns + 2) or columns > MOST_COLUMNS:
        needed = f"at least {FEWEST_CELLS} cells, and more cells than coefficients"
        found = f"{len(chosen.y)} cells, {columns} coefficients"
        return _refused(cells, "the cells cannot carry the model", needed, found)
    return None


def _refused(cells: Cells, reason: str, needed: str, found: str) -> Refusal:
    return Refusal(
        method=NAME, reason=reason, needed=needed, found=found, provenance=cells.provenance
    )


def _estimates(
    chosen: Selected, poisson: Counts, reference: str, level: float
) -> Iterator[Estimate]:
    X, y, n = design(chosen), chosen.y, chosen.exposure
    phi = max(poisson.dispersion, 1.0)
    yield from _of(chosen, poisson, phi, poisson.df, reference, level, "all")
    yield from _of(chosen, poisson, 1.0, np.inf, reference, level, "Poisson")
    crude = fit_poisson(design(chosen, with_factors=False), y, n)
    scatter = max(crude.dispersion, 1.0)
    yield from _of(chosen, crude, scatter, crude.df, reference, level, "without factors")
    negative = fit_negative_binomial(X, y, n)
    over = max(negative.dispersion, 1.0)
    yield from _of(chosen, negative, over, negative.df, reference, level, "negative binomial")
    multilevel = fit_multilevel(*_by_place(chosen))
    if multilevel is None:
        return
    for i, group in enumerate(chosen.groups[1:], start=1):
        contrast = np.zeros(len(chosen.groups))
        contrast[[i, 0]] = 1, -1
        value = float(contrast @ multilevel.alpha)
        spread = float(np.sqrt(contrast @ multilevel.covariance @ contrast))
        yield _ratio(chosen, group, reference, value, spread, np.inf, level, "multilevel")


def _by_place(chosen: Selected) -> tuple[Array, Array]:
    """(P, G) counts and exposures; a place is a joint value of the factors."""
    place: IntArray = np.zeros(len(chosen.y), dtype=np.int64)
    for factor in chosen.factors:
        place = place * (int(factor.max()) + 1) + factor
    place = _packed(place)
    shape = (int(place.max()) + 1, len(chosen.groups))
    at = place * shape[1] + chosen.group
    return tuple(  # type: ignore[return-value]
        np.bincount(at, weights=v, minlength=shape[0] * shape[1]).reshape(shape)
        for v in (chosen.y, chosen.exposure)
    )


def _packed(code: IntArray) -> IntArray:
    """The same codes without gaps."""
    return np.unique(code, return_inverse=True)[1].astype(np.int64)


def _of(
    chosen: Selected,
    fit: Counts,
    scatter: float,
    df: float,
    reference: str,
    level: float,
    stratum: str,
) -> Iterator[Estimate]:
    for i, group in enumerate(chosen.groups[1:], start=1):
        spread = float(np.sqrt(fit.covariance[i, i] * scatter))
        if np.isfinite(spread):
            value = float(fit.beta[i])
            yield _ratio(chosen, group, reference, value, spread, df, level, stratum)


def _ratio(
    chosen: Selected,
    group: str,
    reference: str,
    value: float,
    spread: float,
    df: float,
    level: float,
    stratum: str,
) -> Estimate:
    t = t_quantile(level, df)
    members = (chosen.group == 0) | (chosen.group == chosen.groups.index(group))
    return untyped(
        name="stop_rate_ratio_adjusted",
        group=group,
        reference=reference,
        stratum=stratum,
        value=float(np.exp(value)),
        low=float(np.exp(value - t * spread)),
        high=float(np.exp(value + t * spread)),
        level=level,
        scale=Scale.RATIO,
        n=int(chosen.y[members].sum()),
        p_value=two_sided_t(value / spread, df),
    )


def _diagnostics(chosen: Selected, poisson: Counts) -> dict[str, float | int | str | bool | None]:
    return {
        "adjusted_for": ", ".join(chosen.names),
        "cells": len(chosen.y),
        "dispersion": poisson.dispersion,
        "deviance": poisson.deviance,
        "degrees_of_freedom": poisson.df,
        "stops_left_out": chosen.lost,
    }


def _notes(chosen: Selected, poisson: Counts) -> tuple[Note, ...]:
    notes = [BENCHMARK]
    if poisson.dispersion > MUCH_SCATTER:
        text = (
            f"Counts scatter {poisson.dispersion:.1f} times as much as a Poisson model allows. The "
            f"interval of that model, which stands in the table, is too narrow; the headline's is "
            f"widened for it."
        )
        notes.append(Note(code="overdispersed", text=text))
    if chosen.lost:
        text = (
            f"{chosen.lost:,} stops are left out: their group is unknown, or nobody of it is in "
            f"the benchmark of their place."
        )
        notes.append(Note(code="left-out", text=text))
    return tuple(notes)


BENCHMARK = Note(
    code="benchmark",
    text="Adjusting for place removes differences between places, not differences in who is on the "
    "street in one place, nor errors of the benchmark.",
)

METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="stop_rates",
        by=(GROUP, "neighborhood"),
        measures=("stops", "population"),
        optional_by=("benchmark", "district", "beat", "county"),
    ),
    run=adjusted_stop_rates,
    refuses_when="there is no place key, fewer than 20 cells, or no reference group",
    assumptions=(
        "the benchmark is, in each place, in proportion to the chance to be stopped",
        "the ratio is the same in all places",
    ),
    overturned_by=(
        "a benchmark that errs by place and group alike",
        "a model with another scatter that gives another answer (see the four side by side)",
    ),
    cannot_say=("why the rates differ within a place",),
    reference="Gelman, Fagan & Kiss (2007), Journal of the American Statistical Association "
    "102:813-823",
)
