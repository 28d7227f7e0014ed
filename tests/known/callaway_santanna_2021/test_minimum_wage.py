from pathlib import Path

import pyarrow.csv as pc
import pytest

from daylight.data.panel import Panel
from daylight.data.result import Result
from daylight.model.effects import callaway_santanna

PRINTED = 5e-5
BOOTSTRAP = 5e-4  # the printed error comes from 1,000 bootstrap draws

PAIRS = {
    (2004, 2004): -0.0105,
    (2004, 2005): -0.0704,
    (2004, 2006): -0.1373,
    (2004, 2007): -0.1008,
    (2006, 2006): -0.0046,
    (2006, 2007): -0.0412,
    (2007, 2007): -0.0261,
}


@pytest.fixture
def counties(shared: Path) -> Panel:
    table = pc.read_csv(shared / "published" / "minimum_wage_teen_employment.csv").to_pydict()
    return Panel.from_long(
        table["countyreal"], table["year"], {"lemp": table["lemp"]}, table["first.treat"]
    )


@pytest.mark.shared
def test_effects_by_cohort_and_year_are_the_printed_ones(counties: Panel) -> None:
    result = callaway_santanna.run(counties, control="never-treated", detail="pairs")
    assert isinstance(result, Result)
    for (g, t), printed in PAIRS.items():
        found = result.one("effect_in_period", outcome="lemp", first_treated=g, period=t)
        assert found.value == pytest.approx(printed, abs=PRINTED)


@pytest.mark.shared
def test_averages_over_cohorts_and_event_times_are_the_printed_ones(counties: Panel) -> None:
    result = callaway_santanna.run(counties, control="never-treated")
    assert isinstance(result, Result)
    by_event = result.one("average_effect_by_event_time", outcome="lemp")
    by_cohort = result.one("average_effect_by_cohort", outcome="lemp")
    assert by_event.value == pytest.approx(-0.0772, abs=PRINTED)
    assert by_cohort.value == pytest.approx(-0.0310, abs=PRINTED)
    error = (by_cohort.high - by_cohort.low) / 2 / 1.9727
    assert error == pytest.approx(0.0126, abs=BOOTSTRAP)
