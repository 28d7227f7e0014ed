"""The clauses of a text that lay something on somebody: who, with which modal, from where to where.

Found from the modal outwards, word by word, so that no text makes the search explode.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MODAL = re.compile(
    r"\b(?:(?:shall|will|must|may)(?:\s{1,9}not)?|should|agrees?\s{1,9}to"
    r"|(?:is|are)\s{1,9}required\s{1,9}to)\b"
)
SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\bNo\.)(?<!\bv\.)(?<!U\.S\.)\s{1,9}(?=[“\"(]?[A-Z])")
WITHIN = re.compile(r"\b(?:that|which|who|whom|whether|if|unless|when|where|because)\b", re.I)
OPENS = re.compile(
    r"(?:If|When|Where|Whenever|Unless|Within|Before|After|Upon|Once|By|On|To|At|In|For|During|As"
    r"|Following|While|Except|Prior|No\s+later|Not\s+later|Absent|Beginning|Should|Until)\b"
)
BREAK = re.compile(r";\s{1,9}(?:and\s{1,9}|or\s{1,9})?|,\s{1,9}(?:and|but)\s{1,9}")
ACTOR = re.compile(
    r"(?:the|each|every|all|any|no|a|an|such|this|these|officers|supervisors|employees|members"
    r"|personnel|it|they)\b|[A-Z]"
)
JOINED = re.compile(r"\b(?:and|or|but)(?:\s{1,9}then)?\s{1,9}$")
ENUMERATED = re.compile(r";\s{1,9}(?:and\s{1,9})?(?=that\b)")
ACTOR_WORDS = 10
REACH = 600  # characters before a modal in which its clause must begin


@dataclass(frozen=True, slots=True)
class Clause:
    """One duty's words: `start` to `end` in the text; `first` if it opens its sentence."""

    actor: str
    modal: str
    act: str
    condition: str
    start: int
    end: int
    first: bool


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end."""
    stop = len(text) if end is None else end
    for match in SENTENCE_END.finditer(text, start, stop):
        yield start, match.start()
        start = match.end()
    if start < stop:
        yield start, stop


def clauses(text: str, start: int, end: int) -> list[Clause]:
    """The clauses of one sentence."""
    body = text[start:end].rstrip()
    marks = list(MODAL.finditer(body))
    head = next((mark for mark in marks if _is_main(body[: mark.start()])), None)
    if head is None:
        return []
    cuts = [(0, head, *_actor(body[: head.start()]))]
    for mark in marks:
        if mark.start() <= head.start():
            continue
        joined = _joined(body, cuts[-1][1].end(), mark, cuts[-1][2])
        if joined:
            cuts.append((joined[0], mark, joined[1], ""))
    ends = [cut[0] for cut in cuts[1:]] + [len(body)]
    found: list[Clause] = []
    for (begin, mark, actor, condition), stop in zip(cuts, ends, strict=True):
        modal = " ".join(mark[0].split())
        for at, to in _enumerated(body, mark.end(), stop):
            words = JOINED.sub("", body[at:to].rstrip(" ,;") + " ").rstrip(" ,;.")
            act = words.strip(" ,;.")
            first = at == mark.end()
            found.append(
                Clause(actor, modal, act, condition, start + (begin if first else at),
                       start + at + len(words), first and begin == 0)
            )  # fmt: skip
    return found


def _is_main(head: str) -> bool:
    """Whether a modal after these words is the sentence's own and not one of a clause inside it."""
    plain = head[:REACH].rstrip(" ,") if len(head) > 2 * REACH else head.rstrip(" ,")
    if not plain or re.search(r"\b(?:who|that|which)(?:\s\w+ly)?$", plain):
        return False
    return not (OPENS.match(plain) and "," not in plain) and not _in_condition(plain)


def _in_condition(head: str) -> bool:
    """`If the review shows, after a week, that a change may`: still inside the condition."""
    if not re.match(r"(?:If|When|Where|Whenever|Unless|Should)\b", head):
        return False
    last = head[head.rfind(",") + 1 :]
    return bool(WITHIN.search(last)) or len(last.split()) > 2 * ACTOR_WORDS


def _actor(head: str) -> tuple[str, str]:
    """Who must act, and the condition said first."""
    plain = head.strip(" ,")
    if not OPENS.match(plain):
        return plain, ""
    at = plain.rfind(", ")
    while at > 0 and re.match(r"(?:or|and)\b", plain[at + 2 :]) and ", " in plain[:at]:
        at = plain.rfind(", ", 0, at)
    return (plain[at + 2 :].strip(), plain[:at].strip()) if at > 0 else (plain, "")


def _joined(body: str, after: int, mark: re.Match[str], actor: str) -> tuple[int, str] | None:
    """Where a later modal's clause begins and who acts in it; None if it is inside another."""
    after = max(after, mark.start() - REACH)
    between = body[after : mark.start()]
    joined = JOINED.search(between)
    if joined:
        return after + joined.start(), actor
    breaks = list(BREAK.finditer(between))
    if not breaks:
        return None
    who = between[breaks[-1].end() :].strip(" ,")
    if not who or WITHIN.search(who) or len(who.split()) > ACTOR_WORDS or not ACTOR.match(who):
        return None
    return after + breaks[-1].end(), who


def _enumerated(body: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """`ensure that …; that …; and that …`: each is a duty of its own."""
    if " that " not in body[start : min(stop, start + 60)]:
        yield start, stop
        return
    at = start
    for match in ENUMERATED.finditer(body, start, stop):
        yield at, match.start()
        at = match.end()
    yield at, stop
