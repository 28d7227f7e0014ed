"""Every method says of itself in Spanish what it says in English, item by item."""

import re
from collections import Counter

import pytest

from daylight.errors import DaylightError
from daylight.model.methods import METHODS
from daylight.report.forbidden import forbidden_words
from daylight.report.language import Language, speaking
from daylight.report.methods_in_spanish import SPANISH, OwnTexts, own_texts

ENGLISH = re.compile(
    r"\b(?:the|of|and|were|was|is|are|with|than|that|those|from|for|which|who|whose|not|but|their|"
    r"its|they|them|this|these|it|as|or|be|would|could|had|has|have|see|other|none|officers?)\b",
    re.IGNORECASE,
)
NAMES = re.compile(r"`[^`]*`|event-study|leave-one-out|\w+_\w+")
GROUND = {"motivo", "motivos"}
"""The ground of a search, which is no motive."""

NUMBER = re.compile(r"\d+")
LISTED = ("assumptions", "overturned_by", "cannot_say")


def texts(own: OwnTexts) -> list[str]:
    listed = [text for field in LISTED for text in getattr(own, field)]
    return [own.question, own.refuses_when, *listed]


def test_every_method_has_its_spanish_and_nothing_else_has() -> None:
    assert set(SPANISH) == set(METHODS)


@pytest.mark.parametrize("name", sorted(METHODS))
def test_a_method_says_the_same_in_spanish(name: str) -> None:
    english = METHODS[name]
    with speaking(Language.SPANISH):
        spanish = own_texts(name, english)
        assert not {w for text in texts(spanish) for w in forbidden_words(text)} - GROUND
    assert [len(getattr(spanish, f)) for f in LISTED] == [len(getattr(english, f)) for f in LISTED]
    assert spanish.question[0] == "¿" or "¿" in spanish.question
    assert spanish.question.endswith("?")
    for en, es in zip(texts(english), texts(spanish), strict=True):
        assert Counter(NUMBER.findall(en)) == Counter(NUMBER.findall(es)), (en, es)
        assert set(re.findall(r"`[^`]*`", en)) == set(re.findall(r"`[^`]*`", es)), (en, es)
        assert not ENGLISH.search(NAMES.sub("", es)), es
        assert not es.endswith("."), es
        assert len(es) <= 1.6 * len(en) + 25, (en, es)


def test_english_is_what_the_method_says_itself() -> None:
    assert own_texts("outcome", METHODS["outcome"]) is METHODS["outcome"]


def test_a_method_without_spanish_is_a_clear_error() -> None:
    with (
        speaking(Language.SPANISH),
        pytest.raises(DaylightError, match="unheard-of has no Spanish: add its texts"),
    ):
        own_texts("unheard-of", METHODS["outcome"])
