"""Sentences on release hearing by hearing."""

from daylight.data.facts.stops import AdjustedFor
from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import say
from daylight.report.wording.compared import claim, in_words, others_of, people_of
from daylight.report.wording.groups import listed, people

NUMBER = "hearing_number"
SHOWN = 4
"""Hearings that a sentence names; the picture has all."""


def hazard(result: Result) -> tuple[Claim, ...]:
    """One sentence for everybody and each group, then groups against the reference."""
    whose = list(dict.fromkeys(_group(one) for one in result.named("release_hazard")))
    curves = [_curve(result, group) for group in whose]
    return (*curves, *(_compared(result, e) for e in result.named(ODDS)))


ODDS = "release_odds_ratio_at_equal_hearing"


def _group(one: Estimate) -> str:
    return str(one.keys.get("subject_race", ""))


def _curve(result: Result, group: str) -> Claim:
    own = [e for e in result.named("release_hazard") if _group(e) == group]
    reached = [e for e in result.named("released_by_hearing") if _group(e) == group]
    shown = own[:SHOWN]
    told = "; ".join(
        say(
            f"at hearing {e.keys[NUMBER]:g}, {numbers.stated(e)} of {numbers.count(e.n)}",
            f"en la audiencia {e.keys[NUMBER]:g}, {numbers.stated(e)} de {numbers.count(e.n)}",
        )
        for e in shown
    )
    who = people(group) if group else say("Everybody", "Todas las personas")
    said = say(
        f"{who[:1].upper()}{who[1:]}: of hearings decided of those not released before, release "
        f"was granted {told}",
        f"{who[:1].upper()}{who[1:]}: de las audiencias decididas de quienes no habían salido "
        f"antes, se concedió la libertad {told}",
    )
    if not reached:
        return claim(result, f"{said}.", *shown)
    last = reached[min(SHOWN, len(reached)) - 1]
    said += say(
        f"; by hearing {last.keys[NUMBER]:g} that adds up to {numbers.stated(last)}, were those "
        "who leave the count like those who stay",
        f"; hasta la audiencia {last.keys[NUMBER]:g} eso suma {numbers.stated(last)}, si quienes "
        "salen del recuento fueran como quienes quedan",
    )
    return claim(result, f"{said}.", shown[0], *shown[1:], last)


def _compared(result: Result, odds: Estimate) -> Claim:
    factors = in_words(result.facts_as(AdjustedFor).factors)
    alike = listed(list(factors))
    said = say(
        f"At equal {alike}, the odds of release of {people_of(odds)} are "
        f"{numbers.stated(odds)} times those of {others_of(odds)}.",
        f"A igualdad de {alike}, los momios de la libertad de {people_of(odds)} son "
        f"{numbers.stated(odds)} veces los de {others_of(odds)}.",
    )
    return claim(result, said, odds, adjusted_for=factors)
