"""How strong an unrecorded circumstance would have to be to explain a difference in searches."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from scipy import optimize

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array
from daylight.model.crosstab import GROUP, Crosstab, crosstab, no_reference
from daylight.model.intervals import normal_quantile
from daylight.model.method import Method, Needs
from daylight.model.stops.outcome_rate_adjusted import mantel_haenszel

NAME = "hidden-confounder"
MIN_N = 30
STRENGTHS = (1.5, 2.0, 3.0)
PREVALENCES = (0.2, 0.5)
STRONGEST = 1000.0


def e_value(ratio: float) -> float:
    """The least strength, as a risk ratio with both group and outcome, that explains a ratio.

    VanderWeele & Ding (2017): RR + √(RR (RR − 1)); a ratio below one is inverted first.
    """
    rr = 1 / ratio if ratio < 1 else ratio
    return float(rr + np.sqrt(rr * (rr - 1)))


def solve_intercept(lhs: Array | float, delta: float, q: Array | float) -> Array:
    """θ with lhs = q (1 − expit(θ + δ)) + (1 − q) (1 − expit θ).

    The mean over a hidden binary circumstance of prevalence q, which adds δ to a logit, must be
    the observed share 1 − lhs. With w = e^θ this is the positive root of
    a w² + b w + c = 0, a = lhs e^δ, b = (lhs − q') e^δ + lhs − 1 + q', c = lhs − 1, q' = 1 − q.

    Rosenbaum & Rubin (1983), JRSS B 45:212-218, eq. 3.
    """
    lhs, q = np.asarray(lhs, float), np.asarray(q, float)
    rise = np.exp(delta)
    a = lhs * rise
    b = (lhs - (1 - q)) * rise + lhs - q
    c = lhs - 1
    return np.asarray(np.log((-b + np.sqrt(b * b - 4 * a * c)) / (2 * a)))


def confounded_difference(
    a: Array,
    n1: Array,
    c: Array,
    n0: Array,
    *,
    q: float,
    to_group: float,
    to_event: float,
) -> float:
    """The difference of risks, over all stops, were there such a hidden circumstance.

    Parameters
    ----------
    q
        Its prevalence.
    to_group, to_event
        What it adds to the log-odds of being of the group, and of the event.
    """
    risks = confounded_risks(a, n1, c, n0, q=q, to_group=to_group, to_event=to_event)
    total = n1 + n0
    return float(((risks[0] - risks[1]) * total).sum() / total.sum())


def confounded_risks(
    a: Array, n1: Array, c: Array, n0: Array, *, q: float, to_group: float, to_event: float
) -> tuple[Array, Array]:
    """The risks of the group and of the reference, stratum by stratum, over all its stops."""
    share = n1 / (n1 + n0)
    gamma = solve_intercept(1 - share, to_group, q)
    given_1 = q * _expit(gamma + to_group) / share
    given_0 = q * (1 - _expit(gamma + to_group)) / (1 - share)
    risks = []
    for events, trials, prevalence in ((a, n1, given_1), (c, n0, given_0)):
        observed = np.clip((events + 1e-9) / (trials + 2e-9), 1e-9, 1 - 1e-9)
        beta = solve_intercept(1 - observed, to_event, prevalence)
        risks.append((1 - q) * _expit(beta) + q * _expit(beta + to_event))
    return risks[0], risks[1]


def confounded_variance(
    a: Array, n1: Array, c: Array, n0: Array, *, q: float, to_group: float, to_event: float
) -> float:
    """Variance of `confounded_difference` when searches are drawn and stops are given.

    The risk of a stratum answers to its own searches only, so half a search more and less gives
    each slope; half a search is added to each side of a share for its variance.
    """
    shape = {"q": q, "to_group": to_group, "to_event": to_event}
    more = np.minimum(a + 0.5, n1), np.minimum(c + 0.5, n0)
    less = np.maximum(a - 0.5, 0), np.maximum(c - 0.5, 0)
    high = confounded_risks(more[0], n1, more[1], n0, **shape)
    low = confounded_risks(less[0], n1, less[1], n0, **shape)
    weight = (n1 + n0) / (n1 + n0).sum()
    variance = 0.0
    for i, (events, trials) in enumerate(((a, n1), (c, n0))):
        slope = (high[i] - low[i]) / (more[i] - less[i])
        rate = (events + 0.5) / (trials + 1)
        variance += float((weight**2 * slope**2 * trials * rate * (1 - rate)).sum())
    return variance


def _expit(x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-x)))


def hidden_confounder(
    cells: Cells, *, level: float = 0.95, reference: str = "white", min_n: int = MIN_N
) -> Outcome:
    """E-values of the search-rate ratio, and the difference under hidden circumstances.

    Estimand: (1) the strength of association, with group and search alike, that would bring the
    Mantel–Haenszel ratio, or its nearer limit, to one; (2) the difference in search rates,
    standardised to all stops, under a hidden binary circumstance of given prevalence and strength;
    (3) the strength at which that difference is gone.
    Method: VanderWeele & Ding's formula; Rosenbaum & Rubin's, stratum by stratum, with intervals
    by the delta method that take the stops and the hidden circumstance as given.
    Refuses: no reference group, or fewer than `min_n` stops of a group in shared strata.
    Reference: VanderWeele & Ding (2017), Annals of Internal Medicine 167:268-274; Rosenbaum &
    Rubin (1983), JRSS B 45:212-218.
    """
    table = crosstab(cells)
    if refusal := no_reference(NAME, table, reference, cells):
        return refusal
    found = [
        estimate
        for group in table.compared(reference)
        for estimate in _group(table, group, reference, level, min_n)
    ]
    if not found:
        return Refusal(
            method=NAME,
            reason="too few stops in strata that both groups share",
            needed=f"{min_n} stops and a search of each group",
            found="fewer",
            provenance=cells.provenance,
        )
    return Result(
        method=NAME,
        estimates=tuple(found),
        level=level,
        reference=reference,
        diagnostics={"adjusted_for": ", ".join(table.within), "strata": len(table.strata)},
        notes=(PREVALENCE,),
        provenance=cells.provenance,
    )


def _counts(table: Crosstab, group: str) -> tuple[Array, Array]:
    n = table.of("stops", group)
    if "searches_unknown" in table.counts:
        n = n - table.of("searches_unknown", group)
    return table.of("searches", group), n


def _group(
    table: Crosstab, group: str, reference: str, level: float, min_n: int
) -> Iterator[Estimate]:
    (a, n1), (c, n0) = _counts(table, group), _counts(table, reference)
    shared = (n1 > 0) & (n0 > 0)
    a, n1, c, n0 = a[shared], n1[shared], c[shared], n0[shared]
    pooled = mantel_haenszel(a, n1, c, n0)
    if n1.sum() < min_n or not np.isfinite(pooled.log_ratio_variance) or pooled.ratio <= 0:
        return
    n = int(n1.sum() + n0.sum())
    spread = np.exp(normal_quantile(level) * np.sqrt(pooled.log_ratio_variance))
    low, high = pooled.ratio / spread, pooled.ratio * spread
    nearer = 1.0 if low <= 1 <= high else min((low, high), key=lambda v: abs(np.log(v)))

    def estimate(name: str, value: float, scale: Scale, stratum: str = "all") -> Estimate:
        return untyped(
            name=name,
            group=group,
            reference=reference,
            stratum=stratum,
            value=value,
            low=float("nan"),
            high=float("nan"),
            level=level,
            scale=scale,
            n=n,
        )

    yield untyped(
        name="search_rate_ratio_adjusted",
        group=group,
        reference=reference,
        value=pooled.ratio,
        low=float(low),
        high=float(high),
        level=level,
        scale=Scale.RATIO,
        n=n,
        p_value=pooled.p,
    )
    yield estimate("e_value", e_value(pooled.ratio), Scale.RATIO)
    yield estimate("e_value_of_nearer_limit", e_value(float(nearer)), Scale.RATIO)

    def shape(strength: float, q: float) -> dict[str, float]:
        size = float(np.log(strength))
        return {"q": q, "to_group": size if pooled.ratio > 1 else -size, "to_event": size}

    def difference(strength: float, q: float) -> float:
        return confounded_difference(a, n1, c, n0, **shape(strength, q))

    def with_interval(name: str, strength: float, q: float, stratum: str) -> Estimate:
        value = difference(strength, q)
        variance = confounded_variance(a, n1, c, n0, **shape(strength, q))
        half = normal_quantile(level) * float(np.sqrt(variance))
        return replace(
            estimate(name, value, Scale.DIFFERENCE, stratum), low=value - half, high=value + half
        )

    yield with_interval("search_rate_difference_standardised", 1.0, 0.5, "all")
    for q in PREVALENCES:
        for strength in STRENGTHS:
            stratum = f"odds times {strength:g}, prevalence {100 * q:.0f} %"
            yield with_interval("search_rate_difference_if_confounded", strength, q, stratum)
    tipping = _tipping(difference, difference(1.0, 0.5))
    yield estimate("tipping_odds_ratio", tipping, Scale.ODDS_RATIO)


def _tipping(difference: Callable[[float, float], float], plain: float) -> float:
    """Strength at which the difference is gone, prevalence one half; infinity beyond 1,000."""
    if difference(STRONGEST, 0.5) * plain > 0:
        return float("inf")
    root = optimize.brentq(lambda log: difference(np.exp(log), 0.5), 0.0, np.log(STRONGEST))
    return float(np.exp(root))


PREVALENCE = Note(
    code="strength-only",
    text="These numbers say how strong a hidden circumstance would have to be, not whether there "
    "is one. E-values take the hidden circumstance at its most harmful prevalence.",
)

METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="searches",
        by=(GROUP,),
        measures=("stops", "searches"),
        optional_by=("district", "day_part", "stop_reason", "year"),
        optional_measures=("searches_unknown",),
    ),
    run=hidden_confounder,
    refuses_when="fewer than 30 stops of a group share strata with the reference",
    assumptions=("the hidden circumstance acts alike in all strata",),
    overturned_by=("a recorded circumstance of that strength, once it is included",),
    cannot_say=("whether such a circumstance exists",),
    reference="VanderWeele & Ding (2017), Annals of Internal Medicine 167:268-274; Rosenbaum & "
    "Rubin (1983), Journal of the Royal Statistical Society B 45:212-218",
)
