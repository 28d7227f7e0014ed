"""Sentences about search thresholds: never one number, always the range over assumptions."""

from dataclasses import replace

from daylight.data.facts.searches import ThresholdFacts
from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.claim import Check, Claim
from daylight.report.defences import OTHER_RISK_MODEL
from daylight.report.labels.variants import risk_model
from daylight.report.language import say
from daylight.report.wording.compared import caveats, group_of
from daylight.report.wording.groups import the_people


def thresholds(result: Result) -> tuple[Claim, ...]:
    """One sentence per group: the gap, and how far it moves under other assumptions."""
    return tuple(_gap(result, gap) for gap in result.named("threshold_gap") if gap.variant is None)


def _gap(result: Result, gap: Estimate) -> Claim:
    group, reference, facts = (
        group_of(gap),
        gap.compared_with or "",
        result.facts_as(ThresholdFacts),
    )
    one, base = (result.one("average_threshold", subject_race=g) for g in (group, reference))
    others = [e for e in result.named("threshold_gap") if e.variant and group_of(e) == group]
    own, others_, family = the_people(group), the_people(reference), risk_model(facts.family)
    from_, from_base = numbers.percent(one.value), numbers.percent(base.value)
    sentence = say(
        f"Under the {family} model of risk, {own} were searched from a chance of a find of about "
        f"{from_} upwards and {others_} from about {from_base}; where both were searched the gap "
        f"is {numbers.stated(gap)}{_range(gap, others)}.",
        f"Con el modelo de riesgo {family}, {own} fueron registradas a partir de una probabilidad "
        f"de hallazgo de alrededor del {from_} y {others_} a partir de alrededor del {from_base}; "
        f"donde se registró a ambas, la distancia es de {numbers.stated(gap)}"
        f"{_range(gap, others)}.",
    )
    return Claim(
        sentence=sentence,
        estimates=(gap, one, base, *others),
        adjusted_for=(labels.said("place"),),
        checks=_tried(others, facts.kept.get(group, False)),
        caveats=caveats(result),
    )


def _tried(others: list[Estimate], kept: bool) -> tuple[Check, ...]:
    """The gap under the other family and the other prior scales, where they were run."""
    if not others:
        return ()
    return (Check(code=OTHER_RISK_MODEL.code, words=OTHER_RISK_MODEL.words, held=kept),)


def _range(gap: Estimate, others: list[Estimate]) -> str:
    """How far the gap moves over both families and all prior scales."""
    if not others:
        return ""
    values = [gap.value, *(other.value for other in others)]
    low, high = (
        numbers.value(replace(gap, value=at, low=at, high=at)) for at in (min(values), max(values))
    )
    return say(
        f", and from {low} to {high} over both models of risk and all prior scales "
        f"({len(values)} fits)",
        f", y de {low} a {high} con ambos modelos de riesgo y todas las escalas a priori "
        f"({len(values)} ajustes)",
    )
