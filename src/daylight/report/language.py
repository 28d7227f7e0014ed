"""The languages a report is written in, and how one sentence is written in each.

A sentence stands once in the code, in every language side by side: `say(f"…", f"…")` within a
function, `Words("…", "…")` where it is fixed. Which of them is heard is decided by
`speaking(language)` around the writing of a whole page, so that no function passes a language on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language by its tag."""

    ENGLISH = "en"
    SPANISH = "es"


WRITTEN = (Language.ENGLISH, Language.SPANISH)
"""The languages in which every word is there; a test asks each quantity and note for them."""

_SPOKEN = ContextVar("language", default=Language.ENGLISH)


def spoken() -> Language:
    """The language of what is being written."""
    return _SPOKEN.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Write in a language: everything that is said inside is said in it."""
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def say(en: str, es: str = "") -> str:
    """A text in the language that is spoken; KeyError where it is not written in it.

    Both texts are whole sentences or whole parts of one: never a fragment that another language
    would bend by gender or number.
    """
    return Words(en, es).text


@dataclass(frozen=True, slots=True)
class Words:
    """One text in each language; empty where it is not written yet."""

    en: str
    es: str = ""

    def __getitem__(self, language: Language) -> str:
        """The text in a language; KeyError where it is not written."""
        text = self.es if language is Language.SPANISH else self.en
        if self.en and not text:
            raise KeyError(f"{language}: {self.en}")
        return text

    @property
    def text(self) -> str:
        """The text in the language that is spoken; KeyError where it is not written."""
        return self[spoken()]
