"""Speech without quotation marks: turns of a transcript, and talk set off by dashes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from daylight.claims.speaker import SPOKE, Span
from daylight.claims.subject import before_verb, with_verb

NAMED_TURN = re.compile(r"([A-ZÁÉÍÓÚÑ][\w.’'-]*(?: [\w.’'-]+){0,5}):\s+(?=\S)")
NAMELESS = frozenset({"Q", "A", "P", "R", "Question", "Answer", "Pregunta", "Respuesta"})
FEWEST_TURNS = 4
"""A page with fewer is a letter's head or a list of notes, and no transcript."""
DASHED = re.compile(r"[—–](?=[^\s—–])")
ASIDE_OPENS = re.compile(r"\s[—–](?=\w)")
ASIDE_ENDS = re.compile(r"[—–][.,;:]?(?:\s+|$)")


class Turn(NamedTuple):
    """A stretch of speech by its characters, and who speaks where the text says so."""

    start: int
    end: int
    speaker: str


def turns(text: str, paragraphs: Sequence[Span]) -> tuple[Turn, ...]:
    """Every stretch of speech that no marks enclose, in order; none where the text has no turns."""
    return (*_transcribed(text, paragraphs), *_dashed(text, paragraphs))


def _transcribed(text: str, paragraphs: Sequence[Span]) -> Iterator[Turn]:
    """“CHIEF LEE: We count.”, where names take turns."""
    found = [(m, end) for start, end in paragraphs if (m := NAMED_TURN.match(text, start, end))]
    often = Counter(m[1] for m, _ in found)
    if len(found) < FEWEST_TURNS or len(often) < 2 or max(often.values()) < 2:
        return
    for opens, end in found:
        yield Turn(opens.end(), end, "" if opens[1] in NAMELESS else opens[1])


def _dashed(text: str, paragraphs: Sequence[Span]) -> Iterator[Turn]:
    """“—We count —said Lee—. By day.”, where two paragraphs or more begin so."""
    found = [(m.end(), end) for start, end in paragraphs if (m := DASHED.match(text, start, end))]
    if len(found) < 2 or not any(ASIDE_OPENS.search(text, *span) for span in found):
        return
    for start, end in found:
        yield from _said_around_asides(text, start, end)


def _said_around_asides(text: str, start: int, end: int) -> Iterator[Turn]:
    """The speech of one paragraph, and whoever its asides name."""
    said, aside_words, at = [], "", start
    while at < end:
        opens = ASIDE_OPENS.search(text, at, end)
        said.append((at, opens.start() if opens else end))
        if opens is None:
            break
        ends = ASIDE_ENDS.search(text, opens.end(), end)
        aside_words = aside_words or text[opens.end() : ends.start() if ends else end]
        at = ends.end() if ends else end
    speaker = _named_in(aside_words)
    yield from (Turn(first, last, speaker) for first, last in said if text[first:last].strip())


def _named_in(aside: str) -> str:
    cue = SPOKE.search(aside)
    if cue is None:
        return ""
    return before_verb(aside[: cue.start()]) or with_verb(aside[cue.end() :].rstrip(".,;: "))
