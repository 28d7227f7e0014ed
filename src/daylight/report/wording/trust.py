"""Sentences about what people, and officers, say in surveys."""

import math

from daylight.data.result import Estimate, Result, Scale
from daylight.report import numbers
from daylight.report.claim import Claim


def level(result: Result) -> tuple[Claim, ...]:
    """One sentence per item and wave: the overall level, then the groups."""
    caveats = texts(result)
    claims = []
    for overall in (e for e in result.estimates if e.group == "all"):
        groups = [
            e
            for e in result.estimates
            if (e.name, e.stratum) == (overall.name, overall.stratum) and e.group != "all"
        ]
        told = f"{item(overall)}{when(overall)}: {said(overall)} among all who were asked"
        if groups:
            told += "; " + "; ".join(
                f"{said(e)} among {named(e.group)} respondents" for e in groups
            )
        claims.append(Claim(sentence=told + ".", estimates=(overall, *groups), caveats=caveats))
    return tuple(claims)


def gap(result: Result) -> tuple[Claim, ...]:
    """One sentence per group and wave: how far it lies from the reference group."""
    return tuple(
        Claim(
            sentence=(
                f"{item(estimate, '_gap')}{when(estimate)}: {named(estimate.group)} respondents "
                f"{apart(estimate, estimate.reference or '')}."
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
        who = "all who were asked" if estimate.group == "all" else named(estimate.group)
        if estimate.name.endswith("_gap_change"):
            told = (
                f"{item(estimate, '_gap_change')}, {estimate.stratum}: the distance of "
                f"{named(estimate.group)} from {named(estimate.reference or '')} respondents "
                f"changed by {spread(estimate)}{doubt(estimate)}."
            )
        else:
            told = (
                f"{item(estimate, '_change')}, {estimate.stratum}: answers of {who} changed by "
                f"{spread(estimate)}{doubt(estimate)}."
            )
        claims.append(Claim(sentence=told, estimates=(estimate,), caveats=texts(result)))
    return tuple(claims)


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
    return f"{low} to {numbers.number(factor * estimate.high, 1)}".replace("-", "−")


def spread(estimate: Estimate) -> str:
    """A difference with its interval: points for shares, the scale's own units for means."""
    if estimate.scale is Scale.DIFFERENCE:
        return numbers.stated(estimate)
    low, high = numbers.number(estimate.low, 1), numbers.number(estimate.high, 1)
    shown = numbers.number(estimate.value, 1)
    level = f"{100 * estimate.level:.0f} % interval"
    return f"{shown} on the item's scale ({level} {low} to {high})".replace("-", "−")


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


def item(estimate: Estimate, suffix: str = "") -> str:
    """The item as the subject of a sentence."""
    words = estimate.name.removesuffix(suffix).replace("_", " ")
    return words[:1].upper() + words[1:]


def when(estimate: Estimate) -> str:
    """The wave, where there are several."""
    return "" if estimate.stratum == "all" else f" in {estimate.stratum}"


def named(group: str) -> str:
    """A group as an adjective."""
    words = group.replace("_", " ")
    proper = {"black", "hispanic", "asian", "native american", "pacific islander"}
    return words.title() if words in proper else words


def texts(result: Result) -> tuple[str, ...]:
    """The texts of a result's notes."""
    return tuple(note.text for note in result.notes)
