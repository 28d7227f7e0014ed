"""How strong an unrecorded circumstance would have to be to explain a difference in searches."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from scipy import optimize
from scipy.special import expit

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT
from daylight.data.facts.stops import AdjustedFor
from daylight.data.quantity import Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.clustered_rates import CLUSTERS, MH_DIFFERENCE, stratified_ratio, trials_of
from daylight.model.crosstab import GROUP, Crosstab, crosstab, group_quantity, one_group_only
from daylight.model.events import SEARCHES
from daylight.model.intervals import Interval, no_interval, wald
from daylight.model.mantel_haenszel import mantel_haenszel
from daylight.model.method import Method, Needs

MIN_N = 30
STRENGTHS = (1.5, 2.0, 3.0)
PREVALENCES = (0.2, 0.5)
STRONGEST = 1000.0

RATIO = group_quantity("search_rate_ratio_adjusted", Scale.RATIO)
E_VALUE = replace(RATIO, name="e_value")
NEARER = replace(RATIO, name="e_value_of_nearer_limit")
STANDARDISED = replace(RATIO, name="search_rate_difference_standardised", scale=Scale.DIFFERENCE)
CONFOUNDED = replace(
    STANDARDISED,
    name="search_rate_difference_if_confounded",
    keys=(GROUP, "odds_times", "prevalence"),
)
TIPPING = replace(RATIO, name="tipping_odds_ratio", scale=Scale.ODDS_RATIO)


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


class TwoByTwo(NamedTuple):
    """Searches and stops of the group (a of n1) and of the reference (c of n0), by stratum."""

    a: Array
    n1: Array
    c: Array
    n0: Array

    @property
    def weight(self) -> Array:
        """Share of all stops that each stratum holds."""
        total = self.n1 + self.n0
        return np.asarray(total / total.sum())


class HiddenCircumstance(NamedTuple):
    """A hidden binary circumstance.

    Parameters
    ----------
    q
        Its prevalence.
    to_group, to_event
        What it adds to the log-odds of being of the group, and of the event.
    """

    q: float
    to_group: float
    to_event: float


def confounded_difference(table: TwoByTwo, hidden: HiddenCircumstance) -> float:
    """The difference of risks, over all stops, were there such a hidden circumstance."""
    risks = confounded_risks(table, hidden)
    total = table.n1 + table.n0
    return float(((risks[0] - risks[1]) * total).sum() / total.sum())


def confounded_risks(table: TwoByTwo, hidden: HiddenCircumstance) -> tuple[Array, Array]:
    """The risks of the group and of the reference, stratum by stratum, over all its stops."""
    a, n1, c, n0 = table
    q, to_group, to_event = hidden
    share = n1 / (n1 + n0)
    gamma = solve_intercept(1 - share, to_group, q)
    given_1 = q * expit(gamma + to_group) / share
    given_0 = q * (1 - expit(gamma + to_group)) / (1 - share)
    risks = []
    for events, trials, prevalence in ((a, n1, given_1), (c, n0, given_0)):
        observed = np.clip((events + 1e-9) / (trials + 2e-9), 1e-9, 1 - 1e-9)
        beta = solve_intercept(1 - observed, to_event, prevalence)
        risks.append((1 - q) * expit(beta) + q * expit(beta + to_event))
    return risks[0], risks[1]


def confounded_variance(table: TwoByTwo, hidden: HiddenCircumstance) -> float:
    """Variance of `confounded_difference` when searches are drawn and stops are given.

    The risk of a stratum answers to its own searches only, so half a search more and less gives
    each slope; half a search is added to each side of a share for its variance.
    """
    a, n1, c, n0 = table
    more = np.minimum(a + 0.5, n1), np.minimum(c + 0.5, n0)
    less = np.maximum(a - 0.5, 0), np.maximum(c - 0.5, 0)
    high, low = (confounded_risks(TwoByTwo(x, n1, y, n0), hidden) for x, y in (more, less))
    variance = 0.0
    for i, (events, trials) in enumerate(((a, n1), (c, n0))):
        slope = (high[i] - low[i]) / (more[i] - less[i])
        rate = (events + 0.5) / (trials + 1)
        variance += float((table.weight**2 * slope**2 * trials * rate * (1 - rate)).sum())
    return variance


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
    if refusal := one_group_only(table, reference):
        return refusal
    found = [
        estimate
        for group in table.compared(reference)
        for estimate in _group(table, group, reference, level, min_n)
    ]
    if not found:
        return Refusal(code="too-few-shared-stops", facts={"least": min_n})
    return Result(
        estimates=tuple(found),
        facts=AdjustedFor(factors=table.within),
        diagnostics={"adjusted_for": ", ".join(table.within), "strata": len(table.strata)},
        notes=(Note(code="strength-only"),),
    )


def _group(
    table: Crosstab, group: str, reference: str, level: float, min_n: int
) -> Iterator[Estimate]:
    a, c = table.of("searches", group), table.of("searches", reference)
    n1, n0 = (table.recorded("stops", "searches_unknown", g) for g in (group, reference))
    shared = (n1 > 0) & (n0 > 0)
    counts = TwoByTwo(*(part[shared] for part in (a, n1, c, n0)))
    pooled = mantel_haenszel(*counts)
    n = counts.n1.sum() + counts.n0.sum()
    if counts.n1.sum() < min_n or not np.isfinite(pooled.log_ratio_variance) or pooled.ratio <= 0:
        return
    trials = trials_of(table, SEARCHES, group, reference)
    ratio = stratified_ratio(trials, pooled, level)
    known = trials.uncertainty(MH_DIFFERENCE, float(np.sqrt(pooled.difference_variance)))

    def of(strength: float, q: float) -> HiddenCircumstance:
        size = float(np.log(strength))
        return HiddenCircumstance(q, size if pooled.ratio > 1 else -size, size)

    def difference(strength: float, q: float) -> Interval:
        value = confounded_difference(counts, of(strength, q))
        se = float(np.sqrt(confounded_variance(counts, of(strength, q))))
        wider = known.basis.factor or 1.0  # by as much as officers and days widen the difference
        return wald(value, se * wider, level=level, df=known.df)

    def estimate(quantity: Quantity, interval: Interval, **more: Any) -> Estimate:
        keys = {GROUP: group, **more.pop("keys", {})}
        about = {"basis": known.basis} | more
        return interval.estimate(quantity, n=n, keys=keys, compared_with=reference, **about)

    yield estimate(RATIO, ratio.interval, p_value=ratio.p_value, basis=ratio.basis)
    yield estimate(E_VALUE, no_interval(e_value(pooled.ratio)))
    yield estimate(NEARER, no_interval(e_value(_nearer_limit(ratio.interval))))
    yield estimate(STANDARDISED, difference(1.0, 0.5))
    for q in PREVALENCES:
        for strength in STRENGTHS:
            keys = {"odds_times": strength, "prevalence": q}
            yield estimate(CONFOUNDED, difference(strength, q), keys=keys)
    yield estimate(TIPPING, no_interval(_tipping(counts, of)))


def _nearer_limit(ratio: Interval) -> float:
    """The limit nearer to no difference; 1 where the interval holds that."""
    low, high = float(ratio.low), float(ratio.high)
    return 1.0 if low <= 1 <= high else min((low, high), key=lambda v: abs(np.log(v)))


def _tipping(counts: TwoByTwo, of: Callable[[float, float], HiddenCircumstance]) -> float:
    """Strength at which the difference is gone, prevalence one half; infinity beyond 1,000."""

    def left(log_strength: float) -> float:
        return confounded_difference(counts, of(np.exp(log_strength), 0.5))

    farthest = float(np.log(STRONGEST))
    if left(farthest) * left(0.0) > 0:
        return float("inf")
    return float(np.exp(optimize.brentq(left, 0.0, farthest)))


METHOD = Method(
    name="hidden-confounder",
    needs=Needs(
        reduction="searches",
        by=(GROUP,),
        measures=("stops", "searches"),
        optional_by=("district", "day_part", "stop_reason", "year"),
        optional_measures=("searches_unknown",),
        clusters=CLUSTERS,
    ),
    run=hidden_confounder,
    quantities=(RATIO, E_VALUE, NEARER, STANDARDISED, CONFOUNDED, TIPPING),
    basis=INDEPENDENT,
    refuses_when="fewer than 30 stops of a group were made under circumstances in which the "
    "reference was stopped too",
    assumptions=("the hidden circumstance acts alike in all strata",),
    overturned_by=("a recorded circumstance of that strength, once it is included",),
    cannot_say=("whether such a circumstance exists",),
    reference="VanderWeele & Ding (2017), Annals of Internal Medicine 167:268-274; Rosenbaum & "
    "Rubin (1983), Journal of the Royal Statistical Society B 45:212-218",
)
