"""A note's sentence, made from its facts, in every language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from daylight.report.language import Language

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NoteWords:
    """What makes the sentence of one code of note: a function of its facts for each language."""

    en: Callable[[Facts], str]
    es: Callable[[Facts], str] | None = None

    def __getitem__(self, language: Language) -> Callable[[Facts], str]:
        """The function of a language; KeyError where it is not written."""
        if made := (self.es if language is Language.SPANISH else self.en):
            return made
        raise KeyError(language)


def fixed(en: str) -> NoteWords:
    """A note that says the same whatever was found."""
    return NoteWords(lambda _facts: en)
