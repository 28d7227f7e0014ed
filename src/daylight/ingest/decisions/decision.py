"""One thing to decide: its evidence, the choices with their reasons, what follows, the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

OPEN = ""
"""The word of a code that nobody has decided."""
IGNORED = "-"
"""The word of a code that says "not recorded"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAnswer:
    """One possible answer.

    Parameters
    ----------
    answer
        What is written into the file of decisions.
    label
        What it means, for a person who has not met the word.
    because
        What speaks for it.
    follows
        What can then be answered, or cannot.
    """

    answer: str
    label: str
    because: tuple[str, ...] = ()
    follows: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDecision:
    """One thing to decide.

    Parameters
    ----------
    id
        `table`, `timezone`, `column NAME`, `codes NAME` …: the same whenever the file is drafted.
    choices
        The answers offered, best first.
    default
        The answer that is taken when a person only presses Enter; empty where evidence is weak.
    free
        What may be typed instead of a choice, such as "a time zone"; empty where nothing may.
    words
        Of a code table: value → word, `-` for "not recorded", empty for undecided.
    maybe
        Value → a word that something speaks for, to be taken only by a person.
    allowed
        The words that a code table may hold.
    column
        The file's column it is about, whose rows may be shown.
    answer, by, when
        What was decided, by whom, and when; empty where it is not.
    """

    id: str
    question: str
    evidence: tuple[str, ...] = ()
    choices: tuple[DraftAnswer, ...] = ()
    default: str = ""
    free: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    maybe: Mapping[str, str] = field(default_factory=dict)
    allowed: tuple[str, ...] = ()
    column: str = ""
    answer: str = ""
    by: str = ""
    when: str = ""

    @property
    def is_decided(self) -> bool:
        """Whether it has an answer, and every code a word."""
        return bool(self.answer) and not self.undecided

    @property
    def undecided(self) -> tuple[str, ...]:
        """Codes without a word."""
        return tuple(value for value, word in self.words.items() if word == OPEN)

    def answered(self, answer: str, by: str, when: str) -> Self:
        """The same with an answer."""
        return replace(self, answer=answer, by=by, when=when)

    def kept(self, before: "DraftDecision | None") -> "DraftDecision":
        """The same with what was decided before, as far as it still means the same.

        An answer that is offered no more is dropped, and codes that are new stay undecided. Words
        are kept without an answer too: somebody has begun to fill them in.
        """
        if before is None:
            return self
        is_known = {word: word in self.allowed for word in before.words.values()}
        words = {
            value: before.words[value] if is_known.get(before.words.get(value, ""), False) else word
            for value, word in self.words.items()
        }
        kept = replace(self, words=words)
        is_offered = before.answer in {choice.answer for choice in self.choices}
        if not before.answer or (not is_offered and not self.free):
            return kept
        return replace(kept, answer=before.answer, by=before.by, when=before.when)
