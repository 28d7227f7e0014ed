"""Corrections against hand-worked vectors, a published example and a second library."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.stats import false_discovery_control

from daylight.data.comparison import PRIMARY, Comparison, Family
from daylight.model.families import FAMILIES
from daylight.model.methods import METHODS
from daylight.model.multiplicity import (
    benjamini_hochberg,
    benjamini_yekutieli,
    correct_by_family,
    corrected,
    holm,
)

BENJAMINI_HOCHBERG_1995 = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
    0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
]  # fmt: skip
"""The fifteen p-values of the worked example, section 3.3 of the paper."""

p_values = st.lists(st.floats(0, 1, allow_subnormal=False), min_size=1, max_size=30)


def test_the_published_example_rejects_four_by_false_discovery_and_three_by_holm() -> None:
    assert sum(p <= 0.05 for p in benjamini_hochberg(BENJAMINI_HOCHBERG_1995)) == 4
    assert sum(p <= 0.05 for p in holm(BENJAMINI_HOCHBERG_1995)) == 3


def test_small_vectors_agree_with_working_by_hand() -> None:
    p = [0.01, 0.02, 0.03, 0.04, 0.05]
    harmonic = 1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5
    assert holm(p) == pytest.approx([0.05, 0.08, 0.09, 0.09, 0.09])
    assert benjamini_hochberg(p) == pytest.approx([0.05] * 5)
    assert benjamini_yekutieli(p) == pytest.approx([0.05 * harmonic] * 5)
    assert holm([0.04, 0.01, 0.03]) == pytest.approx([0.06, 0.03, 0.06])


HOLM = [
    ([0.04, 0.01, 0.03], [0.06, 0.03, 0.06]),
    ([0.5], [0.5]),
    ([0.0, 0.0, 1.0], [0.0, 0.0, 1.0]),
    ([1.0, 1.0], [1.0, 1.0]),
    ([0.02, 0.02, 0.02, 0.6], [0.08, 0.08, 0.08, 0.6]),
    ([0.2755, 0.6053, 0.6161, 0.2726, 0.1123], [1.0, 1.0, 1.0, 1.0, 0.5615]),
    (
        [0.738, 0.013, 0.4485, 0.0079, 0.0275, 0.4925, 0.778, 0.4809, 0.0375],
        [1.0, 0.104, 1.0, 0.0711, 0.1925, 1.0, 1.0, 1.0, 0.225],
    ),
    (
        [0.0347, 0.1625, 0.2254, 0.2696, 0.5064, 0.0095, 0.1911, 0.5596, 0.0423, 0.0047, 0.0154,
         0.0141, 0.2564, 0.3998],
        [0.347, 1.0, 1.0, 1.0, 1.0, 0.1235, 1.0, 1.0, 0.3807, 0.0658, 0.1694,
         0.1692, 1.0, 1.0],
    ),
]  # fmt: skip
"""p-values and what `multipletests(p, method="holm")` of statsmodels 0.15.0 makes of them: edges by
hand, the last three drawn from Beta(½, 2) with numpy's `default_rng(20260801)`, to four places."""


@pytest.mark.parametrize(("p", "expected"), HOLM)
def test_holm_agrees_with_statsmodels(p: list[float], expected: list[float]) -> None:
    assert holm(p) == pytest.approx(expected, abs=1e-10)


@given(p_values)
def test_false_discovery_rates_agree_with_scipy(p: list[float]) -> None:
    assert benjamini_hochberg(p) == pytest.approx(false_discovery_control(p, method="bh").tolist())
    assert benjamini_yekutieli(p) == pytest.approx(false_discovery_control(p, method="by").tolist())


@given(p_values)
def test_holm_is_its_definition(p: list[float]) -> None:
    order = np.argsort(p, kind="stable")
    worst, expected = 0.0, [0.0] * len(p)
    for k, position in enumerate(order):
        worst = max(worst, min(1.0, p[position] * (len(p) - k)))
        expected[position] = worst
    assert holm(p) == pytest.approx(expected)


@pytest.mark.parametrize("correction", ["holm", "benjamini-hochberg", "benjamini-yekutieli"])
def test_a_question_without_a_p_value_stays_and_does_not_count(correction: str) -> None:
    with_gaps = corrected([0.01, None, 0.04, math.nan], correction)
    without = corrected([0.01, 0.04], correction)
    assert with_gaps[1] is None
    assert math.isnan(with_gaps[3] or 0)
    assert [with_gaps[0], with_gaps[2]] == without
    assert corrected([], correction) == []
    assert corrected([None], correction) == [None]


def test_a_correction_nobody_knows_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="there are holm, benjamini-hochberg"):
        corrected([0.1], "bonferoni")


# ------------------------------------------------------------------ families

FAMILIES_DRAWN = st.sampled_from([Family.STOPS, Family.SEARCHES, Family.FORCE])


def compared(p: float, fact: object, family: Family, *, primary: bool) -> Comparison:
    return Comparison(p_value=p, fact=fact, family=family, is_primary=primary)


many = st.lists(
    st.builds(
        lambda p, family, primary: (p, family, primary),
        st.floats(0, 1),
        FAMILIES_DRAWN,
        st.booleans(),
    ),
    max_size=30,
)


def study(rows: list[tuple[float, Family, bool]], start: int = 0) -> dict[int, Comparison]:
    return {
        start + i: compared(p, start + i, family, primary=primary)
        for i, (p, family, primary) in enumerate(rows)
    }


@given(many, many)
def test_no_number_of_other_questions_changes_a_primary_one(
    rows: list[tuple[float, Family, bool]], padding: list[tuple[float, Family, bool]]
) -> None:
    asked = study(rows)
    padded = asked | study([(p, family, False) for p, family, _ in padding], start=1000)
    before, after = correct_by_family(asked), correct_by_family(padded)
    for key, one in asked.items():
        if one.is_primary:
            assert after[key] == before[key]
        else:
            assert after[key].p_adjusted >= before[key].p_adjusted


@given(many)
def test_primary_questions_are_corrected_as_holm_corrects_them_alone(
    rows: list[tuple[float, Family, bool]],
) -> None:
    found = correct_by_family(study(rows))
    primary = [i for i, row in enumerate(rows) if row[2]]
    assert [found[i].p_adjusted for i in primary] == holm([rows[i][0] for i in primary])
    for i in primary:
        assert (found[i].family, found[i].comparisons) == (PRIMARY, len(primary))


@given(many, st.integers(1, 5))
def test_one_fact_told_many_times_counts_once(
    rows: list[tuple[float, Family, bool]], times: int
) -> None:
    asked = study(rows)
    told = dict(asked)
    for repeat in range(1, times + 1):
        told |= {key + 1000 * repeat: one for key, one in asked.items()}
    before, after = correct_by_family(asked), correct_by_family(told)
    assert all(after[key] == before[key] for key in asked)


def test_other_questions_are_corrected_over_their_family_with_its_primary_ones() -> None:
    found = correct_by_family(
        {
            "primary": compared(0.01, 1, Family.FORCE, primary=True),
            "other": compared(0.02, 2, Family.FORCE, primary=False),
            "elsewhere": compared(0.02, 3, Family.STOPS, primary=False),
        }
    )
    assert found["primary"].p_adjusted == 0.01
    assert found["other"].p_adjusted == 0.02  # the larger of two: 0.02 × 1, not below 0.01 × 2
    assert found["other"].comparisons == 2
    assert found["elsewhere"] == replace(found["other"], family="stops", comparisons=1)


def test_false_alarms_among_primary_questions_stay_below_the_level() -> None:
    rng = np.random.default_rng(14)
    draws, alarms = 2000, 0
    for _ in range(draws):
        asked = {i: compared(float(p), i, Family.FORCE, primary=True)
                 for i, p in enumerate(rng.random(6))}  # fmt: skip
        asked |= {100 + i: compared(float(p), 100 + i, Family.FORCE, primary=False)
                  for i, p in enumerate(rng.random(40))}  # fmt: skip
        found = correct_by_family(asked)
        alarms += any(found[i].p_adjusted < 0.05 for i in range(6))
    low, high = stats.binom.interval(0.999, draws, 1 - (1 - 0.05 / 6) ** 6)
    assert low <= alarms <= high


def test_every_method_belongs_to_one_family() -> None:
    listed = [method for methods in FAMILIES.values() for method in methods]
    assert sorted(listed) == sorted(METHODS)
    assert list(FAMILIES) == list(Family)
