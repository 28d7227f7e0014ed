"""Force methods against departments whose truth is known."""

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Outcome, Result
from daylight.model.force.capture import capture_recapture
from daylight.model.force.rates import force_rates
from daylight.model.force.selection import force_selection
from daylight.model.force.severity_model import force_severity
from daylight.model.force.trend import force_trend
from daylight.reduce.count import count
from daylight.simulate import force as simulate
from tests.reduce.canonical import canonical

pytestmark = pytest.mark.recovery

REPETITIONS = 1000


def answered(outcome: Outcome) -> Result:
    assert isinstance(outcome, Result)
    return outcome


def coverage(
    draw: Callable[[np.random.Generator], tuple[Estimate, float]],
    seed: int,
    repetitions: int = REPETITIONS,
) -> float:
    rng = np.random.default_rng(seed)
    covered = 0
    for _ in range(repetitions):
        estimate, truth = draw(rng)
        covered += estimate.low <= truth <= estimate.high
    return covered / repetitions


def three_errors(share: float, repetitions: int = REPETITIONS) -> float:
    return 3 * math.sqrt(share * (1 - share) / repetitions)


@pytest.mark.recovery_long
def test_rate_ratios_per_stop_cover_the_truth_when_incidents_cluster() -> None:
    def draw(rng: np.random.Generator) -> tuple[Estimate, float]:
        rows = {}
        for race, rate, stops in (("black", 0.06, 4000), ("white", 0.03, 5000)):
            sizes = 1 + rng.poisson(0.5, rng.poisson(rate * stops / 1.5))
            rows[race] = (int(sizes.sum()), int((sizes**2).sum()), int(rng.poisson(stops)))
        cells = Cells.from_columns(
            {
                "subject_race": list(rows),
                "force_rows": [r[0] for r in rows.values()],
                "people": [r[0] for r in rows.values()],
                "people_squared": [r[1] for r in rows.values()],
                "stops": [r[2] for r in rows.values()],
            },
            by=["subject_race"],
        )
        return answered(force_rates(cells)).one("force_ratio_stops", subject_race="black"), 2.0

    assert coverage(draw, 1) == pytest.approx(0.95, abs=three_errors(0.95))


def test_row_level_force_recovers_the_ratio_through_reduce_and_model(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    rows = simulate.force_records(rng, incidents=3000, black_share=0.6, blank_race=0.05)
    people = [
        {"place_kind": "all", "place": "town", "subject_race": race, "population": 50_000}
        for race in ("black", "white")
    ]
    cells = count(
        "force",
        {
            "force": [canonical("force", tmp_path / "force.parquet", rows)],
            "population": [canonical("population", tmp_path / "people.parquet", people)],
        },
        ["subject_race"],
    )
    result = answered(force_rates(cells))
    ratio = result.one("force_ratio_residents", subject_race="black")
    assert ratio.low <= 1.5 <= ratio.high
    assert result.one("people", subject_race="black").missing_share == pytest.approx(
        0.05, abs=0.015
    )


def test_total_effect_and_bounds_cover_the_truth_at_the_true_rho() -> None:
    def draw(rng: np.random.Generator) -> tuple[Estimate, float]:
        town = simulate.encounters(rng, people=40_000)
        result = answered(force_selection(town.cells, rho=(town.rho,)))
        return result.named("force_total_effect_att")[0], town.att

    assert coverage(draw, 3) == pytest.approx(0.95, abs=three_errors(0.95))
    town = simulate.encounters(np.random.default_rng(4), people=2_000_000)
    result = answered(force_selection(town.cells, rho=(town.rho,)))
    lower = result.named("force_total_effect_ate_lower")[0]
    upper = result.named("force_total_effect_ate_upper")[0]
    assert lower.low <= town.ate <= upper.high
    naive = result.named("force_difference_naive")[0]
    assert naive.high < town.att, "the naive difference hides what selected stops dilute"
    assert "rho-is-assumed" in {note.code for note in result.notes}


@pytest.mark.recovery_long
def test_the_trend_covers_the_truth_when_counts_are_overdispersed() -> None:
    def draw(rng: np.random.Generator) -> tuple[Estimate, float]:
        cells = simulate.yearly_counts(
            rng, years=tuple(range(2004, 2016)), start=400, ratio=0.95, phi=4
        )
        return answered(force_trend(cells)).named("yearly_ratio")[0], 0.95

    # Twelve years cannot show that they are independent: the interval covers at least as often.
    assert coverage(draw, 5) >= 0.95 - three_errors(0.95)


def test_a_change_of_form_is_not_read_as_a_trend() -> None:
    rng = np.random.default_rng(6)
    old = simulate.yearly_counts(rng, years=tuple(range(2008, 2017)), start=900, ratio=1, phi=2)
    new = simulate.yearly_counts(rng, years=tuple(range(2017, 2024)), start=300, ratio=1, phi=2)
    joined = Cells.from_columns(
        {
            "year": [*old.keys("year"), *new.keys("year")],
            "people": [*old.counts("people").astype(int), *new.counts("people").astype(int)],
        },
        by=["year"],
    )
    crossing = answered(force_trend(joined, look_for_breaks=False)).named("yearly_ratio")
    assert crossing[0].value < 0.95, "undeclared and not looked for, the break looks like a fall"
    found = answered(force_trend(joined))
    assert [n.facts["period"] for n in found.notes if n.code == "break-found"] == ["2017"]
    cut = answered(force_trend(joined, breaks={"2017": "a new form"}))
    assert [tuple(e.keys.values()) for e in cut.named("yearly_ratio")] == [
        ("2008", "2016"),
        ("2017", "2023"),
    ]
    assert all(e.low <= 1 <= e.high for e in cut.named("yearly_ratio"))
    assert "recording-break" in {note.code for note in cut.notes}


def test_the_severity_odds_ratio_covers_the_truth() -> None:
    def draw(rng: np.random.Generator) -> tuple[Estimate, float]:
        cells = simulate.severity_counts(rng, odds_ratio=1.4, people=150)
        return answered(force_severity(cells)).named("severity_odds_ratio")[0], 1.4

    assert coverage(draw, 7, 300) == pytest.approx(0.95, abs=three_errors(0.95, 300))


def test_two_independent_lists_cover_the_total_and_dependent_ones_fall_short() -> None:
    def draw(rng: np.random.Generator) -> tuple[Estimate, float]:
        cells = simulate.lists(rng, total=400, chances=(0.6, 0.5))
        return answered(capture_recapture(cells)).named("estimated_total")[0], 400.0

    assert coverage(draw, 8) == pytest.approx(0.95, abs=three_errors(0.95) + 0.01)
    dependent = simulate.lists(
        np.random.default_rng(9), total=4000, chances=(0.5, 0.3), dependence=0.4
    )
    short = answered(capture_recapture(dependent))
    assert short.named("estimated_total")[0].high < 4000
    assert "list-dependence" in {note.code for note in short.notes}


def test_with_three_lists_the_model_with_the_true_dependence_finds_the_total() -> None:
    cells = simulate.lists(
        np.random.default_rng(10), total=20_000, chances=(0.5, 0.3, 0.4), dependence=0.4
    )
    result = answered(capture_recapture(cells))
    true_model = result.one("estimated_total", variant="a + b")
    assert true_model.low <= 20_000 <= true_model.high
    aics = {k: v for k, v in result.diagnostics.items() if k.startswith("aic")}
    assert aics["aic a + b"] < aics["aic independent lists"]  # type: ignore[operator]
