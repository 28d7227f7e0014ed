"""Sentences about what changed after training, an investigation or an agreement."""

import math

from daylight.data.facts.effects import FisherTest, LeaveOneOut, NegativeWeight
from daylight.data.result import Estimate, Result, Scale
from daylight.report import labels, numbers
from daylight.report.claim import Check, Claim
from daylight.report.defences import DEALT_ANEW, EARLIER_TRENDS, OTHER_TRENDS, WITHOUT_ONE
from daylight.report.language import Words, say
from daylight.report.wording.compared import caveats

ADJUSTED = (
    Words("lasting differences between units", "diferencias duraderas entre unidades"),
    Words("what moved all units alike", "lo que movió a todas las unidades por igual"),
)
OWN_COURSE = (
    Words("its own course before the date", "su propio curso antes de la fecha"),
    Words("what moved the comparison places", "lo que movió a los lugares de comparación"),
)
OWN_TREND = Words("its own earlier trend", "su propia tendencia anterior")
SURVIVES_SHARE = 0.5
"""A number has kept most of its size while at least half of it is left."""


def staggered(result: Result) -> tuple[Claim, ...]:
    """Starts at different times: the average against units where it had not begun."""
    tail = say(
        "where the intervention had begun, compared with units still waiting for it",
        "donde la intervención había empezado, en comparación con unidades que aún la esperaban",
    )
    return tuple(_average(result, estimate, tail) for estimate in result.named("average_effect"))


def random_order(result: Result) -> tuple[Claim, ...]:
    """A roll-out in random order: the most precise average, and the exact test."""
    claims = []
    fisher = result.facts_as(FisherTest)
    for estimate in result.named("average_effect"):
        p = fisher.p[outcome(estimate)]
        deals = numbers.percent(p)
        tail = say(
            "where the intervention had begun, compared with units still waiting for it. Dealing "
            f"the start dates anew at random gives a change as large in {deals} of deals",
            "donde la intervención había empezado, en comparación con unidades que aún la "
            "esperaban. Repartir de nuevo por sorteo las fechas de inicio da un cambio igual de "
            f"grande en el {deals} de los repartos",
        )
        dealt = Check(code=DEALT_ANEW.code, words=DEALT_ANEW.words, held=p < 1 - result.level)
        claims.append(_average(result, estimate, tail, checks=(dealt,)))
    return tuple(claims)


def weighted(result: Result) -> tuple[Claim, ...]:
    """Synthetic difference-in-differences: the average against a weighted mix."""
    tail = say(
        "in the treated units, compared with a weighted mix of others",
        "en las unidades tratadas, en comparación con una mezcla ponderada de otras",
    )
    return tuple(_average(result, estimate, tail) for estimate in result.named("average_effect"))


def regression(result: Result) -> tuple[Claim, ...]:
    """Two-way fixed effects: the coefficient, and how much of it points the wrong way."""
    claims = []
    negative = result.facts_as(NegativeWeight)
    for estimate in result.named("average_effect"):
        share = numbers.number(negative.total[outcome(estimate)])
        tail = say(
            "in the customary regression with unit and period effects, whose negative weights add "
            f"up to {share}",
            "en la regresión acostumbrada con efectos de unidad y de período, cuyos pesos "
            f"negativos suman {share}",
        )
        claims.append(_average(result, estimate, tail))
    return tuple(claims)


def event_study(result: Result) -> tuple[Claim, ...]:
    """Before and after the start, with the bounds that earlier movement puts around it."""
    claims = []
    for estimate in result.named("average_effect"):
        bounds = of_outcome(result, "bounded_effect", outcome(estimate))
        told = "; ".join(_if(e) for e in bounds)
        tail = say(
            f"after the intervention began, compared with units still waiting for it ({told})",
            "tras empezar la intervención, en comparación con unidades que aún la esperaban "
            f"({told})",
        )
        claims.append(_average(result, estimate, tail, checks=tuple(map(_trend_check, bounds))))
    return tuple(claims)


def _if(bounded: Estimate) -> str:
    supposed, ends = _supposed(bounded), reach(bounded)
    return say(f"if {supposed}, {ends}", f"si {supposed}, {ends}")


def placebo(result: Result) -> tuple[Claim, ...]:
    """The average against placebo places, then one sentence for each treated unit."""
    claims = []
    for estimate in result.named("average_effect"):
        units = of_outcome(result, "effect_on_unit", outcome(estimate))
        n, draws = numbers.count(estimate.n), numbers.percent(estimate.p_value or 0.0)
        tail = say(
            f"on average over {n} treated units, compared with weighted mixes of places without "
            "the intervention; averages over placebo places at the same dates were as large in "
            f"{draws} of draws",
            f"en promedio en {n} unidades tratadas, en comparación con mezclas ponderadas de "
            "lugares sin la intervención; los promedios de lugares placebo en las mismas fechas "
            f"fueron igual de grandes en el {draws} de los sorteos",
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
    departed, all_units = numbers.count(beyond.value), numbers.count(beyond.n)
    what, level = labels.words(outcome(average)), f"{100 * result.level:.0f} %"
    return Claim(
        sentence=say(
            f"Taken one by one, {departed} of {all_units} treated units departed in {what} further "
            f"than {level} of places without it at the same date, where chance alone would let "
            f"about {chance}; the largest departures are {named}.",
            f"Tomadas una a una, {departed} de {all_units} unidades tratadas se apartaron en "
            f"«{what}» más que el {level} de los lugares sin ello en la misma fecha, cuando por "
            f"azar serían unas {chance}; las que más se apartaron son {named}.",
        ),
        estimates=(beyond, *order),
        adjusted_for=spoken(OWN_COURSE),
        caveats=caveats(result),
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
        claim
        for step in result.named("step")
        for claim in _step_and_turn(result, step, result.beside(step, "slope_change"))
    )


def _step_and_turn(result: Result, step: Estimate, turn: Estimate) -> tuple[Claim, Claim]:
    return _series(result, step, _stepped(step)), _series(result, turn, _turned(turn))


def _stepped(step: Estimate) -> str:
    what, where, size = subject(step), treated_unit(step), amount(step)
    return say(
        f"{what} of {where} stepped by {size} at the date, judged by its own earlier trend",
        f"{what} de {where} dio un salto de {size} en la fecha, juzgado por su propia tendencia "
        "anterior",
    )


def _turned(turn: Estimate) -> str:
    what, where, size = subject(turn), treated_unit(turn), amount(turn)
    return say(
        f"{what} of {where} turned in its slope by {size} a period, judged by its own earlier "
        "trend",
        f"{what} de {where} cambió de pendiente en {size} por período, juzgado por su propia "
        "tendencia anterior",
    )


def _series(result: Result, estimate: Estimate, told: str) -> Claim:
    """One sentence on a series; weighed against chance only where untreated series stand by."""
    return Claim(
        sentence=f"{told}; {_weighed(estimate)}.",
        estimates=(estimate,),
        adjusted_for=(OWN_TREND.text,),
        caveats=caveats(result),
    )


def _weighed(estimate: Estimate) -> str:
    if estimate.p_value is None:
        return say(
            "without enough untreated places beside it this describes, and no chance is given",
            "sin bastantes lugares no tratados al lado, esto describe y no se da ninguna "
            "probabilidad",
        )
    share = numbers.percent(estimate.p_value)
    others = numbers.count(estimate.basis.clusters or 0)
    return say(
        f"of it and {others} places without one, {share} moved as far at that date, each against "
        f"its own trend{doubt(estimate)}",
        f"de ese lugar y {others} sin ello, el {share} se movió tanto en esa fecha, cada uno "
        f"frente a su propia tendencia{doubt(estimate)}",
    )


def _average(
    result: Result, estimate: Estimate, tail: str, *, checks: tuple[Check, ...] = ()
) -> Claim:
    what, size = subject(estimate), amount(estimate)
    return Claim(
        sentence=say(
            f"{what} changed by {size} {tail}{doubt(estimate)}.",
            f"{what} cambió en {size} {tail}{doubt(estimate)}.",
        ),
        estimates=(estimate,),
        adjusted_for=spoken(ADJUSTED),
        checks=checks,
        caveats=caveats(result),
    )


def _unit(result: Result, unit: Estimate) -> Claim:
    rank = ""
    if unit.p_value is not None:
        share = numbers.percent(unit.p_value)
        rank = say(
            f"; counting itself, {share} of places at that date departed as far",
            f"; contándola a ella, el {share} de los lugares en esa fecha se apartó tanto",
        )
    what, where, size = subject(unit), treated_unit(unit), amount(unit)
    return Claim(
        sentence=say(
            f"{what} of {where} changed by {size} compared with a weighted mix of places without "
            f"the intervention{rank}{doubt(unit)}.",
            f"{what} de {where} cambió en {size} en comparación con una mezcla ponderada de "
            f"lugares sin la intervención{rank}{doubt(unit)}.",
        ),
        estimates=(unit,),
        adjusted_for=spoken(OWN_COURSE),
        caveats=caveats(result),
    )


def spoken(words: tuple[Words, ...]) -> tuple[str, ...]:
    """Several texts in the language that is spoken."""
    return tuple(one.text for one in words)


def _carried_by_none(result: Result, estimate: Estimate) -> bool:
    """Whether the average keeps its sign and half its size without any one unit."""
    left_out, name = result.facts_as(LeaveOneOut), outcome(estimate)
    low, high = left_out.low[name], left_out.high[name]
    value = math.log(estimate.value) if estimate.scale is Scale.RATIO else estimate.value
    return min(low * value, high * value) >= SURVIVES_SHARE * value**2


def reach(estimate: Estimate) -> str:
    """The bounds of an estimate in words."""
    if estimate.scale is Scale.RATIO:
        low, high = percent_change(estimate.low), percent_change(estimate.high)
    else:
        low, high = (numbers.minus(numbers.number(end, 4)) for end in (estimate.low, estimate.high))
    return say(f"{low} to {high}", f"{low} a {high}")


def subject(estimate: Estimate) -> str:
    """The outcome as the subject of a sentence: `Violent crime per 100k`."""
    name = labels.label(outcome(estimate))
    return say(name, f"«{name}»")


def amount(estimate: Estimate) -> str:
    """How far an outcome moved, with its interval."""
    if estimate.scale is Scale.RATIO:
        size, ends = percent_change(estimate.value), reach(estimate)
        level = f"{100 * estimate.level:.0f} %"
        return say(f"{size} ({level} interval {ends})", f"{size} (intervalo del {level}: {ends})")
    size = numbers.stated(estimate)
    return say(f"{size} in its own measure", f"{size} en su propia medida")


def undecided(estimate: Estimate) -> bool:
    """Whether the interval holds no change."""
    return estimate.low <= (estimate.scale.no_difference or 0.0) <= estimate.high


def doubt(estimate: Estimate) -> str:
    """What follows where the interval holds no change."""
    if not undecided(estimate):
        return ""
    return say(
        "; that is not enough evidence either way",
        "; con eso no se puede saber en un sentido ni en otro",
    )


def percent_change(ratio: float) -> str:
    """A ratio as a change: 0.95 is −5.0 %."""
    if not math.isfinite(ratio):
        return numbers.number(math.inf)
    return numbers.change(ratio)


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
        bend = numbers.marked(f"{bounded.keys['bend']:g}")
        return say(
            f"trend carried on, bend up to {bend}",
            f"la tendencia siguió, con un giro de hasta {bend}",
        )
    times = numbers.marked(f"{bounded.keys['trend_difference']:g}")
    return say(
        f"trends differ up to {times} × as before",
        f"las tendencias difieren hasta {times} × lo que antes",
    )
