"""Sentences about what changed after training, an investigation or an agreement."""

import math

from daylight.data.result import Estimate, Result, Scale
from daylight.report import numbers
from daylight.report.claim import Claim

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
    for estimate in result.named("average_effect"):
        p = result.diagnostics[f"fisher_p_{estimate.group}"]
        tail = (
            "where it had begun, compared with units still waiting. Dealing the start dates anew "
            f"at random gives a change as large in {numbers.percent(float(p or 0.0))} of deals"
        )
        survives = ("Fisher randomisation test",) if float(p or 0.0) < 1 - result.level else ()
        claims.append(_average(result, estimate, tail, survives=survives))
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
    for estimate in result.named("average_effect"):
        share = float(result.diagnostics[f"negative_weight_{estimate.group}"] or 0.0)
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
        bounds = [e for e in result.named("bounded_effect") if e.group == estimate.group]
        kept = tuple(e.stratum for e in bounds if not undecided(e))
        told = "; ".join(f"if {e.stratum}, {reach(e)}" for e in bounds)
        tail = f"after the start, compared with units still waiting ({told})"
        claims.append(_average(result, estimate, tail, survives=kept))
    return tuple(claims)


def placebo(result: Result) -> tuple[Claim, ...]:
    """The average against placebo places, then one sentence for each treated unit."""
    claims = []
    for estimate in result.named("average_effect"):
        units = [e for e in result.named("effect_on_unit") if e.group == estimate.group]
        p = numbers.percent(estimate.p_value or 0.0)
        tail = (
            f"on average over {estimate.n} treated units, compared with weighted mixes of places "
            f"without it; averages over placebo places at the same dates were as large in {p} of "
            "draws"
        )
        survives = ("leaving out any one unit",) if _carried_by_none(result, estimate) else ()
        claims.append(_average(result, estimate, tail, survives=survives))
        claims.append(_unit_by_unit(result, estimate, units))
    return tuple(claims)


MOST_NAMED = 5


def _unit_by_unit(result: Result, average: Estimate, units: list[Estimate]) -> Claim:
    """Every treated unit in one sentence, those that departed furthest by name."""
    beyond = result.one("units_beyond_placebos", average.group)
    chance = numbers.number((1 - result.level) * beyond.n, 1)
    order = sorted(units, key=lambda unit: unit.p_value if unit.p_value is not None else 1.0)
    named = "; ".join(f"{unit.stratum} {_change(unit)}" for unit in order[:MOST_NAMED])
    return Claim(
        sentence=(
            f"Taken one by one, {numbers.count(beyond.value)} of {beyond.n} treated units departed "
            f"in {average.group.replace('_', ' ')} further than {100 * result.level:.0f} % of "
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
    """Step and turn of each series at its date."""
    claims = []
    for step in result.named("step"):
        slope = result.one("slope_change", step.group, step.stratum)
        unclear = [word for word, e in (("step", step), ("turn", slope)) if undecided(e)]
        tail = f"; the {' and the '.join(unclear)} could be chance" if unclear else ""
        claims.append(
            Claim(
                sentence=(
                    f"{subject(step)} of {step.stratum} stepped by {amount(step)} at the date and "
                    f"its slope turned by {amount(slope)} a period, judged by its own earlier "
                    f"trend{tail}."
                ),
                estimates=(step, slope),
                adjusted_for=("its own earlier trend",),
                caveats=texts(result),
            )
        )
    return tuple(claims)


def _average(
    result: Result, estimate: Estimate, tail: str, *, survives: tuple[str, ...] = ()
) -> Claim:
    return Claim(
        sentence=f"{subject(estimate)} changed by {amount(estimate)} {tail}{doubt(estimate)}.",
        estimates=(estimate,),
        adjusted_for=ADJUSTED,
        survives=survives,
        caveats=texts(result),
    )


def _unit(result: Result, unit: Estimate) -> Claim:
    rank = ""
    if unit.p_value is not None:
        share = numbers.percent(unit.p_value)
        rank = f"; counting itself, {share} of places at that date departed as far"
    return Claim(
        sentence=(
            f"{subject(unit)} of {unit.stratum} changed by {amount(unit)} compared with a weighted "
            f"mix of places without it{rank}{doubt(unit)}."
        ),
        estimates=(unit,),
        adjusted_for=("its own course before the date", "what moved the comparison places"),
        caveats=texts(result),
    )


def _carried_by_none(result: Result, estimate: Estimate) -> bool:
    """Whether the average keeps its sign and half its size without any one unit."""
    low = float(result.diagnostics[f"leave_one_out_low_{estimate.group}"] or 0.0)
    high = float(result.diagnostics[f"leave_one_out_high_{estimate.group}"] or 0.0)
    value = math.log(estimate.value) if estimate.scale is Scale.RATIO else estimate.value
    return min(low * value, high * value) >= SURVIVES_SHARE * value**2


def reach(estimate: Estimate) -> str:
    """The bounds of an estimate in words."""
    if estimate.scale is Scale.RATIO:
        return f"{percent_change(estimate.low)} to {percent_change(estimate.high)}"
    told = f"{numbers.number(estimate.low, 4)} to {numbers.number(estimate.high, 4)}"
    return told.replace("-", "−")


def subject(estimate: Estimate) -> str:
    """The outcome as the subject of a sentence: `Violent crime per 100k`."""
    words = estimate.group.replace("_", " ")
    return words[:1].upper() + words[1:]


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
    return f"{100 * (ratio - 1):+,.1f} %".replace("-", "−")


def texts(result: Result) -> tuple[str, ...]:
    """The texts of a result's notes."""
    return tuple(note.text for note in result.notes)
