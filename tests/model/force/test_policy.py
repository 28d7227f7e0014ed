import numpy as np
import pytest
from statsmodels.stats.inter_rater import cohens_kappa as theirs

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.force.policy import cohens_kappa, policy_checks
from daylight.model.force.reporting import force_participation, force_reporting
from daylight.schema.policy import BENCHMARKS


def test_kappa_of_a_two_by_two_table_by_hand() -> None:
    # Observed agreement 35/50, expected .5 × .6 + .5 × .4 = .5: κ = .4.
    table = np.array([[20.0, 5.0], [10.0, 15.0]])
    assert float(cohens_kappa(table, level=0.95).value) == pytest.approx(0.4)


def test_kappa_and_its_interval_equal_statsmodels() -> None:
    table = np.array([[44.0, 5, 1], [7, 20, 3], [9, 5, 6]])
    ours, other = cohens_kappa(table, level=0.95), theirs(table)
    assert float(ours.value) == pytest.approx(other.kappa)
    assert float(ours.low) == pytest.approx(other.kappa_low)
    assert float(ours.high) == pytest.approx(other.kappa_upp)


def checks(rows: list[tuple[str, str, str]]) -> Cells:
    return Cells.from_columns(
        {
            "benchmark": ["eight_cant_wait"] * len(rows),
            "item": [row[0] for row in rows],
            "coder": [row[1] for row in rows],
            "verdict": [row[2] for row in rows],
            "quote": [f"words on {row[0]}" for row in rows],
            "checks": [1] * len(rows),
        },
        by=["benchmark", "item", "coder", "verdict", "quote"],
    )


def test_two_coders_are_shown_side_by_side_and_never_added_up() -> None:
    items = [item.item for item in BENCHMARKS["eight_cant_wait"].items]
    rows = [(item, "A", "meets") for item in items]
    rows += [(item, "B", "meets" if i else "partly") for i, item in enumerate(items)]
    result = policy_checks(checks(rows))
    assert isinstance(result, Result)
    assert result.one("agreement", coders="A, B").value == pytest.approx(7 / 8)
    reading = str(result.diagnostics[f"eight_cant_wait: {items[0]}"])
    assert reading == f"meets (A: “words on {items[0]}”); partly (B: “words on {items[0]}”)"
    assert "not-a-score" in {note.code for note in result.notes}
    assert not [e for e in result.estimates if "score" in e.name]


def test_one_coder_is_said_to_be_one() -> None:
    result = policy_checks(checks([("chokeholds", "A", "fails")]))
    assert isinstance(result, Result)
    assert "one-coder" in {note.code for note in result.notes}


def test_no_reading_is_refused() -> None:
    assert isinstance(policy_checks(checks([("chokeholds", "A", "unknown")])), Refusal)


def test_benchmarks_hold_the_numbers_of_items_they_are_named_for() -> None:
    assert len(BENCHMARKS["eight_cant_wait"].items) == 8
    assert len(BENCHMARKS["perf_30_policy"].items) == 13


@pytest.mark.parametrize(
    ("covered", "allowed"),
    [
        (80, "any statistic"),
        (79, "ratios and percentages"),
        (60, "ratios and percentages"),
        (59, "limited lists"),
        (40, "limited lists"),
        (39, "nothing"),
    ],
)
def test_coverage_decides_what_may_be_published(covered: int, allowed: str) -> None:
    cells = Cells.from_columns(
        {
            "agency_id": ["a", "b"],
            "officers": [covered, 100 - covered],
            "months_reported": [12, 11],
            "months_due": [12, 12],
        },
        by=["agency_id"],
    )
    result = force_participation(cells)
    assert isinstance(result, Result)
    assert result.diagnostics["may_publish"] == allowed


def test_few_arrests_for_resisting_are_refused() -> None:
    cells = Cells.from_columns(
        {"resisting_arrests": [29], "resisting_arrests_without_force": [3]}, by=[]
    )
    assert isinstance(force_reporting(cells), Refusal)
