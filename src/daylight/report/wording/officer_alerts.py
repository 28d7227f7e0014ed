"""Sentences on rules that alert on officers: what each caught of what came later."""

from daylight.data.facts.officers import BackTestFacts
from daylight.data.result import Estimate, Result
from daylight.report.claim import Claim
from daylight.report.language import say
from daylight.report.numbers import stated
from daylight.report.wording.compared import caveats
from daylight.report.wording.officer_strands import top_percent


def early_intervention(result: Result) -> tuple[Claim, ...]:
    """What each rule caught of what came later, beside the plain count."""
    facts = result.facts_as(BackTestFacts)
    shares = _nearest(result.named("recall"))
    plain = next((e for e in shares if e.keys["rule"] == facts.plain_rule), None)
    others = tuple(e for e in shares if e is not plain)
    if plain is None:
        return _without_plain(result, others)
    return (
        _plain(result, plain),
        *(_beside_plain(result, other) for other in others),
        *_foretold(result),
    )


ORDINARY_SHARE = 5.0
"""The share of officers, in per cent, that is told of; the nearest of those asked for."""


def _nearest(recalls: tuple[Estimate, ...]) -> tuple[Estimate, ...]:
    asked = [float(e.keys["top_percent"]) for e in recalls if "top_percent" in e.keys]
    if not asked:
        return ()
    told = min(asked, key=lambda percent: abs(percent - ORDINARY_SHARE))
    return tuple(e for e in recalls if e.keys.get("top_percent") == told)


def _plain(result: Result, plain: Estimate) -> Claim:
    facts = result.facts_as(BackTestFacts)
    precision = result.beside(plain, "precision")
    window, then = _window(facts.plain_months), _months(facts.horizon_months)
    top, caught, any_of_them = top_percent(plain), stated(plain), stated(precision)
    return Claim(
        sentence=say(
            f"The {top} of officers in service with the most events in {window} had {caught} of "
            f"all events of the following {then}; {any_of_them} of them had any.",
            f"El {top} de los agentes en servicio con más sucesos en {window} tuvo el {caught} de "
            f"todos los sucesos de los siguientes {then}; el {any_of_them} de ellos tuvo alguno.",
        ),
        estimates=(plain, precision),
        caveats=caveats(result),
    )


def _window(months: int) -> str:
    return say("two years", "dos años") if months == 24 else _months(months)


def _months(months: int) -> str:
    return say(f"{months} months", f"{months} meses")


def _beside_plain(result: Result, recall: Estimate) -> Claim:
    """A rule's recall and its difference from the plain count's, on the same officers."""
    difference = result.beside(recall, "recall_above_plain_count")
    what, caught, more = _rule(recall), stated(recall), stated(difference)
    return Claim(
        sentence=say(
            f"For as many officers, {what} points at {caught} of the later events; beside the "
            f"plain count that is {more} (less where negative).",
            f"Para igual número de agentes, {what} apunta al {caught} de los sucesos posteriores; "
            f"respecto del recuento simple son {more} (menos si es negativo).",
        ),
        estimates=(difference, recall),
    )


def _rule(estimate: Estimate) -> str:
    """A rule as its study names it; the plain exposure in words."""
    name = str(estimate.keys["rule"])
    if name == "exposure":
        return say("exposure alone", "la sola exposición")
    return say(name, f"la regla «{name}»")


def _without_plain(result: Result, shares: tuple[Estimate, ...]) -> tuple[Claim, ...]:
    if not shares:
        return ()
    then = _months(result.facts_as(BackTestFacts).horizon_months)
    top, listed = top_percent(shares[0]), "; ".join(f"{_rule(e)} {stated(e)}" for e in shares)
    return (
        Claim(
            sentence=say(
                f"Later events on the {top} of officers that a rule ranks highest, {then} on: "
                f"{listed}.",
                f"Sucesos posteriores del {top} de agentes que una regla pone más arriba, en los "
                f"{then} siguientes: {listed}.",
            ),
            estimates=shares,
            caveats=caveats(result),
        ),
    )


def _foretold(result: Result) -> tuple[Claim, ...]:
    """Whether the level of later events was that of the past ones."""
    ratios = {e.keys["top_percent"]: e for e in result.named("observed_over_forecast")}
    if not ratios:
        return ()
    whole, tenth = ratios[100.0], ratios[10.0]
    return (
        Claim(
            sentence=say(
                f"Officers in service had {stated(whole)} times the later events that past rates "
                f"foretold; the tenth with the most past events, {stated(tenth)} times.",
                f"Los agentes en servicio tuvieron {stated(whole)} veces los sucesos posteriores "
                f"que anunciaban las tasas pasadas; la décima parte con más sucesos pasados, "
                f"{stated(tenth)} veces.",
            ),
            estimates=(whole, tenth),
            caveats=(
                say(
                    "The forecast takes officers to serve on and the level of events to stay: both "
                    "show here where they do not hold.",
                    "La previsión supone que los agentes siguen en servicio y que el nivel de "
                    "sucesos se mantiene: si no es así, aquí se nota.",
                ),
            ),
        ),
    )
