"""Whether people of equal risk are searched equally often: regression on risk alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import FIXED, INDEPENDENT
from daylight.data.quantity import Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array, Mask
from daylight.model.clustered_rates import CLUSTERS
from daylight.model.crosstab import (
    GROUP,
    Crosstab,
    Whom,
    against,
    codes,
    crosstab,
    group_quantity,
    one_group_only,
)
from daylight.model.intervals import Interval, two_sided_p, wald
from daylight.model.method import Method, Needs
from daylight.model.searches.risk_clusters import Decisions, with_error_of_risk
from daylight.schema.vocabulary import UNKNOWN

FEWEST_SEARCHES = 100
EPSILONS = (0.002, 0.005, 0.01, 0.02)
STEPS = 200
PENALTY = 1.0

AT_EQUAL_RISK = group_quantity("search_rate_difference_at_equal_risk", Scale.DIFFERENCE)
BOUNDS = replace(
    AT_EQUAL_RISK,
    name="search_rate_difference_at_equal_risk_bounds",
    keys=(GROUP, "risk_error"),
    is_bound=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Atoms:
    """People of one group, one set of features and one decision, with their estimated risk.

    Parameters
    ----------
    w
        (A,) how many.
    a
        (A,) 1 where they were searched.
    g
        (A,) 1 for the group, 0 for the reference.
    r
        (A,) estimated chance that a search would find contraband.
    error
        (A, K) how the risks move with one standard error of each direction of the risk model;
        None where the risks are known.
    """

    w: Array
    a: Array
    g: Array
    r: Array
    error: Array | None = None


def risk_adjusted(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    epsilons: tuple[float, ...] = EPSILONS,
) -> Outcome:
    """Difference in search rates between groups at equal estimated risk.

    Estimand: the coefficient of group in a linear regression of the decision to search on group
    and the chance that a search finds contraband.
    Method: risk from a ridge-penalised logit of hit on all other keys and group, fitted to
    searches; then least squares with robust errors or those of officers and days, whichever are
    larger, to which the error of the estimated risk is added (delta method). Sensitivity: the
    range the coefficient can be moved to by risks that differ from the estimated ones by at most ε
    on average, found by conditional gradients and cut at ±1.
    Refuses: no key besides group, fewer than 100 searches of known outcome in two groups, or a
    difference beyond 100 points, which no difference of shares can be.
    Reference: Jung, Corbett-Davies, Gaebler, Shroff & Goel (2018), arXiv 1809.05651.
    """
    table = crosstab(cells, within=())
    if refusal := one_group_only(table, reference):
        return refusal
    known = _known_searches(table, reference)
    if len(cells.by) < 2 or reference not in known or len(known) < 2:
        return Refusal(
            code="too-little-to-estimate-risk",
            facts={
                "least": FEWEST_SEARCHES,
                "reference": reference,
                "keys": tuple(cells.by),
                "groups": tuple(known),
            },
        )
    people = _people(cells, known)
    compared = {group: _atoms(people, group, reference) for group in known if group != reference}
    if beyond := [group for group, atoms in compared.items() if abs(coefficient(atoms)) > 1]:
        return Refusal(code="straight-line-fails", facts={"groups": tuple(beyond)})
    return Result(
        estimates=tuple(
            estimate
            for group, atoms in compared.items()
            for estimate in _estimates(
                atoms, people.decisions(cells, against(group, reference)), level, epsilons
            )
        ),
        diagnostics={
            "risk_from": ", ".join(cells.by),
            "auc": _auc(people),
            "searches": int(people.searched.sum()),
        },
        notes=(Note(code="risk-from-searches"),),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Cells of the compared groups with their estimated risk."""

    kept: Mask
    group: tuple[str, ...]
    searched: Array
    not_searched: Array
    hits: Array
    misses: Array
    risk: Array
    error: Array

    def decisions(self, cells: Cells, whom: Whom) -> Decisions:
        """The decisions about a group and the reference, with their officers and days."""
        return Decisions.of(cells, self.kept, self.risk, whom)


def _known_searches(table: Crosstab, reference: str) -> tuple[str, ...]:
    """The groups with searches enough whose outcome is known, the reference first."""
    order = [reference, *(g for g in table.groups if g not in (reference, UNKNOWN))]
    known = {group: table.recorded("searches", "hits_unknown", group).sum() for group in order}
    return tuple(group for group in order if known[group] >= FEWEST_SEARCHES)


def _people(cells: Cells, groups: tuple[str, ...]) -> People:
    number, values = codes(cells, GROUP)
    kept = np.isin(number, [values.index(group) for group in groups])
    searches, hits = cells.counts("searches"), cells.counts("hits")
    blank = cells.counts("hits_unknown") if "hits_unknown" in cells.measures else 0 * hits
    unsaid = cells.counts("searches_unknown") if "searches_unknown" in cells.measures else 0 * hits
    X = np.hstack(
        [np.eye(len(seen))[code] for code, seen in (codes(cells, name) for name in cells.by)]
    )[kept]
    misses = (searches - blank - hits)[kept]
    risk, error = ridge_logit(X, hits[kept], hits[kept] + misses)
    return People(
        kept=kept,
        group=tuple(str(values[i]) for i in number[kept]),
        searched=searches[kept],
        not_searched=(cells.counts("stops") - unsaid - searches)[kept],
        hits=hits[kept],
        misses=misses,
        risk=risk,
        error=error,
    )


def ridge_logit(X: Array, y: Array, n: Array) -> tuple[Array, Array]:
    """Fitted probabilities of a logit whose dummies are drawn to zero (variance one each).

    With them (R, K) how the probabilities move with one standard error of each of K independent
    directions of the coefficients.
    """
    X = np.column_stack([np.ones(len(X)), X])
    ridge = np.full(X.shape[1], PENALTY)
    ridge[0] = 1e-6
    beta = np.zeros(X.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-(X @ beta)))
        bend = (X * (n * p * (1 - p))[:, None]).T @ X + np.diag(ridge)
        step = np.linalg.solve(bend, X.T @ (y - n * p) - ridge * beta)
        beta = beta + step
        if np.abs(step).max() < 1e-10:
            break
    p = np.asarray(1 / (1 + np.exp(-(X @ beta))))
    root = np.linalg.inv(np.linalg.cholesky(bend)).T
    return p, np.asarray((p * (1 - p))[:, None] * (X @ root))


def _auc(people: People) -> float:
    """Chance that a search that found something had the higher estimated risk."""
    order = np.argsort(people.risk, kind="stable")
    hits, misses = people.hits[order], people.misses[order]
    below = np.cumsum(misses) - misses
    return float((hits * (below + misses / 2)).sum() / max(hits.sum() * misses.sum(), 1))


def _atoms(people: People, group: str, reference: str) -> Atoms:
    member = np.array([name in (group, reference) for name in people.group])
    of_group = np.array([name == group for name in people.group], dtype=float)[member]
    w = np.concatenate([people.searched[member], people.not_searched[member]])
    count = int(member.sum())
    atoms = Atoms(
        w=w,
        a=np.repeat([1.0, 0.0], count),
        g=np.tile(of_group, 2),
        r=np.tile(people.risk[member], 2),
        error=np.tile(people.error[member], (2, 1)),
    )
    some = w > 0
    return Atoms(**{name: getattr(atoms, name)[some] for name in ("w", "a", "g", "r", "error")})


def coefficient(atoms: Atoms) -> float:
    """Least-squares coefficient of group in a ~ 1 + g + r."""
    X = np.column_stack([np.ones_like(atoms.g), atoms.g, atoms.r])
    bread = np.linalg.pinv((X * atoms.w[:, None]).T @ X)
    return float((bread @ (X * atoms.w[:, None]).T @ atoms.a)[1])


def variances(atoms: Atoms) -> tuple[float, float]:
    """The coefficient's robust variance, and what the error of the estimated risks adds to it."""
    X = np.column_stack([np.ones_like(atoms.g), atoms.g, atoms.r])
    bread = np.linalg.pinv((X * atoms.w[:, None]).T @ X)
    residual = atoms.a - X @ (bread @ (X * atoms.w[:, None]).T @ atoms.a)
    robust = float((atoms.w * (X @ bread[:, 1] * residual) ** 2).sum())
    if atoms.error is None:
        return robust, 0.0
    return robust, float(((_gradient(atoms, atoms.r) @ atoms.error) ** 2).sum())


def extreme(atoms: Atoms, epsilon: float, sign: float, start: Array) -> tuple[float, Array]:
    """The furthest the coefficient was moved, in one direction, by risks within ε on average.

    Conditional gradients: the best step direction spends the budget where the coefficient answers
    most per person. Every point reached is feasible, so the range is never overstated.
    """
    atoms = replace(atoms, error=None)
    share = atoms.w / atoms.w.sum()
    r = start
    best, at = sign * coefficient(replace(atoms, r=r)), r
    for step in range(STEPS):
        slope = sign * _gradient(atoms, r) / share
        target = atoms.r + _spend(slope, share, atoms.r, epsilon)
        r, moved = _line(atoms, r, target, sign)
        if moved > best + 1e-12:
            best, at = moved, r
        elif step > 10:
            break
    return sign * best, at


def _line(atoms: Atoms, r: Array, target: Array, sign: float) -> tuple[Array, float]:
    tries = [(r + t * (target - r)) for t in (0.01, 0.05, 0.2, 0.5, 1.0)]
    values = [sign * coefficient(replace(atoms, r=point)) for point in tries]
    i = int(np.argmax(values))
    return tries[i], values[i]


def _spend(slope: Array, share: Array, r: Array, epsilon: float) -> Array:
    """Signed changes of risk, largest answers first, until the mean change is ε."""
    room = np.where(slope > 0, 1 - r, r)
    order = np.argsort(-np.abs(slope), kind="stable")
    cost = (room * share)[order]
    left = np.clip(epsilon - (np.cumsum(cost) - cost), 0, cost)
    change = np.zeros_like(r)
    change[order] = left / share[order]
    return np.sign(slope) * change


def _gradient(atoms: Atoms, r: Array) -> Array:
    """Derivative of the group coefficient with respect to each risk.

    With g partialled out, γ = S_ra / S_rr and β = Δa − γ Δr; both follow from group means.
    """
    w, a, g = atoms.w, atoms.a, atoms.g
    of, to = w * g, w * (1 - g)
    mean = [float((v * x).sum() / v.sum()) for v in (of, to) for x in (a, r)]
    inner_a = a - np.where(g == 1, mean[0], mean[2])
    inner_r = r - np.where(g == 1, mean[1], mean[3])
    s_rr, s_ra = float((w * inner_r**2).sum()), float((w * inner_r * inner_a).sum())
    gamma, gap = s_ra / s_rr, mean[1] - mean[3]
    d_gamma = w * (inner_a - 2 * gamma * inner_r) / s_rr
    d_gap = of / of.sum() - to / to.sum()
    return np.asarray(-d_gamma * gap - gamma * d_gap)


def _estimates(
    atoms: Atoms, decided: Decisions, level: float, epsilons: tuple[float, ...]
) -> Iterator[Estimate]:
    yield _difference(atoms, decided, level)
    yield from _ranges(atoms, decided.whom, epsilons)


def _difference(atoms: Atoms, decided: Decisions, level: float) -> Estimate:
    """The difference at equal risk, with the larger of its robust and its clustered error."""
    value = coefficient(atoms)
    robust, of_risk = variances(atoms)
    known = with_error_of_risk(decided.uncertainty(float(np.sqrt(robust))), of_risk)
    p = known.p(value, two_sided_p(value / known.model_se))
    interval = wald(value, known.se, level=level, df=known.df)
    return interval.estimate(
        AT_EQUAL_RISK, n=atoms.w.sum(), p_value=p, basis=known.basis, **decided.whom
    )


def _ranges(atoms: Atoms, whom: Whom, epsilons: tuple[float, ...]) -> Iterator[Estimate]:
    """What risks that differ from the estimated ones could make of the difference."""
    low_at, high_at = atoms.r, atoms.r
    low = high = value = coefficient(atoms)
    about: dict[str, Any] = {"n": atoms.w.sum(), "compared_with": whom["compared_with"]}
    for epsilon in sorted(epsilons):
        reached, low_at = extreme(atoms, epsilon, -1.0, low_at)
        low = max(min(low, reached), -1.0)
        reached, high_at = extreme(atoms, epsilon, 1.0, high_at)
        high = min(max(high, reached), 1.0)
        possible = Interval(*(np.asarray(v) for v in (value, low, high)))
        keys = whom["keys"] | {"risk_error": epsilon}
        yield possible.estimate(BOUNDS, keys=keys, basis=FIXED, **about)


METHOD = Method(
    name="risk-adjusted",
    needs=Needs(
        reduction="searches",
        by=(GROUP,),
        measures=("stops", "searches", "hits"),
        optional_by=("district", "day_part", "stop_reason", "age_group", "subject_sex", "year"),
        optional_measures=("searches_unknown", "hits_unknown"),
        clusters=CLUSTERS,
    ),
    run=risk_adjusted,
    quantities=(AT_EQUAL_RISK, BOUNDS),
    basis=INDEPENDENT,
    refuses_when="fewer than 100 searches of known outcome of two groups, no other key, or a "
    "difference beyond 100 points",
    assumptions=(
        "finding contraband is the only legitimate reason to search",
        "risk is estimated well from what was recorded (see the ranges)",
    ),
    overturned_by=("risks that differ from the estimated ones by as much as the ranges need",),
    cannot_say=("why people of equal estimated risk are searched unequally",),
    reference="Jung, Corbett-Davies, Gaebler, Shroff & Goel (2018), arXiv:1809.05651",
)
