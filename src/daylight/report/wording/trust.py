"""Sentences about what people, and officers, say in surveys."""

import math

from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.result import Estimate, Result, Scale


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
            told += "; " + "; ".join(f"{said(e)} among {named(e)} respondents" for e in groups)
        claims.append(Claim(sentence=told + ".", estimates=(overall, *groups), caveats=caveats))
    return tuple(claims)


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
    words = estimate.name.replace("_", " ")
    return words[:1].upper() + words[1:]


def when(estimate: Estimate) -> str:
    """The wave, where there are several."""
    return "" if estimate.stratum == "all" else f" in {estimate.stratum}"


def named(estimate: Estimate) -> str:
    """A group as an adjective."""
    words = estimate.group.replace("_", " ")
    proper = {"black", "hispanic", "asian", "native american", "pacific islander"}
    return words.title() if words in proper else words


def texts(result: Result) -> tuple[str, ...]:
    """The texts of a result's notes."""
    return tuple(note.text for note in result.notes)
