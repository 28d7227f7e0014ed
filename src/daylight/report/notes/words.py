"""A note's sentence, made from its facts."""

from collections.abc import Callable, Mapping
from typing import Any

from daylight.report.language import Words

Facts = Mapping[str, Any]

NoteWords = Callable[[Facts], str]
"""What makes the sentence of one code of note from its facts, in the language that is spoken."""


def fixed(en: str, es: str = "") -> NoteWords:
    """A note that says the same whatever was found."""
    words = Words(en, es)
    return lambda _facts: words.text
