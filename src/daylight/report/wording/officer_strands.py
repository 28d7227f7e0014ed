"""Sentences on replacing officers, on where rates differ, and on officers or department."""

from daylight.data.facts.officers import ColleagueFacts, PeerFacts
from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.claim import Claim
from daylight.report.language import Words, say
from daylight.report.numbers import count, interval, percent, stated, value
from daylight.report.wording.compared import (
    caveats,
    in_words,
    noted,
    others_of,
    people_of,
)

ASSIGNMENTS = Words(
    "Officers on busier assignments stand out for that unless exposure allows for it.",
    "Los agentes con tareas de más actividad destacan por eso, salvo que la exposición lo tenga en "
    "cuenta.",
)
REPLAY = Words(
    "A replay of the record, not an experiment.",
    "Es una repetición de lo registrado, no un experimento.",
)
TO_THE_MEAN = Words("regression to the mean", "regresión a la media")
FOR_THE_AGENCY = Words(
    "For agency use: an officer-level number never stands alone.",
    "Para uso del cuerpo policial: un número de un agente nunca vale por sí solo.",
)
LEVELS = {
    "officer": Words("officers of the same unit", "agentes de la misma unidad"),
    "unit": Words("units", "unidades"),
    "district": Words("districts", "distritos"),
    "agency": Words("departments", "departamentos"),
}
"""Between whom rates may differ."""


def level(name: str) -> str:
    """Between whom rates may differ, in words."""
    kind = labels.said(name)
    return LEVELS[name].text if name in LEVELS else say(f"{kind}s", f"grupos según {kind}")


def top_percent(estimate: Estimate) -> str:
    """The share of officers at the top that an estimate is of: `10 %`."""
    return numbers.marked(f"{estimate.keys['top_percent']:g} %")


def removal(result: Result) -> tuple[Claim, ...]:
    """What replacing the officers with the highest forecasts would have avoided."""
    gaps = [e for e in result.named("gap_removed") if e.keys["top_percent"] == 10.0]
    seen = noted(result, "only-officers-seen-before")
    shares = result.named("share_avoided")
    return (*(_avoided(share, seen) for share in shares), *map(_gap, gaps))


def _avoided(estimate: Estimate, seen: tuple[str, ...]) -> Claim:
    who = (
        say("officers with an earlier event", "los agentes con algún suceso anterior")
        if seen
        else say("officers", "los agentes")
    )
    top, size = top_percent(estimate), stated(estimate)
    return Claim(
        sentence=say(
            f"Had the top {top} of {who} by their earlier record been replaced by officers from "
            f"the middle of the ranking, {size} of the later events would not have happened, on "
            "the suppositions listed.",
            f"Si el {top} de {who} que encabeza la lista por su historial anterior hubiera sido "
            f"sustituido por agentes del centro de ella, el {size} de los sucesos posteriores no "
            "habría ocurrido, con los supuestos indicados.",
        ),
        estimates=(estimate,),
        adjusted_for=(TO_THE_MEAN.text,),
        caveats=(REPLAY.text, ASSIGNMENTS.text, *seen),
    )


def _gap(estimate: Estimate) -> Claim:
    one, other = people_of(estimate), others_of(estimate)
    top, size = top_percent(estimate), stated(estimate)
    return Claim(
        sentence=say(
            f"With the top {top} of officers replaced, {size} of the later gap between the rates "
            f"of {one} and of {other} would go with them.",
            f"Con el {top} de los agentes sustituido, se iría con ellos el {size} de la brecha "
            f"posterior entre las tasas de {one} y de {other}.",
        ),
        estimates=(estimate,),
        caveats=(REPLAY.text, ASSIGNMENTS.text),
    )


def variance_by_level(result: Result) -> tuple[Claim, ...]:
    """How the differences that are not chance are shared between levels."""
    chance = result.one("chance_share")
    shares = result.named("variance_share")
    parts = "; ".join(_between(e) for e in shares)
    rest = say(f"the rest lies {parts}", f"el resto está {parts}") if parts else rest_of(result)
    explains = explained(result, chance)
    return (
        Claim(
            sentence=say(
                f"{explains[:1].upper()}{explains[1:]} of the spread of events over officers; "
                f"{rest}.",
                f"{explains[:1].upper()}{explains[1:]} de la dispersión de los sucesos entre "
                f"agentes; {rest}.",
            ),
            estimates=(*result.named("variance_component"), *shares, chance),
            caveats=(ASSIGNMENTS.text, *caveats(result)),
        ),
    )


def _between(share: Estimate) -> str:
    who, size = level(str(share.keys["between"])), percent(share.value)
    return say(
        f"between {who} {size} ({interval(share)})", f"entre {who} el {size} ({interval(share)})"
    )


def rest_of(result: Result) -> str:
    """What is left where no shares are given: one level alone, or no level beyond chance."""
    if result.noted("nothing-to-share-out"):
        return say(
            "where the rest lies cannot be told from chance",
            "dónde está el resto no se distingue del azar",
        )
    return say("the rest lies between officers", "el resto está entre agentes")


def explained(result: Result, chance: Estimate) -> str:
    """What explains the share of the spread that is not a difference of officers."""
    size = percent(chance.value)
    if result.noted("bursts-look-like-officers"):
        return say(
            f"chance alone, were events independent, explains {size}",
            f"el azar por sí solo, si los sucesos fueran independientes, explica el {size}",
        )
    return say(
        f"what does not last from one period into another explains {size}",
        f"lo que no dura de un período a otro explica el {size}",
    )


def internal_benchmark(result: Result) -> tuple[Claim, ...]:
    """How many officers differ from colleagues in the same circumstances."""
    above = result.one("flagged", colleagues="above")
    facts = result.facts_as(ColleagueFacts)
    plain = result.one("flagged_by_plain_z_above_2", colleagues="above")
    n, stand, named = count(above.n), count(above.value), count(plain.value)
    spread = percent(facts.ordinary_spread, 0)
    return (
        Claim(
            sentence=say(
                f"Of {n} officers compared with colleagues in the same recorded circumstances, "
                f"{stand} stand above them once the many comparisons and unrecorded circumstances "
                f"are allowed for; a plain test would name {named}. Ordinary officers’ rates "
                f"spread by {spread} of their colleagues’ rate beyond chance and the recorded "
                "circumstances.",
                f"De {n} agentes comparados con colegas en las mismas circunstancias "
                f"registradas, {stand} quedan por encima de ellos una vez tenidas en cuenta las "
                f"muchas comparaciones y las circunstancias no registradas; un contraste simple "
                f"señalaría {named}. Las tasas de los agentes corrientes se dispersan un {spread} "
                "de la tasa de sus colegas, más allá del azar y de las circunstancias "
                "registradas.",
            ),
            estimates=(above, plain),
            adjusted_for=in_words(facts.circumstances),
            caveats=(
                say(
                    "A practice that all officers share moves nothing here.",
                    "Una práctica que comparten todos los agentes no mueve nada aquí.",
                ),
                say(
                    "Assignments that the records do not name (a special unit, a warrant detail) "
                    "are not allowed for one by one: those who stand above may be its members.",
                    "Las tareas que los datos no nombran (una unidad especial, un grupo de "
                    "órdenes judiciales) no se tienen en cuenta una por una: quienes quedan por "
                    "encima pueden ser sus miembros.",
                ),
                FOR_THE_AGENCY.text,
            ),
        ),
    )


WITHIN = {
    "unit": Words("unit", "unidad"),
    "month": Words("month", "mes"),
    "own earlier record": Words("own earlier record", "historial propio anterior"),
}
"""Within what officers are compared with one another."""


def peer_exposure(result: Result) -> tuple[Claim, ...]:
    """How later events go together with the past of colleagues; never more than that."""
    change = result.one("later_events_with_peer_share")
    typical = result.one("events_per_officer_month")
    more, usual = stated(change), value(typical)
    within = result.facts_as(PeerFacts).compared_within
    return (
        Claim(
            sentence=say(
                "Association, not contagion: among officers of the same unit and month, "
                "complaints against 10 points more of the colleagues one was earlier named with "
                f"go with {more} more events a month (fewer where negative); the average is "
                f"{usual} a month.",
                "Asociación, no contagio: entre agentes de la misma unidad y mes, que 10 puntos "
                "más de los colegas antes nombrados con uno tuvieran quejas propias va unido "
                f"a {more} sucesos más al mes (menos si es negativo); la media es de {usual} al "
                "mes.",
            ),
            estimates=(change, typical),
            adjusted_for=tuple(WITHIN[name].text for name in within),
            caveats=caveats(result),
        ),
    )
