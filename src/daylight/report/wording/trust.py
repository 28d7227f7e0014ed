"""Sentences about what people, and officers, say in surveys."""

import math

from daylight.data.estimate import Key
from daylight.data.result import Estimate, Result, Scale
from daylight.report import labels, numbers
from daylight.report.claim import Claim
from daylight.report.language import say
from daylight.report.wording.compared import caveats
from daylight.report.wording.groups import people

ABOUT = ("item", "wave", "from_wave", "to_wave")
"""Keys that say what was asked and when; the one besides them is the group's."""


def level(result: Result) -> tuple[Claim, ...]:
    """One sentence per item and wave: the overall level, then the groups."""
    claims = []
    for overall in (e for e in result.estimates if group(e) is None):
        groups = [e for e in result.estimates if _asked(e) == _asked(overall) and e is not overall]
        parts = [
            say(
                f"{said(overall)} among all who were asked",
                f"{said(overall)} entre todas las personas consultadas",
            ),
            *(say(f"{said(e)} among {who(e)}", f"{said(e)} entre {who(e)}") for e in groups),
        ]
        told = f"{item(overall)}{when(overall)}: {'; '.join(parts)}."
        claims.append(Claim(sentence=told, estimates=(overall, *groups), caveats=caveats(result)))
    return tuple(claims)


def gap(result: Result) -> tuple[Claim, ...]:
    """One sentence per group and wave: how far it lies from the reference group."""
    return tuple(
        Claim(
            sentence=f"{item(estimate)}{when(estimate)}: {apart(estimate)}.",
            estimates=(estimate,),
            caveats=caveats(result),
        )
        for estimate in result.estimates
    )


def change(result: Result) -> tuple[Claim, ...]:
    """One sentence per group: the change between waves, then the change of the gap."""
    return tuple(
        Claim(sentence=_changed(estimate), estimates=(estimate,), caveats=caveats(result))
        for estimate in result.estimates
    )


def _changed(estimate: Estimate) -> str:
    own, size = who(estimate), f"{spread(estimate)}{doubt(estimate)}"
    first, last = estimate.keys["from_wave"], estimate.keys["to_wave"]
    asked = say(f"{item(estimate)}, {first} to {last}", f"{item(estimate)}, de {first} a {last}")
    if estimate.name == "survey_gap_change":
        other = people(estimate.compared_with or "")
        return say(
            f"{asked}: the distance between the answers of {own} and of {other} changed by {size}.",
            f"{asked}: la distancia entre las respuestas de {own} y las de {other} cambió en "
            f"{size}.",
        )
    return say(
        f"{asked}: the answers of {own} changed by {size}.",
        f"{asked}: las respuestas de {own} cambiaron en {size}.",
    )


def group(estimate: Estimate) -> str | None:
    """The group that answered; None for all who were asked."""
    return next((str(v) for key, v in estimate.keys.items() if key not in ABOUT), None)


def who(estimate: Estimate) -> str:
    """The people who answered."""
    own = group(estimate)
    if own is None:
        return say("all who were asked", "todas las personas consultadas")
    return people(own)


def _asked(estimate: Estimate) -> dict[str, Key]:
    return {key: value for key, value in estimate.keys.items() if key in ABOUT}


def apart(estimate: Estimate) -> str:
    """Where a group lies against another, or that it cannot be told."""
    size = _distance(estimate)
    own, others = who(estimate), people(estimate.compared_with or "")
    level, shown = f"{100 * estimate.level:.0f} %", _bounds(estimate)
    side = say("above", "por encima de") if estimate.value > 0 else say("below", "por debajo de")
    return say(
        f"the answers of {own} lie {size} {side} those of {others} ({level} interval of the "
        f"difference {shown}){doubt(estimate)}",
        f"las respuestas de {own} están {size} {side} las de {others} (intervalo del {level} de la "
        f"diferencia: {shown}){doubt(estimate)}",
    )


def _distance(estimate: Estimate) -> str:
    if estimate.scale is Scale.DIFFERENCE:
        return numbers.points(numbers.number(100 * abs(estimate.value), 1))
    return _on_scale(numbers.number(abs(estimate.value), 1))


def _on_scale(size: str) -> str:
    return say(f"{size} on the scale of the answers", f"{size} en la escala de las respuestas")


def _bounds(estimate: Estimate) -> str:
    factor = 100 if estimate.scale is Scale.DIFFERENCE else 1
    low, high = (
        numbers.minus(numbers.number(factor * end, 1)) for end in (estimate.low, estimate.high)
    )
    return say(f"{low} to {high}", f"{low} a {high}")


def spread(estimate: Estimate) -> str:
    """A difference with its interval: points for shares, the scale's own units for means."""
    if estimate.scale is Scale.DIFFERENCE:
        return numbers.stated(estimate)
    shown = _on_scale(numbers.minus(numbers.number(estimate.value, 1)))
    return f"{shown} {_interval(estimate)}"


def _interval(estimate: Estimate) -> str:
    level, ends = f"{100 * estimate.level:.0f} %", _bounds(estimate)
    return say(f"({level} interval {ends})", f"(intervalo del {level}: {ends})")


def doubt(estimate: Estimate) -> str:
    """What follows where the interval holds no difference."""
    if not estimate.low <= 0 <= estimate.high:
        return ""
    return say(
        ", which is not enough evidence either way",
        ", con lo que no se puede saber en un sentido ni en otro",
    )


def said(estimate: Estimate) -> str:
    """A level with its interval, where it has one."""
    has_interval = not math.isnan(estimate.low)
    if estimate.scale is Scale.PROPORTION:
        return numbers.stated(estimate) if has_interval else numbers.percent(estimate.value)
    shown = numbers.minus(numbers.number(estimate.value, 1))
    return f"{shown} {_interval(estimate)}" if has_interval else shown


def item(estimate: Estimate) -> str:
    """The item as the subject of a sentence."""
    return labels.label(str(estimate.keys["item"]))


def when(estimate: Estimate) -> str:
    """The wave, where there are several."""
    if "wave" not in estimate.keys:
        return ""
    wave = estimate.keys["wave"]
    return say(f" in {wave}", f" en {wave}")
