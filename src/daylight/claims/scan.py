"""Find speech: between quotation marks, mixed, nested, forgotten or carried on; and in turns."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from daylight.claims.objects import Form
from daylight.claims.said import told_form
from daylight.claims.speaker import (
    Named,
    context_subject,
    last_speaker,
    outside,
    proposed_speaker,
)
from daylight.claims.text import TAG
from daylight.claims.turns import Turn, turns

OPENING = {"“": "”", "„": "“", "«": "»"}
CLOSING = frozenset(OPENING.values())
STRAIGHT = '"'
SINGLE_OPENING, SINGLE_CLOSING = "‘", "’"
BEFORE_OPENING = frozenset(" \t\n   ([{—–-/'‘:")
BACKWARDS = "”“"
"""What ends a quotation that a closing mark opened."""
UNCLOSED = "no closing mark in this paragraph"
FORGOTTEN = re.compile(
    r"[,?!] (?:he|she|they|one of them|the \w+|(?:[A-Z][\w’'.-]* ){0,3}[A-Z][\w’'-]*) "
    r"(?:said|added|wrote|replied|answered|asked|continued|told \w+)(?=[.,])"
)
"""Who speaks, within a passage that nothing closes: its closing mark was forgotten before."""
NESTED = "a mark opens before the last one closes"

WINDOW = 1_000
"""Characters to either side in which whoever speaks is looked for."""
HARD_WRAPPED = 100
"""Lines no longer than this, several to a paragraph, were broken by a programme, not a writer."""
ENDS_A_LINE = re.compile(r"[.!?:…][”\"’»)]*\s*$")
OBJECT = re.compile(r"\{\s*([\"'])?\w+\1\s*:")
"""The beginning of an object of JavaScript."""
SPEAKS = re.compile(r"\s*(?:[•*—–-]|\(?\w{1,3}[.)]\s|[A-Z][A-Z .’-]*:)")
"""A line that begins an item of a list, or somebody’s turn in a transcript."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A passage between quotation marks, without its marks, and what is proposed of it.

    Parameters
    ----------
    start, end
        Characters of the whole text.
    speaker
        Whom the text around it names as speaking; empty where it names nobody.
    continues
        Whether it carries on a quotation of the paragraph before.
    doubt
        What a person should look at: a mark that is missing or stands alone. Empty where all is
        in order.
    """

    start: int
    end: int
    words: str
    form: Form
    speaker: str = ""
    continues: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage by its characters, before anybody's speech is looked for."""

    start: int
    end: int
    continues: bool = False
    doubt: str = ""


def scan(text: str) -> tuple[Piece, ...]:
    """Every passage of speech or in marks, in order, with a speaker proposed; a person confirms.

    A paragraph that opens with a mark while the one before was left open carries it on. Marks
    within marks belong to the passage around them. Lines that are data and not prose (JSON) hold
    no speech.
    """
    found: list[Piece] = []
    last_named, leads_in, was_open = "", False, False
    prose = tuple(paragraphs(text))
    spoken = turns(text, prose)
    for start, end in prose:
        marked, still_open = _marked(text, start, end, was_open=was_open)
        marked = tuple(one for one in marked if not _is_within(one, spoken))
        spans = tuple((one.start, one.end) for one in marked)
        plain = outside(text, (start, end), spans)
        before = ""
        for one in marked:
            own = (one.start, one.end)
            first = max(one.start - start - WINDOW, 0)
            near = plain[first : one.end - start + WINDOW]
            at = (one.start - start - first, one.end - start - first)
            named = proposed_speaker(near, at, text[one.end - 1 : one.end + 2])
            here = context_subject(near, at[0])
            is_led = one.continues or (leads_in and one is marked[0])
            speaker = named.name or _carried(named, here or before, last_named, is_led=is_led)
            form = told_form(text, own, named)
            words = _trimmed(text, own)
            found.append(
                Piece(
                    start=words[0],
                    end=words[1],
                    words=text[slice(*words)],
                    form=form,
                    speaker=speaker,
                    continues=one.continues,
                    doubt=one.doubt,
                )
            )
            if form is Form.DIRECT:
                before, last_named = speaker or before, speaker or last_named
        last_named = last_speaker(plain) or last_named
        leads_in, was_open = text[start:end].rstrip().endswith(":"), still_open
    return tuple(sorted((*found, *_unmarked(text, spoken)), key=lambda piece: piece.start))


def _is_within(one: Marked, spoken: tuple[Turn, ...]) -> bool:
    return any(turn.start < one.end and one.start < turn.end for turn in spoken)


def _unmarked(text: str, spoken: tuple[Turn, ...]) -> Iterator[Piece]:
    """Speech that takes turns, or is set off by dashes."""
    for turn in spoken:
        words = text[turn.start : turn.end]
        yield Piece(
            start=turn.start, end=turn.end, words=words, form=Form.DIRECT, speaker=turn.speaker
        )


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A passage without the blanks that stand within its marks."""
    words = text[span[0] : span[1]]
    start = span[0] + len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def _carried(named: Named, here: str, last_named: str, *, is_led: bool) -> str:
    """Whom a pronoun or nothing at all stands for: of this paragraph, else of those before."""
    return here or (last_named if named.speaks or is_led else "")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """First and last character of every paragraph of prose.

    A line is a paragraph, but for the lines of a block that a programme broke.
    """
    for block in _blocks(text):
        if _is_data(text[block[0][0] : block[-1][1]]):
            continue
        prose = [line for line in block if not _is_data(text[line[0] : line[1]])]
        if prose and _is_hard_wrapped([text[start:end] for start, end in prose]):
            prose = [(prose[0][0], prose[-1][1])]
        yield from prose


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Lines that no blank line parts, each by its first and last character that is no blank."""
    block: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            block.append((start, start + len(line.strip())))
        elif block:
            yield block
            block = []
        at += len(line) + 1
    if block:
        yield block


def _is_hard_wrapped(lines: list[str]) -> bool:
    """Whether most lines of a block end in the middle of a sentence, and none is long."""
    inner = list(pairwise(lines))
    run_on = [
        (one, other)
        for one, other in inner
        if not ENDS_A_LINE.search(one) and not SPEAKS.match(other)
    ]
    return bool(inner) and 2 * len(run_on) >= len(inner) and max(map(len, lines)) <= HARD_WRAPPED


def _is_data(paragraph: str) -> bool:
    """Whether a paragraph is JSON or a script that a page left behind."""
    if OBJECT.search(paragraph):
        return True
    if not paragraph.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(paragraph)
    except ValueError:
        return False
    return True


def _marked(text: str, start: int, end: int, *, was_open: bool) -> tuple[tuple[Marked, ...], bool]:
    """The passages of one paragraph, and whether the last was left open."""
    found: list[Marked] = []
    tags = {tag.start(): tag.end() for tag in TAG.finditer(text, start, end)}
    at = start
    while at < end:
        at = tags.get(at, at)
        if at >= end:
            break
        closing = _opens(text, at, start, end)
        if closing is None:
            at += 1
            continue
        continues = was_open and not text[start:at].strip()
        last, doubt = _end_of(text, at + 1, end, closing)
        if last is None and (forgotten := FORGOTTEN.search(text, at + 1, end)):
            found.append(Marked(at + 1, forgotten.start() + 1, continues, UNCLOSED))
            at = forgotten.end()
            continue
        if last is None:
            found.append(Marked(at + 1, len(text[:end].rstrip()), continues, UNCLOSED))
            return _trusted(text, found, end), True
        found.append(Marked(at + 1, last, continues, doubt))
        at = last + 1
    return _with_words(text, found), False


def _end_of(text: str, at: int, end: int, closing: str) -> tuple[int | None, str]:
    """Where a quotation that opened just before ends; None where it does not."""
    depth, doubt = 1, ""
    for here in range(at, end):
        if text[here] in closing and _closes(text, here, end):
            depth -= 1
            if depth == 0:
                return here, doubt
        elif OPENING.get(text[here]) == closing:
            depth += 1
            doubt = NESTED
    return None, doubt


def _trusted(text: str, found: list[Marked], end: int) -> tuple[Marked, ...]:
    """The passages; one left open is in order where the next paragraph carries it on."""
    rest = text[end:].lstrip()
    if rest[:1] in OPENING or rest[:1] == STRAIGHT:
        last = found[-1]
        found[-1] = Marked(last.start, last.end, last.continues, "")
    return _with_words(text, found)


def _with_words(text: str, found: list[Marked]) -> tuple[Marked, ...]:
    return tuple(one for one in found if text[one.start : one.end].strip())


def _opens(text: str, at: int, start: int, end: int) -> str | None:
    """The mark that would close it, where a quotation opens here."""
    mark = text[at]
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if mark in OPENING:
        return OPENING[mark]
    if mark == "”" and before in BEFORE_OPENING and after.isalnum():
        return BACKWARDS
    if mark == STRAIGHT:
        is_measure = before.isdigit() and not after.isalpha()
        opens = before in BEFORE_OPENING or not before.isalnum()
        return STRAIGHT if opens and not after.isspace() and not is_measure else None
    if mark == SINGLE_OPENING and before in BEFORE_OPENING and after.isalnum():
        return SINGLE_CLOSING if _single_closes(text[at + 1 : end]) else None
    return None


def _closes(text: str, at: int, end: int) -> bool:
    """Whether a mark of the closing kind ends a quotation, and is no apostrophe."""
    mark, before = text[at], text[at - 1]
    after = text[at + 1] if at + 1 < end else " "
    if mark == STRAIGHT:
        return not before.isspace() or after.isspace()
    if mark == SINGLE_CLOSING:
        return not after.isalnum()
    return True


def _single_closes(rest: str) -> bool:
    """Whether a closing single mark follows that is no apostrophe within a word."""
    return re.search(r"[^\s]’(?![\w])", rest) is not None
