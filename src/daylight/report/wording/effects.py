"""Sentences about what changed after training, an investigation or an agreement."""

import math

from daylight.data.facts.effects import FisherTest, LeaveOneOut, NegativeWeight
from daylight.data.result import Estimate, Result, Scale
from daylight.report import labels, numbers
from daylight.report.claim import Check, Claim
from daylight.report.defences import DEALT_ANEW, EARLIER_TRENDS, OTHER_TRENDS, WITHOUT_ONE
from daylight.report.notes import sentence

ADJUSTED = ("lasting differences between units", "what moved all units alike")
SURVIVES_SHARE = 0.5
"""A number has kept most of its size while at least half of it is left."""


def staggered(result: Result) -> tuple[Claim, ...]:
    """Starts at different times: the average against units where it had not begun."""
    return tuple(
        _average(result, estimate, "where it had begun, compared with units still waiting")
        for estimate in result.named("average_effect")
    )


def random_order(result: Result) -> tuple[Claim, ...]:
    """A roll-out in random order: the most precise average, and the exact test."""
    claims = []
    fisher = result.facts_as(FisherTest)
    for estimate in result.named("average_effect"):
        p = fisher.p[outcome(estimate)]
        tail = (
            "where it had begun, compared with units still waiting. Dealing the start dates anew "
            f"at random gives a change as large in {numbers.percent(p)} of deals"
        )
        dealt = Check(code=DEALT_ANEW.code, words=DEALT_ANEW.words, held=p < 1 - result.level)
        claims.append(_average(result, estimate, tail, checks=(dealt,)))
    return tuple(claims)


def weighted(result: Result) -> tuple[Claim, ...]:
    """Synthetic difference-in-differences: the average against a weighted mix."""
    return tuple(
        _average(result, estimate, "in the treated units, compared with a weighted mix of others")
        for estimate in result.named("average_effect")
    )


def regression(result: Result) -> tuple[Claim, ...]:
    """Two-way fixed effects: the coefficient, and how much of it points the wrong way."""
    claims = []
    negative = result.facts_as(NegativeWeight)
    for estimate in result.named("average_effect"):
        share = negative.total[outcome(estimate)]
        tail = (
            "in the customary regression with unit and period effects, whose negative weights add "
            f"up to {numbers.number(share)}"
        )
        claims.append(_average(result, estimate, tail))
    return tuple(claims)


def event_study(result: Result) -> tuple[Claim, ...]:
    """Before and after the start, with the bounds that earlier movement puts around it."""
    claims = []
    for estimate in result.named("average_effect"):
        bounds = of_outcome(result, "bounded_effect", outcome(estimate))
        told = "; ".join(f"if {_supposed(e)}, {reach(e)}" for e in bounds)
        tail = f"after the start, compared with units still waiting ({told})"
        claims.append(_average(result, estimate, tail, checks=tuple(map(_trend_check, bounds))))
    return tuple(claims)


def placebo(result: Result) -> tuple[Claim, ...]:
    """The average against placebo places, then one sentence for each treated unit."""
    claims = []
    for estimate in result.named("average_effect"):
        units = of_outcome(result, "effect_on_unit", outcome(estimate))
        p = numbers.percent(estimate.p_value or 0.0)
        tail = (
            f"on average over {estimate.n} treated units, compared with weighted mixes of places "
            f"without it; averages over placebo places at the same dates were as large in {p} of "
            "draws"
        )
        held = _carried_by_none(result, estimate)
        without = Check(code=WITHOUT_ONE.code, words=WITHOUT_ONE.words, held=held)
        claims.append(_average(result, estimate, tail, checks=(without,)))
        claims.append(_unit_by_unit(result, estimate, units))
    return tuple(claims)


MOST_NAMED = 5


def _unit_by_unit(result: Result, average: Estimate, units: list[Estimate]) -> Claim:
    """Every treated unit in one sentence, those that departed furthest by name."""
    beyond = result.one("units_beyond_placebos", outcome=outcome(average))
    chance = numbers.number((1 - result.level) * beyond.n, 1)
    order = sorted(units, key=lambda unit: unit.p_value if unit.p_value is not None else 1.0)
    named = "; ".join(f"{treated_unit(unit)} {_change(unit)}" for unit in order[:MOST_NAMED])
    return Claim(
        sentence=(
            f"Taken one by one, {numbers.count(beyond.value)} of {beyond.n} treated units departed "
            f"in {labels.words(outcome(average))} further than {100 * result.level:.0f} % of "
            f"places without it at the same date, where chance alone lets about {chance}; the "
            f"largest departures are {named}."
        ),
        estimates=(beyond, *order),
        adjusted_for=("its own course before the date", "what moved the comparison places"),
        caveats=texts(result),
    )


def _change(unit: Estimate) -> str:
    if unit.scale is Scale.RATIO:
        return f"{percent_change(unit.value)} ({reach(unit)})"
    return f"{numbers.value(unit)} ({reach(unit)})"


def synthetic_control(result: Result) -> tuple[Claim, ...]:
    """One sentence for each treated unit against its synthetic control."""
    return tuple(_unit(result, unit) for unit in result.named("effect_on_unit"))


def interrupted(result: Result) -> tuple[Claim, ...]:
    """Step and turn of each series at its date, each weighed by its own test."""
    return tuple(
        _series(result, estimate, verb, unit)
        for step in result.named("step")
        for estimate, verb, unit in (
            (step, "stepped by", "at the date"),
            (result.beside(step, "slope_change"), "turned in its slope by", "a period"),
        )
    )


def _series(result: Result, estimate: Estimate, verb: str, unit: str) -> Claim:
    """One sentence on a series; weighed against chance only where untreated series stand by."""
    if estimate.p_value is None:
        weighed = (
            "; without enough untreated places beside it this describes, and no chance is given"
        )
    else:
        share, others = numbers.percent(estimate.p_value), estimate.basis.clusters or 0
        weighed = (
            f"; of it and {others} places without one, {share} moved as far at that date, each "
            f"against its own trend{doubt(estimate)}"
        )
    return Claim(
        sentence=(
            f"{subject(estimate)} of {treated_unit(estimate)} {verb} {amount(estimate)} {unit}, "
            f"judged by its own earlier trend{weighed}."
        ),
        estimates=(estimate,),
        adjusted_for=("its own earlier trend",),
        caveats=texts(result),
    )


def _average(
    result: Result, estimate: Estimate, tail: str, *, checks: tuple[Check, ...] = ()
) -> Claim:
    return Claim(
        sentence=f"{subject(estimate)} changed by {amount(estimate)} {tail}{doubt(estimate)}.",
        estimates=(estimate,),
        adjusted_for=ADJUSTED,
        checks=checks,
        caveats=texts(result),
    )


def _unit(result: Result, unit: Estimate) -> Claim:
    rank = ""
    if unit.p_value is not None:
        share = numbers.percent(unit.p_value)
        rank = f"; counting itself, {share} of places at that date departed as far"
    return Claim(
        sentence=(
            f"{subject(unit)} of {treated_unit(unit)} changed by {amount(unit)} compared with a "
            f"weighted mix of places without it{rank}{doubt(unit)}."
        ),
        estimates=(unit,),
        adjusted_for=("its own course before the date", "what moved the comparison places"),
        caveats=texts(result),
    )


def _carried_by_none(result: Result, estimate: Estimate) -> bool:
    """Whether the average keeps its sign and half its size without any one unit."""
    left_out, name = result.facts_as(LeaveOneOut), outcome(estimate)
    low, high = left_out.low[name], left_out.high[name]
    value = math.log(estimate.value) if estimate.scale is Scale.RATIO else estimate.value
    return min(low * value, high * value) >= SURVIVES_SHARE * value**2


def reach(estimate: Estimate) -> str:
    """The bounds of an estimate in words."""
    if estimate.scale is Scale.RATIO:
        return f"{percent_change(estimate.low)} to {percent_change(estimate.high)}"
    told = f"{numbers.number(estimate.low, 4)} to {numbers.number(estimate.high, 4)}"
    return numbers.minus(told)


def subject(estimate: Estimate) -> str:
    """The outcome as the subject of a sentence: `Violent crime per 100k`."""
    return labels.label(outcome(estimate))


def amount(estimate: Estimate) -> str:
    """How far an outcome moved, with its interval."""
    level = f"{100 * estimate.level:.0f} % interval"
    if estimate.scale is Scale.RATIO:
        return f"{percent_change(estimate.value)} ({level} {reach(estimate)})"
    return f"{numbers.stated(estimate)} in its own units"


def undecided(estimate: Estimate) -> bool:
    """Whether the interval holds no change."""
    return estimate.low <= (estimate.scale.no_difference or 0.0) <= estimate.high


def doubt(estimate: Estimate) -> str:
    """What follows where the interval holds no change."""
    return "; that is not enough evidence either way" if undecided(estimate) else ""


def percent_change(ratio: float) -> str:
    """A ratio as a change: 0.95 is −5.0 %."""
    if not math.isfinite(ratio):
        return "no upper limit"
    return numbers.minus(f"{100 * (ratio - 1):+,.1f} %")


def texts(result: Result) -> tuple[str, ...]:
    """The sentences of a result's notes."""
    return tuple(sentence(note) for note in result.notes)


def outcome(estimate: Estimate) -> str:
    """The outcome that an estimate is of."""
    return str(estimate.keys["outcome"])


def of_outcome(result: Result, name: str, wanted: str) -> list[Estimate]:
    """The estimates of one quantity and one outcome."""
    return [estimate for estimate in result.named(name) if outcome(estimate) == wanted]


def treated_unit(estimate: Estimate) -> str:
    """A treated unit with the period its treatment began: Pittsburgh (1997)."""
    return f"{estimate.keys['unit']} ({estimate.keys['first_treated']})"


def _trend_check(bounded: Estimate) -> Check:
    """Whether an effect stays clear of none under one supposition on trends."""
    as_before = bounded.keys.get("trend_difference") == 1.0
    return Check(
        code=(EARLIER_TRENDS if as_before else OTHER_TRENDS).code,
        words=_supposed(bounded),
        held=not undecided(bounded),
    )


def _supposed(bounded: Estimate) -> str:
    """What a bound supposes of trends after the start."""
    if "bend" in bounded.keys:
        return f"trend carried on, bend up to {bounded.keys['bend']:g}"
    return f"trends differ up to {bounded.keys['trend_difference']:g} × as before"
