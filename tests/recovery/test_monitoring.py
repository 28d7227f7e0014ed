"""Looking forty times keeps the chance of a false alarm; ordinary intervals do not."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from daylight.data.cells import Cells
from daylight.data.facts.monitoring import FunnelFacts, SequentialFacts
from daylight.data.result import Result
from daylight.model.methods import METHODS
from daylight.model.monitoring.spending import Spending, bounds, spent
from daylight.simulate.realistic import COMPLETE, Calendar, simulate
from daylight.simulate.stops import search_cells
from tests.recovery.truth import LEVEL, NOMINAL, Rng, answered, cells, recovers, three_errors

pytestmark = pytest.mark.recovery

METHOD = METHODS["sequential-monitoring"]
LOOKS, BASELINE, STOPS, SHARE = 40, 4, 400, 0.1
DRAWS = 400


def quarters(n: int) -> list[str]:
    return [f"{2010 + t // 4}-Q{t % 4 + 1}" for t in range(n)]


def watched(rng: Rng, *, moved: float = 0.0, periods: int = BASELINE + LOOKS) -> Cells:
    p = np.where(np.arange(periods) >= BASELINE, SHARE + moved, SHARE)
    return cells(
        quarter=quarters(periods),
        stops=np.full(periods, STOPS),
        searches=rng.binomial(STOPS, p),
    )


def alarms(found: list[Result]) -> tuple[float, float]:
    """Share of series in which any look excluded the truth: for every look, and one at a time."""
    facts = [r.facts_as(SequentialFacts) for r in found]
    return (
        float(np.mean([f.first_beyond is not None for f in facts])),
        float(np.mean([f.first_if_looked_once is not None for f in facts])),
    )


@recovers("sequential-monitoring", shows="size")
@recovers("sequential-monitoring", shows="failure")
def test_forty_looks_keep_five_in_a_hundred_where_ordinary_intervals_do_not() -> None:
    rng = np.random.default_rng(1)
    changes = [answered(METHOD(watched(rng))) for _ in range(DRAWS)]
    against = {"baseline": 0, "target": SHARE}
    targets = [answered(METHOD(watched(rng), against=against)) for _ in range(DRAWS)]
    for found in (changes, targets):
        ever, once = alarms(found)
        assert ever <= LEVEL + three_errors(LEVEL, DRAWS)
        assert once > LEVEL + three_errors(LEVEL, DRAWS)
        note = "looks-take-trials-as-independent"
        assert all(r.noted(note) for r in found)


@recovers("sequential-monitoring", shows="coverage")
def test_every_interval_holds_the_truth_at_every_look() -> None:
    rng = np.random.default_rng(2)
    missed = 0
    for _ in range(DRAWS):
        result = answered(METHOD(watched(rng, moved=0.03)))
        own = [e for e in result.estimates if e.variant is None]
        truths = {"running_share": SHARE + 0.03, "share_change_from_baseline": 0.03}
        for name, truth in truths.items():
            missed += any(not e.low <= truth <= e.high for e in own if e.name == name)
    assert missed / (2 * DRAWS) <= 1 - NOMINAL + three_errors(LEVEL, 2 * DRAWS)


def test_a_change_of_four_and_a_half_errors_is_found() -> None:
    """Looking often costs width: .04 is 4.6 standard errors after four years, and is found."""
    rng = np.random.default_rng(3)
    periods = BASELINE + 16
    found = [answered(METHOD(watched(rng, moved=0.04, periods=periods))) for _ in range(100)]
    ever, _ = alarms(found)
    assert ever >= 0.9


def test_spending_bounds_keep_the_chance_exactly() -> None:
    """Score processes with unequal steps; both functions spend all of five in a hundred."""
    rng = np.random.default_rng(4)
    information = np.cumsum(rng.uniform(0.2, 2.0, 12))
    t = np.arange(1, 13) / 12
    draws = 40_000
    steps = rng.standard_normal((draws, 12)) * np.sqrt(np.diff(information, prepend=0))
    z = np.abs(np.cumsum(steps, axis=1)) / np.sqrt(information)
    for kind in (Spending.OBRIEN_FLEMING, Spending.POCOCK):
        edge = bounds(information, spent(kind, t, LEVEL))
        ever = float((z > edge).any(axis=1).mean())
        assert ever == pytest.approx(LEVEL, abs=three_errors(LEVEL, draws))


def test_clusters_keep_it_in_a_department_as_real_ones_are() -> None:
    """Officers who differ, busy and quiet days: alarms without their keys, few with them."""
    department = replace(
        COMPLETE,
        stops=6_000,
        officers=120,
        days=360,
        calendar=Calendar(dispersion=20.0, monthly=0.15, lag_1=0.5),
    )
    draws, with_keys, without = 120, 0, 0
    for seed in range(draws):
        rows = simulate(department, seed=seed).rows
        given = by_period(search_cells(rows, "officer_id", "stop_date"))
        for keys in (("officer_id",), ()):
            result = answered(METHOD(given.collapse("quarter", *keys)))
            ever, _ = alarms([result])
            with_keys += ever if keys else 0
            without += 0 if keys else ever
    assert with_keys / draws <= LEVEL + three_errors(LEVEL, draws)
    assert without / draws > with_keys / draws


def by_period(given: Cells) -> Cells:
    """Twenty periods of eighteen days, in place of quarters."""
    day = np.array([np.datetime64(text) for text in given.keys("stop_date")])
    number = ((day - day.min()).astype(int) // 18).tolist()
    table = given.table.drop_columns(["stop_date", "subject_race"]).append_column(
        "quarter", [[f"period {n:02d}" for n in number]]
    )
    grouped = table.group_by(["quarter", "officer_id"]).aggregate(
        [(name, "sum") for name in given.measures]
    )
    names = [name.removesuffix("_sum") for name in grouped.column_names]
    return Cells.from_arrow(grouped.rename_columns(names), by=("quarter", "officer_id"))


CODED = METHODS["coded-share"]


def coded_texts(
    rng: Rng, *, p: float, sensitivity: float, easy: bool = False
) -> tuple[Cells, float]:
    """Ten thousand texts, 200 marked and 300 others read; or only those that are easy to read."""
    size, specificity = 10_000, 0.97
    truly = rng.random(size) < p
    marked = rng.random(size) < np.where(truly, sensitivity, 1 - specificity)
    hand = np.full(size, "unknown", dtype=object)
    for label, n in ((True, 200), (False, 300)):
        pool = np.flatnonzero(marked == label)
        weights = np.where(truly[pool] == label, 4.0, 1.0) if easy else np.ones(len(pool))
        drawn = rng.choice(pool, min(n, len(pool)), replace=False, p=weights / weights.sum())
        hand[drawn] = np.where(truly[drawn], "yes", "no")
    pairs = np.array([np.where(marked, "yes", "no"), hand]).astype(str)
    keys, counts = np.unique(pairs, axis=1, return_counts=True)
    return cells(coded=keys[0], hand=keys[1], texts=counts), float(truly.mean())


@pytest.mark.recovery_long
@recovers("coded-share", shows="coverage")
@recovers("coded-share", shows="failure")
def test_the_corrected_share_is_covered_and_the_coder_s_own_is_not() -> None:
    """Exact strata never cover less; reading only easy texts breaks it, as the note says."""
    rng, draws = np.random.default_rng(11), 300
    for p, sensitivity in ((0.08, 0.8), (0.02, 0.98), (0.3, 0.6)):
        held = own = 0
        for _ in range(draws):
            given, truth = coded_texts(rng, p=p, sensitivity=sensitivity)
            result = answered(CODED(given))
            share = result.one("corrected_share")
            held += share.low <= truth <= share.high
            own += share.low <= result.one("coded_share").value <= share.high
        assert held / draws >= NOMINAL - three_errors(NOMINAL, draws)
    assert own / draws < NOMINAL - three_errors(NOMINAL, draws)
    missed = 0
    for _ in range(draws):
        given, truth = coded_texts(rng, p=0.08, sensitivity=0.8, easy=True)
        result = answered(CODED(given))
        share = result.one("corrected_share")
        missed += not share.low <= truth <= share.high
        assert result.noted("read-at-random")
    assert missed / draws > LEVEL + three_errors(LEVEL, draws)


@pytest.mark.recovery_long
@recovers("coded-share", shows="size")
def test_a_coder_who_errs_alike_with_both_groups_is_rarely_said_to_differ() -> None:
    rng, draws = np.random.default_rng(12), 400
    found = 0
    for _ in range(draws):
        parts = []
        for race in ("black", "white"):
            table = coded_texts(rng, p=0.1, sensitivity=0.8)[0].table
            parts.append(table.append_column("subject_race", [[race] * table.num_rows]))
        given = Cells.from_arrow(pa.concat_tables(parts), by=("subject_race", "coded", "hand"))
        apart = answered(CODED(given)).one("coding_error_difference", subject_race="black")
        assert apart.p_value is not None
        found += apart.p_value < LEVEL
    assert found / draws <= LEVEL + three_errors(LEVEL, draws)


FUNNEL = METHODS["agency-funnel"]


def agencies(rng: Rng, *, sd: float, bursts: float = 0.0, odd: int = 0) -> tuple[Cells, np.ndarray]:
    """Sixty agencies of unlike size over five years; `bursts` make years of an agency unlike."""
    size, years = 60, 5
    n = np.round(np.exp(rng.normal(5.0, 0.8, size))).astype(int) + 40
    y = np.clip(0.4 + sd * rng.standard_normal(size), 0.05, 1.5)
    y[:odd] = 0.9
    truth = np.sin(y) ** 2
    level = (
        truth[:, None] * rng.gamma(1 / bursts, bursts, (size, years)) if bursts else truth[:, None]
    )
    x = rng.binomial(n[:, None], np.clip(level, 0, 1) * np.ones((1, years)))
    given = cells(
        agency_id=np.repeat([f"agency {k:02d}" for k in range(size)], years),
        year=[str(2015 + t) for _ in range(size) for t in range(years)],
        stops=np.repeat(n, years),
        searches=x.ravel(),
    )
    return given, truth


@recovers("agency-funnel", shows="coverage")
def test_the_variance_and_the_values_of_agencies_are_covered() -> None:
    rng, draws, sd = np.random.default_rng(21), 300, 0.08
    held = inside = of = 0
    for _ in range(draws):
        given, truth = agencies(rng, sd=sd)
        result = answered(FUNNEL(given))
        variance = result.one("between_agency_variance")
        held += variance.low <= sd**2 <= variance.high
        for e in result.named("agency_share_shrunk"):
            value = truth[int(str(e.keys["agency_id"])[-2:])]
            inside += e.low <= value <= e.high
            of += 1
    assert abs(held / draws - NOMINAL) <= three_errors(NOMINAL, draws)
    assert inside / of == pytest.approx(NOMINAL, abs=0.02)


@recovers("agency-funnel", shows="size")
@recovers("agency-funnel", shows="failure")
def test_equal_agencies_with_busy_years_are_rarely_said_to_differ() -> None:
    """Without the period the same records would differ in nearly every draw, and no p is given."""
    rng, draws = np.random.default_rng(22), 300
    plain = bursts = apart = beyond = 0.0
    for _ in range(draws):
        result = answered(FUNNEL(agencies(rng, sd=0.0)[0]))
        plain += float(result.one("between_agency_variance").p_value or 0) < LEVEL
        beyond += len(result.facts_as(FunnelFacts).above + result.facts_as(FunnelFacts).below) / 60
        given = agencies(rng, sd=0.0, bursts=0.1)[0]
        bursts += float(answered(FUNNEL(given)).one("between_agency_variance").p_value or 0) < LEVEL
        without = answered(FUNNEL(given.collapse("agency_id")))
        apart += without.one("between_agency_variance").low > 0
        assert without.noted("agencies-without-periods")
    assert plain / draws <= LEVEL + three_errors(LEVEL, draws)
    assert bursts / draws <= LEVEL + three_errors(LEVEL, draws)
    assert apart / draws > 0.5
    assert beyond / draws == pytest.approx(0.002, abs=0.003)


def test_agencies_far_from_the_others_lie_beyond_limits_that_they_do_not_widen() -> None:
    rng, draws = np.random.default_rng(23), 60
    found = 0
    for _ in range(draws):
        result = answered(FUNNEL(agencies(rng, sd=0.05, odd=3)[0]))
        found += len(
            {"agency 00", "agency 01", "agency 02"} & set(result.facts_as(FunnelFacts).above)
        )
    assert found / (3 * draws) > 0.9
