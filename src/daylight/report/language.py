"""The languages a report is written in, and words that have a slot for each."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language by its tag."""

    ENGLISH = "en"
    SPANISH = "es"


WRITTEN = (Language.ENGLISH,)
"""The languages in which every word is there; a test asks each quantity and note for them."""


@dataclass(frozen=True, slots=True)
class Words:
    """One text in each language; empty where it is not written yet."""

    en: str
    es: str = ""

    def __getitem__(self, language: Language) -> str:
        """The text in a language; KeyError where it is not written."""
        if text := (self.es if language is Language.SPANISH else self.en):
            return text
        raise KeyError(language)
