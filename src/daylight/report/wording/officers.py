"""Sentences about officers: what was counted, beside what chance alone would show."""

from daylight.data.facts.officers import ConcentrationFacts, SceneFacts
from daylight.data.result import Estimate, Result
from daylight.report.claim import Claim
from daylight.report.language import Words, say
from daylight.report.numbers import count, percent, stated, value
from daylight.report.wording.compared import noted
from daylight.report.wording.officer_strands import FOR_THE_AGENCY, top_percent

NOT_A_FINDING = Words(
    "An event is a record, not a finding that anyone did wrong.",
    "Un suceso es una anotación, no una conclusión de que alguien obró mal.",
)
TESTED_BY_PERSISTENCE = Words(
    "Whether it is more than chance is tested by the question `persistence`.",
    "Si es más que azar lo examina la pregunta `persistence`.",
)
NOT_REMOVAL = Words(
    "It does not follow that without these officers their share of events would not have happened.",
    "De ahí no se sigue que sin estos agentes su parte de los sucesos no habría ocurrido.",
)
BUSY = Words(
    "Officers who stay on a busy assignment stay high for that.",
    "Los agentes que siguen en una tarea de mucha actividad siguen arriba por eso.",
)
EXPOSURE = Words("exposure", "exposición")


def concentration(result: Result) -> tuple[Claim, ...]:
    """Top shares beside chance, the spread of underlying rates, and whether it lasts."""
    shares = {e.keys["top_percent"]: e for e in result.named("top_share")}
    claims = [_top_share(result, shares[p]) for p in (10.0, 1.0) if p in shares]
    return (*claims, _rates(result), *_lasting(result))


def persistence(result: Result) -> tuple[Claim, ...]:
    """Whether the officers at the top earlier are those at the top later."""
    return _lasting(result)


def _top_share(result: Result, share: Estimate) -> Claim:
    alike = result.beside(share, "top_share_by_chance")
    above = result.beside(share, "top_share_above_chance")
    facts = result.facts_as(ConcentrationFacts)
    top, n, size, events = (
        top_percent(share),
        count(facts.officers),
        stated(share),
        count(share.n),
    )
    given, bursts = percent(alike.value), _by_chance(facts)
    exposed = (
        say(", each with their own exposure,", ", cada uno con su exposición,")
        if facts.exposure_used
        else ""
    )
    return Claim(
        sentence=say(
            f"The {top} of {n} officers with the most events account for {size} of {events} "
            f"events; officers who were all alike{exposed} would give {given} {bursts}.",
            f"El {top} de {n} agentes con más sucesos reúne el {size} de {events} sucesos; unos "
            f"agentes todos iguales{exposed} darían el {given} {bursts}.",
        ),
        estimates=(above, share, alike),
        adjusted_for=(EXPOSURE.text,) if facts.exposure_used else (),
        caveats=(NOT_A_FINDING.text, NOT_REMOVAL.text, *noted(result, "bursts-not-tested")),
    )


def _by_chance(facts: ConcentrationFacts) -> str:
    if facts.bursts_allowed_for:
        return say(
            "by chance alone, with bursts of events like the record’s",
            "solo por azar, con rachas de sucesos como las registradas",
        )
    return say(
        "by chance alone, were events independent",
        "solo por azar, si los sucesos fueran independientes",
    )


def _rates(result: Result) -> Claim:
    gini = result.one("gini")
    alike = result.one("gini_by_chance")
    rates = result.one("gini_of_rates")
    out = (
        say("with chance taken out", "descontado el azar")
        if result.facts_as(ConcentrationFacts).bursts_allowed_for
        else say("with chance, but not bursts, taken out", "descontado el azar, no las rachas")
    )
    counts, by_chance, under = stated(gini), value(alike), stated(rates)
    return Claim(
        sentence=say(
            "On a scale where 0 means that all officers have the same number of events and 1 that "
            f"one officer has them all (the Gini index), the counts score {counts}; identical "
            f"officers would score {by_chance} by chance, and the underlying rates, {out}, score "
            f"{under}.",
            "En una escala donde 0 significa que todos los agentes tienen el mismo número de "
            "sucesos y 1 que uno solo los tiene todos (el índice de Gini), los recuentos dan "
            f"{counts}; agentes idénticos darían {by_chance} por azar, y las tasas subyacentes, "
            f"{out}, dan {under}.",
        ),
        estimates=(gini, alike, rates),
        caveats=(NOT_A_FINDING.text,),
    )


def _lasting(result: Result) -> tuple[Claim, ...]:
    if not result.named("later_share"):
        return ()
    above, later, earlier, alike = (
        result.one(name, earlier_top_percent=10.0)
        for name in ("later_share_above_alike", "later_share", "earlier_share", "exposure_share")
    )
    return (
        Claim(
            sentence=_lasts(result, later, earlier, alike),
            estimates=(above, later, earlier, alike),
            caveats=(
                NOT_A_FINDING.text,
                BUSY.text,
                *noted(result, "only-officers-seen-before"),
                *(() if above.p_value is not None else (TESTED_BY_PERSISTENCE.text,)),
            ),
        ),
        *map(_reliability, result.named("reliability")),
    )


def _lasts(result: Result, later: Estimate, earlier: Estimate, alike: Estimate) -> str:
    then, now, expected = value(earlier), stated(later), value(alike)
    seen, whole = "", say("the events in the later half", "los sucesos de la segunda mitad")
    if result.noted("only-officers-seen-before"):
        seen = say(" who had any then", " con alguno entonces")
        whole = say("these officers’ later events", "los sucesos posteriores de estos agentes")
    return say(
        f"The 10 % of officers{seen} with the most events in the earlier half of the record had "
        f"{then} of the events then and {now} of {whole}, where officers who were all alike would "
        f"have had {expected}.",
        f"El 10 % de los agentes{seen} que más sucesos tuvo en la primera mitad del período reunió "
        f"entonces el {then} y después el {now} de {whole}; agentes todos iguales habrían reunido "
        f"el {expected}.",
    )


def _reliability(reliability: Estimate) -> Claim:
    size, ends = percent(reliability.value), (reliability.low, reliability.high)
    level, low, high = f"{100 * reliability.level:.0f} %", percent(ends[0]), percent(ends[1])
    return Claim(
        sentence=say(
            f"Of the differences between officers’ rates over the whole record, {size} "
            f"({level} interval {low} to {high}) repeat themselves between odd and even periods; "
            "the rest is chance.",
            f"De las diferencias entre las tasas de los agentes en todo el período, el {size} "
            f"(intervalo del {level}: {low} a {high}) se repite entre períodos impares y pares; el "
            "resto es azar.",
        ),
        estimates=(reliability,),
    )


def same_scene(result: Result) -> tuple[Claim, ...]:
    """How many officers stand out beyond doubt, and how the scores of severity compare."""
    certain = [e for e in result.named("probability_top_5_percent") if e.value > 0.8]
    ranked = [e for e in result.named("escalation") if e.low > 0]
    scores = result.named("severity_score")
    facts = result.facts_as(SceneFacts)
    officers, scenes = count(facts.officers), count(facts.scenes)
    beyond, furthest = len(ranked), len(certain)
    used = say("used", "usó" if beyond < 2 else "usaron")
    belong = say("belongs" if furthest == 1 else "belong", "está" if furthest < 2 else "están")
    return (
        Claim(
            sentence=say(
                f"Compared with officers who stood at the same scenes ({scenes} scenes, "
                f"{officers} officers), {_officers(beyond)} {used} more serious force than "
                f"comparable officers beyond what chance explains, and {_officers(furthest)} "
                f"{belong}, with a probability above 80 %, to the 5 % of comparable officers who "
                "go furthest.",
                f"En comparación con agentes que estuvieron en las mismas escenas ({scenes} "
                f"escenas, {officers} agentes), {_officers(beyond)} {used} fuerza más grave que "
                "agentes comparables más allá de lo que explica el azar, y "
                f"{_officers(furthest)} {belong}, con una probabilidad superior al 80 %, en el 5 % "
                "de los agentes comparables que más lejos llega.",
            ),
            estimates=scores,
            adjusted_for=(
                say(
                    "everything that officers at one scene share",
                    "todo lo que comparten los agentes de una misma escena",
                ),
            ),
            caveats=(
                say(
                    "Officers are compared with one another; whether the force was justified, and "
                    "how much the department uses as a whole, is not part of the answer.",
                    "Se compara a unos agentes con otros; si la fuerza estuvo justificada, y "
                    "cuánta usa el departamento en conjunto, no forma parte de la respuesta.",
                ),
                FOR_THE_AGENCY.text,
            ),
        ),
    )


def _officers(n: int) -> str:
    if n < 2:
        return (say("no officer", "ningún agente"), say("1 officer", "1 agente"))[n]
    return say(f"{count(n)} officers", f"{count(n)} agentes")
