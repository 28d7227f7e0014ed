import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.comparison import PRIMARY, Corrected, CorrectedInterval
from daylight.data.estimate import Basis, BasisKind
from daylight.data.result import Refusal, Result, Scale
from daylight.errors import DaylightError
from daylight.report.claim import Check, Claim
from daylight.report.defence import DeclaredCheck, Defence
from daylight.report.finding import Finding, Weighing, claims, fact_of, findings, headline_p
from daylight.report.forbidden import ForbiddenWord, forbidden_words
from daylight.report.grade import Weighed, holds_no_difference, unlike_officers
from daylight.report.language import Words
from daylight.report.wording.grades import MEANINGS, brief, standing
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
HOLDS_ONE = replace(HEADLINE, low=0.8)
CLAIM = Claim(sentence="It was 1.5 times as frequent.", estimates=(HEADLINE,))
ADJUSTED = replace(CLAIM, adjusted_for=("place", "hour"))
RESULT = Result(method="m", estimates=(HEADLINE,))
MAIN = DeclaredCheck(
    code="main", what=Words("the main check"), asks=Words("half is left"), is_main=True
)
SIDE = DeclaredCheck(code="side", what=Words("the side check"), asks=Words("its sign is left"))
DEFENCE = Defence(against=Words("a circumstance that was not recorded"), checks=(MAIN, SIDE))


def corrected(
    raw: float, after: float | None = None, *, comparisons: int = 5, is_primary: bool = True
) -> Corrected:
    return Corrected(
        p_value=raw,
        p_adjusted=raw if after is None else after,
        family=PRIMARY if is_primary else "force",
        comparisons=comparisons,
        is_primary=is_primary,
    )


def tried(main: bool, side: bool) -> tuple[Check, ...]:
    return (
        Check(code="main", words="main as tried", held=main),
        Check(code="side", words="side as tried", held=side),
    )


def found(claim: Claim, p: Corrected | None) -> Finding:
    weighing = Weighing(corrected={} if p is None else {("q", 0): p}, defences={"m": DEFENCE})
    (finding,) = findings({"q": RESULT}, claims({"q": RESULT}, {"m": lambda _: (claim,)}), weighing)
    assert MEANINGS[finding.grade]
    return finding


def test_a_difference_that_may_be_chance_is_not_enough_evidence_either_way() -> None:
    finding = found(replace(ADJUSTED, estimates=(HOLDS_ONE,)), corrected(0.2, 0.6))
    assert finding.grade == 1
    assert "could be chance" in finding.standing
    assert "not enough evidence either way" in finding.standing


def test_a_description_is_not_called_a_failed_comparison() -> None:
    alone = replace(CLAIM, estimates=(replace(HEADLINE, compared_with=None),))
    assert "nothing is compared" in found(alone, None).standing


def test_a_comparison_without_a_test_is_not_called_a_description() -> None:
    finding = found(CLAIM, None)
    assert "without a test of chance" in finding.standing
    assert "nothing is compared" not in finding.standing + finding.brief


def test_a_clear_interval_that_correction_overrules_is_not_called_chance() -> None:
    finding = found(CLAIM, corrected(0.0035, 0.105, comparisons=30))
    assert finding.grade == 1
    assert "could be chance" not in finding.standing
    for said in ("p = 0.004 alone", "p = 0.10 corrected", "30 comparisons", "not corrected"):
        assert said in finding.standing, finding.standing


@given(
    raw=st.floats(1e-6, 1),
    times=st.integers(1, 40),
    ends=st.tuples(st.floats(0.2, 1.49), st.floats(1.51, 4)),
    wider=st.floats(1, 3),
)
def test_no_standing_contradicts_either_interval(
    raw: float, times: int, ends: tuple[float, float], wider: float
) -> None:
    low, high = ends
    one = replace(HEADLINE, low=low, high=high)
    interval = CorrectedInterval(0.99, low / wider, high * wider)
    p = replace(corrected(raw, min(1.0, times * raw), comparisons=times), interval=interval)
    finding = found(replace(CLAIM, estimates=(one,)), p)
    holds, holds_corrected = low <= 1, interval.low <= 1
    if "could be chance" in finding.standing:
        assert holds
        assert holds_corrected
    if "Larger than chance alone" in finding.standing:
        assert not holds
        assert not holds_corrected
    if "Clear if it had been the only" in finding.standing:
        assert not holds
        assert holds_corrected
    assert "not corrected" not in finding.standing


def test_an_interval_that_holds_no_difference_is_never_larger_than_chance() -> None:
    finding = found(replace(CLAIM, estimates=(HOLDS_ONE,)), corrected(0.001, 0.01))
    assert finding.grade == 1
    assert "do not agree" in finding.standing


@pytest.mark.parametrize(
    ("factor", "expected"),
    [(None, 6.0), (1.0, 6.0), (2.4, 2.6601), (3.1, 2.1545), (60.0, 1.0048)],
)
def test_unlike_officers_add_to_what_an_interval_allows_for(
    factor: float | None, expected: float
) -> None:
    """Variances of two sources add: sqrt(factor² + 6² − 1) / factor, by hand."""
    kind = BasisKind.INDEPENDENT if factor is None else BasisKind.CLUSTERED
    assert unlike_officers(Basis(kind=kind, factor=factor)) == pytest.approx(expected, abs=1e-4)


def test_officers_with_more_rows_each_add_more() -> None:
    """35 for 811 rows each, so 70 for twice as many: sqrt(1 + 70), by hand."""
    basis = Basis(kind=BasisKind.INDEPENDENT, each=1622.0)
    assert unlike_officers(basis) == pytest.approx(8.4261, abs=1e-4)
    assert unlike_officers(replace(basis, each=8.11)) == pytest.approx(1.1619, abs=1e-4)


def test_each_grade_needs_the_one_before() -> None:
    survived = replace(CLAIM, checks=tried(True, True))
    assert found(CLAIM, corrected(0.001)).grade == 2
    assert found(survived, corrected(0.001)).grade == 2
    assert found(ADJUSTED, corrected(0.001)).grade == 3
    top = found(replace(ADJUSTED, checks=tried(True, True)), corrected(0.001))
    assert top.grade == 4
    for said in ("place and hour", "main as tried; side as tried", DEFENCE.threat):
        assert said in top.standing


def test_only_a_primary_question_passes_grade_2() -> None:
    claim = replace(ADJUSTED, checks=tried(True, True))
    finding = found(claim, corrected(0.001, is_primary=False))
    assert finding.grade == 2
    assert "Not declared a primary question" in finding.standing
    assert "Remains after" not in finding.standing


@pytest.mark.parametrize(
    ("checks", "grade", "said"),
    [
        ((), 3, "Not tried: the main check; the side check"),
        (tried(True, True)[:1], 3, "Not tried: the side check"),
        (tried(True, True)[1:], 3, "Not tried: the main check"),
        (tried(False, True), 3, "Does not survive: main as tried"),
        (tried(True, False), 4, "Does not survive: side as tried"),
        ((*tried(True, True), Check(code="main", words="twice", held=False)), 3, "twice"),
    ],
)
def test_grade_4_needs_every_declared_check_and_the_main_ones_held(
    checks: tuple[Check, ...], grade: int, said: str
) -> None:
    finding = found(replace(ADJUSTED, checks=checks), corrected(0.001))
    assert finding.grade == grade
    assert said in finding.standing


def test_checks_that_do_not_touch_the_main_threat_never_give_grade_4() -> None:
    side_only = Defence(against=DEFENCE.against, checks=(SIDE,))
    claim = replace(ADJUSTED, checks=tried(True, True))
    for defence in (None, side_only):
        weighed = Weighed(claim=claim, corrected=corrected(0.001), defence=defence)
        assert weighed.grade == 3


factors = st.lists(st.sampled_from(["place", "hour", "age"]), unique=True).map(tuple)
p_values = st.floats(0, 1)
weights = st.builds(
    lambda p, times, n, primary: corrected(p, min(1, p * times), comparisons=n, is_primary=primary),
    p_values,
    st.integers(1, 40),
    st.integers(1, 40),
    st.booleans(),
)
tries = st.lists(
    st.builds(
        Check,
        code=st.sampled_from(["main", "side", "third"]),
        words=st.just("as tried"),
        held=st.booleans(),
    ),
    max_size=4,
).map(tuple)
headlines = st.sampled_from([HEADLINE, HOLDS_ONE, replace(HEADLINE, compared_with=None)])
weighings = st.builds(
    lambda one, by, checks, weight, defence: Weighed(
        claim=Claim(sentence="S.", estimates=(one,), adjusted_for=by, checks=checks),
        corrected=weight,
        defence=defence,
    ),
    headlines,
    factors,
    tries,
    st.none() | weights,
    st.sampled_from([None, DEFENCE]),
)


@given(weighings)
def test_the_standing_never_claims_too_much_nor_against_its_interval(weighed: Weighed) -> None:
    said = f"{standing(weighed)} {brief(weighed)}"
    assert not forbidden_words(said)
    holds = holds_no_difference(weighed.claim.headline)
    assert holds or "could be chance" not in said.lower()
    assert not holds or "arger than chance" not in said
    assert ("Remains after" in said) == (weighed.grade >= 3)
    if weighed.corrected is not None:
        raw = re.search(r"p (?:=|<) [\d.]+", standing(weighed))
        assert raw is not None, "the raw p-value stands in every standing of a comparison"
        if weighed.corrected.comparisons > 1:
            assert str(weighed.corrected.comparisons) in standing(weighed)


@given(weighings, p_values, p_values)
def test_a_larger_p_never_raises_a_grade(weighed: Weighed, p: float, q: float) -> None:
    small, large = sorted((p, q))
    grades = [replace(weighed, corrected=corrected(one)).grade for one in (small, large)]
    assert grades[1] <= grades[0]


def test_only_headlines_that_compare_something_are_corrected() -> None:
    plain = replace(HEADLINE, p_value=None)
    worded = {"m": lambda _: (CLAIM, replace(CLAIM, estimates=(plain,)), CLAIM)}
    assert headline_p(claims({"q": RESULT}, worded)) == {("q", 0): 0.001, ("q", 2): 0.001}


def test_one_test_of_one_group_is_one_fact_whoever_makes_it() -> None:
    other = replace(HEADLINE, quantity=replace(HEADLINE.quantity, name="difference"), value=1.4)
    same, unlike = (replace(CLAIM, estimates=(e,)) for e in (other, replace(other, p_value=0.002)))
    elsewhere = replace(CLAIM, estimates=(replace(HEADLINE, keys={"subject_race": "asian"}),))
    assert fact_of(same) == fact_of(CLAIM)
    assert len({fact_of(one) for one in (CLAIM, unlike, elsewhere)}) == 3


def test_counted_draws_that_agree_by_accident_are_two_facts() -> None:
    drawn = replace(HEADLINE, p_value=0.0)
    one, two = (replace(CLAIM, estimates=(replace(drawn, value=v),)) for v in (1.5, 1.6))
    assert fact_of(one) != fact_of(two)


def test_a_refusal_gives_no_finding() -> None:
    refusal = Refusal(method="m", code="r")
    assert claims({"q": refusal}, {}) == {}


def test_a_sentence_with_a_forbidden_word_is_never_a_finding() -> None:
    for bad in (
        replace(CLAIM, sentence="Officers were biased."),
        replace(CLAIM, caveats=("This proves intent.",)),
    ):
        with pytest.raises(ForbiddenWord, match="question q"):
            found(bad, None)


def test_a_method_without_wording_and_a_claim_without_numbers_are_named() -> None:
    with pytest.raises(DaylightError, match="method m has no wording"):
        claims({"q": RESULT}, {})
    with pytest.raises(DaylightError, match="rests on no estimate"):
        found(replace(CLAIM, estimates=()), None)
