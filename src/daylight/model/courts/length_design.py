"""Least squares of prison terms on groups and controls, each cluster left out in turn."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy import sparse

from daylight.data.cells import Cells
from daylight.data.clustering import CLUSTER, SINGLE
from daylight.model.arrays import Array, IntArray
from daylight.model.cell_parts import cell_of
from daylight.model.clusters import Scatter, Uncertainty, settled
from daylight.model.courts.decisions import DECIDES
from daylight.model.crosstab import GROUP, codes
from daylight.schema.vocabulary import UNKNOWN

MONTHS = "month_hundredths"
HUNDREDTHS = 100

PLACES = ("district", "judge_id")
"""Controls that come last: among like cases, then among like cases of one court."""


class Terms(NamedTuple):
    """(N,) outcomes, how many cases have each, and which rows they are of the cells."""

    y: Array
    w: Array
    rows: IntArray

    @property
    def cases(self) -> float:
        """How many cases there are."""
        return float(self.w.sum())


class LengthDesign(NamedTuple):
    """(N, P) columns of one model: groups first, then a column for each value of each control."""

    X: sparse.csr_matrix
    groups: tuple[str, ...]


class LengthFit(NamedTuple):
    """(P,) coefficients, (P, P) cross products and (P,) with the outcome, and what is left."""

    beta: Array
    XtX: Array
    Xty: Array
    sigma2: float


class AskedLengths(NamedTuple):
    """What every model is made from."""

    cells: Cells
    terms: Terms
    reference: str
    compared: tuple[str, ...]
    level: float


class LengthGap(NamedTuple):
    """What a model says of one group against the reference: its coefficient and its error."""

    group: str
    beta: float
    model_se: float
    known: Uncertainty


def with_length(cells: Cells, cap: float) -> Terms:
    """Cases with a term of some months, at most the cap: the log of them."""
    months = cells.counts(MONTHS) / HUNDREDTHS
    rows = np.flatnonzero((months > 0) & (months <= cap)).astype(np.int64)
    return Terms(np.log(months[rows]), cells.counts("cases")[rows], rows)


def without_prison(cells: Cells) -> Array:
    """(N,) cases of each row that are known to have had no prison: a blank is none of them."""
    if not {"imprisoned", "imprisoned_unknown"} <= set(cells.measures):
        return np.zeros(len(cells))
    free = cells.counts("cases") - cells.counts("imprisoned") - cells.counts("imprisoned_unknown")
    return np.asarray(np.maximum(free, 0.0) * (cells.counts(MONTHS) <= 0))


def with_none(cells: Cells, cap: float) -> Terms:
    """Cases with a term and cases that are known to have had no prison: months, zero for those."""
    terms, free = with_length(cells, cap), without_prison(cells)
    rows = np.flatnonzero(free > 0).astype(np.int64)
    return Terms(
        np.concatenate([np.exp(terms.y), np.zeros(len(rows))]),
        np.concatenate([terms.w, free[rows]]),
        np.concatenate([terms.rows, rows]),
    )


def complete(cells: Cells, terms: Terms, controls: Sequence[str]) -> Terms:
    """Terms whose group and every control is recorded, so that every model has the same ones."""
    kept = np.ones(len(terms.rows), dtype=bool)
    for name in (GROUP, *controls):
        number, values = codes(cells, name)
        blank = [i for i, value in enumerate(values) if value in (UNKNOWN, None)]
        kept &= ~np.isin(number[terms.rows], blank)
    return Terms(terms.y[kept], terms.w[kept], terms.rows[kept])


def gaps(asked: AskedLengths, controls: tuple[str, ...]) -> Iterator[LengthGap]:
    """Every compared group against the reference at equal controls."""
    design = _design(asked.cells, asked.terms, asked.reference, controls)
    fit = _fit(design.X, asked.terms)
    model_cov = fit.sigma2 * np.linalg.pinv(fit.XtX)
    scatters = list(_scatters(asked, design, fit))
    for at, group in enumerate(design.groups):
        if group not in asked.compared:
            continue
        place = 1 + at
        se = float(np.sqrt(model_cov[place, place]))
        own = [Scatter.of(key, without[:, place], largest) for key, without, largest in scatters]
        yield LengthGap(group, float(fit.beta[place]), se, settled(own, se, DECIDES))


def _design(cells: Cells, terms: Terms, reference: str, controls: tuple[str, ...]) -> LengthDesign:
    n = len(terms.rows)
    blocks = [sparse.csr_matrix(np.ones((n, 1)))]
    number, names = codes(cells, GROUP)
    groups = tuple(str(v) for v in names if str(v) not in (reference, UNKNOWN))
    place = {str(v): i for i, v in enumerate(groups)}
    at = np.array([place.get(str(v), -1) for v in names])[number[terms.rows]]
    blocks.append(_columns(at, len(groups)))
    for name in controls:
        own, _ = codes(cells, name)
        used, at = np.unique(own[terms.rows], return_inverse=True)
        blocks.append(_columns(at - 1, max(len(used) - 1, 0)))
    return LengthDesign(sparse.hstack(blocks, format="csr"), groups)


def _columns(at: IntArray, count: int) -> sparse.csr_matrix:
    """A column of ones and zeros for each value; rows at −1 have none."""
    rows = np.flatnonzero(at >= 0)
    ones = np.ones(len(rows))
    return sparse.csr_matrix((ones, (rows, at[rows])), shape=(len(at), count))


def _fit(X: sparse.csr_matrix, terms: Terms) -> LengthFit:
    weighted = X.multiply(terms.w[:, None]).tocsr()
    XtX = np.asarray((X.T @ weighted).todense())
    Xty = np.asarray(weighted.T @ terms.y)
    beta = _solved(XtX, Xty)
    left = terms.y - X @ beta
    df = max(terms.cases - np.linalg.matrix_rank(XtX), 1.0)
    return LengthFit(beta, XtX, Xty, float((terms.w * left**2).sum()) / df)


def _solved(XtX: Array, Xty: Array) -> Array:
    return np.asarray(np.linalg.lstsq(XtX, Xty, rcond=None)[0])


class Whose(NamedTuple):
    """One way in which terms go together: (M,) cluster, row of the design, and how many."""

    key: str
    cluster: IntArray
    at: IntArray
    w: Array


def together(cells: Cells, terms: Terms) -> Iterator[Whose]:
    """Every way; courts and judges among the controls are clusters all the same."""
    place = np.full(len(cells), -1, dtype=np.int64)
    place[terms.rows] = np.arange(len(terms.rows))
    is_free = cells.counts(MONTHS)[terms.rows] <= 0
    for name in (name for name in PLACES if name in cells.by):
        number, values = codes(cells, name)
        if len(values) <= SINGLE * terms.cases:
            yield Whose(name, number[terms.rows], np.arange(len(terms.rows)), terms.w)
    for one in cells.clusterings:
        if not one.is_telling:
            continue
        at = place[cell_of(cells, one.cells)]
        cluster = one.cells.counts(CLUSTER).astype(np.int64)
        free = is_free[np.maximum(at, 0)]
        w = np.where(free, without_prison(one.cells), one.cells.counts("cases"))
        used = (at >= 0) & (cluster >= 0) & (w > 0)
        yield Whose(one.key, cluster[used], at[used], w[used])


def _scatters(
    asked: AskedLengths, design: LengthDesign, fit: LengthFit
) -> Iterator[tuple[str, Array, float]]:
    """Each key → (G, P) coefficients without each of its clusters, and the largest share of one."""
    y = asked.terms.y
    for one in together(asked.cells, asked.terms):
        without, sizes = [], []
        order = np.argsort(one.cluster, kind="stable")
        starts = np.flatnonzero(np.r_[True, np.diff(one.cluster[order]) != 0])
        for mine in np.split(order, starts[1:]):
            X, own = design.X[one.at[mine]], one.w[mine]
            weighted = X.multiply(own[:, None]).tocsr()
            XtX = fit.XtX - np.asarray((X.T @ weighted).todense())
            without.append(_solved(XtX, fit.Xty - np.asarray(weighted.T @ y[one.at[mine]])))
            sizes.append(own.sum())
        if without:
            yield one.key, np.array(without), float(max(sizes) / asked.terms.cases)
