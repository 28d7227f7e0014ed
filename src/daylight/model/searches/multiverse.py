"""One question under every defensible choice that was made: the table of all its answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.data.untyped import relabelled, untyped
from daylight.model.method import Method, Needs
from daylight.model.searches.agreement import restriction

NAME = "multiverse"

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer to a question, and the choices that led to it."""

    label: str
    estimate: Estimate


def multiverse(results: Sequence[Outcome], *, level: float = 0.95) -> Outcome:
    """Every answer the study gave to one question, under each way of asking it.

    Estimand: none of its own; the distribution of the answers over choices.
    Method: lists all estimates of one question with their choices, odds ratios apart from other
    ratios; reports their median and range, the share on the median's side of no difference, and
    the share whose interval leaves no difference out on that side.
    Refuses: no question was answered in more than one way.
    Reference: Steegen, Tuerlinckx, Gelman & Vanpaemel (2016), Perspectives on Psychological
    Science 11:702-712; Simonsohn, Simmons & Nelson (2020), Nature Human Behaviour 4:1208-1214.
    """
    answered = [result for result in results if isinstance(result, Result)]
    found: list[Estimate] = []
    for family, names in FAMILIES.items():
        choices = [choice for result in answered for choice in _choices(result, names)]
        for group in sorted({choice.estimate.group for choice in choices}):
            own = _distinct([c for c in choices if c.estimate.group == group])
            for question, alike in _by_scale(family, own):
                if len(alike) > 1:
                    found += _summary(question, group, alike, level)
    if not found:
        return Refusal(
            method=NAME,
            reason="no question was answered in more than one way",
            needed="two answers to one question among the results named in `after`",
            found=", ".join(result.method for result in results) or "none",
        )
    return Result(
        method=NAME,
        estimates=tuple(found),
        level=level,
        reference=answered[0].reference,
        diagnostics={"choices": sum(e.name == "choice" for e in found)},
        notes=(NOT_INDEPENDENT,),
    )


def _choices(result: Result, names: tuple[str, ...]) -> Iterator[Choice]:
    adjusted = str(result.diagnostics.get("adjusted_for", ""))
    for name in names:
        for estimate in result.named(name):
            if estimate.reference is None or not np.isfinite(estimate.low + estimate.high):
                continue
            parts = [result.method + restriction(result)]
            if estimate.stratum != "all":
                parts.append(estimate.stratum)
            elif adjusted:
                parts.append(f"adjusted for {adjusted}")
            yield Choice(label=", ".join(parts), estimate=estimate)


def _by_scale(family: str, choices: list[Choice]) -> Iterator[tuple[str, list[Choice]]]:
    """Answers on one scale together: an odds ratio is further from one than a ratio of shares."""
    odds = [c for c in choices if c.estimate.scale is Scale.ODDS_RATIO]
    others = [c for c in choices if c.estimate.scale is not Scale.ODDS_RATIO]
    yield family, others or odds
    if others:
        yield f"{family}, by odds", odds


def _distinct(choices: list[Choice]) -> list[Choice]:
    """The same choice and number once; the same choice with another number gets a count."""
    seen: dict[str, list[float]] = {}
    found = []
    for choice in choices:
        values = seen.setdefault(choice.label, [])
        if choice.estimate.value in values:
            continue
        values.append(choice.estimate.value)
        label = choice.label if len(values) == 1 else f"{choice.label} ({len(values)})"
        found.append(Choice(label=label, estimate=choice.estimate))
    return found


def _summary(family: str, group: str, choices: list[Choice], level: float) -> Iterator[Estimate]:
    ordered = sorted(choices, key=lambda choice: choice.estimate.value)
    for choice in ordered:
        yield relabelled(choice.estimate, name="choice", stratum=f"{family}: {choice.label}")
    values = np.array([choice.estimate.value for choice in ordered])
    scale = ordered[0].estimate.scale
    centre = scale.no_difference or 0.0
    middle = float(np.median(values))
    side = np.sign(middle - centre)
    clear = [(c.estimate.low > centre if side > 0 else c.estimate.high < centre) for c in ordered]
    shared: dict[str, Any] = {
        "group": group,
        "level": level,
        "n": len(values),
        "stratum": family,
    }
    yield untyped(
        name="median_choice",
        reference=ordered[0].estimate.reference,
        value=middle,
        low=float(values.min()),
        high=float(values.max()),
        scale=scale,
        **shared,
    )
    for name, share in (
        ("share_of_choices_on_the_same_side", float((np.sign(values - centre) == side).mean())),
        ("share_of_choices_clear_of_no_difference", float(np.mean(clear))),
    ):
        yield untyped(
            name=name,
            value=share,
            low=float("nan"),
            high=float("nan"),
            scale=Scale.PROPORTION,
            **shared,
        )


NOT_INDEPENDENT = Note(
    code="not-independent",
    text="The choices are not a sample and not independent; the shares describe how much the "
    "answer depends on them, not a probability.",
)

METHOD = Method(
    name=NAME,
    needs=Needs(noun="results"),
    run=multiverse,
    refuses_when="no question was answered in more than one way",
    assumptions=("every choice listed is one that a careful analyst could have made",),
    overturned_by=("a defensible choice that is not in the table and answers otherwise",),
    cannot_say=("which choice is right",),
    reference="Steegen, Tuerlinckx, Gelman & Vanpaemel (2016), Perspectives on Psychological "
    "Science 11:702-712",
)
