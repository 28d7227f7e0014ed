"""Requirements proposed from a paragraph: actor, modal, act, condition, deadline, span.

Proposals only. A duty counts when a person has confirmed it against the words it came from.
"""

import re
from dataclasses import dataclass, replace

from daylight.register.choices import ParagraphKind
from daylight.register.importer.clauses import ACTOR, Clause, clauses, sentences
from daylight.register.importer.items import sub_items
from daylight.register.importer.timing import Timing, timing

CLOSING = re.compile(
    r"[,\s]{1,9}(?P<condition>(?:unless|except|provided that|whenever|if|where)\b.+)$"
)
ASPIRATION = re.compile(r"with the goal of|strive|endeavou?r|aspire|seek to", re.I)
DEFINES = re.compile(
    r"[“\"](?P<term>[^”\"]{2,80})[”\"](?:\s{1,9}(?:and|or)\s{1,9}[“\"][^”\"]{1,80}[”\"])?"
    r"\s{1,9}(?:means?|shall mean|refers? to|impose)"
)
DIVIDES = re.compile(
    r"\b(?:is|are) (?:divided into|defined as|classified (?:as|into))\b"
    r"|terms and definitions apply"
)
MONITOR = re.compile(r"\b(?:Monitor|Evaluator|Compliance Officer)\b")
COURT = re.compile(
    r"\bCourt\b.{0,300}\b(?:jurisdiction|approves|order)|takes effect|jointly move", re.I | re.S
)
BOILERPLATE = re.compile(
    r"(?:This|The)\s+(?:(?:Consent|Settlement)\s+)?(?:Agreement|Decree|Order)\s+"
    r"(?:(?:shall|will|may|is|does)\s+)(?:not\s+)?(?:be\s+)?"
    r"(?:governed|binding|construed|constitute|become|supersede|remain|terminate|apply|enforceable"
    r"|deemed|modified|amended|executed|interpreted|an?\s+admission)"
    r"|Nothing\s+in\s+th(?:is|e)\b|(?:Each|The)\s+Part(?:y|ies)\s+(?:shall|will)\s+bear\b"
    r"|If\s+any\s+provision\b"
)
FOLLOWING = re.compile(
    r"\s*\b(?:(?:at\s+least|all\s+of|each\s+of)\s+)?the\s+following(?:\s+\w+){0,3}$"
)
NESTED = re.compile(r"\s*\(?(?:[a-z1i])?[.)]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One proposed requirement; `mark` is its sub-item, empty for a whole sentence."""

    actor: str
    modal: str
    act: str
    condition: str
    mark: str
    start: int
    end: int
    assessable: bool
    confidence: int
    timing: Timing | None


def kind(text: str, section: str) -> ParagraphKind:
    """What a paragraph seems to do."""
    if DEFINES.search(text):
        return ParagraphKind.DEFINITION
    found = duties(text)
    if not found and DIVIDES.search(text):
        return ParagraphKind.DEFINITION
    if COURT.search(text):
        return ParagraphKind.COURT
    if BOILERPLATE.match(text):
        return ParagraphKind.PROCEDURE
    if not found:
        front = re.search(r"introduction|background|recital", section, re.I)
        return ParagraphKind.BACKGROUND if front else ParagraphKind.PROCEDURE
    first = next((one for one in found if one.assessable), found[0])
    if MONITOR.search(first.actor):
        return ParagraphKind.MONITOR_DUTY
    return ParagraphKind.REQUIREMENT


def defined_terms(text: str) -> list[str]:
    """The terms a paragraph defines."""
    return [match["term"] for match in DEFINES.finditer(text)]


def duties(text: str) -> list[Duty]:
    """The requirements a paragraph seems to hold: one per sub-item, or per clause with a duty.

    What stands before a list and is complete is a requirement of its own, once; the words that
    lead into the list go with each of its items.
    """
    items = sub_items(text)
    if not items:
        return _in_sentences(text, 0, len(text))
    before = list(sentences(text, 0, items[0].start))
    lead = _in_sentences(text, *before[-1]) if before else []
    if not lead:
        return _in_sentences(text, 0, len(text))
    found = _in_sentences(text, 0, before[-1][0])
    for item in items[:-1]:
        found += _of_item(text, lead[-1], item.mark, (item.start, item.end))
    last = items[-1]
    parts = list(sentences(text, last.start, last.end))
    found += _of_item(text, lead[-1], last.mark, parts[0])
    for start, end in parts[1:]:
        found += _in_sentences(text, start, end)
    return found


def _in_sentences(text: str, start: int, end: int) -> list[Duty]:
    return [
        _duty(text, clause)
        for begin, stop in sentences(text, start, end)
        for clause in clauses(text, begin, stop)
    ]


def _of_item(text: str, lead: Duty, mark: str, span: tuple[int, int]) -> list[Duty]:
    start, end = span
    words = text[start:end].rstrip(" .;")
    own = clauses(text, start, end)
    if own and own[0].actor and ACTOR.match(own[0].actor):
        return [replace(_duty(text, own[0]), mark=mark, start=start, end=end)]
    act = NESTED.sub("", lead.act.rstrip(" :(")).rstrip(" :")
    act = FOLLOWING.sub("", act)
    return [
        replace(
            lead,
            act=f"{act}: {words}" if act else words,
            mark=mark,
            start=start,
            end=end,
            confidence=lead.confidence - 10,
            timing=lead.timing or timing(words),
        )
    ]


def _duty(text: str, clause: Clause) -> Duty:
    act, closing = _closing(clause.act)
    words = text[clause.start : clause.end]
    aspires = bool(ASPIRATION.search(words))
    conditions = [clause.condition, closing]
    return Duty(
        actor=clause.actor,
        modal=clause.modal,
        act=act,
        condition="; ".join(one for one in conditions if one),
        mark="",
        start=clause.start,
        end=clause.end,
        assessable=clause.modal not in ("may", "should") and not aspires,
        confidence=_confidence(clause, aspires),
        timing=timing(words),
    )


def _closing(act: str) -> tuple[str, str]:
    match = CLOSING.search(act)
    if not match or match.start() < 10:
        return act, ""
    return act[: match.start()], match["condition"]


def _confidence(clause: Clause, aspires: bool) -> int:
    score = 90
    score -= 25 * (clause.modal in ("may", "should")) + 25 * aspires
    score -= 20 * (len(clause.actor.split()) > 5) + 15 * (not clause.first)
    return max(10, score)
