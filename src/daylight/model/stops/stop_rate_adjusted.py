"""Stop rates compared within places, under four models of how counts scatter."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.clustering import OFFICER
from daylight.data.estimate import INDEPENDENT, Basis, BasisKind
from daylight.data.facts.stops import AdjustedFor
from daylight.data.quantity import Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array, IntArray
from daylight.model.cell_parts import CellPart, cell_parts
from daylight.model.clustered_rates import DAY, DECIDES_COUNTS
from daylight.model.clusters import (
    Rows,
    Scatter,
    Uncertainty,
    is_recorded,
    largest_share,
    settled,
)
from daylight.model.crosstab import (
    GROUP,
    against,
    codes,
    crosstab,
    group_quantity,
    one_group_only,
    packed,
)
from daylight.model.events import STOPS
from daylight.model.intervals import two_sided_t, wald
from daylight.model.method import Method, Needs
from daylight.model.stops.poisson import (
    CountFit,
    fit_multilevel,
    fit_negative_binomial,
    fit_poisson,
)
from daylight.schema.vocabulary import UNKNOWN

NAME = "stop-rate-adjusted"
FEWEST_CELLS = 20
CELL = "cell"
"""What the stops of one group in one place go together by."""
MOST_COLUMNS = 600
MUCH_SCATTER = 1.5
"""Pearson's chi-square per degree of freedom above which the reader is told of it."""

RATIO = group_quantity("stop_rate_ratio_adjusted", Scale.RATIO)


class StopCells(NamedTuple):
    """Cells with a recorded group and someone in the benchmark."""

    y: Array
    exposure: Array
    groups: tuple[str, ...]
    group: IntArray
    factors: tuple[IntArray, ...]
    names: tuple[str, ...]
    lost: int
    parts: tuple[CellPart, ...]

    def counts(self, part: CellPart, group: int) -> Rows:
        """The stops of one group and of the reference in each cluster, as events and trials."""
        member = self.group[part.cell]
        own, base = (part.n * (member == code) for code in (group, 0))
        return part.rows(own, own, base, base)


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
    than Poisson (quasi-likelihood, φ = Pearson / df, t intervals), and stops of one officer or day
    go together where that is more (`model.clusters`); beside it plain
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
    if refusal := one_group_only(crosstab(cells, within=()), reference):
        return refusal
    chosen = _select(cells, reference, exposure)
    if refusal := _unusable(chosen, reference):
        return refusal
    poisson = fit_poisson(design(chosen), chosen.y, chosen.exposure)
    found = tuple(e for model in _models(chosen, poisson) for e in _ratios(chosen, model, level))
    if not found:
        return Refusal(code="models-not-settled")
    return Result(
        estimates=found,
        facts=AdjustedFor(factors=chosen.names),
        diagnostics={
            "adjusted_for": ", ".join(chosen.names),
            "cells": len(chosen.y),
            "dispersion": poisson.dispersion,
            "deviance": poisson.deviance,
            "degrees_of_freedom": poisson.df,
            "stops_left_out": chosen.lost,
        },
        notes=tuple(_notes(chosen, poisson)),
    )


def _select(cells: Cells, reference: str, exposure: str) -> StopCells:
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
    return StopCells(
        y=y[kept],
        exposure=n[kept],
        groups=tuple(str(values[i]) for i in present),
        group=rank[number][kept],
        factors=tuple(packed(f) for f in factors),
        names=names,
        lost=int(y[~kept].sum()),
        parts=tuple(part.among(kept) for part in cell_parts(cells, STOPS)),
    )


def design(chosen: StopCells, *, with_factors: bool = True) -> Array:
    """Intercept, the groups but the reference, each factor but its first value."""
    parts = [np.ones((len(chosen.y), 1)), np.eye(len(chosen.groups))[chosen.group][:, 1:]]
    if with_factors:
        parts += [np.eye(int(f.max()) + 1)[f][:, 1:] for f in chosen.factors]
    return np.hstack(parts)


def _unusable(chosen: StopCells, reference: str) -> Refusal | None:
    if not chosen.names:
        return Refusal(code="no-place-to-adjust-for")
    if len(chosen.groups) < 2 or chosen.groups[0] != reference:
        return Refusal(
            code="two-groups-needed", facts={"reference": reference, "groups": tuple(chosen.groups)}
        )
    columns = len(chosen.groups) + sum(int(f.max()) for f in chosen.factors)
    if len(chosen.y) < max(FEWEST_CELLS, columns + 2) or columns > MOST_COLUMNS:
        return Refusal(
            code="too-few-cells",
            facts={"least": FEWEST_CELLS, "cells": len(chosen.y), "coefficients": columns},
        )
    return None


class Model(NamedTuple):
    """What one model says: for each group but the reference the log of its ratio, and its error.

    The variant is None for the headline.
    """

    variant: str | None
    log_ratio: Array
    known: tuple[Uncertainty, ...]

    @classmethod
    def of(cls, variant: str | None, chosen: StopCells, fit: CountFit, X: Array) -> "Model":
        """A count model; cells scatter more than it allows by Pearson's dispersion.

        Stops of one officer or of one day that go together count too, if that is more.
        """
        groups = slice(1, len(chosen.groups))
        variance = np.diag(fit.covariance)[groups] * max(fit.dispersion, 1.0)
        by_cell = [Uncertainty(float(np.sqrt(v)), 0.0, fit.df, _by_cell(chosen)) for v in variance]
        clustered = _clustered(chosen, fit, X)
        known = tuple(
            max(two, key=lambda one: one.half_width(0.95))
            for two in zip(by_cell, clustered, strict=True)
        )
        return cls(variant, fit.beta[groups], known)


def _clustered(chosen: StopCells, fit: CountFit, X: Array) -> list[Uncertainty]:
    """The errors of the groups' coefficients by officer and by day.

    Without a cluster the counts are less by its own: one Newton step moves β by −I⁻¹ X'y_c.
    """
    found = []
    for group in range(1, len(chosen.groups)):
        per_stop = X @ fit.covariance[:, group]
        scatters = [
            Scatter.of(
                part.key,
                _sums(part.cluster, -per_stop[part.cell] * part.n),
                largest_share(counts),
            )
            for part in chosen.parts
            if is_recorded(counts := chosen.counts(part, group))
        ]
        se = float(np.sqrt(fit.covariance[group, group]))
        found.append(settled(scatters, se, DECIDES_COUNTS))
    return found


def _sums(cluster: IntArray, values: Array) -> Array:
    """(G,) sums by cluster; rows of no recorded cluster are one more."""
    code = np.unique(cluster, return_inverse=True)[1]
    return np.asarray(np.bincount(code, weights=values), dtype=np.float64)


def _models(chosen: StopCells, poisson: CountFit) -> Iterator[Model]:
    X, y, n = design(chosen), chosen.y, chosen.exposure
    headline = Model.of(None, chosen, poisson, X)
    yield headline
    groups = slice(1, len(chosen.groups))
    yield Model("Poisson", headline.log_ratio, _plain(np.diag(poisson.covariance)[groups]))
    bare = design(chosen, with_factors=False)
    yield Model.of("without factors", chosen, fit_poisson(bare, y, n), bare)
    yield Model.of("negative binomial", chosen, fit_negative_binomial(X, y, n), X)
    multilevel = fit_multilevel(*_by_place(chosen))
    if multilevel is not None:
        contrast = np.eye(len(chosen.groups))[1:] - np.eye(len(chosen.groups))[0]
        variance = np.diag(contrast @ multilevel.covariance @ contrast.T)
        yield Model("multilevel", contrast @ multilevel.alpha, _plain(variance, _by_cell(chosen)))


def _plain(variances: Array, basis: Basis = INDEPENDENT) -> tuple[Uncertainty, ...]:
    """Errors as the model gives them."""
    se = np.sqrt(variances)
    return tuple(Uncertainty(float(one), float(one), np.inf, basis) for one in se)


def _by_cell(chosen: StopCells) -> Basis:
    """Stops of one group in one place go together."""
    return Basis(kind=BasisKind.CLUSTERED, key=CELL, clusters=len(chosen.y))


def _by_place(chosen: StopCells) -> tuple[Array, Array]:
    """(P, G) counts and exposures; a place is a joint value of the factors."""
    place: IntArray = np.zeros(len(chosen.y), dtype=np.int64)
    for factor in chosen.factors:
        place = place * (int(factor.max()) + 1) + factor
    place = packed(place)
    shape = (int(place.max()) + 1, len(chosen.groups))
    at = place * shape[1] + chosen.group
    return tuple(  # type: ignore[return-value]
        np.bincount(at, weights=v, minlength=shape[0] * shape[1]).reshape(shape)
        for v in (chosen.y, chosen.exposure)
    )


def _ratios(chosen: StopCells, model: Model, level: float) -> Iterator[Estimate]:
    for i, group in enumerate(chosen.groups[1:]):
        value, known = float(model.log_ratio[i]), model.known[i]
        if np.isfinite(known.se):
            members = (chosen.group == 0) | (chosen.group == i + 1)
            yield (
                wald(value, known.se, level=level, df=known.df)
                .exp()
                .estimate(
                    RATIO,
                    n=chosen.y[members].sum(),
                    p_value=two_sided_t(value / known.se, known.df) if known.is_testable else None,
                    variant=model.variant,
                    basis=known.basis,
                    **against(group, chosen.groups[0]),
                )
            )


def _notes(chosen: StopCells, poisson: CountFit) -> Iterator[Note]:
    yield Note(code="benchmark-in-places")
    if poisson.dispersion > MUCH_SCATTER:
        yield Note(code="overdispersed", facts={"dispersion": poisson.dispersion})
    if chosen.lost:
        yield Note(code="left-out", facts={"stops": chosen.lost})


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="stop_rates",
        by=(GROUP, "neighborhood"),
        measures=("stops", "population"),
        optional_by=("benchmark", "district", "beat", "county"),
        clusters=(OFFICER, DAY),
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
    quantities=(RATIO,),
    basis=INDEPENDENT,
)
