from pathlib import Path

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.errors import CellsError, StudyError
from daylight.model.officers.early_intervention import early_intervention, membership
from daylight.model.officers.early_rules import expected_from_peers, latest, read_rules
from daylight.model.officers.monthly import monthly
from daylight.report.wording.officers import early_intervention as worded


def department(spread: float, *, officers: int = 400, months: int = 48, seed: int = 1) -> Cells:
    """Officers whose monthly rates are gamma with the given spread (0: all alike)."""
    rng = np.random.default_rng(seed)
    rates = np.full(officers, 0.05)
    if spread:
        rates = rng.gamma(1 / spread, 0.05 * spread, officers)
    events = rng.poisson(rates[:, None], (officers, months))
    who, when = np.indices(events.shape)
    names = [f"{2010 + t // 12}-{t % 12 + 1:02d}" for t in range(months)]
    return Cells.from_columns(
        {
            "officer_id": [f"o{i}" for i in who.ravel()],
            "month": [names[t] for t in when.ravel()],
            "unit": [f"u{i % 8}" for i in who.ravel()],
            "events": events.ravel(),
            "exposure": np.ones(events.size),
        },
        by=("officer_id", "month", "unit"),
    )


def answered(cells: Cells, **settings: object) -> Result:
    result = early_intervention(cells, **settings)  # type: ignore[arg-type]
    assert isinstance(result, Result)
    return result


def test_where_officers_are_alike_no_rule_beats_chance() -> None:
    recall = answered(department(0)).one("recall", rule="two-year-count", top_percent=10.0)
    assert recall.low < 0.1 < recall.high


def test_where_officers_differ_the_plain_count_catches_more_than_chance() -> None:
    recall = answered(department(2.0)).one("recall", rule="two-year-count", top_percent=10.0)
    assert recall.low > 0.2


def test_the_shrunken_forecast_is_right_on_average() -> None:
    ratio = answered(department(1.0, officers=1500)).one(
        "observed_over_forecast", rule="two-year-count", top_percent=10.0
    )
    assert ratio.low < 1 < ratio.high


def test_a_boosted_score_learns_only_from_the_past_and_beats_chance() -> None:
    result = answered(department(2.0, months=60), boosted=True)
    assert result.one("recall", rule="boosted", top_percent=10.0).low > 0.15


def test_too_little_is_refused() -> None:
    assert isinstance(early_intervention(department(1.0, officers=20)), Refusal)
    assert isinstance(early_intervention(department(1.0, months=30)), Refusal)


def test_the_top_share_takes_fractions_at_its_border() -> None:
    top = membership(np.array([3.0, 1.0, 1.0, 1.0, 9.0]), np.array([True] * 4 + [False]), 0.5)
    assert top.tolist() == pytest.approx([1.0, 1 / 3, 1 / 3, 1 / 3, 0.0])


def test_peers_leave_the_officer_out() -> None:
    expected = expected_from_peers(
        np.array([9.0, 1.0, 1.0]), np.array([1.0, 1.0, 1.0]), np.array([0, 0, 0])
    )
    assert expected.tolist() == [1.0, 5.0, 5.0]


def test_months_without_records_are_months() -> None:
    cells = Cells.from_columns(
        {"officer_id": ["a", "a"], "month": ["2019-11", "2020-02"], "events": [1, 2]},
        by=("officer_id", "month"),
    )
    records = monthly(cells)
    assert records.months == ("2019-11", "2019-12", "2020-01", "2020-02")
    assert records.events.tolist() == [[1, 0, 0, 2]]


def test_a_month_that_is_none_is_refused() -> None:
    cells = Cells.from_columns(
        {"officer_id": ["a"], "month": ["2019"], "events": [1]}, by=("officer_id", "month")
    )
    with pytest.raises(CellsError, match="2017-03"):
        monthly(cells)


def test_rules_carry_versions_and_only_the_newest_runs(tmp_path: Path) -> None:
    rules = read_rules()
    assert len(latest(rules)) == len({rule.id for rule in rules})
    with pytest.raises(StudyError, match="not a file of early-intervention rules"):
        read_rules(tmp_path / "none.toml")


OWN_RULES = """[[rules]]
id = "two-in-six"
version = 1
kind = "threshold"
window_months = 6
threshold = 2
"""
COUNT = """
[[rules]]
id = "one-year-count"
version = 1
kind = "count"
window_months = 12
"""


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (
            OWN_RULES,
            "Later events on the 5 % of officers that a rule ranks highest, 12 months on: ",
        ),
        (
            OWN_RULES + COUNT,
            "The 5 % of officers with the most events in 12 months had ",
        ),
    ],
)
def test_an_agencys_own_rules_are_told_with_or_without_a_plain_count(
    rules: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(rules, encoding="utf-8")
    result = answered(department(2.0), rules=str(path))
    assert worded(result)[0].sentence.startswith(said)


def test_other_shares_of_officers_are_estimated_and_need_no_sentence() -> None:
    result = answered(department(2.0), shares=(0.025,))
    assert result.one("recall", rule="two-year-count", top_percent=2.5).low > 0.025
    assert worded(result) == ()
