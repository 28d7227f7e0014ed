"""How much longer the prison terms of one group are, crude and among like cases."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from scipy import sparse

from daylight.data.cells import Cells
from daylight.data.clustering import CLUSTER, SINGLE
from daylight.data.estimate import INDEPENDENT
from daylight.data.facts.stops import AdjustedFor
from daylight.data.quantity import Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array, IntArray
from daylight.model.cell_parts import cell_of
from daylight.model.clusters import Scatter, Uncertainty, settled
from daylight.model.courts.decisions import DECIDES, FEWEST, JUDGES, SET_BY_OTHERS
from daylight.model.crosstab import GROUP, codes, group_quantity
from daylight.model.intervals import log_wald, two_sided_p
from daylight.model.method import Method, Needs
from daylight.model.too_few import too_few
from daylight.schema.vocabulary import UNKNOWN

RATIO = group_quantity("sentence_length_ratio", Scale.RATIO, unit="prison terms")
MONTHS = "month_hundredths"
HUNDREDTHS = 100
CAP = 470.0
"""The most months that federal files hold: a term at it may be any longer one, or life."""
MOST_VALUES = 400
"""Values of one control, beyond which too few terms are left of each."""

PLACES = ("district", "judge_id")
"""Controls that come last: among like cases, then among like cases of one court."""


class Terms(NamedTuple):
    """(N,) log months, how many terms, and which rows they are of the cells."""

    y: Array
    w: Array
    rows: IntArray


class Design(NamedTuple):
    """(N, P) columns of one model: groups first, then a column for each value of each control."""

    X: sparse.csr_matrix
    groups: tuple[str, ...]


class LengthFit(NamedTuple):
    """(P,) coefficients, (P, P) cross products and (P,) with the outcome, and what is left."""

    beta: Array
    XtX: Array
    Xty: Array
    sigma2: float


def run(
    cells: Cells, *, level: float = 0.95, reference: str = "white", cap: float = CAP
) -> Outcome:
    """Ratio of prison terms between groups: crude, within the controls, and within courts as well.

    Estimand: exp of the mean difference of log months between people of a group and of the
    reference who were sent to prison, at equal controls.
    Method: least squares of log months on groups and a column for every value of every other key,
    terms of one judge, district or person going together (delete-one jackknife); the second part of
    a two-part model, so it conditions on having been sent to prison. Terms at the cap stand at it.
    Refuses: no reference group, or fewer than 30 terms of it.
    Reference: United States Sentencing Commission (2023), Demographic Differences in Federal
    Sentencing, for the two parts; Bell & McCaffrey (2002) for the errors.
    """
    if not pa.types.is_integer(cells.table[MONTHS].type):
        return Refusal(code="months-not-numbers", facts={"column": MONTHS})
    controls = [name for name in cells.by if name not in (GROUP, MONTHS)]
    terms = _complete(cells, _terms(cells, cap), controls)
    group, names = _group(cells, terms)
    sizes = {str(name): float(terms.w[group == i].sum()) for i, name in enumerate(names)}
    compared = [n for n, size in sizes.items() if n not in (reference, UNKNOWN) and size >= FEWEST]
    if sizes.get(reference, 0) < FEWEST or not compared:
        return too_few("too-few-prison-terms", FEWEST, reference, sizes)
    if too_many := [name for name in controls if _values(cells, terms, name) > MOST_VALUES]:
        return Refusal(
            code="control-with-too-many-values",
            facts={
                "most": MOST_VALUES,
                "controls": tuple(too_many),
                "values": tuple(_values(cells, terms, name) for name in too_many),
            },
        )
    asked = AskedLengths(cells, terms, reference, tuple(compared), level)
    found = [one for of in _models(controls) for one in _estimates(asked, of)]
    return Result(
        estimates=tuple(found),
        facts=AdjustedFor(factors=tuple(controls)),
        diagnostics={"terms": int(terms.w.sum()), "controls": ", ".join(controls)},
        notes=tuple(_notes(cells, terms, controls, cap)),
    )


class AskedLengths(NamedTuple):
    """What every model is made from."""

    cells: Cells
    terms: Terms
    reference: str
    compared: tuple[str, ...]
    level: float


def _terms(cells: Cells, cap: float) -> Terms:
    months = cells.counts(MONTHS) / HUNDREDTHS
    rows = np.flatnonzero((months > 0) & (months <= cap)).astype(np.int64)
    return Terms(np.log(months[rows]), cells.counts("cases")[rows], rows)


def _values(cells: Cells, terms: Terms, name: str) -> int:
    return len(np.unique(codes(cells, name)[0][terms.rows]))


def _group(cells: Cells, terms: Terms) -> tuple[IntArray, list[str]]:
    number, names = codes(cells, GROUP)
    return number[terms.rows], [str(name) for name in names]


def _models(controls: Sequence[str]) -> list[tuple[str, ...]]:
    """No control; all but courts and judges; all."""
    like = tuple(name for name in controls if name not in PLACES)
    return list(dict.fromkeys([(), like, tuple(controls)]))


def _estimates(asked: AskedLengths, controls: tuple[str, ...]) -> Iterator[Estimate]:
    terms = asked.terms
    design = _design(asked.cells, terms, asked.reference, controls)
    fit = _fit(design.X, terms)
    model_cov = fit.sigma2 * np.linalg.pinv(fit.XtX)
    scatters = list(_scatters(asked, design, fit))
    variant = "crude" if not controls else f"within {', '.join(controls)}"
    for at, group in enumerate(design.groups):
        if group not in asked.compared:
            continue
        place = 1 + at
        se = float(np.sqrt(model_cov[place, place]))
        own = [Scatter.of(key, without[:, place], largest) for key, without, largest in scatters]
        known: Uncertainty = settled(own, se, DECIDES)
        beta = float(fit.beta[place])
        p = known.p(beta, two_sided_p(beta / se))
        ratio = log_wald(float(np.exp(beta)), known.se, level=asked.level, df=known.df)
        yield ratio.estimate(
            RATIO,
            n=float(terms.w.sum()),
            keys={GROUP: group},
            compared_with=asked.reference,
            variant=variant,
            p_value=p,
            basis=known.basis,
        )


def _complete(cells: Cells, terms: Terms, controls: Sequence[str]) -> Terms:
    """Terms whose group and every control is recorded, so that every model has the same ones."""
    kept = np.ones(len(terms.rows), dtype=bool)
    for name in (GROUP, *controls):
        number, values = codes(cells, name)
        blank = [i for i, value in enumerate(values) if value in (UNKNOWN, None)]
        kept &= ~np.isin(number[terms.rows], blank)
    return Terms(terms.y[kept], terms.w[kept], terms.rows[kept])


def _design(cells: Cells, terms: Terms, reference: str, controls: tuple[str, ...]) -> Design:
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
    return Design(sparse.hstack(blocks, format="csr"), groups)


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
    df = max(float(terms.w.sum()) - np.linalg.matrix_rank(XtX), 1.0)
    return LengthFit(beta, XtX, Xty, float((terms.w * left**2).sum()) / df)


def _solved(XtX: Array, Xty: Array) -> Array:
    return np.asarray(np.linalg.lstsq(XtX, Xty, rcond=None)[0])


class Whose(NamedTuple):
    """One way in which terms go together: (M,) cluster, row of the design, and how many."""

    key: str
    cluster: IntArray
    at: IntArray
    w: Array


def _together(asked: AskedLengths) -> Iterator[Whose]:
    """Every way; courts and judges among the controls are clusters all the same."""
    terms = asked.terms
    place = np.full(len(asked.cells), -1, dtype=np.int64)
    place[terms.rows] = np.arange(len(terms.rows))
    for name in (name for name in PLACES if name in asked.cells.by):
        number, values = codes(asked.cells, name)
        if len(values) > SINGLE * terms.w.sum():
            continue
        yield Whose(name, number[terms.rows], np.arange(len(terms.rows)), terms.w)
    for one in asked.cells.clusterings:
        if not one.is_telling:
            continue
        at = place[cell_of(asked.cells, one.cells)]
        cluster = one.cells.counts(CLUSTER).astype(np.int64)
        used = (at >= 0) & (cluster >= 0)
        yield Whose(one.key, cluster[used], at[used], one.cells.counts("cases")[used])


def _scatters(
    asked: AskedLengths, design: Design, fit: LengthFit
) -> Iterator[tuple[str, Array, float]]:
    """Each key → (G, P) coefficients without each of its clusters, and the largest share of one."""
    y = asked.terms.y
    for one in _together(asked):
        without, sizes = [], []
        for number in np.unique(one.cluster):
            mine = one.cluster == number
            X, own = design.X[one.at[mine]], one.w[mine]
            weighted = X.multiply(own[:, None]).tocsr()
            XtX = fit.XtX - np.asarray((X.T @ weighted).todense())
            without.append(_solved(XtX, fit.Xty - np.asarray(weighted.T @ y[one.at[mine]])))
            sizes.append(own.sum())
        if without:
            yield one.key, np.array(without), float(max(sizes) / asked.terms.w.sum())


def _notes(cells: Cells, terms: Terms, controls: Sequence[str], cap: float) -> Iterator[Note]:
    yield Note(code="given-prison")
    charged = tuple(name for name in controls if name in SET_BY_OTHERS)
    if charged:
        yield Note(code="given-the-charge", facts={"keys": charged})
    at_cap = float(terms.w[np.isclose(terms.y, np.log(cap))].sum())
    if at_cap:
        yield Note(code="at-the-cap", facts={"terms": int(at_cap), "cap": cap})
    lost = float(cells.total("cases")) - float(terms.w.sum())
    if lost:
        yield Note(code="no-length", facts={"cases": int(lost)})


METHOD = Method(
    name="sentence-length",
    needs=Needs(reduction="sentences", by=(GROUP, MONTHS), measures=("cases",), clusters=JUDGES),
    run=run,
    quantities=(RATIO,),
    basis=INDEPENDENT,
    refuses_when="fewer than 30 prison terms of the reference group are given",
    assumptions=(
        "a row is a case and not a charge",
        "the controls multiply terms alike for every group",
        "those who were sent to prison are alike in what the file does not hold",
    ),
    overturned_by=(
        "whom a court sends to prison at all: the terms of borderline cases are short",
        "charging that differs between groups, where the charge is held equal",
        "terms cut off at the most that the file holds",
    ),
    cannot_say=("why terms differ", "anything about people who were not sent to prison"),
    reference="United States Sentencing Commission (2023); Bell & McCaffrey (2002)",
)
