"""Checks of a headline that the answer to another question makes."""

import math
from collections.abc import Sequence

from daylight.data.clustering import OFFICER
from daylight.data.estimate import Estimate
from daylight.data.facts.officers import OfficerGapFacts
from daylight.data.facts.stops import AdjustedFor
from daylight.data.result import Result
from daylight.report.claim import Check, Claim
from daylight.report.defences import BENCHMARK, BLANKS, HIDDEN
from daylight.report.language import say

STRENGTH = 2.0
"""The odds by which a hidden circumstance is supposed to multiply both group and outcome."""

STOP_RATES = ("stop_rate_ratio_adjusted", "stop_rate_ratio_within_places", "stop_rate_ratio")
"""Quantities of another stop rate that may check one, the most like it first."""


def checks_of(claim: Claim, own: Result, others: Sequence[Result]) -> tuple[Check, ...]:
    """What the answer's own bounds, and the answers named to check it, say of a headline."""
    found = [_blanks(claim.headline, own)]
    for other in others:
        found += [_benchmark(claim.headline, other)]
        if _is_same_comparison(claim.headline, own, other):
            found.append(_hidden(claim.headline, other))
    return tuple(check for check in found if check is not None)


def _blanks(headline: Estimate, own: Result) -> Check | None:
    """Whether the bounds over blanks, where the answer gives them, leave out no difference."""
    bounds = [
        e
        for e in own.estimates
        if e.quantity.is_bound and e.keys == headline.keys and e.scale.no_difference is not None
    ]
    same = bounds[0].scale.no_difference if bounds else None
    if same is None:
        return None
    return Check(
        code=BLANKS.code, words=BLANKS.words, held=not bounds[0].low <= same <= bounds[0].high
    )


SEARCHES = (
    "search_rate_ratio_adjusted",
    "search_rate_difference_adjusted",
    "search_rate_difference",
    "search_odds_ratio",
)
"""Quantities on searches that a hidden circumstance of a search can check."""


def _is_same_comparison(headline: Estimate, own: Result, other: Result) -> bool:
    """Whether a hidden circumstance was tried on searches held alike in the very same factors.

    Tried on other strata, or on all stops, it says nothing of this headline.
    """
    factors = _held_alike(headline, own)
    tried = other.facts.factors if isinstance(other.facts, AdjustedFor) else None
    if factors is None or tried is None or factors != set(tried):
        return False
    same = [e for e in other.named(headline.name) if e.keys == headline.keys]
    return all(e.n == headline.n for e in same)


def _held_alike(headline: Estimate, own: Result) -> set[str] | None:
    """The key columns within which searches are compared; None where it is not about searches."""
    match own.facts:
        case AdjustedFor(factors=factors) if headline.name in SEARCHES:
            return set(factors)
        case OfficerGapFacts(factors=factors, period=period, events="searches"):
            return {OFFICER, period, *factors} if headline.name == "mean_officer_gap" else None
    return set() if headline.name in SEARCHES else None


def _hidden(headline: Estimate, other: Result) -> Check | None:
    """Whether a difference stays clear of none under hidden circumstances of a stated strength."""
    tried = [
        e
        for e in other.named("search_rate_difference_if_confounded")
        if headline.keys.items() <= e.keys.items()
        and e.compared_with == headline.compared_with
        and e.keys["odds_times"] == STRENGTH
    ]
    if not tried:
        return None
    side = _side(headline)
    return Check(
        code=HIDDEN.code,
        words=say(
            f"a hidden circumstance that multiplies the odds of both by {STRENGTH:g}",
            f"una circunstancia oculta que multiplica los momios de ambos por {STRENGTH:g}",
        ),
        held=all(side * e.low > 0 and side * e.high > 0 for e in tried),
    )


def _benchmark(headline: Estimate, other: Result) -> Check | None:
    """Whether a stop rate keeps its side and half its size with another benchmark."""
    if headline.name not in STOP_RATES:
        return None
    found = [
        e
        for name in STOP_RATES
        for e in other.named(name)
        if (e.keys, e.compared_with, e.variant) == (headline.keys, headline.compared_with, None)
    ]
    if not found:
        return None
    one, own = found[0], math.log(headline.value)
    clear = not one.low <= 1 <= one.high
    return Check(
        code=BENCHMARK.code,
        words=say("another benchmark", "otra base de comparación"),
        held=clear and one.value > 0 and math.log(one.value) * own > own**2 / 2,
    )


def _side(estimate: Estimate) -> int:
    same = estimate.scale.no_difference
    return 0 if same is None else (estimate.value > same) - (estimate.value < same)
