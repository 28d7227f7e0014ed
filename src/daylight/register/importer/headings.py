"""Headings and their printed numbers: I. · A. · 1., each level by its own sequence.

`C.` after `B.` is the third part of a section and not the roman hundred; a number is kept as it is
printed, and one that does not follow is asked about.
"""

import re
from dataclasses import dataclass, field

from daylight.register.importer import slips

LABELLED = re.compile(r"\s*([IVXLCJl1|]{1,6}|[A-Z]|\d{1,2})\.\s+(\S.{1,150})")
_SMALL = "a an and as at by for from in of on or the to with without into its"
SMALL = frozenset(_SMALL.split(" "))
LETTER_WORDS = 14  # words beyond which a line is a sentence and no title


@dataclass(slots=True)
class FoundSection:
    """A heading with its number."""

    number: str
    title: str
    doubts: list[str] = field(default_factory=list)


def titled(words: str) -> bool:
    """Whether words stand as a title does: in capitals, or with every long word capitalised."""
    parts = words.split()
    if not parts or len(parts) > LETTER_WORDS or words.rstrip()[-1] in ".;:,":
        return False
    plain = [re.sub(r"[^\w-]", "", word) for word in parts]
    small = [word for word in plain if word and not word[0].isupper() and not word[0].isdigit()]
    return plain[0][:1].isupper() and all(word.lower() in SMALL for word in small)


class Outline:
    """The headings read so far, and what the next one of each level would be."""

    def __init__(self) -> None:
        self.sections: list[FoundSection] = []
        self._at: dict[str, int] = {}
        self._path: list[tuple[str, str]] = []

    def read(self, text: str) -> bool:
        """Take a line as a heading if its number and its words allow it."""
        match = LABELLED.fullmatch(text)
        if not match:
            return False
        label, title = match[1], " ".join(match[2].split())
        if not (titled(title) or self._sentence_title(label, title)):
            return False
        for level in ("letter", "roman", "digit"):
            if self._value(level, label) == self._at.get(level, 0) + 1 and self._opens(level):
                self._add(level, label, title, [])
                return True
        return self._out_of_sequence(label, title)

    def name(self, title: str) -> None:
        """Take a heading that the file marks as one but does not number."""
        self._at.pop("letter", None)
        self._at.pop("digit", None)
        self.sections.append(FoundSection("", title))

    def _sentence_title(self, label: str, title: str) -> bool:
        """A title in sentence case, believed only as the next letter under a section."""
        follows = self._value("letter", label) == self._at.get("letter", 0) + 1
        short = len(title) <= 72 and not re.search(r"[.;:,]|\b(?:shall|will|must|may)\b", title)
        return follows and short and self._opens("letter") and title[0].isupper()

    def _opens(self, level: str) -> bool:
        return level == "roman" or bool(self._path)

    @staticmethod
    def _value(level: str, label: str) -> int | None:
        if level == "roman":
            return slips.roman(label)
        if level == "letter":
            return ord(label) - 64 if len(label) == 1 and "A" <= label <= "Z" else None
        return int(label) if label.isdigit() else None

    def _out_of_sequence(self, label: str, title: str) -> bool:
        top = self._at.get("roman", 0)
        value = slips.roman(label)
        if value is None and slips.looks_roman(label) and not (label.isdigit() and self._path):
            expected = slips.to_roman(top + 1)
            self._add("roman", expected, title, [f"read heading “{label}. {title}” as {expected}"])
            return True
        if value is not None and value > top + 1 and title.isupper():
            before = f"{slips.to_roman(top)} and {label}" if top else f"the opening and {label}"
            self._add("roman", label, title, [f"headings {before}: was one between them missed?"])
            return True
        letter = self._value("letter", label)
        if letter and self._at.get("letter", 0) + 1 < letter <= self._at.get("letter", 0) + 4:
            if not self._at.get("letter"):
                return False
            last = chr(64 + self._at["letter"])
            doubt = f"headings {last} and {label}: was one between them missed?"
            self._add("letter", label, title, [doubt])
            return True
        return False

    def _add(self, level: str, label: str, title: str, doubts: list[str]) -> None:
        value = self._value(level, label) or 0
        order = ("roman", "letter", "digit")
        for lower in order[order.index(level) + 1 :]:
            self._at.pop(lower, None)
        kept = [one for one in self._path if order.index(one[0]) < order.index(level)]
        self._path = [*kept, (level, label)]
        self._at[level] = value
        number = ".".join(one for _, one in self._path)
        self.sections.append(FoundSection(number, title, doubts))
