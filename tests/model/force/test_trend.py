import numpy as np
import pytest
import statsmodels.api as sm

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.force.periods import in_order, stretches
from daylight.model.force.trend import force_trend
from daylight.model.intervals import poisson_rate
from daylight.model.serial import Series, serial_fit
from daylight.report.notes import sentence


def yearly(counts: list[int], first: int = 2010) -> Cells:
    return Cells.from_columns(
        {"year": [str(first + i) for i in range(len(counts))], "people": counts}, by=["year"]
    )


def test_the_plain_fit_equals_statsmodels() -> None:
    y = np.array([120.0, 90, 130, 70, 60, 80, 40])
    at = np.arange(7.0)
    ours = serial_fit(Series(y, sm.add_constant(at), np.zeros(7), at))
    theirs = sm.GLM(y, sm.add_constant(at), family=sm.families.Poisson()).fit(scale="X2")
    assert ours.dispersion == pytest.approx(theirs.scale)
    assert ours.mu == pytest.approx(theirs.mu)


def test_a_break_cuts_and_a_stretch_too_short_gives_no_trend() -> None:
    cut = stretches(in_order(["2014", "2015", "2016", "2017"]), ["2016"])
    assert [one.names for one in cut] == [("2014", "2015"), ("2016", "2017")]
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
    months, quarters = in_order(["2017-07", "2016-12"]), in_order(["2017-Q3", "2018-Q1"])
    assert months.names == ("2016-12", "2017-07")
    assert np.diff(months.at) / months.per_year == pytest.approx([7 / 12])
    assert np.diff(quarters.at) / quarters.per_year == pytest.approx([2 / 4])


def monthly(counts: list[int], first: int = 2012) -> Cells:
    """Months without people have no row, as a reduction leaves them."""
    names = [f"{first + i // 12}-{i % 12 + 1:02d}" for i in range(len(counts))]
    held = [(name, count) for name, count in zip(names, counts, strict=True) if count]
    return Cells.from_columns(
        {"month": [name for name, _ in held], "people": [count for _, count in held]}, by=["month"]
    )


def test_months_without_a_record_are_zeros_and_are_said() -> None:
    half = [6, 0, 4, 0, 0, 3, 2, 0, 4, 1, 0, 2, 5, 0, 0, 4, 1, 3]
    counts = half + half[::-1]
    result = force_trend(monthly(counts), period="month")
    assert isinstance(result, Result)
    assert [e.value for e in result.named("people")] == counts
    assert result.one("yearly_ratio", from_period="2012-01", to_period="2014-12").value == (
        pytest.approx(1, abs=0.05)
    )
    (note,) = [note for note in result.notes if note.code == "periods-without-records"]
    assert len(note.facts["periods"]) == 14
    assert "2012-02" in sentence(note)


def test_a_year_of_a_group_without_a_row_is_a_zero_and_a_year_without_any_row_is_not() -> None:
    cells = Cells.from_columns(
        {
            "year": ["2010", "2011", "2013", "2014", "2015", "2010", "2014"],
            "subject_race": ["white"] * 5 + ["black"] * 2,
            "people": [90, 95, 85, 90, 99, 30, 40],
        },
        by=["year", "subject_race"],
    )
    result = force_trend(cells, group="subject_race")
    assert isinstance(result, Result)
    black = [e for e in result.named("people") if e.keys.get("subject_race") == "black"]
    assert [(e.keys["year"], e.value) for e in black] == [
        ("2010", 30), ("2011", 0), ("2013", 0), ("2014", 40), ("2015", 0),
    ]  # fmt: skip


def test_a_level_that_doubles_is_found_said_and_not_run_across() -> None:
    """As when displays of a weapon begin to be recorded: 80 a month, then 160."""
    rng = np.random.default_rng(8)
    counts = rng.poisson(np.where(np.arange(84) < 56, 80, 160) * rng.gamma(50, 1 / 50, 84))
    result = force_trend(monthly(counts.tolist()), period="month")
    assert isinstance(result, Result)
    (note,) = [note for note in result.notes if note.code == "break-found"]
    assert note.facts["period"] == "2016-09"
    assert note.facts["factor"] == pytest.approx(2, rel=0.15)
    assert "change of records" in sentence(note)
    spans = [tuple(e.keys.values()) for e in result.named("yearly_ratio")]
    assert spans == [("2012-01", "2016-08"), ("2016-09", "2018-12")]
    assert all(e.low < 1 < e.high for e in result.named("yearly_ratio"))
    crossing = force_trend(monthly(counts.tolist()), period="month", look_for_breaks=False)
    assert isinstance(crossing, Result)
    assert crossing.named("yearly_ratio")[0].low > 1


def test_a_season_does_not_pass_for_a_trend() -> None:
    """Three years and a half, from a winter to a summer: the waves alone would look like a rise."""
    t = np.arange(42)
    counts = (200 * np.exp(-0.4 * np.cos(2 * np.pi * t / 12))).round().astype(int)
    result = force_trend(monthly(counts.tolist()), period="month")
    assert isinstance(result, Result)
    assert result.named("yearly_ratio")[0].value == pytest.approx(1, abs=0.01)


def test_counts_have_intervals_as_wide_as_neighbours_differ() -> None:
    steady, restless = [100, 101, 99, 100, 100, 100], [100, 180, 60, 170, 90, 40]
    for counts, wider in ((steady, False), (restless, True)):
        result = force_trend(yearly(counts))
        assert isinstance(result, Result)
        first = result.named("people")[0]
        poisson = poisson_rate(100, 1.0)
        assert bool(first.high - first.low > 2 * (poisson.high - poisson.low)) is wider
        assert wider or (first.low, first.high) == pytest.approx((poisson.low, poisson.high))


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


def test_months_may_stand_beside_years() -> None:
    """A study asks by year and month; the counts of the months are the same as without years."""
    counts = np.random.default_rng(3).poisson(60, 48).tolist()
    alone = monthly(counts)
    names = [str(name) for name in alone.keys("month")]
    both = Cells.from_columns(
        {"year": [name[:4] for name in names], "month": names, "people": counts},
        by=["year", "month"],
    )
    one, two = force_trend(alone, period="month"), force_trend(both, period="month")
    assert isinstance(one, Result)
    assert one == two
