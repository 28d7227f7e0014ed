"""Severity compared between groups with the proportional-odds model, on counts."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy import optimize, special

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.model.arrays import Array
from daylight.model.crosstab import GROUP, joint_codes
from daylight.model.force.tell import log_normal, told
from daylight.model.method import Method, Needs
from daylight.schema.severity import ORDER, SCALES

NAME = "force-severity"


@dataclass(frozen=True, slots=True)
class Fit:
    """Thresholds `theta`, slopes `beta`, their covariance, and the log-likelihood."""

    theta: Array
    beta: Array
    covariance: Array
    log_likelihood: float
    converged: bool


def proportional_odds(X: Array, Y: Array) -> Fit:
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
    return Fit(theta, beta, covariance, float(-found.fun * scale), converged)


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
    minimum_people: int = 50,
) -> Outcome:
    """Odds of more severe force, between groups, with the other keys held fixed.

    Estimand: the common odds ratio of being above any given level, among people with force.
    Method: proportional-odds model on counts, with an indicator for every stratum of the other
    keys; beside it the crude odds ratio at every cut, and a test that they are one.
    Refuses: fewer than `minimum_people` people of a group, fewer than two levels in use, or a fit
    that does not converge.
    Reference: McCullagh (1980) JRSS B 42:109-142.
    """
    known = cells.without_unknown(scale, GROUP)
    levels = [v for v in known.values(scale) if known.pick(**{scale: v}).total(measure)]
    people = {g: known.pick(**{GROUP: g}).total(measure) for g in known.values(GROUP)}
    groups = [g for g, n in people.items() if n >= minimum_people and g != reference]
    if len(levels) < 2 or people.get(reference, 0) < minimum_people or not groups:
        return _refused(cells, minimum_people, people, len(levels))
    known = known.pick(**{GROUP: (*groups, reference)})
    X, Y, strata = _design(known, groups, scale, levels, measure)
    if not strata:
        return _refused(cells, minimum_people, people, len(levels))
    fit = proportional_odds(X, Y)
    if not fit.converged:
        return Refusal(
            method=NAME,
            reason="the proportional-odds model did not converge",
            needed="fewer strata, or more people in each",
            found=f"{int(Y.sum())} people in {strata} strata",
            provenance=cells.provenance,
        )
    k = len(levels) - 1
    estimates: list[Estimate] = []
    for i, group in enumerate(groups):
        variance = float(fit.covariance[k + i, k + i])
        found, p = log_normal(float(np.exp(fit.beta[i])), variance, level=level)
        estimates.append(
            told(
                "severity_odds_ratio",
                group,
                found,
                Scale.ODDS_RATIO,
                people[group] + people[reference],
                level=level,
                reference=reference,
                p_value=p,
            )
        )
        estimates += _cuts(known, group, reference, scale, levels, measure, level)
    within = [name for name in cells.by if name not in (GROUP, scale)]
    disagreement = _disagreement(estimates)
    blank = 1 - known.total(measure) / max(cells.total(measure), 1)
    return Result(
        method=NAME,
        estimates=tuple(estimates),
        level=level,
        reference=reference,
        diagnostics={
            "scale": scale,
            "levels": ", ".join(map(str, levels)),
            "adjusted_for": ", ".join(within),
            "strata": strata,
            "left_out_share": blank,
            "cuts_differ": ", ".join(disagreement),
            "log_likelihood": fit.log_likelihood,
        },
        notes=_notes(scale, disagreement),
        provenance=cells.provenance,
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


def _cuts(
    known: Cells,
    group: str,
    reference: str,
    scale: str,
    levels: list[str],
    measure: str,
    level: float,
) -> list[Estimate]:
    """Crude odds ratio of being above each cut."""
    found = []
    for cut in range(1, len(levels)):
        a, b = _above(known, group, scale, levels, cut, measure)
        c, d = _above(known, reference, scale, levels, cut, measure)
        if min(a, b, c, d) < 5:
            continue
        interval, p = log_normal((a / b) / (c / d), 1 / a + 1 / b + 1 / c + 1 / d, level=level)
        found.append(
            told(
                "odds_ratio_above",
                group,
                interval,
                Scale.ODDS_RATIO,
                a + b + c + d,
                level=level,
                reference=reference,
                stratum=f"above {levels[cut - 1]}",
                p_value=p,
            )
        )
    return found


def _above(
    known: Cells, group: str, scale: str, levels: list[str], cut: int, measure: str
) -> tuple[float, float]:
    part = known.pick(**{GROUP: group})
    above = part.pick(**{scale: levels[cut:]}).total(measure)
    return above, part.pick(**{scale: levels[:cut]}).total(measure)


def _disagreement(estimates: list[Estimate]) -> list[str]:
    """Groups whose odds ratios at different cuts do not have overlapping intervals."""
    found = []
    for group in dict.fromkeys(e.group for e in estimates):
        cuts = [e for e in estimates if e.group == group and e.name == "odds_ratio_above"]
        if cuts and max(e.low for e in cuts) > min(e.high for e in cuts):
            found.append(group)
    return found


def _refused(cells: Cells, minimum: int, people: dict[str, float], levels: int) -> Refusal:
    found = ", ".join(f"{g}: {n:.0f}" for g, n in people.items())
    return Refusal(
        method=NAME,
        reason="too few people or levels to compare severity",
        needed=f"two levels in use and {minimum} people in two groups",
        found=f"{levels} levels; {found or 'nobody'}",
        provenance=cells.provenance,
    )


def _mapping(scale: str) -> str:
    """The declared scale in words: which kinds of force stand on which level."""
    declared = SCALES.get(scale.removeprefix("severity_"))
    if declared is None:
        return ""
    levels = (
        f"{label}: " + ", ".join(k.replace("_", " ") for k in ORDER if declared.levels[k] == level)
        for level, label in enumerate(declared.labels, start=1)
    )
    return f" {'; '.join(levels)}. {declared.source}"


def _notes(scale: str, disagreement: list[str]) -> tuple[Note, ...]:
    notes = [
        Note(
            code="scale-is-declared",
            text="Severity is read off a declared scale; another order of the kinds of force can "
            f"give another answer.{_mapping(scale)}",
        ),
        Note(
            code="given-force",
            text="Everybody compared met force: a group on whom light force is used more readily "
            "looks less severe here.",
        ),
    ]
    if disagreement:
        notes.append(
            Note(
                code="non-proportional",
                text="The odds ratio is not the same at every cut of the scale for "
                f"{', '.join(name.replace('_', ' ') for name in disagreement)}: read the cuts, "
                "not the single number.",
            )
        )
    return tuple(notes)


def force_severity_three(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    measure: str = "people",
    minimum_people: int = 50,
) -> Outcome:
    """The same on the three-level scale of consent decrees; see `force_severity`."""
    outcome = force_severity(
        cells,
        level=level,
        reference=reference,
        scale="severity_three",
        measure=measure,
        minimum_people=minimum_people,
    )
    return replace(outcome, method=f"{NAME}-three-levels")


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
