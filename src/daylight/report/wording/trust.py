"""Sentences about what people, and officers, say in surveys."""

import math

from daylight.data.estimate import Key
from daylight.data.result import Estimate, Result, Scale
from daylight.report import labels, numbers
from daylight.report.claim import Claim
from daylight.report.notes import sentence
from daylight.report.wording.groups import adjective

ABOUT = ("item", "wave", "from_wave", "to_wave")
"""Keys that say what was asked and when; the one besides them is the group's."""


def level(result: Result) -> tuple[Claim, ...]:
    """One sentence per item and wave: the overall level, then the groups."""
    caveats = texts(result)
    claims = []
    for overall in (e for e in result.estimates if group(e) is None):
        groups = [e for e in result.estimates if _asked(e) == _asked(overall) and e is not overall]
        told = f"{item(overall)}{when(overall)}: {said(overall)} among all who were asked"
        if groups:
            told += "; " + "; ".join(f"{said(e)} among {who(e)} respondents" for e in groups)
        claims.append(Claim(sentence=told + ".", estimates=(overall, *groups), caveats=caveats))
    return tuple(claims)


def gap(result: Result) -> tuple[Claim, ...]:
    """One sentence per group and wave: how far it lies from the reference group."""
    return tuple(
        Claim(
            sentence=(
                f"{item(estimate)}{when(estimate)}: {who(estimate)} respondents "
                f"{apart(estimate, estimate.compared_with or '')}."
            ),
            estimates=(estimate,),
            caveats=texts(result),
        )
        for estimate in result.estimates
    )


def change(result: Result) -> tuple[Claim, ...]:
    """One sentence per group: the change between waves, then the change of the gap."""
    claims = []
    for estimate in result.estimates:
        asked = f"{item(estimate)}, {estimate.keys['from_wave']} to {estimate.keys['to_wave']}"
        moved = f"changed by {spread(estimate)}{doubt(estimate)}."
        if estimate.name == "survey_gap_change":
            other = named(estimate.compared_with or "")
            told = f"{asked}: the distance of {who(estimate)} from {other} respondents {moved}"
        else:
            told = f"{asked}: answers of {who(estimate)} {moved}"
        claims.append(Claim(sentence=told, estimates=(estimate,), caveats=texts(result)))
    return tuple(claims)


def group(estimate: Estimate) -> str | None:
    """The group that answered; None for all who were asked."""
    return next((str(v) for key, v in estimate.keys.items() if key not in ABOUT), None)


def who(estimate: Estimate) -> str:
    """The group as an adjective, or all who were asked."""
    own = group(estimate)
    return "all who were asked" if own is None else named(own)


def _asked(estimate: Estimate) -> dict[str, Key]:
    return {key: value for key, value in estimate.keys.items() if key in ABOUT}


def apart(estimate: Estimate, other: str) -> str:
    """Where a group lies against another, or that it cannot be told."""
    side = "above" if estimate.value > 0 else "below"
    if estimate.scale is Scale.DIFFERENCE:
        size = f"{100 * abs(estimate.value):.1f} points"
    else:
        size = f"{numbers.number(abs(estimate.value), 1)} on the item's scale"
    level = f"{100 * estimate.level:.0f} % interval of the difference"
    shown = _bounds(estimate)
    return f"lie {size} {side} {named(other)} respondents ({level} {shown}){doubt(estimate)}"


def _bounds(estimate: Estimate) -> str:
    factor = 100 if estimate.scale is Scale.DIFFERENCE else 1
    low = numbers.number(factor * estimate.low, 1)
    return numbers.minus(f"{low} to {numbers.number(factor * estimate.high, 1)}")


def spread(estimate: Estimate) -> str:
    """A difference with its interval: points for shares, the scale's own units for means."""
    if estimate.scale is Scale.DIFFERENCE:
        return numbers.stated(estimate)
    low, high = numbers.number(estimate.low, 1), numbers.number(estimate.high, 1)
    shown = numbers.number(estimate.value, 1)
    level = f"{100 * estimate.level:.0f} % interval"
    return numbers.minus(f"{shown} on the item's scale ({level} {low} to {high})")


def doubt(estimate: Estimate) -> str:
    """What follows where the interval holds no difference."""
    inside = estimate.low <= 0 <= estimate.high
    return ", which is not enough evidence either way" if inside else ""


def said(estimate: Estimate) -> str:
    """A level with its interval, where it has one."""
    shown = (
        numbers.percent(estimate.value)
        if estimate.scale is Scale.PROPORTION
        else numbers.number(estimate.value, 1)
    )
    if math.isnan(estimate.low):
        return shown
    return (
        numbers.stated(estimate)
        if estimate.scale is Scale.PROPORTION
        else (
            f"{shown} ({100 * estimate.level:.0f} % interval {numbers.number(estimate.low, 1)} to "
            f"{numbers.number(estimate.high, 1)})"
        )
    )


def item(estimate: Estimate) -> str:
    """The item as the subject of a sentence."""
    return labels.label(str(estimate.keys["item"]))


def when(estimate: Estimate) -> str:
    """The wave, where there are several."""
    return f" in {estimate.keys['wave']}" if "wave" in estimate.keys else ""


def named(code: str) -> str:
    """A group as an adjective."""
    return adjective(code)


def texts(result: Result) -> tuple[str, ...]:
    """The sentences of a result's notes."""
    return tuple(sentence(note) for note in result.notes)
