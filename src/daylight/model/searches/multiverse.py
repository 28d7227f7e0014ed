"""One question under every defensible choice that was made: the table of all its answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from daylight.data.estimate import FIXED, Estimate
from daylight.data.facts.stops import AdjustedFor
from daylight.data.quantity import Scale
from daylight.data.result import Note, Outcome, Refusal, Result
from daylight.model.crosstab import GROUP, group_quantity
from daylight.model.intervals import Interval, no_interval
from daylight.model.method import Method, Needs
from daylight.model.searches.agreement import group_of, restriction

FAMILIES: dict[str, tuple[str, ...]] = {
    "searched more often": (
        "search_rate_ratio",
        "search_rate_ratio_adjusted",
        "search_odds_ratio",
    ),
    "cited more often": (
        "citation_rate_ratio",
        "citation_rate_ratio_adjusted",
        "citation_odds_ratio",
    ),
    "arrested more often": (
        "arrest_rate_ratio",
        "arrest_rate_ratio_adjusted",
        "arrest_odds_ratio",
    ),
    "stopped more often": (
        "stop_rate_ratio",
        "stop_rate_ratio_within_places",
        "stop_rate_ratio_adjusted",
    ),
    "a larger share by daylight": ("daylight_odds_ratio",),
    "found with contraband less often": (
        "hit_rate_difference",
        "hit_rate_difference_within",
        "hit_rate_difference_same_ground",
    ),
    "searched on less suspicion": ("threshold_gap",),
}
"""Question → the quantities that answer it."""


CHOICE = replace(group_quantity("choice", Scale.RATIO), keys=(GROUP, "question"))
"""An answer; it keeps the scale and the unit of the estimate that it is."""

MEDIAN = replace(CHOICE, name="median_choice", unit="choices")
SAME_SIDE = replace(MEDIAN, name="share_of_choices_on_the_same_side", scale=Scale.PROPORTION)
CLEAR = replace(SAME_SIDE, name="share_of_choices_clear_of_no_difference")


class Specification(NamedTuple):
    """One answer to a question, and the choices that led to it."""

    label: str
    estimate: Estimate


def multiverse(results: Sequence[Outcome]) -> Outcome:
    """Every answer the study gave to one question, under each way of asking it.

    Estimand: none of its own; the distribution of the answers over choices.
    Method: lists all estimates of one question with their choices, each model once, odds ratios
    apart from other ratios; reports their median and range, the share on the median's side of no
    difference, and the share whose interval leaves no difference out on that side.
    Refuses: no question was answered in more than one way.
    Reference: Steegen, Tuerlinckx, Gelman & Vanpaemel (2016), Perspectives on Psychological
    Science 11:702-712; Simonsohn, Simmons & Nelson (2020), Nature Human Behaviour 4:1208-1214.
    """
    answered = [result for result in results if isinstance(result, Result)]
    found: list[Estimate] = []
    for question, names in FAMILIES.items():
        asked = [one for result in answered for one in _specifications(result, names)]
        for group in sorted({group_of(one.estimate) for one in asked}):
            own = _distinct([one for one in asked if group_of(one.estimate) == group])
            for variant, alike in _by_scale(own):
                if len(alike) > 1:
                    found += _summary({GROUP: group, "question": question}, variant, alike)
    if not found:
        return Refusal(
            code="no-question-twice", facts={"methods": tuple(result.method for result in results)}
        )
    return Result(
        estimates=tuple(found),
        diagnostics={"choices": sum(e.name == CHOICE.name for e in found)},
        notes=(Note(code="not-independent"),),
    )


def _specifications(result: Result, names: tuple[str, ...]) -> Iterator[Specification]:
    for name in names:
        for estimate in result.named(name):
            if estimate.compared_with is None or not np.isfinite(estimate.low + estimate.high):
                continue
            choices = [f"{k}: {v}" for k, v in estimate.keys.items() if k != GROUP]
            if estimate.variant:
                choices.append(estimate.variant)
            elif not choices and (factors := _adjusted_for(result)):
                choices.append(f"adjusted for {factors}")
            label = ", ".join([result.method + restriction(result), *choices])
            yield Specification(label, estimate)


def _adjusted_for(result: Result) -> str:
    if isinstance(result.facts, AdjustedFor):
        return ", ".join(result.facts.factors)
    return ""


def _by_scale(asked: list[Specification]) -> Iterator[tuple[str | None, list[Specification]]]:
    """Answers on one scale together: an odds ratio is further from one than a ratio of shares."""
    odds = [one for one in asked if one.estimate.scale is Scale.ODDS_RATIO]
    others = [one for one in asked if one.estimate.scale is not Scale.ODDS_RATIO]
    yield None, others or odds
    if others:
        yield "by odds", odds


def _distinct(asked: list[Specification]) -> list[Specification]:
    """One model once, whatever it is called; the same choice with another number gets a count.

    Answers whose number, interval and scale are the same to nine digits are one model.
    """
    seen: dict[str, list[float]] = {}
    models: set[tuple[str, ...]] = set()
    found = []
    for label, estimate in asked:
        ends = (estimate.value, estimate.low, estimate.high)
        model = (estimate.scale.value, *(f"{end:.9g}" for end in ends))
        if model in models:
            continue
        models.add(model)
        values = seen.setdefault(label, [])
        if estimate.value not in values:
            values.append(estimate.value)
            name = label if len(values) == 1 else f"{label} ({len(values)})"
            found.append(Specification(name, estimate))
    return found


def _summary(
    keys: Mapping[str, str], variant: str | None, asked: list[Specification]
) -> Iterator[Estimate]:
    ordered = sorted(asked, key=lambda one: one.estimate.value)
    for label, estimate in ordered:
        quantity = replace(estimate.quantity, name=CHOICE.name, keys=CHOICE.keys)
        yield replace(estimate, quantity=quantity, keys=keys, variant=label)
    first = ordered[0].estimate
    values = np.array([one.estimate.value for one in ordered])
    centre = first.scale.no_difference or 0.0
    middle = np.median(values)
    side = np.sign(middle - centre)
    clear = [
        one.estimate.low > centre if side > 0 else one.estimate.high < centre for one in ordered
    ]
    about: dict[str, Any] = {
        "n": len(values),
        "keys": keys,
        "variant": variant,
        "level": first.level,
    }
    yield Interval(middle, values.min(), values.max()).estimate(
        replace(MEDIAN, scale=first.scale), compared_with=first.compared_with, **about
    )
    same_side = float((np.sign(values - centre) == side).mean())
    yield no_interval(same_side).estimate(SAME_SIDE, **about)
    yield no_interval(float(np.mean(clear))).estimate(CLEAR, **about)


METHOD = Method(
    name="multiverse",
    needs=Needs(noun="results"),
    run=multiverse,
    quantities=(CHOICE, MEDIAN, SAME_SIDE, CLEAR),
    basis=FIXED,
    refuses_when="no question was answered in more than one way",
    assumptions=("every choice listed is one that a careful analyst could have made",),
    overturned_by=("a defensible choice that is not in the table and answers otherwise",),
    cannot_say=("which choice is right",),
    reference="Steegen, Tuerlinckx, Gelman & Vanpaemel (2016), Perspectives on Psychological "
    "Science 11:702-712",
)
