"""A document's text, and the passages in it."""

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from daylight.errors import ClaimError

GRAM = 8
"""Characters of a passage that are looked up at once, to find the passage it nearly is."""

TAG = re.compile(r"<(?:[a-zA-Z/!][^<>]*)>")


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters `start` to `end` of a text, with the words."""

    start: int
    end: int
    words: str

    @property
    def sha256(self) -> str:
        """The hash of just these words."""
        return digest(self.words)


def read_text(path: Path) -> str:
    """A text file as the ledger counts its characters: UTF-8, lines ended by a line feed alone.

    ClaimError where it is absent or in another encoding.
    """
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise ClaimError(f"{path}: cannot be read: {problem.strerror}") from problem
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise ClaimError(
            f"{path}: not UTF-8 (byte {problem.start}); save it as plain text in UTF-8 first"
        ) from problem
    return text.replace("\r\n", "\n").replace("\r", "\n")


def digest(text: str) -> str:
    """The hash of a text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def passage(text: str, start: int, end: int) -> Passage:
    """The passage between two characters; ClaimError where there is none, or it cuts a tag."""
    if not 0 <= start < end <= len(text):
        raise ClaimError(f"{start} to {end} is no passage of a text of {len(text):,} characters")
    for tag in TAG.finditer(text):
        if tag.start() < end and start < tag.end():
            raise ClaimError(
                f"characters {start} to {end} hold or cut the tag {tag[0][:40]!r}: save the page "
                "as plain text, and quote from that"
            )
    if any(at < len(text) and unicodedata.combining(text[at]) for at in (start, end)):
        raise ClaimError(f"characters {start} to {end} cut a letter from its accent")
    return Passage(start, end, text[start:end])


def find(text: str, words: str) -> Passage:
    """The one place where these words stand; ClaimError with the nearest passage where none."""
    words = words.strip()
    if not words:
        raise ClaimError("no words given: quote the passage, or give its first and last character")
    places = [found.start() for found in re.finditer(re.escape(words), text)]
    if len(places) == 1:
        return passage(text, places[0], places[0] + len(words))
    if places:
        listed = ", ".join(f"{at}:{at + len(words)}" for at in places)
        raise ClaimError(f"{words!r} stands at {listed}; say which with --span")
    near = nearest(text, words)
    if near is None:
        raise ClaimError(f"{words!r} does not stand in the text, nor anything like it")
    raise ClaimError(
        f"{words!r} does not stand in the text; the nearest passage is {near.start}:{near.end}, "
        f"{near.words!r}"
    )


def nearest(text: str, words: str) -> Passage | None:
    """The passage that shares most pieces with these words; None where hardly any."""
    plain, wanted = _folded(text), _folded(words)
    grams = max(len(wanted) - GRAM + 1, 1)
    votes: Counter[int] = Counter()
    for offset in range(grams):
        at = plain.find(piece := wanted[offset : offset + GRAM])
        while at >= 0:
            votes[at - offset] += 1
            at = plain.find(piece, at + 1)
    if not votes:
        return None
    start = max(votes, key=lambda at: (sum(votes[at + d] for d in range(-3, 4)), votes[at]))
    if sum(votes[start + d] for d in range(-3, 4)) < grams / 4:
        return None
    first = _to_word(text, max(start, 0), forward=False)
    return passage_or_none(text, first, _to_word(text, min(start + len(words), len(text)), True))


def passage_or_none(text: str, start: int, end: int) -> Passage | None:
    """The passage, or None where there is none to quote."""
    try:
        return passage(text, start, end)
    except ClaimError:
        return None


def _to_word(text: str, at: int, forward: bool) -> int:
    """To the edge of the word that a character stands in."""
    step = 1 if forward else -1
    while 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at += step
    return at


FOLDED = str.maketrans("“”„«»‘’\u00a0\u202f–—", '"' * 5 + "'" * 2 + " " * 2 + "-" * 2)


def _folded(text: str) -> str:
    """One character for each, whatever kind of mark or blank it is."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(FOLDED))
