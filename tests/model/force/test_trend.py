import numpy as np
import pytest
import statsmodels.api as sm

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.force.trend import force_trend, quasi_poisson, stretches, years


def yearly(counts: list[int], first: int = 2010) -> Cells:
    return Cells.from_columns(
        {"year": [str(first + i) for i in range(len(counts))], "people": counts}, by=["year"]
    )


def test_quasi_poisson_equals_statsmodels() -> None:
    y = np.array([120.0, 90, 130, 70, 60, 80, 40])
    t = np.arange(7.0)
    ours = quasi_poisson(y, t, np.zeros(7))
    theirs = sm.GLM(y, sm.add_constant(t), family=sm.families.Poisson()).fit(scale="X2")
    assert ours.slope == pytest.approx(theirs.params[1])
    assert ours.se == pytest.approx(theirs.bse[1])
    assert ours.phi == pytest.approx(theirs.scale)


def test_a_break_cuts_and_a_stretch_too_short_gives_no_trend() -> None:
    assert stretches(["2014", "2015", "2016", "2017"], ["2016"]) == [
        ["2014", "2015"],
        ["2016", "2017"],
    ]
    result = force_trend(yearly([100, 90, 80, 70, 60, 50]), breaks={"2014": "a new form"})
    assert isinstance(result, Result)
    assert [(e.keys["from_period"], e.keys["to_period"]) for e in result.named("yearly_ratio")] == [
        ("2010", "2013")
    ]


def test_no_stretch_of_four_years_is_refused() -> None:
    refusal = force_trend(yearly([100] * 6), breaks={"2013": "a new form"})
    assert isinstance(refusal, Refusal)
    assert "recording-break" in {note.code for note in refusal.notes}


def test_a_year_that_is_left_out_is_said() -> None:
    result = force_trend(yearly([100, 90, 80, 70, 3]), drop=("2014",))
    assert isinstance(result, Result)
    assert "2014" not in {e.keys["year"] for e in result.named("people")}
    assert "periods-left-out" in {note.code for note in result.notes}


def test_months_and_quarters_are_parts_of_a_year() -> None:
    assert years(["2017", "2017-07", "2017-Q3"]).tolist() == pytest.approx(
        [2017, 2017 + 6.5 / 12, 2017 + 2.5 / 4]
    )


def test_what_is_counted_for_all_levels_alike_is_no_level() -> None:
    cells = Cells.from_columns(
        {
            "year": [*(str(2010 + i) for i in range(6)), "all"],
            "severity_four": ["1"] * 6 + ["all"],
            "people": [100, 90, 80, 70, 60, 50, 0],
        },
        by=["year", "severity_four"],
    )
    result = force_trend(cells, group="severity_four")
    assert isinstance(result, Result)
    assert [e.keys.get("severity_four") for e in result.named("yearly_ratio")] == [None, "1"]
    assert len(result.named("people")) == 12


def test_years_may_be_numbers() -> None:
    counts = [100, 90, 80, 70, 60]
    numbered = Cells.from_columns({"year": list(range(2010, 2015)), "people": counts}, by=["year"])
    in_text, in_numbers = force_trend(yearly(counts)), force_trend(numbered)
    assert isinstance(in_text, Result)
    assert in_numbers == in_text
