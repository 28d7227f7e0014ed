"""Requirements proposed from a paragraph: actor, modal, act, condition, deadline, span.

Proposals only. A duty counts when a person has confirmed it against the words it came from.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from daylight.register.choices import ParagraphKind
from daylight.register.importer.items import sub_items
from daylight.register.importer.timing import Timing, timing

MODAL = (
    r"(?:shall|will|must|may)\s+not\b|shall\b|will\b|must\b|may\b|should\b|agrees?\s+to\b|"
    r"is\s+required\s+to\b|are\s+required\s+to\b"
)
DUTY = re.compile(
    rf"(?P<actor>(?:The\s+|the\s+|Every\s+|Each\s+|A\s+|An\s+|All\s+)?"
    rf"[A-Z][\w’'&-]*(?:[,]?\s+[\w’'&,-]+){{0,14}}?)\s+(?P<modal>{MODAL}),?\s+(?P<act>\S.*)",
    re.DOTALL,
)
OPENING = re.compile(
    r"^(?P<condition>(?:If|When|Where|Whenever|Unless|Within|Before|After|Upon|Once|By|On)\b"
    r"[^,]*(?:,[^,]{0,40})?),\s+(?=[A-Z])"
)
CLOSING = re.compile(r"[,\s]+(?P<condition>(?:unless|except|provided that|whenever|if|where)\b.+)$")
ASPIRATION = re.compile(r"with the goal of|strive|endeavou?r|aspire|seek to", re.I)
DEFINES = re.compile(
    r"[“\"](?P<term>[^”\"]{2,80})[”\"](?:\s+and\s+[“\"][^”\"]+[”\"])?"
    r"\s+(?:means?|shall mean|refers? to|impose)"
)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[“\"(]?[A-Z])|;\s+(?=the\b|The\b)")
MONITOR = re.compile(r"\b(?:Monitor|Evaluator|Compliance Officer)\b")
COURT = re.compile(r"\bCourt\b.*\b(?:jurisdiction|approves|order)|takes effect|jointly move", re.I)


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
    duty = DUTY.search(text)
    if COURT.search(text):
        return ParagraphKind.COURT
    if duty is None:
        front = re.search(r"introduction|background|recital", section, re.I)
        return ParagraphKind.BACKGROUND if front else ParagraphKind.PROCEDURE
    if MONITOR.search(duty["actor"]):
        return ParagraphKind.MONITOR_DUTY
    return ParagraphKind.REQUIREMENT


def defined_terms(text: str) -> list[str]:
    """The terms a paragraph defines."""
    return [match["term"] for match in DEFINES.finditer(text)]


def duties(text: str) -> list[Duty]:
    """The requirements a paragraph seems to hold, one per sub-item or per sentence with a duty."""
    items = sub_items(text)
    if items:
        lead = _duty(text, 0, items[0].start, "")
        if lead:
            return [
                _of_item(lead, item.mark, text[item.start : item.end], item.start, item.end)
                for item in items
            ]
    found = [_duty(text, start, end, "") for start, end in _sentences(text)]
    return [duty for duty in found if duty]


def _of_item(lead: Duty, mark: str, words: str, start: int, end: int) -> Duty:
    act = re.sub(r"\s*\(?[a-z1i]?[.)]?$", "", lead.act.rstrip(" :(")).rstrip(":")
    return Duty(
        actor=lead.actor,
        modal=lead.modal,
        act=f"{act}: {words}",
        condition=lead.condition,
        mark=mark,
        start=start,
        end=end,
        assessable=lead.assessable,
        confidence=lead.confidence - 10,
        timing=lead.timing or timing(words),
    )


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in SENTENCE_END.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _duty(text: str, start: int, end: int, mark: str) -> Duty | None:
    sentence = text[start:end].rstrip()
    opening = OPENING.match(sentence)
    body = sentence[opening.end() :] if opening else sentence
    match = DUTY.search(body[:1].upper() + body[1:])
    if not match:
        return None
    act, closing = _closing(match["act"].rstrip(" .;"))
    modal = " ".join(match["modal"].split())
    aspires = bool(ASPIRATION.search(sentence))
    conditions = [opening["condition"] if opening else "", closing]
    return Duty(
        actor=match["actor"].strip(" ,"),
        modal=modal,
        act=act,
        condition="; ".join(one for one in conditions if one),
        mark=mark,
        start=start,
        end=start + len(sentence),
        assessable=modal not in ("may", "should") and not aspires,
        confidence=_confidence(match, aspires),
        timing=timing(sentence),
    )


def _closing(act: str) -> tuple[str, str]:
    match = CLOSING.search(act)
    if not match or match.start() < 10:
        return act, ""
    return act[: match.start()], match["condition"]


def _confidence(match: re.Match[str], aspires: bool) -> int:
    score = 90
    score -= 25 * (match["modal"] in ("may", "should")) + 25 * aspires
    score -= 20 * (len(match["actor"].split()) > 5) + 15 * (match.start() > 0)
    return max(10, score)
