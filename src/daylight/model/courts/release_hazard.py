"""How likely release is at each hearing of a person who has not been released yet."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.clustering import CLUSTER
from daylight.data.estimate import INDEPENDENT, Basis, Estimate, Key
from daylight.data.facts.stops import AdjustedFor
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Note, Outcome, Refusal, Result
from daylight.model.arrays import Array, IntArray, Mask
from daylight.model.cell_parts import cell_of
from daylight.model.clustered_rates import Trials, share
from daylight.model.clusters import Rows, Scatter, Statistic, settled
from daylight.model.crosstab import GROUP, codes
from daylight.model.intervals import Interval, log_wald, two_sided_p
from daylight.model.logit import LogitFit, fit_logit
from daylight.model.logit_clusters import ClusteredTrials, scatter
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NUMBER = "hearing_number"
HEARD = ("person_id", "county")
DECIDES = ("person_id",)
FEWEST = 30
"""Decisions at a hearing below which it, and every later one, is not shown."""
MOST_VALUES = 100
"""Values of one control, beyond which too few hearings are left of each."""

HAZARD = Quantity(
    name="release_hazard",
    scale=Scale.PROPORTION,
    about=About.GROUP,
    unit="hearings decided",
    keys=(NUMBER,),
)
RELEASED = replace(HAZARD, name="released_by_hearing", unit="hearings decided up to it")
ODDS = replace(HAZARD, name="release_odds_ratio_at_equal_hearing", scale=Scale.ODDS_RATIO, keys=())


def run(cells: Cells, *, level: float = 0.95, reference: str = "white") -> Outcome:
    """The share released at the first, second, third hearing, and the share released by each.

    Estimand: h(k), the share granted among decisions at hearing k of people not granted before;
    1 − Π (1 − h) up to k, were people who leave the file like those who stay; and the odds ratio of
    h between groups at equal k and equal values of the other keys.
    Method: life table and logit of a grant on hearing number, group and the other keys; hearings of
    one person, of one county going together. Hearings that were not decided, and people who do not
    come again, leave the count without a grant.
    Refuses: fewer than 30 decisions at the first hearing shown.
    Reference: Cox (1972), Journal of the Royal Statistical Society B 34:187-220, section 6; Allison
    (1982), Sociological Methodology 13:61-98.
    """
    known = cells.without_unknown(NUMBER)
    if odd := [v for v in known.values(NUMBER) if not str(v).isdigit()]:
        return Refusal(code="hearings-not-numbered", facts={"column": NUMBER, "value": str(odd[0])})
    parts = _groups(known)
    tables = [(keys, one) for keys, part in parts if (one := _life_table(part)) is not None]
    if not tables or tables[0][0]:
        return Refusal(
            code="too-few-numbered-hearings",
            facts={
                "least": FEWEST,
                "numbered": int(known.total("decided")),
                "decided": int(cells.total("decided")),
            },
        )
    found = [one for keys, table in tables for one in _curve(table, keys, level)]
    controls = tuple(name for name in known.by if name not in (NUMBER, GROUP))
    if GROUP in known.by:
        found += _odds_ratios(known, controls, reference, level)
    return Result(
        estimates=tuple(found),
        facts=AdjustedFor(factors=(NUMBER, *controls)),
        diagnostics={"hearings": len(tables[0][1].numbers)},
        notes=(*_notes(cells, known, tables[0][1]),),
    )


def _groups(cells: Cells) -> Iterator[tuple[dict[str, Key], Cells]]:
    """Everybody, then each recorded group."""
    yield {}, cells.collapse(NUMBER)
    if GROUP in cells.by:
        for group in cells.values(GROUP):
            if group != UNKNOWN:
                yield {GROUP: group}, cells.pick(**{GROUP: group}).collapse(NUMBER)


class LifeTable(NamedTuple):
    """(K,) hearing numbers in order, and the grants and decisions at each."""

    numbers: IntArray
    trials: Trials


def _life_table(part: Cells) -> LifeTable | None:
    """Hearings from the first number on, as far as enough were decided; None where too few."""
    number = part.keys(NUMBER).astype(np.int64)
    order = np.argsort(number)
    numbers = number[order]
    counts = np.column_stack([part.counts("granted"), part.counts("decided")])[order]
    enough = counts[:, 1] >= FEWEST
    last = len(enough) if enough.all() else int(np.argmin(enough))
    if not last:
        return None
    place = {int(k): i for i, k in enumerate(numbers[:last])}
    rows = []
    for one in (one for one in part.clusterings if one.is_telling):
        at = np.array([place.get(int(k), -1) for k in one.cells.keys(NUMBER)], dtype=np.int64)
        own = np.column_stack([one.cells.counts("granted"), one.cells.counts("decided")])
        kept = (at >= 0) & (own[:, 1] > 0)
        cluster = one.cells.counts(CLUSTER).astype(np.int64)[kept]
        rows.append(Rows(one.key, cluster, at[kept], own[kept]))
    return LifeTable(numbers[:last], Trials(counts[:last], tuple(rows), DECIDES))


def _log_kept(counts: Array) -> Array:
    x, n = np.moveaxis(counts, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        kept = np.log1p(-x / np.where(n > 0, n, 1.0))
    return np.asarray(np.where(n > 0, kept, 0.0)[..., None])


def _sum(sums: Array) -> Array:
    return np.asarray(sums[..., 0])


LOG_KEPT = Statistic(_log_kept, _sum)
"""The log of the share not released: log(1 − h), added up over hearings."""


def _curve(table: LifeTable, keys: dict[str, Key], level: float) -> Iterator[Estimate]:
    x, n = table.trials.counts.T
    for i, number in enumerate(table.numbers.tolist()):
        at = keys | {NUMBER: number}
        yield share(table.trials.within(i), level).estimate(HAZARD, n=n[i], keys=at)
    for i, number in enumerate(table.numbers.tolist()):
        upto = np.arange(len(n)) <= i
        kept = float(_log_kept(table.trials.counts[upto]).sum())
        if not np.isfinite(kept):
            return
        se = float(np.sqrt((x / (n * np.maximum(n - x, 1e-9)))[upto].sum()))
        found = _released(table.trials.among(upto), kept, se, level)
        yield found.estimate(RELEASED, n=n[upto].sum(), keys=keys | {NUMBER: number})


def _released(trials: Trials, kept: float, se: float, level: float) -> "HazardReleased":
    """1 − S with its interval on the scale of log(−log S), Greenwood's error or the clustered."""
    known = trials.uncertainty(LOG_KEPT, se)
    value = -np.expm1(kept)
    if kept == 0:
        return HazardReleased(share(trials, level).interval, known.basis)
    margin = np.exp(known.half_width(level) / abs(kept))
    ends = sorted(-np.expm1(kept * one) for one in (margin, 1 / margin))
    return HazardReleased(Interval.of(value, *ends), known.basis)


class HazardReleased(NamedTuple):
    """A share released with its basis."""

    interval: Interval
    basis: Basis

    def estimate(self, quantity: Quantity, *, n: float, keys: dict[str, Key]) -> Estimate:
        """The share as an estimate."""
        return self.interval.estimate(quantity, n=n, keys=keys, basis=self.basis)


class HazardDesign(NamedTuple):
    """(R, K) columns, constant first and groups next, and the (R,) grants and decisions."""

    X: Array
    y: Array
    n: Array
    groups: tuple[str, ...]
    kept: IntArray


def _odds_ratios(
    cells: Cells, controls: tuple[str, ...], reference: str, level: float
) -> Iterator[Estimate]:
    design = _design(cells, controls, reference)
    if design is None:
        return
    fit = fit_logit(design.X, design.y, design.n)
    if not fit.converged:
        return
    columns = list(range(1, 1 + len(design.groups)))
    scatters = list(_scatters(cells, design, fit, columns))
    for at, group in zip(columns, design.groups, strict=True):
        beta, se = float(fit.beta[at]), float(np.sqrt(fit.bread[at, at]))
        known = settled([own[at - 1] for own in scatters], se, DECIDES)
        ratio = log_wald(float(np.exp(beta)), known.se, level=level, df=known.df)
        yield ratio.estimate(
            ODDS,
            n=design.n.sum(),
            keys={GROUP: group},
            compared_with=reference,
            p_value=known.p(beta, two_sided_p(beta / se)),
            basis=known.basis,
        )


def _design(cells: Cells, controls: tuple[str, ...], reference: str) -> HazardDesign | None:
    """Rows with a decision and every key recorded; None where there is nobody to compare."""
    number, names = codes(cells, GROUP)
    n, y = cells.counts("decided"), cells.counts("granted")
    kept = n > 0
    for name in (GROUP, *controls):
        own, values = codes(cells, name)
        kept &= ~np.isin(own, [i for i, value in enumerate(values) if value == UNKNOWN])
        if name in controls and len(values) > MOST_VALUES:
            return None
    sizes = {str(v): n[kept & (number == i)].sum() for i, v in enumerate(names)}
    groups = tuple(g for g, size in sizes.items() if g != reference and size >= FEWEST)
    if sizes.get(reference, 0) < FEWEST or not groups:
        return None
    kept &= np.isin(number, [i for i, v in enumerate(names) if str(v) in (reference, *groups)])
    rows = np.flatnonzero(kept & _telling(cells, kept, controls))
    if not len(rows):
        return None
    columns = [np.ones(len(rows))]
    columns += [(number[rows] == names.index(group)).astype(float) for group in groups]
    for name in (NUMBER, *controls):
        own = codes(cells, name)[0][rows]
        columns += [(own == value).astype(float) for value in np.unique(own)[1:]]
    return HazardDesign(np.column_stack(columns), y[rows], n[rows], groups, rows)


def _telling(cells: Cells, kept: Mask, controls: tuple[str, ...]) -> Mask:
    """Rows of hearings, and of values of controls, with both ends: without, they compare nobody."""
    y, n = cells.counts("granted"), cells.counts("decided")
    told = kept.copy()
    for _ in range(1 + len(controls)):
        for name in (NUMBER, *controls):
            own = codes(cells, name)[0]
            granted, decided = (np.bincount(own, weights=one * told) for one in (y, n))
            told &= ((granted > 0) & (granted < decided))[own]
    return told


def _scatters(
    cells: Cells, design: HazardDesign, fit: LogitFit, columns: list[int]
) -> Iterator[list[Scatter]]:
    place = np.full(len(cells), -1, dtype=np.int64)
    place[design.kept] = np.arange(len(design.kept))
    for one in (one for one in cells.clusterings if one.is_telling):
        at = place[cell_of(cells, one.cells)]
        y, n = one.cells.counts("granted"), one.cells.counts("decided")
        used = (at >= 0) & (n > 0)
        cluster = one.cells.counts(CLUSTER).astype(np.int64)[used]
        trials = ClusteredTrials(one.key, cluster, at[used], y[used], n[used])
        size = np.bincount(cluster[cluster >= 0], weights=n[used][cluster >= 0])
        largest = float(size.max(initial=0.0) / max(n[used].sum(), 1.0))
        yield scatter(fit, trials, columns, [largest] * len(columns))


def _notes(cells: Cells, known: Cells, table: LifeTable) -> Iterator[Note]:
    decided, numbered = cells.total("decided"), known.total("decided")
    yield Note(
        code="leave-the-count",
        facts={
            "undecided": int(known.total("scheduled") - numbered),
            "unnumbered": int(decided - numbered),
            "last": int(table.numbers[-1]),
        },
    )
    if len(table.numbers) > 1:
        yield Note(code="those-left")


METHOD = Method(
    name="release-hazard",
    needs=Needs(
        reduction="hearings",
        by=(NUMBER,),
        measures=("scheduled", "decided", "granted"),
        optional_by=(GROUP,),
        clusters=HEARD,
    ),
    run=run,
    quantities=(HAZARD, RELEASED, ODDS),
    basis=INDEPENDENT,
    refuses_when="fewer than 30 hearings with the lowest number were decided",
    assumptions=(
        "people who do not come again, or whose hearing was not decided, are like those who stay",
        "the numbers of hearings count from a person's first, in every county alike",
    ),
    overturned_by=(
        "who waives or postpones a hearing: those who expect a denial may",
        "people whose earlier hearings lie before the file begins, if they differ",
    ),
    cannot_say=(
        "that one person's chance falls or rises from hearing to hearing: those left are not those "
        "who began",
        "why release was granted or denied",
    ),
    reference="Cox (1972); Allison (1982)",
)
