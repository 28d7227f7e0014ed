"""Which wording was in force on a day, and what an amendment did to each paragraph."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from daylight.errors import DaylightError
from daylight.register.choices import Lineage

SAME_TEXT = 0.9  # a paragraph this alike under another number was moved, not written anew
REWORDED = 0.35  # below it, the same number carries a different duty
WORDS_COMPARED = 400  # enough to tell paragraphs apart; keeps the comparison quick


class NoVersion(DaylightError):
    """No text was in force on that day."""


class Dated(Protocol):
    """A text with the day it took force."""

    @property
    def in_force_from(self) -> date:
        """The first day on which it binds."""


V = TypeVar("V", bound=Dated)


def in_force(versions: Sequence[V], on: date) -> V:
    """The text that bound on a day: the latest that had taken force by then."""
    past = [version for version in versions if version.in_force_from <= on]
    if not past:
        raise NoVersion(f"no version of the decree was in force on {on}")
    return max(past, key=lambda version: version.in_force_from)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph as an amendment sees it."""

    number: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one paragraph: its number before and after, and how alike the texts are."""

    lineage: Lineage
    before: str | None
    after: str | None
    likeness: float


def compare(before: Sequence[Text], after: Sequence[Text]) -> list[Step]:
    """Match the paragraphs of two versions; a person confirms the result.

    First the same number with a text alike, then a text alike under another number (moved), then
    the same number with a text partly alike (reworded). The rest is new or deleted.
    """
    old = {one.number: one for one in before}
    new = {one.number: one for one in after}
    pairs: dict[str, tuple[str, float]] = {}
    _pair_by_number(old, new, pairs, SAME_TEXT)
    _pair_by_text(old, new, pairs)
    _pair_by_number(old, new, pairs, REWORDED)
    taken = {number for number, _ in pairs.values()}
    steps = [_step(old, new[number], pairs.get(number)) for number in new]
    steps.extend(Step(Lineage.DELETED, number, None, 0.0) for number in old if number not in taken)
    return steps


def _pair_by_number(
    old: dict[str, Text], new: dict[str, Text], pairs: dict[str, tuple[str, float]], floor: float
) -> None:
    taken = {number for number, _ in pairs.values()}
    for number in new.keys() & old.keys() - pairs.keys() - taken:
        alike = likeness(old[number].text, new[number].text)
        if alike >= floor:
            pairs[number] = (number, alike)


def _pair_by_text(
    old: dict[str, Text], new: dict[str, Text], pairs: dict[str, tuple[str, float]]
) -> None:
    taken = {number for number, _ in pairs.values()}
    free = [number for number in old if number not in taken]
    for number in [number for number in new if number not in pairs]:
        scored = [(likeness(old[other].text, new[number].text), other) for other in free]
        best = max(scored, default=(0.0, ""))
        if best[0] >= SAME_TEXT:
            pairs[number] = (best[1], best[0])
            free.remove(best[1])


def _step(old: dict[str, Text], new: Text, pair: tuple[str, float] | None) -> Step:
    if pair is None:
        return Step(Lineage.NEW, None, new.number, 0.0)
    number, alike = pair
    moved = old[number].section != new.section or number != new.number
    reworded = _words(old[number].text) != _words(new.text)
    lineage = {
        (False, False): Lineage.UNCHANGED,
        (True, False): Lineage.MOVED,
        (False, True): Lineage.REWORDED,
        (True, True): Lineage.MOVED_AND_REWORDED,
    }[(moved, reworded)]
    return Step(lineage, number, new.number, alike)


def likeness(one: str, other: str) -> float:
    """How alike two texts are, by words in order: 1 is the same."""
    a, b = _words(one)[:WORDS_COMPARED], _words(other)[:WORDS_COMPARED]
    if a == b:
        return 1.0
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < REWORDED or matcher.quick_ratio() < REWORDED:
        return 0.0
    return matcher.ratio()


def _words(text: str) -> list[str]:
    return text.lower().split()


def marked_changes(before: str, after: str) -> list[tuple[str, str]]:
    """The two texts as runs of words, each `same`, `removed` or `added`."""
    a, b = before.split(), after.split()
    runs: list[tuple[str, str]] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("same", " ".join(a[i:j])))
            continue
        if j > i:
            runs.append(("removed", " ".join(a[i:j])))
        if m > k:
            runs.append(("added", " ".join(b[k:m])))
    return runs
