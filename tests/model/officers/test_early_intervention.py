from pathlib import Path

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.errors import CellsError, StudyError
from daylight.model.officers.early_intervention import early_intervention, membership
from daylight.model.officers.early_rules import expected_from_peers, latest, read_rules
from daylight.model.officers.monthly import monthly
from daylight.report.wording.officer_alerts import early_intervention as worded


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
            "The 5 % of officers in service with the most events in 12 months had ",
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


@pytest.mark.parametrize(("shares", "told"), [((0.025,), "2.5"), ((0.02, 0.1), "2"), ((), "")])
def test_whatever_shares_are_asked_for_the_nearest_to_a_twentieth_is_told(
    shares: tuple[float, ...], told: str
) -> None:
    result = answered(department(2.0), shares=shares)
    said = [claim.sentence for claim in worded(result)]
    if told:
        assert said[0].startswith(f"The {told} % of officers in service")
    else:
        assert not any("in service with the most" in sentence for sentence in said)


def by_hand(events: np.ndarray, serving: np.ndarray, looks: range) -> tuple[float, float]:
    """Recall and precision of the two-year count at 5 %, from plain arrays."""
    caught = whole = hit = flagged = 0.0
    for t in looks:
        past, later = events[:, t - 24 : t].sum(axis=1), events[:, t : t + 12].sum(axis=1)
        ranked = past[serving[:, t - 1]]
        wanted = 0.05 * len(ranked)
        border = np.sort(ranked)[::-1][int(np.ceil(wanted)) - 1]
        above, tied = (past > border) & serving[:, t - 1], (past == border) & serving[:, t - 1]
        top = above + tied * (wanted - above.sum()) / tied.sum()
        caught, whole = caught + top @ later, whole + later.sum()
        hit, flagged = hit + top @ (later > 0), flagged + top.sum()
    return caught / whole, hit / flagged


def spread(events: np.ndarray, exposure: np.ndarray | None) -> Cells:
    """Events by officer and month; without exposure only the months with an event."""
    who, when = np.indices(events.shape).reshape(2, -1)
    kept = np.ones(len(who), dtype=bool) if exposure is not None else events.ravel() > 0
    columns = {
        "officer_id": [f"o{i:04d}" for i in who[kept]],
        "month": [f"{2010 + t // 12}-{t % 12 + 1:02d}" for t in when[kept]],
        "events": events.ravel()[kept],
    }
    if exposure is not None:
        columns["exposure"] = exposure.ravel()
    return Cells.from_columns(columns, by=("officer_id", "month"))


def test_officers_who_left_are_not_ranked() -> None:
    rng = np.random.default_rng(4)
    events = rng.poisson(rng.gamma(1, 0.06, (300, 1)), (300, 60))
    exposure = np.ones((300, 60))
    exposure[::2, 18:] = 0
    events = np.where(exposure > 0, events, 0)
    recall, precision = by_hand(events, exposure > 0, range(24, 49, 6))
    result = answered(spread(events, exposure))
    keys = {"rule": "two-year-count", "top_percent": 5.0}
    assert result.one("recall", **keys).value == pytest.approx(recall)
    assert result.one("precision", **keys).value == pytest.approx(precision)


def test_later_events_of_officers_not_yet_seen_count_in_the_whole() -> None:
    rng = np.random.default_rng(5)
    rates = np.r_[np.full(30, 0.08), np.full(1500, 0.006)]
    events = rng.poisson(rates[:, None], (1530, 60))
    result = answered(spread(events, None))
    recall = result.one("recall", rule="two-year-count", top_percent=5.0)
    assert recall.n == sum(events[:, t : t + 12].sum() for t in range(24, 49, 6))
    assert "no-exposure" in {note.code for note in result.notes}
    assert not result.named("observed_over_forecast")
    assert not any("foretold" in claim.sentence for claim in worded(result))


def test_alike_officers_are_found_by_their_exposure_and_the_difference_says_so() -> None:
    rng = np.random.default_rng(6)
    exposure = rng.choice([0.2, 2.0], (300, 1)) * np.ones(60)
    result = answered(spread(rng.poisson(0.06 * exposure), exposure))
    keys = {"rule": "exposure", "top_percent": 10.0}
    difference = result.one("recall_above_plain_count", **keys)
    assert difference.compared_with == "two-year-count"
    count = result.one("recall", rule="two-year-count", top_percent=10.0).value
    assert difference.value == pytest.approx(result.one("recall", **keys).value - count)
    assert difference.low < 0 < difference.high
    assert result.one("recall", rule="two-year-count", top_percent=10.0).low > 0.1


def test_a_level_that_trebles_shows_in_the_calibration() -> None:
    rng = np.random.default_rng(7)
    rate = rng.gamma(1, 0.06, (600, 1)) * np.where(np.arange(60) < 36, 1, 3)
    result = answered(spread(rng.poisson(rate), np.ones((600, 60))))
    steady = answered(spread(rng.poisson(rate[:, :1] * np.ones(60)), np.ones((600, 60))))
    keys = {"rule": "two-year-count", "top_percent": 100.0}
    assert result.one("observed_over_forecast", **keys).low > 1.5
    even = steady.one("observed_over_forecast", **keys)
    assert even.low < 1 < even.high


def test_a_unit_is_not_known_before_it_is_recorded() -> None:
    cells = Cells.from_columns(
        {
            "officer_id": ["a"] * 6,
            "month": [f"2010-{t:02d}" for t in range(1, 7)],
            "unit": ["unknown"] * 4 + ["y"] * 2,
            "events": [1] * 6,
        },
        by=("officer_id", "month", "unit"),
    )
    records = monthly(cells)
    known = [records.units[records.unit_before(t)[0]] for t in range(1, 7)]
    assert known == ["not recorded"] * 4 + ["y"] * 2


def test_without_exposure_an_officer_is_in_service_for_two_years_from_a_record() -> None:
    cells = Cells.from_columns(
        {
            "officer_id": ["a", "b", "b"],
            "month": ["2010-01", "2010-01", "2013-01"],
            "events": [1] * 3,
        },
        by=("officer_id", "month"),
    )
    exposure = monthly(cells).exposure
    assert exposure[0].tolist() == [1.0] * 24 + [0.0] * 13
    assert exposure[1].tolist() == [1.0] * 24 + [0.0] * 12 + [1.0]
