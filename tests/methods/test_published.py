"""Numbers that others published: shares, changes, counts, rates, dated events."""

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from daylight.data.figures import Figures, PublishedFigure
from daylight.data.result import Refusal, Result
from daylight.errors import CellsError
from daylight.model.methods import METHODS
from daylight.pipeline.call import answer_file
from tests.evidence import gives
from tests.recovery.truth import LEVEL, NOMINAL, Rng, answered, recovers, three_errors

SHARE, CHANGE = METHODS["published-share"], METHODS["published-share-change"]
COUNTS, RATE = METHODS["published-count-change"], METHODS["published-rate"]
STATUS, SINCE = METHODS["status-on-date"], METHODS["time-since"]

WHERE = {"measure": "trusts the police", "place": "Riverbend"}
EVERYONE = {"measure": "murders", "population": "everyone", "place": "United States"}
DRAWS = 1500


def poll(*rows: tuple[str, str, str, int | None], **more: object) -> Figures:
    """Rows of population, period, figure and n."""
    return Figures(
        rows=tuple(
            PublishedFigure(**WHERE, population=who, period=when, figure=figure, n=n, **more)  # type: ignore[arg-type]
            for who, when, figure, n in rows
        )
    )


def counted(**years: int) -> Figures:
    return Figures(
        rows=tuple(
            PublishedFigure(**EVERYONE, period=year.removeprefix("y"), figure=f"{count:,}")
            for year, count in years.items()
        )
    )


@gives("published-share")
def test_a_share_has_the_score_interval_that_other_software_gives_it() -> None:
    found = answered(SHARE(poll(("all", "2016", "30.0000 %", 1000))))
    one = found.named("published_share")[0]
    low, high = proportion_confint(300, 1000, method="wilson")
    assert (one.low, one.high) == pytest.approx((low, high), abs=1e-6)
    assert (one.value, one.n) == (0.3, 1000)


@gives("published-share-change")
def test_a_change_has_the_interval_that_other_software_gives_it() -> None:
    both = poll(("all", "2014", "35.0000 %", 400), ("all", "2016", "30.0000 %", 500))
    one = answered(CHANGE(both)).estimates[0]
    low, high = confint_proportions_2indep(150, 500, 140, 400, method="wald")
    assert (one.low, one.high) == pytest.approx((low, high), abs=1e-6)
    assert one.keys["from_period"] == "2014"


def test_a_fall_from_35_to_30_in_polls_of_330_may_be_none_at_all() -> None:
    both = poll(
        ("black adults", "2012 to 2014", "35 %", 330), ("black adults", "2017", "30 %", 330)
    )
    one = answered(CHANGE(both)).estimates[0]
    assert one.value == pytest.approx(-0.05)
    assert (round(one.low, 2), round(one.high, 2)) == (-0.12, 0.02)
    wider = answered(CHANGE(poll(*_rows(both), design_effect=1.6))).estimates[0]
    assert (round(wider.low, 2), round(wider.high, 2)) == (-0.14, 0.04)


def _rows(figures: Figures) -> list[tuple[str, str, str, int | None]]:
    return [(row.population, row.period, row.figure, row.n) for row in figures.rows]


@gives("published-count-change")
def test_murders_rose_as_the_fbi_prints_and_never_more_in_the_years_given() -> None:
    # FBI, Crime in the United States: 14,164 in 2014, 15,696 in 2015: +10.8 per cent.
    found = answered(COUNTS(counted(y2012=14_856, y2013=14_319, y2014=14_164, y2015=15_696)))
    last = found.named("published_count_ratio")[-1]
    assert round(100 * (last.value - 1), 1) == 10.8
    assert last.low == last.value == last.high
    larger = found.named("larger_changes")[0]
    assert (larger.value, larger.n) == (0.0, 2)
    assert (larger.keys["from_period"], larger.keys["to_period"]) == ("2013", "2015")


@gives("published-rate")
def test_a_rate_has_garwoods_interval() -> None:
    # Garwood (1936): 10 events, 4.80 to 18.39.
    row = PublishedFigure(**EVERYONE, period="2015", figure="10", exposure=100_000)
    one = answered(RATE(Figures(rows=(row,)))).estimates[0]
    assert (round(one.low, 2), round(one.high, 2)) == (4.80, 18.39)


def events(*dated: tuple[str, str], read_on: str = "2018-01-01") -> Figures:
    return Figures(
        rows=tuple(
            PublishedFigure(
                measure=event, population="a bill", place="here", period=day, figure="1",
                read_on=read_on,
            )
            for event, day in dated
        )
    )  # fmt: skip


@gives("status-on-date")
def test_a_bill_introduced_in_2015_had_not_been_enacted_by_august_2017() -> None:
    record = events(("introduced", "2015-06-25"))
    one = answered(STATUS(record, event="enacted", by="2017-08")).estimates[0]
    assert (one.value, one.low, one.high) == (0, 0, 0)
    there = answered(STATUS(record, event="introduced", by="2017-08")).estimates[0]
    assert there.value == 1


@gives("time-since")
def test_from_september_1976_to_august_2017_are_nearly_41_years() -> None:
    one = answered(SINCE(events(("founded", "1976-09")), event="founded", by="2017-08-01"))
    (years,) = one.estimates
    assert (round(years.low, 2), round(years.high, 2)) == (40.84, 40.92)


def test_no_source_says_what_came_after_it_was_read() -> None:
    record = events(("introduced", "2015-06-25"), read_on="2016-01-01")
    refused = STATUS(record, event="enacted", by="2017-08")
    assert isinstance(refused, Refusal)
    assert refused.facts == {"last_read": "2016-01-01", "asked": "2017-08-31"}
    coarse = events(("founded", "2017"))
    assert isinstance(STATUS(coarse, event="founded", by="2017-06-30"), Refusal)


def test_a_share_without_a_size_has_no_interval_and_says_so() -> None:
    found = answered(SHARE(poll(("all", "2016", "30 %", None))))
    assert np.isnan(found.estimates[0].low)
    assert found.noted("size-not-stated")
    refused = CHANGE(poll(("all", "2014", "35 %", None), ("all", "2016", "30 %", 400)))
    assert isinstance(refused, Refusal)


def test_a_size_that_was_assumed_is_tried_at_a_quarter() -> None:
    both = poll(("a", "2014", "35 %", 400), ("a", "2016", "30 %", 400), assumed="n")
    plain, quartered = answered(CHANGE(both)).estimates
    assert quartered.variant == "n-quartered"
    assert quartered.high - quartered.low > 1.9 * (plain.high - plain.low)


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("figure", "many", "no number"),
        ("n", "-3", "n is"),
        ("design_effect", "0.5", "design_effect is"),
        ("population", "", "population is blank"),
    ],
)
def test_a_cell_that_cannot_be_is_refused_by_its_row(
    tmp_path: object, column: str, cell: str, told: str
) -> None:
    from pathlib import Path

    good = {**WHERE, "population": "all", "period": "2016", "figure": "30 %", "n": "400"}
    rows = [good, {**good, "period": "2018", column: cell}]
    names = [*good, *([column] if column not in good else [])]
    text = "\n".join([",".join(names), *(",".join(row.get(n, "") for n in names) for row in rows)])
    path = Path(str(tmp_path)) / "poll.csv"
    path.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(CellsError, match=rf"row 2.*{told}"):
        answer_file("published-share", path)


def test_a_number_printed_twice_in_two_ways_is_refused() -> None:
    with pytest.raises(CellsError, match="is printed as 30 % and as 31 %"):
        poll(("all", "2016", "30 %", 400), ("all", "2016", "31 %", 400))


def drawn(rng: Rng, p: float, n: int, deff: float = 1.0) -> str:
    """A poll's share as a newspaper prints it: whole per cent."""
    if deff > 1:
        icc = (deff - 1) / 9  # clusters of ten
        a = p * (1 - icc) / icc
        x = rng.binomial(10, rng.beta(a, a * (1 - p) / p, n // 10)).sum()
    else:
        x = rng.binomial(n, p)
    return f"{100 * x / n:.0f} %"


@recovers("published-share", shows="coverage")
@pytest.mark.recovery
@pytest.mark.parametrize("n", [150, 400, 5000])
def test_shares_printed_as_whole_per_cent_cover_the_truth(n: int) -> None:
    rng = np.random.default_rng(n)
    held = 0
    for _ in range(DRAWS):
        one = answered(SHARE(poll(("all", "2016", drawn(rng, 0.3, n), n)))).estimates[0]
        held += one.low <= 0.3 <= one.high
    # The variance of rounding is added as if it were normal, so large samples cover a little more.
    assert NOMINAL - three_errors(NOMINAL, DRAWS) <= held / DRAWS <= 1.0


@recovers("published-share", shows="size")
@recovers("published-share-change", shows="size")
@recovers("published-share-change", shows="coverage")
@pytest.mark.recovery
def test_two_polls_of_one_truth_differ_no_oftener_than_they_may() -> None:
    rng = np.random.default_rng(5)
    apart = changed = 0
    for _ in range(DRAWS):
        first, second = (drawn(rng, 0.4, 600) for _ in range(2))
        two = poll(("white", "2016", first, 600), ("black", "2016", second, 600))
        far = answered(SHARE(two, reference="white")).named("published_share_difference")[0]
        moved = answered(CHANGE(poll(("a", "2014", first, 600), ("a", "2016", second, 600))))
        apart += (far.p_value or 1) < LEVEL
        changed += not moved.estimates[0].low <= 0 <= moved.estimates[0].high
    for share in (apart / DRAWS, changed / DRAWS):
        assert share <= LEVEL + three_errors(LEVEL, DRAWS)


@recovers("published-share", shows="failure")
@recovers("published-share-change", shows="failure")
@pytest.mark.recovery
def test_a_design_effect_that_is_not_named_makes_intervals_too_short() -> None:
    rng = np.random.default_rng(6)
    held = {1.0: 0, 3.0: 0}
    for _ in range(DRAWS):
        figure = drawn(rng, 0.3, 600, deff=3.0)
        for told in held:
            one = answered(SHARE(poll(("all", "2016", figure, 600), design_effect=told)))
            held[told] += one.estimates[0].low <= 0.3 <= one.estimates[0].high
    assert held[3.0] / DRAWS >= NOMINAL - three_errors(NOMINAL, DRAWS)
    assert held[1.0] / DRAWS < 0.85
    assert any("design effect" in one for one in SHARE.overturned_by)


def rates(rng: Rng, factor: float = 1.0, burst: int = 1) -> Result:
    x, y = (burst * int(rng.poisson(mean / burst)) for mean in (400.0, 400.0 * factor))
    rows = tuple(
        PublishedFigure(**EVERYONE, period=year, figure=str(count), exposure=1e6)
        for year, count in (("2014", x), ("2015", y))
    )
    return answered(RATE(Figures(rows=rows)))


@recovers("published-rate", shows="coverage")
@recovers("published-rate", shows="size")
@recovers("published-rate", shows="failure")
@pytest.mark.recovery
def test_rates_hold_for_independent_events_and_not_for_bursts() -> None:
    rng = np.random.default_rng(7)
    held = alarms = in_bursts = 0
    for _ in range(DRAWS):
        result = rates(rng)
        one = result.named("published_rate")[0]
        held += one.low <= 40.0 <= one.high
        alarms += (result.named("published_rate_ratio")[0].p_value or 1) < LEVEL
        bursts = rates(rng, burst=4)
        in_bursts += (bursts.named("published_rate_ratio")[0].p_value or 1) < LEVEL
        assert bursts.noted("published-independent")
    assert held / DRAWS >= NOMINAL - three_errors(NOMINAL, DRAWS)
    assert alarms / DRAWS <= LEVEL + three_errors(LEVEL, DRAWS)
    assert in_bursts / DRAWS > 0.2


@for_all(st.integers(0, 100), st.integers(2, 5000))
def test_a_share_lies_in_its_interval_and_both_in_their_bounds(percent: int, n: int) -> None:
    one = answered(SHARE(poll(("all", "2016", f"{percent} %", n)))).estimates[0]
    assert 0 <= one.low <= one.value <= one.high <= 1
    assert one.high > one.low
