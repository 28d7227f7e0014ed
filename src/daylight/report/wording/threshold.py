"""Sentences about search thresholds: never one number, always the range over assumptions."""

from daylight.data.result import Estimate, Result, Scale
from daylight.data.untyped import untyped
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.wording.groups import people

FAMILIES = {"threshold": "beta", "threshold-discriminant": "discriminant"}


def thresholds(result: Result) -> tuple[Claim, ...]:
    """One sentence per group: the gap, and how far it moves under other assumptions."""
    return tuple(_gap(result, gap) for gap in result.named("threshold_gap") if gap.stratum == "all")


def _gap(result: Result, gap: Estimate) -> Claim:
    one = result.one("average_threshold", gap.group)
    base = result.one("average_threshold", gap.reference or "")
    others = [
        other
        for other in result.named("threshold_gap")
        if other.group == gap.group and other.stratum != "all"
    ]
    sentence = (
        f"Under the {FAMILIES[result.method]} model of risk, {people(gap.group)} were searched "
        f"from a chance of a find of about {numbers.percent(one.value)} upwards and "
        f"{people(base.group)} from about {numbers.percent(base.value)}; where both were searched "
        f"the gap is {numbers.stated(gap)}{_range(gap, others)}."
    )
    kept = bool(result.diagnostics.get(f"gap kept {gap.group}", False))
    survives = ("the other model of risk", "prior scales from 0.5 to 1.5") if kept else ()
    return Claim(
        sentence=sentence,
        estimates=(gap, one, base, *others),
        adjusted_for=("place",),
        survives=survives,
        caveats=tuple(note.text for note in result.notes),
    )


def _range(gap: Estimate, others: list[Estimate]) -> str:
    """How far the gap moves over both families and all prior scales."""
    if not others:
        return ""
    values = [gap.value, *(other.value for other in others)]
    low, high = (_points(gap, value) for value in (min(values), max(values)))
    return (
        f", and from {low} to {high} over both models of risk and all prior scales "
        f"({len(values)} fits)"
    )


def _points(gap: Estimate, value: float) -> str:
    return numbers.value(
        untyped(
            name=gap.name,
            group=gap.group,
            value=value,
            low=value,
            high=value,
            scale=Scale.DIFFERENCE,
            n=gap.n,
        )
    )


SENTENCES = {"threshold": thresholds, "threshold-discriminant": thresholds}
