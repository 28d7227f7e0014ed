"""Whom a bill's rule would reach: three-valued, with bounds for blanks and columns not there."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from daylight.data.cells import Cells
from daylight.data.facts.courts import RulesFacts
from daylight.data.result import Refusal
from daylight.errors import StudyError
from daylight.model.methods import METHODS
from daylight.schema.rules import embedded_rules, read_rules
from tests.evidence import gives
from tests.recovery.truth import NOMINAL, answered, recovers, three_errors

REACH = METHODS["reach-of-a-rule"]

BILL = """
[bill]
title = "A bill of a test"
source = "nowhere"

[[rules]]
id = "short"
section = "2"
says = "whoever was charged with a light grade would get probation"
where = [{ column = "charged_grade", is = ["C"] }, { column = "fiscal_year", at_least = 2014 }]
"""


@pytest.fixture
def bill(tmp_path: Path) -> str:
    path = tmp_path / "bill.toml"
    path.write_text(BILL)
    return str(path)


def cells(rows: list[tuple[str, str, str, int]]) -> Cells:
    return Cells.from_columns(
        {
            "subject_race": [row[0] for row in rows],
            "charged_grade": [row[1] for row in rows],
            "fiscal_year": [row[2] for row in rows],
            "cases": [row[3] for row in rows],
        },
        by=["subject_race", "charged_grade", "fiscal_year"],
    )


ROWS = [
    ("black", "C", "2015", 60), ("black", "A", "2015", 40), ("black", "unknown", "2015", 25),
    ("white", "C", "2013", 30), ("white", "C", "2014", 50), ("white", "C", "unknown", 20),
    ("white", "A", "unknown", 100),
]  # fmt: skip


@gives("reach-of-a-rule")
def test_blanks_are_bounds_and_a_failed_condition_settles_a_blank(bill: str) -> None:
    found = answered(REACH(cells(ROWS), rules=bill))
    black = found.one("reached_cases", subject_race="black", rule="short")
    white = found.one("reached_cases", subject_race="white", rule="short")
    assert (black.low, black.high) == (60, 85)
    assert (white.low, white.high) == (50, 70)  # grade A is not reached whatever the year
    apart = found.one("reached_share_difference", subject_race="black", rule="short")
    assert apart.low == pytest.approx(60 / 125 - 70 / 200)
    assert apart.high == pytest.approx(85 / 125 - 50 / 200)
    least = found.one("reached_share_at_least", subject_race="black", rule="short")
    assert (least.low, least.high) == pytest.approx(proportion_confint(60, 125, method="wilson"))


def test_a_column_that_is_not_there_is_open_for_everybody_and_named(bill: str) -> None:
    held = cells(ROWS).collapse("subject_race", "charged_grade")
    found = answered(REACH(held, rules=bill))
    one = found.one("reached_cases", rule="short")
    assert (one.low, one.high) == (0, 60 + 25 + 100)
    assert found.facts_as(RulesFacts).unseen == (("fiscal_year",),)


def test_the_safe_justice_act_comes_with_its_sections() -> None:
    assert embedded_rules() == ("safe_justice_act",)
    act = read_rules("safe_justice_act")
    assert [rule.section for rule in act.rules] == ["401", "404"]
    assert all(rule.says.en and rule.says.es for rule in act.rules)
    assert "not enacted" in act.title.en


def test_cases_without_any_of_the_columns_are_refused(bill: str) -> None:
    held = Cells.from_columns({"subject_race": ["white"], "cases": [90]}, by=["subject_race"])
    refused = REACH(held, rules=bill)
    assert isinstance(refused, Refusal)
    assert refused.code == "no-condition-of-the-rules"
    assert "charged_grade" in refused.facts["columns"]
    assert (refused.facts["cases"], refused.facts["keys"]) == (90, ("subject_race",))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (BILL.replace("at_least = 2014", "at_least = 2014, at_most = 2016"), "at_least, at_most"),
        (BILL.replace('is = ["C"]', 'like = ["C"]'), "gives one of is, is_not"),
        (BILL.replace("[bill]", "[law]"), "bill"),
        (BILL + BILL[BILL.index("[[rules]]") :], "short stands twice"),
        (BILL[: BILL.rindex("where")] + "where = []", "would reach everybody"),
    ],
)
def test_a_file_that_is_no_file_of_rules_says_what_is_wrong(
    tmp_path: Path, wrong: str, said: str
) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(wrong)
    with pytest.raises(StudyError, match=r"wrong\.toml") as raised:
        read_rules(str(path))
    assert said in str(raised.value)
    with pytest.raises(StudyError, match="safe_justice_act"):
        read_rules("no_such_bill")


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["black", "white"]),
            st.sampled_from(["A", "C", "unknown"]),
            st.sampled_from(["2013", "2015", "unknown"]),
            st.integers(0, 50),
        ),
        min_size=1,
        max_size=18,
        unique_by=lambda row: row[:3],
    )
)
def test_filling_the_blanks_never_leaves_the_bounds(
    rows: list[tuple[str, str, str, int]],
) -> None:
    path = Path(__file__).with_name("bill_of_a_test.toml")
    outcome = REACH(cells(rows), rules=str(path))
    if isinstance(outcome, Refusal):
        return
    one = outcome.one("reached_cases", rule="short")
    for grade, year in (("A", "2013"), ("A", "2015"), ("C", "2013"), ("C", "2015")):
        filled = sum(
            n
            for _, g, y, n in rows
            if (grade if g == "unknown" else g) == "C" and (year if y == "unknown" else y) == "2015"
        )
        assert one.low <= filled <= one.high


@pytest.mark.recovery
@recovers("reach-of-a-rule", shows="coverage")
@recovers("reach-of-a-rule", shows="failure")
def test_bounds_hold_what_was_blanked_and_dropping_blanks_does_not(bill: str) -> None:
    rng = np.random.default_rng(51)
    draws, held, dropped = 200, 0, 0
    for _ in range(draws):
        n = 900
        grade = np.where(rng.random(n) < 0.55, "C", "A")
        truth = float((grade == "C").mean())
        gone = rng.random(n) < np.where(grade == "C", 0.35, 0.1)  # light grades are left blank
        seen = np.where(gone, "unknown", grade)
        rows = [("white", g, "2015", int((seen == g).sum())) for g in ("A", "C", "unknown")]
        found = answered(REACH(cells(rows), rules=bill))
        one = found.one("reached_share", rule="short")
        held += one.low <= truth <= one.high
        known = answered(REACH(cells(rows[:2]), rules=bill)).one(
            "reached_share_at_least", rule="short"
        )
        dropped += known.low <= truth <= known.high
    assert held == draws
    assert dropped / draws < NOMINAL - three_errors(NOMINAL, draws)


@pytest.mark.recovery
@recovers("reach-of-a-rule", shows="coverage")
def test_districts_that_charge_alike_widen_each_end(bill: str) -> None:
    rng = np.random.default_rng(52)
    draws, held, naive = 200, 0, 0
    for _ in range(draws):
        columns: dict[str, list[object]] = {n: [] for n in ("charged_grade", "district", "cases")}
        for district in range(40):
            n = int(rng.integers(30, 200))
            x = int(rng.binomial(n, np.clip(rng.normal(0.5, 0.1), 0.01, 0.99)))
            columns["charged_grade"] += ["C", "A"]
            columns["district"] += [f"d{district}"] * 2
            columns["cases"] += [x, n - x]
        whole = Cells.from_columns(columns, by=["charged_grade", "district"])
        for given_cells, is_known in (
            (whole.clustered_by({"district": "district"}), True),
            (whole.collapse("charged_grade"), False),
        ):
            one = answered(REACH(given_cells, rules=bill)).one(
                "reached_share_at_most", rule="short"
            )
            covered = one.low <= 0.5 <= one.high
            held += covered and is_known
            naive += covered and not is_known
    assert held / draws >= NOMINAL - three_errors(NOMINAL, draws)
    assert naive / draws < 0.85
