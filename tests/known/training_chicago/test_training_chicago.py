import math
from pathlib import Path

import pytest

from daylight.data.panel import Panel
from daylight.data.result import Result
from daylight.model.effects import callaway_santanna, roth_santanna

PRINTED = 5e-10  # nine decimals are printed


@pytest.fixture
def officers(shared: Path) -> Panel:
    return Panel.read(
        shared / "published" / "chicago_training_officer_months.parquet",
        unit="uid",
        period="period",
        first_treated="first_trained",
        outcomes=("complaints", "sustained", "force"),
    )


@pytest.mark.shared
def test_not_yet_trained_comparison_gives_the_published_effects(officers: Panel) -> None:
    result = callaway_santanna.run(officers)
    assert isinstance(result, Result)
    for outcome, printed in (
        ("complaints", -0.005176818),
        ("sustained", 0.001109377),
        ("force", -0.010582107),
    ):
        found = result.one("average_effect", outcome=outcome).value
        assert found == pytest.approx(printed, abs=PRINTED)
    assert result.diagnostics["standard_error_complaints"] == pytest.approx(
        0.003930919, abs=PRINTED
    )


EFFICIENT = {
    ("average_effect", None): (-0.001126981, 0.002115194),
    ("average_effect_by_cohort", None): (-0.001084689, 0.002261011),
    ("average_effect_by_period", None): (-0.00187198, 0.00255863),
    ("effect_at_event_time", 0): (3.083575e-4, 0.002645),
    ("effect_at_event_time", 1): (2.591678e-3, 0.002615),
    ("effect_at_event_time", 2): (-4.872562e-5, 0.002623),
    ("effect_at_event_time", 3): (2.043434e-3, 0.002716),
    ("effect_at_event_time", 4): (2.977076e-3, 0.002654),
    ("effect_at_event_time", 5): (7.979656e-4, 0.002722),
}
NORMAL = 1.959963984540054
FISHER_DRAWS = 500


@pytest.mark.shared
def test_the_efficient_estimator_gives_every_published_number(officers: Panel) -> None:
    result = roth_santanna.run(officers, outcome="complaints", permutations=FISHER_DRAWS)
    assert isinstance(result, Result)
    for (name, event_time), (value, error) in EFFICIENT.items():
        keys = {} if event_time is None else {"event_time": event_time}
        found = result.one(name, outcome="complaints", **keys)
        assert found.value == pytest.approx(value, abs=PRINTED)
        printed = PRINTED if event_time is None else 5e-7
        assert (found.high - found.low) / 2 / NORMAL == pytest.approx(error, abs=printed)
    for key, printed in (
        ("neyman_error", 0.002119248),
        ("callaway_santanna", -0.005176818),
        ("callaway_santanna_error", 0.003928735),
        ("sun_abraham", 0.01153851),
        ("sun_abraham_error", 0.01730161),
    ):
        assert result.diagnostics[f"{key}_complaints"] == pytest.approx(printed, abs=5e-9)
    # Both p-values come from 500 random deals, each with its own Monte-Carlo error.
    noise = 3 * math.sqrt(2 * 0.642 * 0.358 / FISHER_DRAWS)
    assert result.diagnostics["fisher_p_complaints"] == pytest.approx(0.642, abs=noise)
