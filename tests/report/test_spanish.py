"""Every sentence in Spanish says what the English one says: its numbers, and nothing besides.

Each method answers its example; all that a report makes of the answer is written in both languages
and held against one another.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import pytest

from daylight.data.comparison import Corrected, Family
from daylight.data.estimate import Key
from daylight.data.result import Estimate, Result
from daylight.report import labels, presentations
from daylight.report.claim import Claim
from daylight.report.forbidden import forbidden_words
from daylight.report.grade import Weighed
from daylight.report.language import Language, speaking
from daylight.report.notes import sentence
from daylight.report.presentations import PRESENTATIONS, defences, titles
from daylight.report.wording.basis import allows_for, basis_sentence
from daylight.report.wording.grades import brief, standing
from daylight.report.wording.titles import title
from tests.report.test_words_of_every_method import EXAMPLES, shows

MODULES = sorted(found.name for found in iter_modules(presentations.__path__))
NAMES = [
    one.method
    for module in MODULES
    for one in import_module(f"{presentations.__name__}.{module}").PRESENTATIONS
]

ENGLISH = re.compile(
    r"\b(?:the|of|and|were|was|is|are|with|without|by|than|that|those|from|for|which|who|whose|"
    r"not|but|their|its|they|them|this|these|at|on|an|it|as|or|be|been|would|could|had|has|have|"
    r"people|stops?|stopped|search(?:es|ed)?|officers?|times|points|interval|rates?|ratio|odds|"
    r"shares?|share|unknown|other|group|none|all|most|only|chance|model|known)\b",
    re.IGNORECASE,
)
"""Words that stand in most English sentences and in no Spanish one."""

QUOTED = re.compile(r"«[^»]*»|“[^”]*”|`[^`]*`")
"""What is shown as it stands in a file."""

DIGITS = re.compile(r"\d[\d.,\u202f]*")
SIGNED = r"[-−+]?\d[\d\u202f]*(?:,\d+)?"
INTERVAL = re.compile(
    rf"({SIGNED})(?: %| puntos)? \(intervalo del 95 %: ({SIGNED})(?: %| puntos)? a ({SIGNED})"
)
"""`1,77 (intervalo del 95 %: 1,31 a 2,40)`: the value, and what is in the brackets behind it."""

LONGER = 1.5
SLACK = 25
"""Characters by which a short text may be longer still: `Hit rate`, Tasa de hallazgos."""

P_VALUES = (1e-9, 0.03, 0.9)


@dataclass(frozen=True, slots=True)
class Pair:
    """One text in both languages."""

    where: str
    en: str
    es: str


@cache
def answer(name: str) -> Result:
    """The example's answer, which is of no language."""
    result = EXAMPLES[name]()
    assert isinstance(result, Result), result
    return result


def weighed(claim: Claim, name: str, p: float) -> Weighed:
    """A claim at one p-value, primary and one of several."""
    found = None
    if claim.p is not None:
        found = Corrected(
            p_value=p / 2, p_adjusted=p, family=Family.SEARCHES, comparisons=3, is_primary=True
        )
    return Weighed(claim=claim, corrected=found, defence=defences().get(name))


def told(name: str) -> Iterator[tuple[str, str]]:
    """Everything said of an answer in the language that is spoken, with where it stands."""
    result = answer(name)
    for note in result.notes:
        yield f"note {note.code}", sentence(note)
    for number, claim in enumerate(PRESENTATIONS[name].says(result), 1):
        yield f"sentence {number}", claim.sentence
        yield f"proviso {number}", claim.proviso
        for place, said in enumerate((*claim.caveats, *claim.adjusted_for)):
            yield f"caveat or factor {number}.{place}", said
        for check in claim.checks:
            yield f"check {number} {check.code}", check.words
        for p in P_VALUES:
            one = weighed(claim, name, p)
            yield f"title {number} at {p}", title(one, titles().get(name))
            yield f"standing {number} at {p}", standing(one)
            yield f"brief {number} at {p}", brief(one)
        yield f"basis {number}", basis_sentence(claim.headline)
    yield from labelled(result)


def labelled(result: Result) -> Iterator[tuple[str, str]]:
    """What tables and axes print of an answer."""
    for name in dict.fromkeys(e.name for e in result.estimates):
        yield f"label of {name}", labels.quantity(name)
    for facet in labels.facets(result.estimates):
        yield f"heading of {facet.key}", facet.heading
        whose = [_key(e, facet.key) for e in result.estimates]
        for at, text in dict(zip(whose, facet.texts, strict=True)).items():
            yield f"{facet.key} {at}", text
    for e in result.estimates:
        yield f"allowance of {e.name}", allows_for(e)


def _key(estimate: Estimate, key: str) -> Key | None:
    return estimate.variant if key == "variant" else estimate.keys.get(key)


@cache
def pairs(name: str) -> tuple[Pair, ...]:
    """Every text of a method in both languages."""
    with speaking(Language.ENGLISH):
        english = list(told(name))
    with speaking(Language.SPANISH):
        spanish = list(told(name))
    assert [where for where, _ in english] == [where for where, _ in spanish]
    both = zip(english, spanish, strict=True)
    return tuple(dict.fromkeys(Pair(where, en, es) for (where, en), (_, es) in both if en or es))


def numbers_of(text: str) -> Counter[str]:
    """The digits of each number of a text, without its marks."""
    return Counter(re.sub(r"\D", "", found) for found in DIGITS.findall(text))


def of_the_data(result: Result) -> str:
    """What a file holds and is printed as it stands: names of places, numbers as published."""
    keys = {str(at) for e in result.estimates for at in (*e.keys.values(), e.compared_with)}
    facts = {str(fact) for note in result.notes for fact in note.facts.values()}
    return " ".join(keys | facts)


def strangers(claim: Claim, estimates: tuple[Estimate, ...]) -> list[str]:
    """Intervals of a Spanish sentence that are of no estimate which its claim rests on."""
    marks = str.maketrans({",": ".", "\u202f": None})
    return [
        found[0]
        for found in INTERVAL.finditer(claim.sentence)
        if not any(shows(tuple(g.translate(marks) for g in found.groups()), e) for e in estimates)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_written_in_spanish(name: str) -> None:
    assert pairs(name)
    for pair in pairs(name):
        assert pair.es, pair
        assert bool(pair.en) == bool(pair.es), pair


@pytest.mark.parametrize("name", NAMES)
def test_a_spanish_text_has_the_numbers_of_the_english_one(name: str) -> None:
    wrong = [pair for pair in pairs(name) if numbers_of(pair.en) != numbers_of(pair.es)]
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_numbers_have_spanish_marks(name: str) -> None:
    printed = of_the_data(answer(name))
    for pair in pairs(name):
        found = re.findall(r"\d+\.\d+|\d,\d{3},\d{3}", pair.es)
        assert [one for one in found if one not in printed] == [], pair


@pytest.mark.parametrize("name", NAMES)
def test_a_spanish_interval_is_that_of_its_own_estimate(name: str) -> None:
    with speaking(Language.SPANISH):
        claims = PRESENTATIONS[name].says(answer(name))
    for claim in claims:
        assert strangers(claim, claim.estimates) == [], claim.sentence


@pytest.mark.parametrize("name", NAMES)
def test_no_english_word_is_left(name: str) -> None:
    printed = of_the_data(answer(name)).casefold()
    for pair in pairs(name):
        left = ENGLISH.findall(QUOTED.sub("", pair.es))
        assert [word for word in left if word.casefold() not in printed] == [], pair


@pytest.mark.parametrize("name", NAMES)
def test_no_spanish_sentence_claims_more_than_a_number_can(name: str) -> None:
    for pair in pairs(name):
        assert forbidden_words(pair.es, Language.SPANISH) == (), pair


@pytest.mark.parametrize("name", NAMES)
def test_a_spanish_text_is_not_much_longer(name: str) -> None:
    for pair in pairs(name):
        assert len(pair.es) <= LONGER * len(pair.en) + SLACK, pair


@pytest.mark.parametrize("name", NAMES)
def test_a_spanish_text_begins_and_ends_like_a_sentence(name: str) -> None:
    for pair in pairs(name):
        assert pair.en.endswith(".") == pair.es.endswith("."), pair
        if pair.where.startswith(("sentence", "note", "title", "standing", "brief", "basis")):
            assert pair.es[0] == pair.es[0].upper(), pair
        assert "  " not in pair.es, pair
        assert not re.search(
            r"\b(?:de|a) el\b|\by (?:i|hi(?!e))|\bo ho?\b", QUOTED.sub("", pair.es)
        ), pair
