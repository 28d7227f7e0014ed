"""Variance by level, and officers or department: coverage, size, and how often each is mistaken."""

import math
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pytest

from daylight.data.result import Result
from daylight.model.methods import METHODS
from daylight.model.officers import verdict
from daylight.model.officers.levels import of_nested
from daylight.model.officers.nested import Nested, nested
from daylight.model.officers.shuffled import by_chance
from daylight.simulate.officers import ORDINARY, Setting, Trouble, drawn

pytestmark = pytest.mark.recovery

Array = npt.NDArray[np.float64]
LEVEL = 0.95
REPETITIONS = 200
BOUND = 3 * math.sqrt(LEVEL * (1 - LEVEL) / REPETITIONS)
"""Three binomial standard errors of a share of 5 or 95 % over the repetitions."""


def department(
    rng: np.random.Generator,
    spreads: tuple[float, float, float],
    *,
    busy_units: bool = False,
) -> tuple[Array, Array, tuple[Array, ...]]:
    """Eight districts of five units of ten officers: events, exposure and the labels of each.

    Rates are products of gamma factors with these relative variances by district, unit, officer.
    """
    d, u, _ = np.indices((8, 5, 10)).reshape(3, -1)
    rates = np.ones(len(d))
    for spread, label in zip(spreads, (d, d * 5 + u, np.arange(len(d))), strict=True):
        if spread:
            rates *= rng.gamma(1 / spread, spread, int(label.max()) + 1)[label]
    e = rng.gamma(4.0, 1.5, len(d)) + 0.5
    if busy_units:
        e *= rng.gamma(1.0, 1.0, 40)[d * 5 + u] + 0.05
    return rng.poisson(rates * e).astype(float), e, (d, u, np.arange(len(d)))


NAMES = ("district", "unit", "officer")


@pytest.mark.parametrize(
    ("depth", "spreads", "busy"),
    [
        (2, (0.0, 0.0, 0.0), False),
        (1, (0.0, 0.0, 0.4), False),
        (1, (0.0, 0.0, 0.4), True),
        (1, (0.3, 0.0, 0.4), False),  # districts differ, units within them do not
        (0, (0.0, 0.0, 0.4), True),
        (0, (0.0, 0.3, 0.4), False),  # units differ, districts do not beyond that
    ],
)
def test_a_level_without_differences_is_rarely_said_to_have_them(
    depth: int, spreads: tuple[float, float, float], busy: bool
) -> None:
    rng = np.random.default_rng(21)
    hits = 0
    for _ in range(REPETITIONS):
        x, e, labels = department(rng, spreads, busy_units=busy)
        held = nested(x, e, labels, NAMES)
        hits += by_chance(held, depth, 99, rng).p_value <= 1 - LEVEL
    assert hits / REPETITIONS < 1 - LEVEL + BOUND


@dataclass(frozen=True)
class Unit:
    """Units of twenty officers over six years; relative variances of their gamma rates."""

    units: int
    between: float
    within: float
    burst: float = 1.0

    def drawn(self, rng: np.random.Generator) -> Nested:
        """Six events each, in bursts with this mean number of events."""
        rates = np.ones((self.units, 20, 1))
        if self.between:
            rates *= rng.gamma(1 / self.between, self.between, (self.units, 1, 1))
        if self.within:
            rates *= rng.gamma(1 / self.within, self.within, (self.units, 20, 1))
        e = rng.gamma(4.0, 0.25, (self.units, 20, 1)) * np.ones(6)
        x = rng.poisson(rates * e / self.burst)
        x = x + rng.poisson((self.burst - 1) * x)
        labels = tuple(np.indices((self.units, 20)).reshape(2, -1))
        flat = (self.units * 20, 6)
        return nested(x.reshape(flat).astype(float), e.reshape(flat), labels, ("unit", "officer"))


@pytest.mark.parametrize("burst", [1.0, 1.3, 1.7, 2.5])
@pytest.mark.parametrize("between", [0.0, 0.2])
def test_alike_officers_whose_events_come_in_bursts_are_rarely_called_different(
    burst: float, between: float
) -> None:
    rng = np.random.default_rng(24)
    hits = fooled = 0
    for _ in range(REPETITIONS):
        held = Unit(15, between, 0.0, burst).drawn(rng)
        hits += by_chance(held, 1, 99, rng).p_value <= 1 - LEVEL
        whole = held._replace(x=held.x.sum(axis=1)[:, None], e=held.e.sum(axis=1)[:, None])
        fooled += by_chance(whole, 1, 99, rng).p_value <= 1 - LEVEL
    assert hits / REPETITIONS < 1 - LEVEL + BOUND
    # The known failure: without periods, a Poisson count is what bursts are held against.
    assert fooled / REPETITIONS > 0.9 or burst == 1.0


def test_incidents_that_officers_of_a_unit_share_make_neither_officers_nor_units_differ() -> None:
    """Units alike were called different in 22 of 100; without periods they are, in 75."""
    rng = np.random.default_rng(26)
    units = officers = fooled = 0
    for _ in range(REPETITIONS):
        x = rng.poisson(1.0, (15, 20, 6)).astype(float)
        for unit, year in np.ndindex(15, 6):
            for _incident in range(rng.poisson(2.0)):
                x[unit, rng.choice(20, 5, replace=False), year] += 1
        labels = tuple(np.indices((15, 20)).reshape(2, -1))
        held = nested(x.reshape(300, 6), np.ones((300, 6)), labels, ("unit", "officer"))
        units += by_chance(held, 0, 99, rng).p_value <= 1 - LEVEL
        officers += by_chance(held, 1, 99, rng).p_value <= 1 - LEVEL
        whole = held._replace(x=held.x.sum(axis=1)[:, None], e=held.e.sum(axis=1)[:, None])
        fooled += by_chance(whole, 0, 99, rng).p_value <= 1 - LEVEL
    assert officers / REPETITIONS < 1 - LEVEL + BOUND
    assert units / REPETITIONS < 1 - LEVEL + BOUND
    assert fooled / REPETITIONS > 0.1
    assert any("share" in said for said in METHODS["variance-by-level"].overturned_by)


def test_units_that_differ_are_found_beside_incidents_that_their_officers_share() -> None:
    rng = np.random.default_rng(27)
    found = 0
    for _ in range(REPETITIONS):
        rate = rng.gamma(1 / 0.3, 0.3, (15, 1, 1)) * np.ones((15, 20, 6))
        x = rng.poisson(rate).astype(float)
        for unit, year in np.ndindex(15, 6):
            for _incident in range(rng.poisson(2.0)):
                x[unit, rng.choice(20, 5, replace=False), year] += 1
        labels = tuple(np.indices((15, 20)).reshape(2, -1))
        held = nested(x.reshape(300, 6), np.ones((300, 6)), labels, ("unit", "officer"))
        found += by_chance(held, 0, 99, rng).p_value <= 1 - LEVEL
    assert found / REPETITIONS > 0.9


@pytest.mark.parametrize(("burst", "power"), [(1.0, 0.95), (1.7, 0.95), (2.5, 0.8)])
def test_officers_who_differ_are_found_under_their_bursts(burst: float, power: float) -> None:
    rng = np.random.default_rng(25)
    found = 0
    for _ in range(REPETITIONS):
        held = Unit(15, 0.1, 0.3, burst).drawn(rng)
        found += by_chance(held, 1, 99, rng).p_value <= 1 - LEVEL
    assert found / REPETITIONS > power


@pytest.mark.parametrize(
    "made",
    [
        Unit(25, 0.2, 0.4),
        Unit(40, 0.2, 0.4, 1.7),
        Unit(10, 0.03, 0.4),  # a small share of few units
        Unit(40, 0.03, 0.4),
        Unit(15, 0.0, 0.4),  # none
    ],
)
def test_components_and_shares_of_units_and_officers_are_covered(made: Unit) -> None:
    rng = np.random.default_rng(22)
    # An officer's own variance is on top of the unit's.
    truth = {"unit": made.between, "officer": made.within * (1 + made.between)}
    covered: Counter[tuple[str, str]] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    for _ in range(REPETITIONS):
        for e in reading_of(made.drawn(rng)).estimates:
            if e.keys.get("between") in truth:
                whole = 1 if e.name == "variance_component" else sum(truth.values())
                key = (e.name, str(e.keys["between"]))
                covered[key] += e.low <= truth[key[1]] / whole <= e.high
                seen[key] += 1
    assert len(covered) == 2 * len(truth)
    assert all(c / seen[key] > LEVEL - BOUND for key, c in covered.items())


def reading_of(held: Nested) -> Result:
    """What the method says, its intervals' level filled in as a call of the method does."""
    found = of_nested(held, level=LEVEL, seed=1, shuffles=99, has_exposure=True)
    return replace(found, estimates=tuple(replace(e, level=LEVEL) for e in found.estimates))


EXPECTED = {
    Trouble.NONE: ("no", "no", "no"),
    Trouble.INDIVIDUALS: ("yes", "no", "no"),
    Trouble.UNIT: ("no", "yes", "no"),
    Trouble.DEPARTMENT: ("no", "no", "yes"),
}
NAMED = {"small": 0.7, "twice the rate": 0.4, "scattered, twice the rate": 0.4, "few others": 0.0}
"""Least share of departments whose trouble is named; with few scattered others none need be."""

QUICK = ("as it is", "bursts")
OPPOSITE = {"yes": "no", "no": "yes"}
SETTINGS = {
    "as it is": ORDINARY,
    "bursts": replace(ORDINARY, burst=1.7),
    "twice the rate": replace(ORDINARY, factor=2.0),
    "small": replace(ORDINARY, units=4, officers=12),
    "scattered": replace(ORDINARY, apart=0.3),
    "scattered, twice the rate": replace(ORDINARY, apart=0.3, factor=2.0),
    "few others": replace(ORDINARY, agencies=5, apart=0.6, factor=2.0),
}


def reading(trouble: Trouble, rng: np.random.Generator, setting: Setting) -> verdict.ThreeAnswers:
    x, e = drawn(trouble, rng, setting)
    n, flat = setting.units * setting.officers, (setting.units * setting.officers, -1)
    labels = tuple(np.indices((setting.units, setting.officers)).reshape(2, -1))
    own = (part[0].reshape(flat).astype(float) for part in (x, e))
    levels = reading_of(nested(*own, labels, ("unit", "officer")))
    whole = (part.sum(axis=-1).ravel().astype(float) for part in (x, e))
    names = np.repeat(np.arange(setting.agencies), n).astype(str)
    compared = verdict.beside(*whole, names, "0", LEVEL)
    return verdict.read({"variance-by-level": levels}, compared, LEVEL)


@pytest.mark.parametrize(
    "called",
    [c if c in QUICK else pytest.param(c, marks=pytest.mark.recovery_long) for c in SETTINGS],
)
@pytest.mark.parametrize("trouble", Trouble)
def test_no_answer_of_the_verdict_is_the_opposite_of_the_truth(
    trouble: Trouble, called: str
) -> None:
    """Yes where there is nothing, or no where there is something, at most at the nominal share."""
    rng = np.random.default_rng(23)
    wrong = np.zeros(3)
    named = 0
    for _ in range(REPETITIONS):
        found = reading(trouble, rng, SETTINGS[called])
        named += all(
            a == "yes" for a, b in zip(found, EXPECTED[trouble], strict=True) if b == "yes"
        )
        wrong += [a == OPPOSITE[b] for a, b in zip(found, EXPECTED[trouble], strict=True)]
    if called == "small" and trouble is Trouble.UNIT:
        # One unit of four moves the department's middle half too, which is then above the others'.
        wrong = wrong[:2]
    assert (wrong / REPETITIONS < 1 - LEVEL + BOUND).all()
    assert named / REPETITIONS >= NAMED.get(called, 0.95)
