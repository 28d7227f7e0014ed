from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.result import Refusal, Result, Scale
from daylight.errors import DaylightError
from daylight.report.claim import Claim
from daylight.report.finding import claims, findings, headline_p
from daylight.report.forbidden import ForbiddenWord, forbidden_words
from daylight.report.wording.grades import MEANINGS, grade, standing
from tests.estimates import estimate_of

HEADLINE = estimate_of(
    name="ratio",
    group="black",
    reference="white",
    value=1.5,
    low=1.2,
    high=1.9,
    scale=Scale.RATIO,
    n=900,
    p_value=0.001,
)
CLAIM = Claim(sentence="It was 1.5 times as frequent.", estimates=(HEADLINE,))
RESULT = Result(method="m", estimates=(HEADLINE,))


def found(claim: Claim, p: float | None) -> str:
    adjusted = {} if p is None else {("q", 0): p}
    (finding,) = findings({"q": RESULT}, {"m": lambda _: (claim,)}, adjusted)
    assert MEANINGS[finding.grade]
    return f"{finding.grade} {finding.standing}"


def test_a_difference_that_may_be_chance_is_not_enough_evidence_either_way() -> None:
    assert found(replace(CLAIM, adjusted_for=("place",)), 0.2).startswith("1 ")
    assert "not enough evidence either way" in found(CLAIM, 0.05)


def test_a_description_is_not_called_a_failed_comparison() -> None:
    assert "nothing is compared" in found(CLAIM, None)


def test_each_grade_needs_the_one_before() -> None:
    survived = replace(CLAIM, survives=("blanks counted as searches",))
    assert found(CLAIM, 0.001).startswith("2 ")
    assert found(survived, 0.001).startswith("2 ")
    assert found(replace(CLAIM, adjusted_for=("place", "hour")), 0.001).startswith("3 ")
    top = found(replace(survived, adjusted_for=("place", "hour")), 0.001)
    assert top.startswith("4 ")
    assert "place and hour" in top
    assert "blanks counted as searches" in top


factors = st.lists(st.sampled_from(["place", "hour", "age"]), unique=True).map(tuple)


@given(st.none() | st.floats(0, 1), factors, factors)
def test_the_standing_never_claims_too_much(
    p: float | None, adjusted_for: tuple[str, ...], survives: tuple[str, ...]
) -> None:
    claim = replace(CLAIM, adjusted_for=adjusted_for, survives=survives)
    assert not forbidden_words(standing(claim, p, 0.05))


@given(st.floats(0, 1), st.floats(0, 1), factors, factors)
def test_a_larger_p_never_raises_a_grade(
    p: float, q: float, adjusted_for: tuple[str, ...], survives: tuple[str, ...]
) -> None:
    claim = replace(CLAIM, adjusted_for=adjusted_for, survives=survives)
    assert grade(claim, max(p, q), 0.05) <= grade(claim, min(p, q), 0.05)


def test_only_headlines_that_compare_something_are_corrected_together() -> None:
    plain = replace(HEADLINE, p_value=None)
    worded = {"m": lambda _: (CLAIM, replace(CLAIM, estimates=(plain,)), CLAIM)}
    assert headline_p(claims({"q": RESULT}, worded)) == {("q", 0): 0.001, ("q", 2): 0.001}


def test_a_refusal_gives_no_finding() -> None:
    refusal = Refusal(method="m", reason="r", needed="n", found="f")
    assert findings({"q": refusal}, {}, {}) == ()


def test_a_sentence_with_a_forbidden_word_stops_the_report() -> None:
    for bad in (
        replace(CLAIM, sentence="Officers were biased."),
        replace(CLAIM, caveats=("This proves intent.",)),
    ):
        with pytest.raises(ForbiddenWord, match="question q"):
            found(bad, None)


def test_a_method_without_wording_and_a_claim_without_numbers_are_named() -> None:
    with pytest.raises(DaylightError, match="method m has no wording"):
        findings({"q": RESULT}, {}, {})
    with pytest.raises(DaylightError, match="rests on no estimate"):
        found(replace(CLAIM, estimates=()), None)
