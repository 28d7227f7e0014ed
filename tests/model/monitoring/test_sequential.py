"""Intervals for every look: counts by hand, clusters, refusals, words."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.cells import Cells
from daylight.data.clustering import Clustering
from daylight.data.estimate import BasisKind
from daylight.data.facts.monitoring import SequentialFacts
from daylight.data.result import Refusal, Result
from daylight.model.methods import METHODS
from daylight.model.monitoring.looks import sums, uncertainty, watched
from daylight.model.monitoring.mixtures import share_bounds
from daylight.report.presentations import PRESENTATIONS
from tests.recovery.truth import answered, cells

METHOD = METHODS["sequential-monitoring"]


def quarters(n: int) -> list[str]:
    return [f"{2015 + t // 4}-Q{t % 4 + 1}" for t in range(n)]


def series(searches: list[int], stops: int = 500, **more: list[int]) -> Cells:
    T = len(searches)
    return cells(quarter=quarters(T), stops=[stops] * T, searches=searches, **more)


def ask(given: Cells, **settings: object) -> Result:
    return answered(METHOD(given, **settings))


def test_the_level_counts_everything_since_the_baseline() -> None:
    result = ask(series([50, 40, 60, 50, 55, 65]), against={"baseline": 4})
    last = result.one("running_share", through="2016-Q2")
    assert last.value == pytest.approx(120 / 1000)
    assert (last.low, last.high) == pytest.approx(share_bounds(120, 1000, 0.05))
    change = result.one("share_change_from_baseline", through="2016-Q2")
    assert change.value == pytest.approx(0.12 - 0.1)
    assert len(result.named("running_share")) == 3  # two looks, and the ordinary interval


def test_the_ordinary_interval_stands_beside_and_is_narrower() -> None:
    result = ask(series([50] * 8))
    whole = result.one("running_share", through="2016-Q4")
    once = result.one("running_share", through="2016-Q4", variant="looked at once")
    assert once.high - once.low < whole.high - whole.low
    p = 200.5 / 2001  # half an event on both sides
    se = np.sqrt(p * (1 - p) / 2000)
    assert once.high - once.value == pytest.approx(1.959964 * se, rel=1e-5)


def test_blanks_are_no_trials() -> None:
    result = ask(series([50] * 5, searches_unknown=[100] * 5))
    last = result.one("running_share", through="2016-Q1")
    assert last.value == pytest.approx(50 / 400)
    assert last.missing_share == pytest.approx(0.2)


def test_a_denominator_named_exposure_makes_a_rate() -> None:
    given = cells(quarter=quarters(6), exposure=[10.0] * 6, events=[30, 20, 25, 25, 40, 50])
    result = ask(given, measure={"events": "events", "trials": "exposure"})
    assert result.one("running_rate", through="2016-Q2").value == pytest.approx(4.5)
    change = result.one("rate_change_from_baseline", through="2016-Q2")
    assert change.value == pytest.approx(2.0)


def test_clusters_widen_by_whole_clusters() -> None:
    """Two hundred officers who search everybody or nobody: the variance by hand."""
    rows = [(q, f"o{o:03d}", 10, 10 if o % 10 == 0 else 0) for q in quarters(8) for o in range(200)]
    q, officer, stops, searches = (list(column) for column in zip(*rows, strict=True))
    given = cells(quarter=q, officer_id=officer, stops=stops, searches=searches)
    held = watched(given, "quarter", "searches", "stops")
    variance, basis = uncertainty(sums(held, 4, 8))
    assert variance == pytest.approx(0.1 * 0.9 / 199)
    assert (basis.kind, basis.key, basis.clusters) == (BasisKind.CLUSTERED, "officer_id", 200)
    both, _ = uncertainty(sums(held, 4, 8), sums(held, 0, 4))
    independent = 2 * 0.1 * 0.9 / 8000
    assert both == pytest.approx(independent, rel=0.01)  # the same officers: nothing changes
    result = ask(given)
    assert result.noted("looks-take-trials-as-independent") is None
    without = ask(given.collapse("quarter"))
    assert without.noted("looks-take-trials-as-independent")
    wide, narrow = (r.one("running_share", through="2016-Q4") for r in (result, without))
    assert wide.high - wide.low > 3 * (narrow.high - narrow.low)


def test_the_target_is_the_level_moved() -> None:
    result = ask(series([50] * 8), against={"target": 0.08})
    level = result.one("running_share", through="2016-Q4")
    above = result.one("share_above_target", through="2016-Q4")
    assert above.value == pytest.approx(level.value - 0.08)
    assert above.low == pytest.approx(level.low - 0.08)


@given(
    searches=st.lists(st.integers(20, 300), min_size=5, max_size=12),
    target=st.floats(0.02, 0.7),
    spending=st.sampled_from(["none", "none", "pocock"]),
)
def test_a_p_value_below_the_level_is_an_interval_without_the_value(
    searches: list[int], target: float, spending: str
) -> None:
    """What is printed beside the interval never contradicts it."""
    result = ask(
        series(searches), against={"target": target}, plan={"spending": spending, "looks": 12}
    )
    for e in result.estimates:
        if e.p_value is not None and abs(e.p_value - 0.05) > 1e-3:
            assert (e.p_value < 0.05) == (e.low > 0 or e.high < 0), e
    assert [c for c in PRESENTATIONS[METHOD.name].says(result) if c.sentence]


@given(st.lists(st.integers(10, 300), min_size=6, max_size=12))
def test_more_looks_never_change_an_earlier_one(searches: list[int]) -> None:
    """What was said at a look stands: nothing in it depends on what came later."""
    whole, before = ask(series(searches)), ask(series(searches[:-1]))
    for e in before.estimates:
        if e.variant is None:
            again = whole.one(e.name, **e.keys)
            assert (e.low, e.high) == pytest.approx((again.low, again.high))


@pytest.mark.parametrize(
    ("given", "settings", "code"),
    [
        (series([50] * 4), {}, "nothing-to-watch"),
        (series([50] * 4), {"against": {"baseline": 0}}, "nothing-to-watch"),
        (
            series([50] * 9),
            {"plan": {"spending": "pocock", "looks": 4}},
            "more-looks-than-planned",
        ),
        (series([50, 0, 3, 1, 0, 2]), {}, "too-few-events-to-watch"),
        (series([50] * 8), {"plan": {"spending": "haybittle"}}, "setting-not-known"),
        (series([50] * 8), {"against": {"goal": 0.1}}, "setting-not-known"),
        (series([50] * 5 + [501]), {}, "more-events-than-trials"),
        (series([500] * 8), {}, "too-few-events-to-watch"),
        (
            cells(quarter=quarters(5), stops=[9, 9, 9, 9, 0], searches=[0] * 5),
            {},
            "periods-without-trials",
        ),
    ],
)
def test_what_cannot_be_watched_is_refused(
    given: Cells, settings: dict[str, object], code: str
) -> None:
    outcome = METHOD(given, **settings)
    assert isinstance(outcome, Refusal)
    assert outcome.code == code


def test_a_target_can_be_watched_from_the_first_event_on() -> None:
    """The exact interval needs no least number of events."""
    result = ask(series([0, 0, 1]), against={"baseline": 0, "target": 0.05})
    assert result.one("running_share", through="2015-Q2").low == 0


def test_words_say_that_it_cannot_be_told() -> None:
    result = ask(series([50] * 8))
    (claim,) = PRESENTATIONS[METHOD.name].says(result)
    assert "cannot tell" in claim.sentence
    moved = ask(series([50] * 4 + [150] * 4))
    (claim,) = PRESENTATIONS[METHOD.name].says(moved)
    assert "wholly above no change (first at 2016-Q1)" in claim.sentence
    assert moved.facts_as(SequentialFacts).first_beyond == "2016-Q1"


def test_only_one_group_is_counted_when_asked() -> None:
    given = cells(
        subject_race=["black"] * 5 + ["white"] * 5,
        quarter=quarters(5) * 2,
        stops=[500] * 10,
        searches=[50] * 5 + [25] * 5,
    )
    result = ask(given, measure={"group": "white"})
    last = result.one("running_share", subject_race="white", through="2016-Q1")
    assert last.value == pytest.approx(0.05)


def test_anonymous_clusters_do_what_named_ones_do() -> None:
    """The same officers as a numbered table beside the cells, as studies carry them."""
    rng = np.random.default_rng(5)
    own = rng.beta(1, 9, 40)
    rows = [(q, f"o{o:02d}", own[o]) for q in quarters(8) for o in range(40)]
    q, officer, p = zip(*rows, strict=True)
    given = cells(
        quarter=q, officer_id=officer, stops=[50] * len(rows), searches=rng.binomial(50, p)
    )
    beside = replace(
        given.collapse("quarter"), clusterings=(Clustering.of(given, "officer_id", "officer_id"),)
    )
    named, numbered = (ask(one).one("running_share", through="2016-Q4") for one in (given, beside))
    assert (numbered.low, numbered.high) == pytest.approx((named.low, named.high))
    assert numbered.basis.clusters == 40
