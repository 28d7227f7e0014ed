"""Texts that a coder labelled and somebody read: groups, refusals, words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.methods import METHODS
from daylight.report.presentations import PRESENTATIONS
from tests.recovery.truth import answered, cells

METHOD = METHODS["coded-share"]

Counts = tuple[int, int, int, int, int, int]


def texts(groups: dict[str, Counts]) -> Cells:
    """Each group's marked texts (of the kind, not, unread), then the others."""
    return cells(
        subject_race=np.repeat(list(groups), 6),
        coded=["yes", "yes", "yes", "no", "no", "no"] * len(groups),
        hand=["yes", "no", "unknown"] * 2 * len(groups),
        texts=[n for counts in groups.values() for n in counts],
    )


TWO = {"black": (50, 50, 900, 5, 195, 3800), "white": (80, 20, 500, 5, 195, 4200)}


def ask(groups: dict[str, Counts]) -> Result:
    return answered(METHOD(texts(groups)))


def test_groups_that_a_coder_marks_alike_may_differ_on_reading() -> None:
    """By hand: marked 20 % of both; true .5 × .2 + .025 × .8 and .8 × .2 + .025 × .8."""
    result = ask({"black": (50, 50, 900, 5, 195, 3800), "white": (80, 20, 900, 5, 195, 3800)})
    own, base = (result.one("corrected_share", subject_race=g) for g in ("black", "white"))
    assert (own.value, base.value) == pytest.approx((0.12, 0.18))
    difference = result.one("corrected_share_difference", subject_race="black")
    apart = result.one("coding_error_difference", subject_race="black")
    assert difference.value == pytest.approx(-0.06)
    assert apart.value == pytest.approx(0.06)
    assert apart.low > 0
    assert apart.p_value is not None
    assert apart.p_value < 0.05


def test_a_coder_who_errs_alike_is_not_said_to_differ() -> None:
    result = ask({"black": (70, 30, 900, 5, 195, 3800), "white": (70, 30, 900, 5, 195, 3800)})
    apart = result.one("coding_error_difference", subject_race="black")
    assert apart.value == pytest.approx(0)
    assert apart.p_value == 1.0
    said = " ".join(claim.sentence for claim in PRESENTATIONS[METHOD.name].says(result))
    assert "the texts read so far cannot tell" in said


def test_every_text_read_leaves_nothing_to_chance() -> None:
    result = answered(
        METHOD(cells(coded=["yes", "yes", "no"], hand=["yes", "no", "no"], texts=[30, 10, 60]))
    )
    share = result.one("corrected_share")
    assert (share.low, share.value, share.high) == pytest.approx((0.3, 0.3, 0.3))


def test_a_label_without_any_hit_still_has_an_upper_bound() -> None:
    share = answered(METHOD(texts({"white": (0, 100, 900, 0, 300, 8700)}))).one("corrected_share")
    assert share.value == share.low == 0
    assert share.high > 0.005


def test_a_blank_race_counts_overall_and_for_no_group() -> None:
    result = ask({**TWO, "unknown": (10, 10, 100, 5, 45, 500)})
    assert {e.keys.get("subject_race") for e in result.named("corrected_share")} == {
        None, "black", "white",
    }  # fmt: skip
    assert result.one("coded_share").n == 10_670


def test_groups_of_whom_too_few_were_read_are_named() -> None:
    result = ask({**TWO, "asian": (3, 2, 100, 0, 4, 500)})
    note = result.noted("too-few-texts-read")
    assert note is not None
    assert note.facts["groups"] == ("asian",)


@pytest.mark.parametrize(
    ("counts", "code"),
    [((5, 5, 90, 1, 9, 900), "too-few-texts-read"), ((50, 50, 900, 0, 0, 900), "label-never-read")],
)
def test_too_little_reading_is_refused(counts: Counts, code: str) -> None:
    outcome = METHOD(texts({"white": counts}))
    assert isinstance(outcome, Refusal)
    assert outcome.code == code


@given(
    st.tuples(*[st.integers(0, 60)] * 2, st.integers(0, 900)),
    st.tuples(*[st.integers(0, 60)] * 2, st.integers(0, 900)),
)
def test_interval_and_p_value_say_the_same(
    marked: tuple[int, int, int], others: tuple[int, int, int]
) -> None:
    outcome = METHOD(texts({"white": (*marked, *others)}))
    if isinstance(outcome, Refusal):
        return
    share = outcome.one("corrected_share")
    assert 0 <= share.value <= 1
    error = outcome.one("coding_error")
    assert error.p_value is not None
    if abs(error.p_value - 0.05) > 1e-6:
        assert (error.p_value < 0.05) == (error.low > 0 or error.high < 0)
    assert error.value == pytest.approx(outcome.one("coded_share").value - share.value)
