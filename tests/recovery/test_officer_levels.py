"""Variance by level, and officers or department: coverage, size, and how often each is mistaken."""

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from daylight.data.result import Result
from daylight.model.officers import verdict
from daylight.model.officers.levels import of_nested
from daylight.model.officers.nested import Nested, by_chance, components, nested
from daylight.simulate.officers import Trouble, drawn

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
        drawn = by_chance(held, depth, 99, rng)
        hits += (1 + (drawn >= components(held)[depth]).sum()) / 100 <= 1 - LEVEL
    assert hits / REPETITIONS < 1 - LEVEL + BOUND


@pytest.mark.parametrize("units", [25, 40])
def test_the_components_and_shares_of_units_and_officers_are_covered(units: int) -> None:
    rng = np.random.default_rng(22)
    between, within = 0.2, 0.4
    # An officer's own variance is on top of the unit's.
    truth = {"unit": between, "officer": within * (1 + between)}
    covered: dict[tuple[str, str], int] = {}
    for _ in range(REPETITIONS):
        rates = rng.gamma(1 / between, between, (units, 1)) * rng.gamma(
            1 / within, within, (units, 20)
        )
        x = rng.poisson(6.0 * rates).ravel().astype(float)
        labels = tuple(np.indices((units, 20)).reshape(2, -1))
        held = nested(x, np.ones(len(x)), labels, ("unit", "officer"))
        for e in reading_of(held).estimates:
            if e.keys.get("between") in truth:
                part = truth[e.keys["between"]] / (
                    1 if e.name == "variance_component" else sum(truth.values())
                )
                key = (e.name, e.keys["between"])
                covered[key] = covered.get(key, 0) + (e.low <= part <= e.high)
    assert len(covered) == 2 * len(truth)
    assert all(abs(c / REPETITIONS - LEVEL) < BOUND for c in covered.values())


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
OPPOSITE = {"yes": "no", "no": "yes"}


@pytest.mark.parametrize("trouble", Trouble)
def test_bad_officers_a_bad_unit_a_shifted_department_and_none_are_told_apart(
    trouble: Trouble,
) -> None:
    rng = np.random.default_rng(23)
    wrong = np.zeros(3)
    right = 0
    agency, unit, officer = np.indices((10, 10, 30)).reshape(3, -1)
    own = agency == 0
    for _ in range(REPETITIONS):
        x, e = (part.sum(axis=-1).ravel().astype(float) for part in drawn(trouble, rng))
        held = nested(x[own], e[own], (unit[own], officer[own]), ("unit", "officer"))
        levels = reading_of(held)
        compared = verdict.beside(x, e, agency.astype(str), "0", LEVEL)
        reading = verdict._read({"variance-by-level": levels}, compared)
        right += reading == EXPECTED[trouble]
        wrong += [a == OPPOSITE[b] for a, b in zip(reading, EXPECTED[trouble], strict=True)]
    assert (wrong / REPETITIONS < 1 - LEVEL + BOUND).all()
    assert right / REPETITIONS > 0.8
