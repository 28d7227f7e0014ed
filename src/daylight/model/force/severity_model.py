"""Severity compared between groups with the proportional-odds model, on counts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from scipy import optimize, special

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT
from daylight.data.facts.force import SeverityFacts
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.crosstab import GROUP, joint_codes
from daylight.model.force.intervals import log_normal
from daylight.model.method import Method, Needs

MIN_PEOPLE = 50
"""People of a group below which nothing is said of it."""

NAME = "force-severity"

SEVERITY_ODDS_RATIO = Quantity(
    name="severity_odds_ratio",
    scale=Scale.ODDS_RATIO,
    about=About.GROUP,
    unit="people with force",
    keys=(GROUP,),
)
ODDS_RATIO_ABOVE = replace(
    SEVERITY_ODDS_RATIO, name="odds_ratio_above", keys=(GROUP, "above_level")
)


@dataclass(frozen=True, slots=True)
class OrdinalFit:
    """Thresholds `theta`, slopes `beta`, their covariance, and the log-likelihood."""

    theta: Array
    beta: Array
    covariance: Array
    log_likelihood: float
    converged: bool


def proportional_odds(X: Array, Y: Array) -> OrdinalFit:
    """Cumulative logit model with common slopes, fitted to counts.

    Estimand: β, the log odds ratio of being above any given level.
    Method: maximum likelihood by BFGS with the analytic gradient; covariance from the expected
    information.
    Refuses: never; `converged` says whether the gradient vanished.
    Reference: McCullagh (1980) JRSS B 42:109-142.

    Parameters
    ----------
    X
        (R, P) covariates of each row of counts.
    Y
        (R, J) counts by level, least to most severe.
    """
    J, P = Y.shape[1], X.shape[1]
    share = np.cumsum(Y.sum(axis=0))[:-1] / Y.sum()
    start = np.concatenate([_to_free(special.logit(share)), np.zeros(P)])
    scale = Y.sum()

    def objective(free: Array) -> tuple[float, Array]:
        value, gradient = _negative(free, X, Y)
        return value / scale, gradient / scale

    found = optimize.minimize(
        objective, start, jac=True, method="BFGS", options={"gtol": 1e-8, "maxiter": 500}
    )
    theta, beta = _from_free(found.x[: J - 1]), found.x[J - 1 :]
    information = _information(theta, beta, X, Y.sum(axis=1))
    converged = bool(np.abs(found.jac).max() < 1e-5) and np.linalg.cond(information) < 1e12
    covariance: Array = np.full((J - 1 + P,) * 2, np.nan)
    if converged:
        covariance = np.asarray(np.linalg.inv(information), dtype=np.float64)
    return OrdinalFit(theta, beta, covariance, float(-found.fun * scale), converged)


def _to_free(theta: Array) -> Array:
    """Increasing thresholds as free numbers: the first, then the logs of the steps."""
    return np.concatenate([theta[:1], np.log(np.diff(theta))])


def _from_free(free: Array) -> Array:
    thresholds: Array = np.cumsum(np.concatenate([free[:1], np.exp(free[1:])]))
    return thresholds


def _probabilities(theta: Array, eta: Array) -> tuple[Array, Array]:
    """Cumulative logistic (R, J + 1) with its ends, and the probabilities of levels (R, J)."""
    inner = special.expit(theta[None, :] - eta[:, None])
    ends = np.ones((len(eta), 1))
    cumulative = np.hstack([0 * ends, inner, ends])
    return cumulative, np.maximum(np.diff(cumulative, axis=1), 1e-300)


def _negative(free: Array, X: Array, Y: Array) -> tuple[float, Array]:
    """Minus the log-likelihood and its gradient in the free parameters."""
    k = Y.shape[1] - 1
    theta, beta = _from_free(free[:k]), free[k:]
    cumulative, p = _probabilities(theta, X @ beta)
    density = cumulative * (1 - cumulative)
    ratio = Y / p
    by_theta = (ratio[:, :-1] - ratio[:, 1:]) * density[:, 1:-1]
    by_eta = -(ratio * (density[:, 1:] - density[:, :-1])).sum(axis=1)
    theta_gradient = by_theta.sum(axis=0)
    steps = np.cumsum(theta_gradient[::-1])[::-1]
    free_gradient = np.concatenate([steps[:1], steps[1:] * np.exp(free[1:k])])
    return float(-(Y * np.log(p)).sum()), -np.concatenate([free_gradient, X.T @ by_eta])


def _information(theta: Array, beta: Array, X: Array, n: Array) -> Array:
    """Expected information for thresholds and slopes: Σ n Σ_j d_j d_jᵀ / p_j."""
    cumulative, p = _probabilities(theta, X @ beta)
    density = cumulative * (1 - cumulative)
    R, J = p.shape
    k, P = J - 1, X.shape[1]
    d = np.zeros((R, J, k + P))
    for j in range(k):
        d[:, j, j] += density[:, j + 1]
        d[:, j + 1, j] -= density[:, j + 1]
    d[:, :, k:] = -(density[:, 1:] - density[:, :-1])[:, :, None] * X[:, None, :]
    information: Array = np.einsum("r,rja,rjb,rj->ab", n, d, d, 1 / p)
    return information


def force_severity(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    scale: str = "severity_four",
    measure: str = "people",
) -> Outcome:
    """Odds of more severe force, between groups, with the other keys held fixed.

    Estimand: the common odds ratio of being above any given level, among people with force.
    Method: proportional-odds model on counts, with an indicator for every stratum of the other
    keys; beside it the crude odds ratio at every cut, and a test that they are one.
    Refuses: fewer than 50 people of a group, fewer than two levels in use, or a fit
    that does not converge.
    Reference: McCullagh (1980) JRSS B 42:109-142.
    """
    known = cells.without_unknown(scale, GROUP)
    levels = [v for v in known.values(scale) if known.pick(**{scale: v}).total(measure)]
    people = {g: known.pick(**{GROUP: g}).total(measure) for g in known.values(GROUP)}
    groups = [g for g, n in people.items() if n >= MIN_PEOPLE and g != reference]
    if len(levels) < 2 or people.get(reference, 0) < MIN_PEOPLE or not groups:
        return _refused(people, len(levels))
    known = known.pick(**{GROUP: (*groups, reference)})
    X, Y, strata = _design(known, groups, scale, levels, measure)
    if not strata:
        return _refused(people, len(levels))
    fit = proportional_odds(X, Y)
    if not fit.converged:
        return Refusal(
            reason="the proportional-odds model did not converge",
            needed="fewer strata, or more people in each",
            found=f"{int(Y.sum())} people in {strata} strata",
        )
    k = len(levels) - 1
    estimates: list[Estimate] = []
    cut_by_group: dict[str, list[Estimate]] = {}
    above = Above(known, scale, levels, measure)
    for i, group in enumerate(groups):
        variance = float(fit.covariance[k + i, k + i])
        found, p = log_normal(float(np.exp(fit.beta[i])), variance, level=level)
        about = {"keys": {GROUP: group}, "compared_with": reference}
        n = people[group] + people[reference]
        estimates.append(found.estimate(SEVERITY_ODDS_RATIO, n=n, p_value=p, **about))
        cut_by_group[group] = _cuts(above, group, reference, level)
        estimates += cut_by_group[group]
    within = tuple(name for name in cells.by if name not in (GROUP, scale))
    disagreement = tuple(group for group, cuts in cut_by_group.items() if _disagree(cuts))
    blank = 1 - known.total(measure) / max(cells.total(measure), 1)
    return Result(
        estimates=tuple(estimates),
        diagnostics={
            "scale": scale,
            "levels": ", ".join(map(str, levels)),
            "adjusted_for": ", ".join(within),
            "strata": strata,
            "left_out_share": blank,
            "cuts_differ": ", ".join(disagreement),
            "log_likelihood": fit.log_likelihood,
        },
        facts=SeverityFacts(factors=within, cuts_differ=disagreement),
        notes=_notes(scale, disagreement),
    )


def _design(
    known: Cells, groups: list[str], scale: str, levels: list[str], measure: str
) -> tuple[Array, Array, int]:
    """Rows of counts by group and stratum: group indicators, then stratum indicators."""
    within = [name for name in known.by if name not in (GROUP, scale)]
    code, tuples = joint_codes(known, [GROUP, *within])
    Y = np.zeros((len(tuples), len(levels)))
    place = {value: j for j, value in enumerate(levels)}
    for row, value, n in zip(code, known.keys(scale), known.counts(measure), strict=True):
        if value in place:
            Y[row, place[value]] += n
    strata = sorted({t[1:] for t in tuples}, key=str)
    rows = {s: [i for i, t in enumerate(tuples) if t[1:] == s and Y[i].sum()] for s in strata}
    used = [s for s in strata if _informs(Y[rows[s]])]
    columns = [[float(t[0] == g) for t in tuples] for g in groups]
    columns += [[float(t[1:] == s) for t in tuples] for s in used[1:]]
    keep = sorted(i for s in used for i in rows[s])
    return np.array(columns).T[keep], Y[keep], len(used)


def _informs(counts: Array) -> bool:
    """Whether a stratum holds two groups and two levels; others say nothing of a comparison."""
    return len(counts) > 1 and int((counts.sum(axis=0) > 0).sum()) > 1


class Above(NamedTuple):
    """People by level of a scale, to be cut in two."""

    known: Cells
    scale: str
    levels: list[str]
    measure: str

    def split(self, group: str, cut: int) -> tuple[float, float]:
        """People of a group above a cut, and at or below it."""
        part = self.known.pick(**{GROUP: group})
        above = part.pick(**{self.scale: self.levels[cut:]}).total(self.measure)
        return above, part.pick(**{self.scale: self.levels[:cut]}).total(self.measure)


def _cuts(above: Above, group: str, reference: str, level: float) -> list[Estimate]:
    """Crude odds ratio of being above each cut."""
    found = []
    for cut in range(1, len(above.levels)):
        a, b = above.split(group, cut)
        c, d = above.split(reference, cut)
        if min(a, b, c, d) < 5:
            continue
        interval, p = log_normal((a / b) / (c / d), 1 / a + 1 / b + 1 / c + 1 / d, level=level)
        found.append(
            interval.estimate(
                ODDS_RATIO_ABOVE,
                n=a + b + c + d,
                keys={GROUP: group, "above_level": above.levels[cut - 1]},
                compared_with=reference,
                p_value=p,
            )
        )
    return found


def _disagree(cuts: list[Estimate]) -> bool:
    """Whether odds ratios at different cuts do not have overlapping intervals."""
    return bool(cuts) and max(e.low for e in cuts) > min(e.high for e in cuts)


def _refused(people: dict[str, float], levels: int) -> Refusal:
    found = ", ".join(f"{g}: {n:.0f}" for g, n in people.items())
    return Refusal(
        reason="too few people or levels to compare severity",
        needed=f"two levels in use and {MIN_PEOPLE} people in two groups",
        found=f"{levels} levels; {found or 'nobody'}",
    )


def _notes(scale: str, disagreement: tuple[str, ...]) -> tuple[Note, ...]:
    notes = [Note(code="scale-is-declared", facts={"scale": scale}), Note(code="given-force")]
    if disagreement:
        notes.append(Note(code="non-proportional", facts={"groups": disagreement}))
    return tuple(notes)


def force_severity_three(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    measure: str = "people",
) -> Outcome:
    """The same on the three-level scale of consent decrees; see `force_severity`."""
    return force_severity(
        cells,
        level=level,
        reference=reference,
        scale="severity_three",
        measure=measure,
    )


def _method(name: str, scale: str, run: Callable[..., Outcome]) -> Method:
    return Method(
        name=name,
        needs=Needs(
            reduction="force",
            by=("subject_race", scale),
            measures=("people",),
            optional_by=("resistance", "district", "year", "subject_armed", "contact_reason"),
        ),
        run=run,
        quantities=(SEVERITY_ODDS_RATIO, ODDS_RATIO_ABOVE),
        basis=INDEPENDENT,
        refuses_when="a group has fewer than 50 people with force, or only one level is in use",
        assumptions=(
            "the declared scale orders kinds of force rightly",
            "the odds ratio is the same at every cut of the scale",
        ),
        overturned_by=(
            "a different declared scale",
            "recorded resistance or weapons that were not held fixed",
        ),
        cannot_say=(
            "whether force was used more often on one group",
            "whether it was necessary",
        ),
        reference="McCullagh (1980) Journal of the Royal Statistical Society B 42:109-142",
    )


METHODS = (
    _method(NAME, "severity_four", force_severity),
    _method(f"{NAME}-three-levels", "severity_three", force_severity_three),
)
