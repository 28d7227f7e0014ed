from pathlib import Path

import pytest

from daylight.model.effects import callaway_santanna
from daylight.panel import Panel
from daylight.result import Result

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
        found = result.one("average_effect", outcome).value
        assert found == pytest.approx(printed, abs=PRINTED)
    assert result.diagnostics["standard_error_complaints"] == pytest.approx(
        0.003930919, abs=PRINTED
    )
