"""The spread of officers' gaps: found where it is, not made by chance, bursts or posts alike."""

from dataclasses import replace

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.model.methods import METHODS
from daylight.simulate.realistic import COMPLETE, Likeness, simulate
from daylight.simulate.stops import search_cells
from tests.recovery.truth import LEVEL, NOMINAL, Rng, answered, cells, recovers, three_errors

pytestmark = pytest.mark.recovery

METHOD = METHODS["officer-gaps"]
QUARTERS = [f"{2015 + q // 4}-Q{q % 4 + 1}" for q in range(8)]
DRAWS = 200


def department(
    rng: Rng, *, officers: int = 80, sd: float = 0.0, bursts: bool = False, posts: bool = False
) -> tuple[Cells, np.ndarray]:
    """Officers with rates and volumes of their own; a gap each; `bursts` join a quarter's outcomes.

    With `posts` half of the officers work where Black drivers are searched more by everybody.
    """
    rate = 0.2 + 0.4 * rng.beta(2, 2, officers)
    gap = sd * rng.standard_normal(officers)
    lasting = np.where(np.arange(officers) % 2 == 0, 0.15, 0.0) if posts else np.zeros(officers)
    pace = 40 * np.exp(0.8 * rng.standard_normal(officers))
    size = (officers, len(QUARTERS))
    parts = []
    for race in ("black", "white"):
        n = rng.poisson(pace[:, None], size) + 1
        p = np.clip(rate + ((gap + lasting) if race == "black" else 0.0), 0.01, 0.99)[:, None]
        p = rng.beta(8 * p, 8 * (1 - p), size) if bursts else np.broadcast_to(p, size)
        parts.append((race, n, rng.binomial(n, p)))
    given = cells(
        officer_id=np.tile(np.repeat([f"o{k:03d}" for k in range(officers)], size[1]), 2),
        subject_race=np.repeat([race for race, _, _ in parts], n.size),
        quarter=QUARTERS * (2 * officers),
        stops=np.concatenate([n.ravel() for _, n, _ in parts]),
        searches=np.concatenate([x.ravel() for _, _, x in parts]),
    )
    return given, gap


@recovers("officer-gaps", shows="coverage")
@pytest.mark.parametrize("bursts", [False, True])
def test_the_spread_and_the_gaps_are_covered(bursts: bool) -> None:
    rng = np.random.default_rng(1)
    held = mean = found = 0
    own = []
    for _ in range(DRAWS):
        given, gap = department(rng, sd=0.06, bursts=bursts)
        result = answered(METHOD(given))
        variance = result.one("officer_gap_variance", subject_race="black")
        held += variance.low <= 0.06**2 <= variance.high
        found += variance.low > 0
        average = result.one("mean_officer_gap", subject_race="black")
        mean += average.low <= 0 <= average.high
        own += [e.low <= gap[int(str(e.keys["officer_id"])[1:])] <= e.high
                for e in result.named("officer_gap")]  # fmt: skip
    for share in (held / DRAWS, mean / DRAWS):
        assert share >= NOMINAL - three_errors(NOMINAL, DRAWS)
    assert np.mean(own) >= NOMINAL - 0.01
    assert bursts or found / DRAWS >= 0.9


@recovers("officer-gaps", shows="size")
@pytest.mark.parametrize("bursts", [False, True])
def test_officers_without_gaps_are_rarely_said_to_differ(bursts: bool) -> None:
    """A plain comparison with the binomial would find it in every department with bursts."""
    rng = np.random.default_rng(2)
    spread = mean = plain = 0
    for _ in range(DRAWS):
        given, _ = department(rng, bursts=bursts)
        result = answered(METHOD(given))
        variance = result.one("officer_gap_variance", subject_race="black")
        assert variance.p_value is not None
        spread += variance.p_value < LEVEL
        average = result.one("mean_officer_gap", subject_race="black")
        assert average.p_value is not None
        mean += average.p_value < LEVEL
        plain += binomial_excess(given) > 1.96
    assert spread / DRAWS <= LEVEL + three_errors(LEVEL, DRAWS)
    assert mean / DRAWS <= LEVEL + three_errors(LEVEL, DRAWS)
    assert (plain / DRAWS > 0.9) == bursts


def binomial_excess(given: Cells) -> float:
    """z of Σ(gap / binomial error)² over officers: what takes stops for independent."""
    table = given.collapse("officer_id", "subject_race")
    black, white = (table.pick(subject_race=race) for race in ("black", "white"))
    p1, p0 = (one.counts("searches") / one.counts("stops") for one in (black, white))
    variance = p1 * (1 - p1) / black.counts("stops") + p0 * (1 - p0) / white.counts("stops")
    z2 = (p1 - p0) ** 2 / np.maximum(variance, 1e-4)
    return float((z2.sum() - len(z2)) / np.sqrt(2 * len(z2)))


@recovers("officer-gaps", shows="failure")
def test_a_post_that_lasts_looks_like_an_officer_and_the_note_says_so() -> None:
    rng = np.random.default_rng(3)
    found = 0
    for _ in range(40):
        result = answered(METHOD(department(rng, posts=True)[0]))
        found += result.one("officer_gap_variance", subject_race="black").low > 0
        assert result.noted("gaps-that-repeat")
    assert found / 40 > 0.9


def test_a_department_as_real_ones_are_has_no_spread_of_gaps() -> None:
    """Officers of intraclass correlation .14, nobody treated differently."""
    department = replace(
        COMPLETE, stops=25_000, officers=80, search_rate=0.2, finds=Likeness(), days=360
    )
    draws, spread, mean = 60, 0, 0
    for seed in range(draws):
        rows = simulate(department, seed=seed).rows
        result = answered(METHOD(by_quarter(search_cells(rows, "officer_id", "stop_date"))))
        for name, counted in (("officer_gap_variance", 0), ("mean_officer_gap", 1)):
            p = result.one(name, subject_race="black").p_value
            assert p is not None
            spread += counted == 0 and p < LEVEL
            mean += counted == 1 and p < LEVEL
    assert spread / draws <= LEVEL + three_errors(LEVEL, draws)
    assert mean / draws <= LEVEL + three_errors(LEVEL, draws)


def by_quarter(given: Cells) -> Cells:
    """Days as quarters of ninety days."""
    day = np.array([np.datetime64(text) for text in given.keys("stop_date")])
    names = [f"2017-Q{n + 1}" for n in ((day - np.datetime64("2017-01-01")).astype(int) // 90)]
    keys = ["subject_race", "officer_id", "quarter"]
    table = given.table.drop_columns(["stop_date"]).append_column("quarter", [names])
    grouped = table.group_by(keys).aggregate([(name, "sum") for name in given.measures])
    renamed = [name.removesuffix("_sum") for name in grouped.column_names]
    return Cells.from_arrow(grouped.rename_columns(renamed), by=keys)
