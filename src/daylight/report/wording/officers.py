"""Sentences about officers: what was counted, beside what chance alone would show."""

from daylight.data.facts.officers import BackTestFacts, ConcentrationFacts, SceneFacts
from daylight.data.result import Estimate, Result
from daylight.report.claim import Claim
from daylight.report.numbers import count, percent, stated, value
from daylight.report.wording.compared import caveats, noted

NOT_A_FINDING = "An event is a record, not a finding that anyone did wrong."
TESTED_BY_PERSISTENCE = "Whether it is more than chance is tested by the question `persistence`."
NOT_REMOVAL = (
    "It does not follow that without these officers their share of events would not have happened."
)


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
    exposed = ", each with their own exposure," if facts.exposure_used else ""
    bursts = (
        "by chance alone, with bursts of events like the record's"
        if facts.bursts_allowed_for
        else "by chance alone, were events independent"
    )
    return Claim(
        sentence=f"The {share.keys['top_percent']:g} % of {count(facts.officers)} officers with "
        f"the most events account for {stated(share)} of {count(share.n)} events; officers who "
        f"were all alike{exposed} would give {percent(alike.value)} {bursts}.",
        estimates=(above, share, alike),
        adjusted_for=("exposure",) if facts.exposure_used else (),
        caveats=(NOT_A_FINDING, NOT_REMOVAL, *noted(result, "bursts-not-tested")),
    )


def _rates(result: Result) -> Claim:
    gini = result.one("gini")
    alike = result.one("gini_by_chance")
    rates = result.one("gini_of_rates")
    known = result.facts_as(ConcentrationFacts).bursts_allowed_for
    out = "with chance taken out" if known else "with chance, but not bursts, taken out"
    return Claim(
        sentence=f"On a scale where 0 means that all officers have the same number of events and 1 "
        f"that one officer has them all (the Gini index), the counts score {stated(gini)}; "
        f"identical officers would score {value(alike)} by chance, and the underlying rates, "
        f"{out}, score {stated(rates)}.",
        estimates=(gini, alike, rates),
        caveats=(NOT_A_FINDING,),
    )


def _lasting(result: Result) -> tuple[Claim, ...]:
    if not result.named("later_share"):
        return ()
    above, later, earlier, alike = (
        result.one(name, earlier_top_percent=10.0)
        for name in ("later_share_above_alike", "later_share", "earlier_share", "exposure_share")
    )
    listed = result.noted("only-officers-seen-before")
    seen = " who had any then" if listed else ""
    whole = "these officers' later events" if listed else "the events in the later half"
    return (
        Claim(
            sentence=f"The 10 % of officers{seen} with the most events in the earlier half of the "
            f"record had {value(earlier)} of the events then and {stated(later)} of "
            f"{whole}, where officers who were all alike would have had {value(alike)}.",
            estimates=(above, later, earlier, alike),
            caveats=(
                NOT_A_FINDING,
                "Officers who stay on a busy assignment stay high for that.",
                *noted(result, "only-officers-seen-before"),
                *(() if above.p_value is not None else (TESTED_BY_PERSISTENCE,)),
            ),
        ),
        *map(_reliability, result.named("reliability")),
    )


def _reliability(reliability: Estimate) -> Claim:
    return Claim(
        sentence=f"Of the differences between officers' rates over the whole record, "
        f"{percent(reliability.value)} ({100 * reliability.level:.0f} % interval "
        f"{percent(reliability.low)} to {percent(reliability.high)}) repeat themselves between odd "
        "and even periods; the rest is chance.",
        estimates=(reliability,),
    )


def same_scene(result: Result) -> tuple[Claim, ...]:
    """How many officers stand out beyond doubt, and how the scores of severity compare."""
    certain = [e for e in result.named("probability_top_5_percent") if e.value > 0.8]
    ranked = [e for e in result.named("escalation") if e.low > 0]
    scores = result.named("severity_score")
    facts = result.facts_as(SceneFacts)
    officers, scenes = count(facts.officers), count(facts.scenes)
    return (
        Claim(
            sentence=f"Compared with officers who stood at the same scenes ({scenes} scenes, "
            f"{officers} officers), {_officers(len(ranked))} used more serious force than "
            f"comparable officers beyond what chance explains, and {_officers(len(certain))} "
            "belong, with a probability above 80 %, to the 5 % of comparable officers who go "
            "furthest.",
            estimates=scores,
            adjusted_for=("everything that officers at one scene share",),
            caveats=(
                "Officers are compared with one another; whether the force was justified, and how "
                "much the department uses as a whole, is not part of the answer.",
                "For agency use: an officer-level number never stands alone.",
            ),
        ),
    )


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
    window = "two years" if facts.plain_months == 24 else f"{facts.plain_months} months"
    return Claim(
        sentence=f"The {plain.keys['top_percent']:g} % of officers in service with the most events "
        f"in {window} had {stated(plain)} of all events of the following {facts.horizon_months} "
        f"months; {stated(precision)} of them had any.",
        estimates=(plain, precision),
        caveats=caveats(result),
    )


def _beside_plain(result: Result, recall: Estimate) -> Claim:
    """A rule's recall and its difference from the plain count's, on the same officers."""
    rule = str(recall.keys["rule"])
    what = "exposure alone" if rule == "exposure" else rule
    difference = result.beside(recall, "recall_above_plain_count")
    return Claim(
        sentence=f"For as many officers, {what} points at {stated(recall)} of the later events; "
        f"beside the plain count that is {stated(difference)} (less where negative).",
        estimates=(difference, recall),
    )


def _without_plain(result: Result, shares: tuple[Estimate, ...]) -> tuple[Claim, ...]:
    if not shares:
        return ()
    facts = result.facts_as(BackTestFacts)
    listed = "; ".join(f"{e.keys['rule']} {stated(e)}" for e in shares)
    return (
        Claim(
            sentence=f"Later events on the {shares[0].keys['top_percent']:g} % of officers that a "
            f"rule ranks highest, {facts.horizon_months} months on: {listed}.",
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
            sentence=f"Officers in service had {stated(whole)} times the later events that past "
            f"rates foretold; the tenth with the most past events, {stated(tenth)} times.",
            estimates=(whole, tenth),
            caveats=(
                "The forecast takes officers to serve on and the level of events to stay: both "
                "show here where they do not hold.",
            ),
        ),
    )


def _officers(n: int) -> str:
    return {0: "no officer", 1: "1 officer"}.get(n, f"{count(n)} officers")
