import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.register.choices import VerdictRule
from daylight.register.rules.audits import (
    INCONCLUSIVE,
    MET_CONFIDENT,
    MET_POINT,
    NOT_MET_CONFIDENT,
    BadAudit,
    agreement,
    allocate,
    draw,
    files_needed,
    sample_size,
    verdict,
)

# Files to draw at 95 % confidence: population; ±5 % at .5, ±5 % at .95, ±3 % at .95.
SIZES = [
    (50, 45, 30, 41),
    (100, 80, 43, 68),
    (200, 132, 54, 101),
    (500, 218, 64, 145),
    (1000, 278, 69, 169),
    (5000, 357, 72, 195),
    (None, 385, 73, 203),
]


@pytest.mark.parametrize(("population", "half", "high", "narrow"), SIZES)
def test_the_sample_size_table(population: int | None, half: int, high: int, narrow: int) -> None:
    assert sample_size(population, margin=0.05, expected=0.5) == half
    assert sample_size(population, margin=0.05, expected=0.95) == high
    assert sample_size(population, margin=0.03, expected=0.95) == narrow


# Files needed to show a threshold with 0, 1, 2, 3 failures.
NEEDED = [
    (0.90, (29, 46, 61, 76)),
    (0.94, (49, 78, 103, 127)),
    (0.95, (59, 93, 124, 153)),
    (0.98, (149, 236, 313, 386)),
]


@pytest.mark.parametrize(("threshold", "sizes"), NEEDED)
def test_the_table_of_files_needed(threshold: float, sizes: tuple[int, ...]) -> None:
    assert tuple(files_needed(threshold, failures) for failures in range(4)) == sizes


# Wilson 95 % intervals as printed, in whole percent.
WILSON = [(19, 20, 76, 99), (57, 60, 86, 98), (95, 100, 89, 98), (380, 400, 92, 97)]


@pytest.mark.parametrize(("passed", "n", "low", "high"), WILSON)
def test_ninety_five_percent_is_four_different_intervals(
    passed: int, n: int, low: int, high: int
) -> None:
    found = verdict(VerdictRule.POINT, passed=passed, n=n, threshold=0.95)
    assert (round(100 * found.wilson[0]), round(100 * found.wilson[1])) == (low, high)


def test_95_of_100_meets_the_point_and_not_the_confidence() -> None:
    found = verdict(VerdictRule.POINT, passed=95, n=100, threshold=0.95)
    assert (round(100 * found.wilson[0], 1), round(100 * found.wilson[1], 1)) == (88.8, 97.8)
    assert found.reading == "point met, confidence not met"
    assert (found.word, found.satisfied) == (MET_POINT, True)
    strict = verdict(VerdictRule.LOWER_BOUND, passed=95, n=100, threshold=0.95)
    assert (strict.word, strict.satisfied) == (INCONCLUSIVE, False)


def test_59_of_59_is_met_with_confidence_and_58_of_58_is_not() -> None:
    found = verdict(VerdictRule.LOWER_BOUND, passed=59, n=59, threshold=0.95)
    assert found.lower_bound >= 0.95
    assert (found.word, found.satisfied) == (MET_CONFIDENT, True)
    assert verdict(VerdictRule.ZERO_FAILURE, passed=59, n=59, threshold=0.95).satisfied
    assert not verdict(VerdictRule.ZERO_FAILURE, passed=58, n=58, threshold=0.95).satisfied


def test_17_of_17_belts_are_inconclusive_for_95() -> None:
    found = verdict(VerdictRule.LOWER_BOUND, passed=17, n=17, threshold=0.95)
    assert round(100 * found.exact[0], 1) == 80.5
    assert (found.word, found.satisfied) == (INCONCLUSIVE, False)


def test_one_failure_breaks_a_zero_failure_plan_however_large() -> None:
    found = verdict(VerdictRule.ZERO_FAILURE, passed=999, n=1000, threshold=0.95)
    assert (found.word, found.satisfied) == (MET_CONFIDENT, False)


def test_far_below_the_threshold_is_not_met_with_confidence() -> None:
    assert verdict(VerdictRule.POINT, passed=70, n=100, threshold=0.95).word == NOT_MET_CONFIDENT


def test_a_full_review_leaves_nothing_to_estimate() -> None:
    found = verdict(VerdictRule.LOWER_BOUND, passed=19, n=20, threshold=0.95, population=20)
    assert (found.census, found.word) == (True, MET_CONFIDENT)


FRAME = {f"F{number:03}": "east" if number % 3 else "west" for number in range(90)}


def test_the_same_seed_draws_the_same_files_in_any_order_of_the_frame() -> None:
    turned = dict(reversed(FRAME.items()))
    assert draw(FRAME, 12, "2031-04") == draw(turned, 12, "2031-04")
    assert draw(FRAME, 12, "2031-04") != draw(FRAME, 12, "2031-05")


def test_a_draw_is_in_proportion_to_the_strata() -> None:
    drawn = draw(FRAME, 12, "s")
    assert sum(FRAME[file] == "west" for file in drawn) == 4


@given(
    st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 500), min_size=1, max_size=8),
    st.data(),
)
def test_every_allocation_adds_up_and_no_stratum_is_overdrawn(
    strata: dict[str, int], data: st.DataObject
) -> None:
    n = data.draw(st.integers(len(strata), sum(strata.values())))
    sizes = allocate(strata, n)
    assert sum(sizes.values()) == n
    assert all(1 <= sizes[name] <= strata[name] for name in strata)


def test_more_files_than_the_frame_holds_is_refused() -> None:
    with pytest.raises(BadAudit):
        draw(FRAME, 91, "s")


def test_kappa_of_the_textbook_table() -> None:
    # 50 cases: both yes 20, both no 15, first only 5, second only 10: kappa 0.40.
    first = ["y"] * 20 + ["n"] * 15 + ["y"] * 5 + ["n"] * 10
    second = ["y"] * 20 + ["n"] * 15 + ["n"] * 5 + ["y"] * 10
    found = agreement(first, second)
    assert found.kappa == pytest.approx(0.4)
    assert not found.sufficient()


def test_reviewers_who_always_say_yes_have_no_kappa_but_agree() -> None:
    found = agreement(["pass"] * 20, ["pass"] * 20)
    assert found.kappa is None
    assert found.sufficient()
