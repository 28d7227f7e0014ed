"""Answers by other numbers of the same run."""

import math
from collections.abc import Sequence
from dataclasses import replace

from daylight.data.clustering import OFFICER
from daylight.data.estimate import Estimate
from daylight.data.facts.officers import OfficerGapFacts
from daylight.data.facts.stops import AdjustedFor
from daylight.data.result import Result
from daylight.report import labels, numbers
from daylight.report.defences import CLOCK_CHANGES
from daylight.report.grade import holds_no_difference
from daylight.report.language import Words, say
from daylight.report.objection import Cited, Hearing, OtherNumber, Worded
from daylight.report.topic import Raised
from daylight.report.wording.compared import alike, in_words
from daylight.report.wording.groups import listed

MOST = 4
"""An answer cites so many numbers; the others stand in their questions."""

SEARCHES = "search_rate_ratio_adjusted"
"""Where this answers an objection, so does a hidden circumstance of searches."""

STRENGTH = 2.0
"""The odds by which a hidden circumstance is supposed to multiply both group and outcome."""


def by_other_numbers(hearing: Hearing, raised: Raised) -> Worded | None:
    """What else the run says of the same comparison."""
    return told(hearing, hearing.alike(raised))


def told(hearing: Hearing, found: Sequence[OtherNumber]) -> Worded | None:
    """Numbers of the run in a row, each with its question and how it lies to no difference."""
    if not found:
        return None
    cited = [one.cited(printed(hearing, one)) for one in found[:MOST]]
    parts = [
        f"{cite.printed}{lies(one.estimate)}" for cite, one in zip(cited, found[:MOST], strict=True)
    ]
    row = "; ".join(parts)
    return Worded(say(f"This run has: {row}.", f"Esta ejecución tiene: {row}."), tuple(cited))


def printed(hearing: Hearing, found: OtherNumber) -> str:
    """A number with its name, what it is adjusted for, and its question where it is another."""
    one, outcome = found.estimate, found.question.outcome
    name = labels.quantity(one.name)
    said = f"{name[:1].lower()}{name[1:]} {stated(one)}"
    facts = outcome.facts if isinstance(outcome, Result) else None
    if isinstance(facts, AdjustedFor) and facts.factors and outcome is not hearing.own:
        factors = listed(in_words(facts.factors))
        said = say(f"{said}, adjusted for {factors}", f"{said}, con ajuste por {factors}")
    if one.keys.get("benchmark"):
        benchmark = one.keys["benchmark"]
        said = say(
            f"{said}, by the benchmark {benchmark}",
            f"{said}, con la base de comparación {benchmark}",
        )
    if found.question is hearing.question:
        return said
    asked = found.question.asked
    return say(f"“{asked}” {said}", f"«{asked}» {said}")


def stated(one: Estimate) -> str:
    """An estimate with its interval, where it has one."""
    has = math.isfinite(one.low) and math.isfinite(one.high) and one.low < one.high
    return numbers.stated(one) if has else numbers.value(one)


def lies(one: Estimate) -> str:
    """Where an interval lies to no difference; empty where that has no meaning."""
    same = one.scale.no_difference
    match holds_no_difference(one):
        case None:
            return ""
        case True:
            return say(" (it holds no difference)", " (incluye la ausencia de diferencia)")
    is_above = same is not None and one.value > same
    return f" ({_side(is_above=is_above, is_barely=prints_as_none(one))})"


def _side(*, is_above: bool, is_barely: bool) -> str:
    """On which side of no difference an interval lies, and whether only just."""
    match is_above, is_barely:
        case True, False:
            return say("wholly above no difference", "todo por encima de la ausencia de diferencia")
        case True, True:
            return say(
                "barely above no difference", "apenas por encima de la ausencia de diferencia"
            )
        case False, True:
            return say(
                "barely below no difference", "apenas por debajo de la ausencia de diferencia"
            )
    return say("wholly below no difference", "todo por debajo de la ausencia de diferencia")


def prints_as_none(one: Estimate) -> bool:
    """Whether an end of an interval is printed like no difference, though it is not."""
    same = one.scale.no_difference
    if same is None:
        return False
    ends = [replace(one, value=end, low=end, high=end) for end in (one.low, same, one.high)]
    low, none, high = (numbers.value(end) for end in ends)
    return none in {low, high}


def adjusted_or_hidden(hearing: Hearing, raised: Raised) -> Worded | None:
    """What adjusting does, and how strong a hidden circumstance would have to be."""
    found = hearing.alike(raised)
    adjusted = told(hearing, [one for one in found if not _is_within_officers(one)])
    hidden = _hidden(hearing) if SEARCHES in raised.answered_by else None
    both = [one for one in (adjusted, hidden) if one]
    if not both:
        return None
    return Worded(
        " ".join(one.text for one in both), tuple(cite for one in both for cite in one.cited)
    )


def _hidden(hearing: Hearing) -> Worded | None:
    """The difference under a hidden circumstance that doubles the odds, and what would undo it."""
    one = hearing.headline
    for question, result in hearing.results():
        tried = [
            e
            for e in result.named("search_rate_difference_if_confounded")
            if labels.group_of(e) == labels.group_of(one)
            and e.compared_with == one.compared_with
            and e.keys["odds_times"] == STRENGTH
        ]
        undone = [
            e
            for e in result.named("tipping_odds_ratio")
            if labels.group_of(e) == labels.group_of(one) and e.compared_with == one.compared_with
        ]
        if not tried:
            continue
        worst = min(tried, key=lambda e: abs(e.value))
        cites = [OtherNumber(question, worst).cited(stated(worst))]
        left = f"{stated(worst)}{lies(worst)}"
        among = _among(result)
        text = say(
            f"{among}, a hidden circumstance that doubles the odds of both group and search would "
            f"leave a difference in search rates of {left}",
            f"{among}, una circunstancia oculta que duplicara los momios del grupo y los del "
            f"registro dejaría una diferencia en las tasas de registro de {left}",
        )
        if undone and math.isfinite(undone[0].value):
            cites.append(OtherNumber(question, undone[0]).cited(numbers.value(undone[0])))
            times = cites[-1].printed
            text += say(
                f"; to undo it, it would have to multiply both odds by {times}",
                f"; para anularla tendría que multiplicar ambos momios por {times}",
            )
        open_ = say(
            "Which circumstance that might be, the records do not say.",
            "Qué circunstancia podría ser, los datos no lo dicen.",
        )
        return Worded(f"{text}. {open_}", tuple(cites))
    return None


def _among(result: Result) -> str:
    """Among which stops a hidden circumstance is supposed."""
    factors = result.facts.factors if isinstance(result.facts, AdjustedFor) else ()
    if not factors:
        return say("Over all stops", "En el conjunto de las paradas")
    same = alike(in_words(factors))
    return say(f"Among stops {same}", f"Entre paradas {same}")


def within_officers(hearing: Hearing, raised: Raised) -> Worded | None:
    """The same comparison within officers, and what is known of officers one by one."""
    found = [one for one in hearing.alike(raised) if _is_within_officers(one)]
    facts = hearing.own.facts
    if isinstance(facts, AdjustedFor) and OFFICER in facts.factors:
        clusters = hearing.headline.basis.clusters
        if clusters is None:
            return told(hearing, found)
        cite = Cited(
            printed=numbers.count(clusters),
            question=hearing.question.id,
            what="clusters",
            value=clusters,
        )
        within = say(
            f"Each officer’s stops are compared with one another, over {cite.printed} officers; "
            "what differs between officers, the posts of some among it, is not in this number.",
            f"Las paradas de cada agente se comparan entre sí, en {cite.printed} agentes; lo que "
            "difiere entre agentes, como los puestos de algunos, no está en este número.",
        )
        return Worded(within, (cite,))
    return told(hearing, found)


def _is_within_officers(found: OtherNumber) -> bool:
    """Whether a number compares each officer's rows with one another only."""
    outcome = found.question.outcome
    facts = outcome.facts if isinstance(outcome, Result) else None
    if isinstance(facts, AdjustedFor):
        return OFFICER in facts.factors
    return isinstance(facts, OfficerGapFacts)


RAW_COUNTS = ("raw-counts", "no-exposure", "replay-of-raw-counts")
"""Notes that say that no officer's work is known."""


def at_equal_work(hearing: Hearing, raised: Raised) -> Worded | None:
    """What officers differ by at the same exposure; nothing where their work is not known."""
    if any(hearing.own.noted(code) for code in RAW_COUNTS):
        return None
    said = told(hearing, hearing.alike(raised))
    if said is None:
        return None
    at_work = say(
        f"Officers are compared at the work that was counted for each. {said.text} Posts and "
        "shifts beyond that count are not held alike: that much is conceded.",
        f"A los agentes se los compara según el trabajo que se contó de cada uno. {said.text} Los "
        "puestos y turnos no se igualan más allá de ese recuento: eso se concede.",
    )
    return Worded(at_work, said.cited)


def around_clock_changes(hearing: Hearing, _raised: Raised) -> Worded | None:
    """The weeks around clock changes alone, in which hours of work stay and the light moves."""
    one = hearing.headline
    for e in hearing.own.named(one.name):
        if (e.keys, e.variant) == (one.keys, CLOCK_CHANGES.code):
            cite = OtherNumber(hearing.question, e).cited(stated(e))
            weeks = say(
                "In the weeks around clock changes alone, when light moves and the hours that "
                f"people keep do not, it is {cite.printed}{lies(e)}.",
                "Solo en las semanas en torno a los cambios de hora, cuando la luz se mueve y los "
                f"horarios de la gente no, es {cite.printed}{lies(e)}.",
            )
            return Worded(weeks, (cite,))
    return None


def by_variants(hearing: Hearing, raised: Raised) -> Worded | None:
    """The lowest and the highest number that other models or assumptions give."""
    one = hearing.headline
    own = [
        e
        for name in (one.name, *raised.answered_by)
        for e in hearing.own.named(name)
        if e.scale is one.scale
        and (e.variant is not None or e.name != one.name)
        and labels.group_of(e) == labels.group_of(one)
        and math.isfinite(e.value)
    ]
    own = [e for e in own if e.name != one.name or e.keys == one.keys]
    held = [
        (HELD, "held", hearing.finding.survives),
        (FAILED, "did not hold", hearing.finding.fails),
    ]
    said, cites = [], []
    if own:
        ends = [min(own, key=lambda e: e.value), max(own, key=lambda e: e.value)]
        ends = ends[:1] if ends[0] is ends[1] else ends
        cites = [OtherNumber(hearing.question, e).cited(f"{stated(e)} {_called(e)}") for e in ends]
        said.append(_ranging([cite.printed for cite in cites]))
    for words_of, what, names in held:
        if names:
            words = "; ".join(names)
            cites.append(
                Cited(
                    printed=words,
                    question=hearing.question.id,
                    what=f"checks that {what}",
                    value=len(names),
                )
            )
            said.append(f"{words_of.text} {words}.")
    return Worded(" ".join(said), tuple(cites)) if cites else None


HELD = Words("Checks against which it held:", "Comprobaciones ante las que se mantuvo:")
FAILED = Words(
    "Checks against which it did not hold:", "Comprobaciones ante las que no se mantuvo:"
)


def _ranging(ends: Sequence[str]) -> str:
    """The lowest and the highest number, or the only one."""
    if len(ends) == 1:
        return say(f"It is {ends[0]}.", f"Es {ends[0]}.")
    low, high = ends
    return say(
        f"Other models and assumptions give from {low} to {high}.",
        f"Otros modelos y supuestos dan de {low} a {high}.",
    )


def _variant(one: Estimate) -> str:
    """What the model, option or supposition of an estimate is called within a sentence."""
    code = one.variant or ""
    text = next(facet.texts[0] for facet in labels.facets([one]) if facet.key == "variant")
    return text if code[:1].isupper() else f"{text[:1].lower()}{text[1:]}"


def _called(one: Estimate) -> str:
    """What an estimate's model, option or supposition is."""
    name = labels.quantity(one.name)
    supposed = [
        f"{labels.said(key)} {value}" for key, value in one.keys.items() if key not in labels.GROUPS
    ]
    parts = [_variant(one)] if one.variant else [f"{name[:1].lower()}{name[1:]}", *supposed]
    return f"({', '.join(parts)})"
