"""Terms in one part and in two, and bounds where groups are not sent to prison equally often."""

import numpy as np
import pytest
from statsmodels.api import WLS, add_constant
from tools import examples_courts as examples

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.courts.length_bounds import GroupTerms, imbens_manski, lee, trimmed
from daylight.model.methods import METHODS
from tests.evidence import gives
from tests.recovery.truth import NOMINAL, Rng, answered, recovers, three_errors

LENGTH = METHODS["sentence-length"]


def weighed(months: list[float], free: float) -> GroupTerms:
    y = np.log(np.sort(np.array(months)))
    return GroupTerms(y, np.ones(len(y)), free)


def test_a_share_is_trimmed_from_one_end_and_a_term_at_the_edge_in_part() -> None:
    group = GroupTerms(np.array([1.0, 2.0, 3.0, 4.0]), np.ones(4), 0.0)
    assert trimmed(group, 0.25, shortest=True).mean == pytest.approx(3.0)
    assert trimmed(group, 0.25, shortest=False).mean == pytest.approx(2.0)
    half = trimmed(group, 0.375, shortest=True)  # 1 and half of 2 are gone
    assert half.mean == pytest.approx((0.5 * 2 + 3 + 4) / 2.5)


@gives("sentence-length")
def test_bounds_are_lees_written_out_case_by_case() -> None:
    """Lee (2009), proposition 1a: 100 cases each; 80 of one group and 60 of the other in prison."""
    rng = np.random.default_rng(3)
    own, base = rng.lognormal(2.5, 0.6, 80), rng.lognormal(2.3, 0.6, 60)
    found = lee(weighed(own.tolist(), 20), weighed(base.tolist(), 40))
    p = 1 - 0.6 / 0.8
    gone = round(p * 80)  # 20 terms
    y = np.sort(np.log(own))
    mean = np.log(base).mean()
    assert found.low == pytest.approx(y[: 80 - gone].mean() - mean)
    assert found.high == pytest.approx(y[gone:].mean() - mean)
    turned = lee(weighed(base.tolist(), 40), weighed(own.tolist(), 20))
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))
    same = lee(weighed(own.tolist(), 20), weighed(own.tolist(), 20))
    assert (same.low, same.high) == pytest.approx((0, 0))


def test_imbens_and_mankis_critical_value_lies_between_one_and_two_sided() -> None:
    assert imbens_manski(0.0, 1.0, 0.95) == pytest.approx(1.959964, abs=1e-5)
    assert imbens_manski(50.0, 1.0, 0.95) == pytest.approx(1.644854, abs=1e-5)


@gives("sentence-length")
def test_months_with_none_counted_as_none_are_the_least_squares_of_other_software() -> None:
    held = examples.terms()
    found = answered(LENGTH(held))
    rows = held.table.to_pylist()
    y = np.array([row["month_hundredths"] / 100 for row in rows])
    w = np.array([row["cases"] for row in rows], dtype=float)
    black = np.array([row["subject_race"] == "black" for row in rows], dtype=float)
    crude, like, _ = found.named("prison_months_difference_with_none")
    assert crude.value == pytest.approx(WLS(y, add_constant(black), weights=w).fit().params[1])
    history = np.array([[r["criminal_history"] == h for h in ("III", "VI")] for r in rows], float)
    X = add_constant(np.column_stack([black, history]))
    assert like.value == pytest.approx(WLS(y, X, weights=w).fit().params[1])
    share = found.one("imprisoned_share_beside_length", subject_race="black")
    mine = black == 1
    assert share.value == pytest.approx(w[mine & (y > 0)].sum() / w[mine].sum())


def test_a_file_that_does_not_say_who_was_free_has_no_bounds_unless_the_study_says_so() -> None:
    rows = [("black", 1_200, 90), ("black", -1, 30), ("white", 1_000, 80), ("white", -1, 40)]
    held = Cells.from_columns(
        {
            "subject_race": [r[0] for r in rows],
            "month_hundredths": [r[1] for r in rows],
            "cases": [r[2] for r in rows],
            "imprisoned": [r[2] * (r[1] > 0) for r in rows],
            "imprisoned_unknown": [r[2] * (r[1] < 0) for r in rows],
        },
        by=["subject_race", "month_hundredths"],
    )
    silent = answered(LENGTH(held))
    assert silent.noted("selection-not-told")
    assert not silent.named("sentence_length_ratio_bounds")
    told = answered(LENGTH(held, blank_is_none=True))
    note = told.noted("blank-taken-as-none")
    assert note is not None
    assert note.facts["cases"] == 70
    assert told.named("sentence_length_ratio_bounds")


def test_a_grade_among_the_controls_has_the_number_without_it_beside() -> None:
    held = examples.terms()
    renamed = held.table.rename_columns(
        ["charged_grade" if n == "criminal_history" else n for n in held.table.column_names]
    )
    whole = Cells.from_arrow(
        renamed, by=["subject_race", "charged_grade", "district", "month_hundredths"]
    )
    variants = [e.variant for e in answered(LENGTH(whole)).named("sentence_length_ratio")]
    assert variants == ["crude", "within charged_grade", "within charged_grade, district"]
    sexed = renamed.append_column("subject_sex", [["male", "female"] * (len(renamed) // 2) + ["male"] * (len(renamed) % 2)])  # fmt: skip # noqa: E501
    both = Cells.from_arrow(
        sexed, by=["subject_race", "charged_grade", "subject_sex", "district", "month_hundredths"]
    )
    variants = [e.variant for e in answered(LENGTH(both)).named("sentence_length_ratio")]
    assert variants == [
        "crude",
        "within subject_sex",
        "within charged_grade, subject_sex",
        "within charged_grade, subject_sex, district",
    ]


def drawn(rng: Rng, *, two_ways: bool = False) -> tuple[Cells, float]:
    """Terms with an effect of 0.2 on whoever goes to prison as of either group; and that truth."""
    counted: dict[tuple[str, str, int], int] = {}
    always: list[float] = []
    for district in range(25):
        court = rng.normal(0, 0.1)
        for group in ("black", "white"):
            n = 150
            gravity = rng.normal(0, 1, n)
            bar = -0.8 if group == "black" else -0.3
            if two_ways and group == "black":
                goes = np.where(gravity > 1.0, rng.random(n) < 0.2, gravity > bar)
            else:
                goes = gravity > bar
            y = 2.2 + court + 0.35 * gravity + 0.2 * (group == "black") + rng.normal(0, 0.3, n)
            if group == "white":
                always += y[gravity > -0.3].tolist()
            months = np.where(goes, np.maximum(np.round(np.exp(y), 1), 0.1), 0.0)
            for one in months:
                key = (group, f"d{district}", round(100 * float(one)))
                counted[key] = counted.get(key, 0) + 1
    held = Cells.from_columns(
        {
            "subject_race": [key[0] for key in counted],
            "district": [key[1] for key in counted],
            "month_hundredths": [key[2] for key in counted],
            "cases": list(counted.values()),
            "imprisoned": [n * (key[2] > 0) for key, n in counted.items()],
            "imprisoned_unknown": [0] * len(counted),
        },
        by=["subject_race", "district", "month_hundredths"],
    )
    return held.clustered_by({"district": "district"}), 0.2


def bound(result: Result) -> tuple[float, float]:
    (one,) = result.named("sentence_length_ratio_bounds_with_chance")
    return float(np.log(one.low)), float(np.log(one.high))


@pytest.mark.recovery
@recovers("sentence-length", shows="coverage")
@recovers("sentence-length", shows="failure")
def test_bounds_hold_the_effect_that_selection_hides_unless_it_runs_both_ways() -> None:
    rng = np.random.default_rng(61)
    draws, held, crude_holds, both = 80, 0, 0, 0
    for _ in range(draws):
        cells, truth = drawn(rng)
        found = answered(LENGTH(cells))
        low, high = bound(found)
        held += low <= truth <= high
        crude = found.named("sentence_length_ratio")[0]
        crude_holds += np.log(crude.low) <= truth <= np.log(crude.high)
        cells, truth = drawn(rng, two_ways=True)
        low, high = bound(answered(LENGTH(cells)))
        both += low <= truth <= high
    assert held / draws >= NOMINAL - three_errors(NOMINAL, draws)
    assert crude_holds / draws < 0.85  # borderline terms are short: the crude ratio is too low
    assert both / draws < 0.5  # the supposition that selection runs one way is what bounds rest on
