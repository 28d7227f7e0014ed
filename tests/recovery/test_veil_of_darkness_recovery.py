"""The veil of darkness and its variants on departments whose use of daylight is known.

A year of stops in two districts, counted by clock time, light, season and reason. Twilight, civil
and nautical, lies between light and dark.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Outcome
from daylight.model.methods import METHODS
from tests.recovery.truth import (
    NOMINAL,
    Quantity,
    Rng,
    assert_covers,
    assert_noted,
    assert_size,
    coverage,
    recovers,
    rejections,
    results,
    three_errors,
)

pytestmark = pytest.mark.recovery

Array = npt.NDArray[np.float64]

REPETITIONS = 300
SEED = 6300
STEP = 15
CIVIL, NAUTICAL = 30, 65
"""Minutes from sunset to the end of civil and of nautical twilight."""

BLACK = {"subject_race": "black"}
VARIANTS = (
    None,
    "curve df 3",
    "without places",
    "a curve for each place",
    "morning",
    "nautical twilight",
    "moving violations only",
    "around clock changes",
)


@dataclass(frozen=True)
class Sky:
    """Every kind of stop: its keys, the days it can fall on, and how many such days there are."""

    keys: dict[str, list[str]]
    minute: Array
    season: Array
    dark: Array
    weight: Array


@cache
def sky() -> Sky:
    """The year's evenings and mornings in quarters of an hour, two districts, two reasons.

    The season runs from −1 in midsummer to 1 in midwinter. Clocks change on days 70 and 308.
    """
    day = np.arange(365)
    season = np.cos(2 * np.pi * (day + 10) / 365)
    shift = np.where((day >= 70) & (day < 308), 60, 0)
    near = np.where(abs(day - 70) <= 30, "spring", np.where(abs(day - 308) <= 30, "fall", "none"))
    sets, rises = 1080 - 90 * season + shift, 360 + 90 * season + shift
    rows = []
    for window, times, edge, way in (
        ("evening", range(1005, 1320, STEP), sets, 1),
        ("morning", range(225, 525, STEP), rises, -1),
    ):
        for minute in times:
            past = way * (minute - edge)
            civil, nautical = (
                np.where(past < 0, "daylight", np.where(past >= end, "dark", "twilight"))
                for end in (CIVIL, NAUTICAL)
            )
            rows += [
                (window, minute, *both, float(s))
                for *both, s in zip(civil, nautical, near, season, strict=True)
            ]
    kinds: dict[tuple[object, ...], list[float]] = {}
    for *key, s in rows:
        kinds.setdefault(tuple(key), []).append(s)
    spread = [(*key, d, r) for key in kinds for d in ("east", "west") for r in ("moving", "other")]
    columns = list(zip(*spread, strict=True))
    names = ("window", "minute", "darkness", "darkness_nautical", "clock_season", "district")
    keys = {n: [str(v) for v in c] for n, c in zip(names, columns, strict=False) if n != "minute"}
    keys["stop_reason"] = [str(v) for v in columns[6]]
    return Sky(
        keys=keys,
        minute=np.array(columns[1], dtype=float),
        season=np.array([np.mean(kinds[key[:5]]) for key in spread]),
        dark=np.array([light == "dark" for light in columns[2]], dtype=float),
        weight=np.array([len(kinds[key[:5]]) for key in spread], dtype=float),
    )


def drawn(rng: Rng, chance: Callable[[Sky], Array]) -> Cells:
    """Stops of every kind, Black with the chance of their kind."""
    kinds = sky()
    stops = rng.poisson(0.6 * kinds.weight)
    black = rng.binomial(stops, chance(kinds))
    keys = {name: values * 2 for name, values in kinds.keys.items()}
    columns = {
        "subject_race": ["black"] * len(stops) + ["white"] * len(stops),
        **keys,
        "clock_minute": np.tile(kinds.minute.astype(int), 2).tolist(),
        "stops": np.concatenate([black, stops - black]).tolist(),
    }
    return Cells.from_columns(columns, by=[name for name in columns if name != "stops"])


def logistic(eta: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-eta)))


def usual(kinds: Sky) -> Array:
    """Log-odds of the group by clock time and district, whatever the light."""
    west = np.array([name == "west" for name in kinds.keys["district"]], dtype=float)
    return np.asarray(0.4 * np.sin(kinds.minute / 70) + 0.6 * west - 0.5)


def department(effect: float) -> Callable[[Rng], Outcome]:
    def draw(rng: Rng) -> Outcome:
        counted = drawn(rng, lambda kinds: logistic(usual(kinds) + effect * kinds.dark))
        return METHODS["veil-of-darkness"](counted)

    return draw


@pytest.mark.parametrize("effect", [0.0, -0.3])
@recovers("veil-of-darkness", shows="coverage")
@recovers("veil-of-darkness", shows="size")
def test_every_variant_covers_and_has_its_size(effect: float) -> None:
    found = results(department(effect), repetitions=REPETITIONS, seed=SEED)
    # Without places the effect is a marginal one, drawn a little towards zero.
    asked = [
        Quantity(name="darkness_log_odds", truth=effect, keys=BLACK, variant=variant)
        for variant in VARIANTS
        if variant != "without places" or effect == 0
    ]
    assert_covers(found, *asked)
    noted = np.mean([any(n.code == "season" for n in result.notes) for result in found])
    assert noted <= 0.01 + three_errors(0.01, REPETITIONS)
    if effect == 0:
        assert_size(found, *asked)


@recovers("veil-of-darkness", shows="failure")
def test_drivers_who_change_with_the_season_mislead_and_a_note_says_so() -> None:
    """Light plays no part, but the group is a larger share of winter's drivers.

    At one clock time it is darker in winter, so season passes for darkness; the weeks around
    clock changes are misled far less.
    """

    def draw(rng: Rng) -> Outcome:
        counted = drawn(rng, lambda kinds: logistic(usual(kinds) + 0.5 * kinds.season))
        return METHODS["veil-of-darkness"](counted)

    found = results(draw, repetitions=30, seed=SEED)
    year = Quantity(name="darkness_log_odds", truth=0.0, keys=BLACK)
    weeks = Quantity(
        name="darkness_log_odds", truth=0.0, keys=BLACK, variant="around clock changes"
    )
    assert rejections(found, year) == 1
    off = [np.mean([abs(q.found(r).value) for r in found]) for q in (year, weeks)]
    assert off[1] < off[0] / 2
    noted = np.mean([any(n.code == "season" for n in result.notes) for result in found])
    assert noted > 0.9


@recovers("veil-of-darkness", shows="failure")
def test_a_race_that_can_half_be_seen_at_night_shows_half_the_effect_and_a_note() -> None:
    effect = -0.6

    def draw(rng: Rng) -> Outcome:
        def chance(kinds: Sky) -> Array:
            seen, unseen = logistic(usual(kinds)), logistic(usual(kinds) + effect)
            return np.where(kinds.dark == 1, (seen + unseen) / 2, seen)

        return METHODS["veil-of-darkness"](drawn(rng, chance), sensitivity=False)

    found = results(draw, repetitions=50, seed=SEED)
    mean = np.mean([r.one("darkness_log_odds", **BLACK).value for r in found])
    assert effect / 2 - 0.06 < mean < effect / 2 + 0.06
    assert coverage(found, Quantity(name="darkness_log_odds", truth=effect, keys=BLACK)) < 0.5
    assert_noted(found, "partial-darkness")


DATES = 100


def by_date(rng: Rng, *, told_apart: bool) -> Outcome:
    """Stops of one date go together: a check-point, a match, a storm."""
    minutes = np.arange(1020, 1260, 30)
    dark = (minutes >= (1020 + 2.4 * np.arange(DATES))[:, None]).astype(float)
    eta = 0.4 * np.sin(minutes / 70) + rng.normal(0, 0.6, (DATES, 1)) + 0 * dark
    stops = rng.poisson(8, dark.shape)
    black = rng.binomial(stops, logistic(eta))
    shape = [np.broadcast_to(v, dark.shape).ravel() for v in (minutes, np.arange(DATES)[:, None])]
    light = np.where(dark.ravel() == 1, "dark", "daylight").tolist()
    counted = Cells.from_columns(
        {
            "subject_race": ["black"] * dark.size + ["white"] * dark.size,
            "darkness": light * 2,
            "window": ["evening"] * (2 * dark.size),
            "clock_minute": np.tile(shape[0], 2).tolist(),
            "stop_date": [f"day {d:03d}" for d in shape[1]] * 2,
            "stops": np.concatenate([black.ravel(), (stops - black).ravel()]).tolist(),
        },
        by=["subject_race", "darkness", "window", "clock_minute", "stop_date"],
    )
    if not told_apart:
        counted = counted.collapse("subject_race", "darkness", "window", "clock_minute")
    return METHODS["veil-of-darkness"](counted, sensitivity=False, df=3)


@recovers("veil-of-darkness", shows="size")
@recovers("veil-of-darkness", shows="failure")
def test_stops_of_one_date_that_go_together_need_dates_as_a_key() -> None:
    beta = Quantity(name="darkness_log_odds", truth=0.0, keys=BLACK)
    apart = results(lambda rng: by_date(rng, told_apart=True), repetitions=REPETITIONS, seed=SEED)
    assert_covers(apart, beta)
    assert_size(apart, beta)
    mixed = results(lambda rng: by_date(rng, told_apart=False), repetitions=100, seed=SEED)
    assert coverage(mixed, beta) < NOMINAL - three_errors(NOMINAL, 100)
