"""Find what stands between quotation marks, mixed, nested, forgotten or carried on."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from daylight.claims.objects import Form
from daylight.claims.speaker import last_speaker, proposed_speaker

OPENING = {"“": "”", "„": "“", "«": "»"}
CLOSING = frozenset(OPENING.values())
STRAIGHT = '"'
SINGLE_OPENING, SINGLE_CLOSING = "‘", "’"
BEFORE_OPENING = frozenset(" \t\n   ([{—–-/'‘:")
UNCLOSED = "no closing mark in this paragraph"
NESTED = "a mark opens before the last one closes"

FEW_WORDS = 3
"""A passage of no more words, without a verb of speech beside it, is likely a scare quote."""

HARD_WRAPPED = 100
"""Lines no longer than this, several to a paragraph, were broken by a programme, not a writer."""


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
    """Every passage in quotation marks, in order, with a speaker proposed; a person confirms.

    A paragraph that opens with a mark while the one before was left open carries it on. Marks
    within marks belong to the passage around them. Lines that are data and not prose (JSON) hold
    no speech.
    """
    found: list[Piece] = []
    last_named = ""
    was_open = False
    for start, end in paragraphs(text):
        marked, still_open = _marked(text, start, end, was_open=was_open)
        spans = tuple((one.start, one.end) for one in marked)
        for one in marked:
            named = proposed_speaker(text, (start, end), spans, (one.start, one.end))
            speaker = named.name or (last_named if named.speaks or one.continues else "")
            words = text[one.start : one.end]
            found.append(
                Piece(
                    start=one.start,
                    end=one.end,
                    words=words,
                    form=Form.DIRECT if _is_speech(words, is_cued=named.is_cued) else Form.SCARE,
                    speaker=speaker,
                    continues=one.continues,
                    doubt=one.doubt,
                )
            )
            last_named = speaker or last_named
        last_named = last_speaker(text[start:end]) or last_named
        was_open = still_open
    return tuple(found)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """First and last character of every paragraph of prose."""
    breaks = r"\n[ \t]*\n\s*" if _is_hard_wrapped(text) else r"\n\s*"
    start = 0
    for found in re.finditer(breaks, text):
        if not _is_data(text[start : found.start()]):
            yield start, found.start()
        start = found.end()
    if start < len(text) and not _is_data(text[start:]):
        yield start, len(text)


def _is_hard_wrapped(text: str) -> bool:
    blocks = [block.splitlines() for block in re.split(r"\n[ \t]*\n", text.strip())]
    broken = [block for block in blocks if len(block) > 1]
    lines = [len(line) for block in broken for line in block]
    return len(broken) * 2 > len(blocks) and len(blocks) > 1 and max(lines) <= HARD_WRAPPED


def _is_data(paragraph: str) -> bool:
    """Whether a paragraph is JSON that a page left behind."""
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
    at = start
    while at < end:
        closing = _opens(text, at, start, end)
        if closing is None:
            at += 1
            continue
        continues = was_open and not text[start:at].strip()
        last, doubt = _end_of(text, at + 1, end, closing)
        if last is None:
            found.append(Marked(at + 1, len(text[:end].rstrip()), continues, UNCLOSED))
            return _trusted(text, found, end), True
        found.append(Marked(at + 1, last, continues, doubt))
        at = last + 1
    return tuple(one for one in found if one.start < one.end), False


def _end_of(text: str, at: int, end: int, closing: str) -> tuple[int | None, str]:
    """Where a quotation that opened just before ends; None where it does not."""
    depth, doubt = 1, ""
    for here in range(at, end):
        if text[here] == closing and _closes(text, here, end):
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
    return tuple(one for one in found if one.start < one.end)


def _opens(text: str, at: int, start: int, end: int) -> str | None:
    """The mark that would close it, where a quotation opens here."""
    mark = text[at]
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if mark in OPENING:
        return OPENING[mark]
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


ENDS_A_SENTENCE = re.compile(r"[.,!?…]['’]?$")


def _is_speech(words: str, *, is_cued: bool) -> bool:
    """Whether a passage is likely somebody's speech, and not a term held at arm's length."""
    return is_cued or len(words.split()) > FEW_WORDS or ENDS_A_SENTENCE.search(words) is not None
