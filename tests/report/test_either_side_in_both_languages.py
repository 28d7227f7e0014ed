"""What sentences say where a number lies above, below or on both sides of no difference.

Answers of the examples are bent: their intervals are moved, their facts exchanged. Both languages
then say the same, with the same numbers.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from daylight.data.facts.monitoring import FunnelFacts, SequentialFacts
from daylight.data.facts.officers import ConcentrationFacts, SceneFacts, VerdictFacts
from daylight.data.result import Estimate, Note, Result
from daylight.model.methods import METHODS
from daylight.report.claim import Claim
from daylight.report.language import Language, speaking
from daylight.report.presentations import PRESENTATIONS
from tests.report.test_notes_in_both_languages import ENGLISH, QUOTED, digits
from tests.report.test_words_of_every_method import EXAMPLES

SUBJECTS = ("force", "officers", "effects", "trust", "monitoring")
NAMES = [name for name, entry in METHODS.entries.items() if entry.subject in SUBJECTS]
SIDES = {"above": (0.1, 0.3, 0.5), "below": (-0.5, -0.3, -0.1), "either": (-0.2, 0.1, 0.4)}
"""Where the interval and the number lie from no difference."""

OF_A_FILE = ("people", "group", "searches", "stops", "share", "officers", "times", "rates")
"""What groups, keys and counts are called is held against English elsewhere."""


@cache
def answer(name: str) -> Result:
    result = EXAMPLES[name]()
    assert isinstance(result, Result), result
    return result


def moved(estimate: Estimate, side: str) -> Estimate:
    same = estimate.scale.no_difference or 0.0
    low, value, high = (same + distance for distance in SIDES[side])
    p = None if estimate.p_value is None else 0.2
    return replace(estimate, low=low, value=value, high=high, p_value=p)


def written(result: Result, language: Language) -> tuple[Claim, ...]:
    with speaking(language):
        return PRESENTATIONS[result.method].says(result)


def texts(claim: Claim) -> Iterator[str]:
    yield claim.sentence
    yield from (check.words for check in claim.checks)


def read(result: Result) -> None:
    """Hold what is said of a result in Spanish against the English."""
    english = [text for one in written(result, Language.ENGLISH) for text in texts(one)]
    spanish = [text for one in written(result, Language.SPANISH) for text in texts(one)]
    assert english
    for en, es in zip(english, spanish, strict=True):
        assert es != en
        assert digits(es) == digits(en), (en, es)
        left = ENGLISH.findall(QUOTED.sub("", es))
        assert [word for word in left if word.lower() not in OF_A_FILE] == [], es
        assert "  " not in es


@pytest.mark.parametrize(("name", "side"), list(product(NAMES, SIDES)))
def test_a_sentence_says_the_same_on_every_side(name: str, side: str) -> None:
    result = answer(name)
    bent = tuple(moved(estimate, side) for estimate in result.estimates)
    read(replace(result, estimates=bent, notes=()))


@pytest.mark.parametrize(
    ("answers", "periods", "listed"),
    list(product(("yes", "no", "not known"), *[(True, False)] * 2)),
)
def test_the_verdict_says_the_same_whatever_it_is(
    answers: str, periods: bool, listed: bool
) -> None:
    result = answer("officers-or-department")
    for exposed, others in product((True, False), (0, 3)):
        facts = VerdictFacts(
            individuals=answers,
            units=answers,
            department=answers,
            other_departments=others,
            exposure_used=exposed,
            periods=periods,
            listed=listed,
        )
        whole = replace(result, facts=facts, notes=())
        read(whole)
        alone = [e for e in whole.estimates if e.name.startswith(("later", "earlier", "exposure"))]
        read(replace(whole, estimates=tuple(alone)))


@pytest.mark.parametrize("exposed", [True, False])
@pytest.mark.parametrize("bursts", [True, False])
def test_concentration_says_the_same_whatever_it_allows_for(exposed: bool, bursts: bool) -> None:
    facts = ConcentrationFacts(officers=300, exposure_used=exposed, bursts_allowed_for=bursts)
    read(replace(answer("concentration"), facts=facts, notes=()))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("persistence", "only-officers-seen-before"),
        ("removal", "only-officers-seen-before"),
        ("variance-by-level", "nothing-to-share-out"),
        ("variance-by-level", "bursts-look-like-officers"),
        ("officers-or-department", "only-officers-seen-before"),
    ],
)
def test_a_note_changes_both_languages(name: str, code: str) -> None:
    read(replace(answer(name), notes=(Note(code=code),)))


@pytest.mark.parametrize("listed", [0, 1, 2, 10])
def test_none_one_and_several_officers_agree_with_their_verb(listed: int) -> None:
    result = answer("same-scene")
    some = result.named("escalation")[:listed]
    bent = tuple(
        moved(e, "above" if e in some else "either") if e.name == "escalation" else e
        for e in result.estimates
    )
    read(replace(result, estimates=bent, facts=SceneFacts(officers=10, scenes=900)))


@pytest.mark.parametrize(
    ("first_beyond", "once", "looks"),
    [("2016-Q1", None, 6), (None, "2016-Q2", 1), (None, None, 2)],
)
def test_looks_say_the_same(first_beyond: str | None, once: str | None, looks: int) -> None:
    result = answer("sequential-monitoring")
    facts = result.facts_as(SequentialFacts)
    kept = facts.looks[-looks:]
    read(
        replace(
            result,
            facts=replace(facts, first_beyond=first_beyond, first_if_looked_once=once, looks=kept),
        )
    )


@pytest.mark.parametrize("above", [(), ("Riverbend",), ("Riverbend", "Lakeside")])
@pytest.mark.parametrize("below", [(), ("Hillside",)])
def test_agencies_outside_are_named_in_both(above: tuple[str, ...], below: tuple[str, ...]) -> None:
    result = answer("agency-funnel")
    facts = replace(result.facts_as(FunnelFacts), above=above, below=below)
    read(replace(result, facts=facts))
