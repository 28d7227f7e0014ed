"""Where officers differ in their use of force, intervals that allow for it hold; others fail."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.estimate import Estimate, Key
from daylight.data.result import Result
from daylight.model.methods import METHODS
from tests.recovery.officers_with_force import OfficersWithForce
from tests.recovery.test_clusters import bare, covered, rejected
from tests.recovery.truth import LEVEL, Rng, three_errors

pytestmark = pytest.mark.recovery

DRAWS = 150


def cycles(department: OfficersWithForce, rng: Rng) -> Cells:
    """Uses of a device with a counter, of all people together."""
    found = department.answers(rng, "ced_uses", "ced_over_3_cycles")
    columns = {name: found.clusterings[0].cells.table[name].to_pylist() for name in MEASURED}
    columns["ced_cycles_recorded"] = columns["ced_uses"]
    columns["officer_id"] = [f"o{number}" for number in columns.pop("cluster")]
    cells = Cells.from_columns(columns, by=["subject_race", "officer_id"])
    return cells.clustered_by({"officer_id": "officer_id"}).collapse()


MEASURED = ("subject_race", "cluster", "ced_uses", "ced_over_3_cycles")


class Asked(NamedTuple):
    """A method, the cells it gets, and what it estimates with what is true of it."""

    method: str
    draw: Callable[[OfficersWithForce, Rng], Cells]
    quantity: str
    truth: float
    keys: Mapping[str, Key]
    settings: Mapping[str, Any] = {}


BLACK: Mapping[str, Key] = {"subject_race": "black"}
ASKED = {
    "per stop": Asked("force-rate", OfficersWithForce.rates, "force_ratio_stops", 1.0, BLACK),
    "per resident": Asked(
        "force-rate", OfficersWithForce.rates, "force_ratio_residents", 1.0, BLACK
    ),
    "cycles": Asked(
        "force-weapons",
        cycles,
        "ced_over_3_cycles_share",
        0.3,
        {},
    ),
    "belts": Asked(
        "transport-safety",
        lambda d, rng: d.answers(rng, "transports", "belted").collapse(),
        "belted_minus_standard",
        0.0,
        {},
        {"standard": 0.3},
    ),
    "severity": Asked(
        "force-severity", OfficersWithForce.severity, "severity_odds_ratio", 1.0, BLACK
    ),
    "kinds above": Asked(
        "force-severity",
        OfficersWithForce.severity,
        "odds_ratio_above",
        1.0,
        {**BLACK, "above_level": "1"},
    ),
    "after a stop": Asked(
        "force-selection",
        lambda d, rng: d.answers(rng, "stops", "forces", 20_000),
        "force_direct_effect",
        0.0,
        BLACK,
    ),
}
COMPARED = tuple(name for name, asked in ASKED.items() if asked.keys)


def estimates(
    name: str, department: OfficersWithForce, *, draws: int, seed: int = 21, clustered: bool = True
) -> Iterator[Estimate]:
    asked = ASKED[name]
    rng = np.random.default_rng(seed)
    for _ in range(draws):
        cells = asked.draw(department, rng)
        result = METHODS[asked.method](cells if clustered else bare(cells), **asked.settings)
        assert isinstance(result, Result)
        yield result.one(asked.quantity, **asked.keys)


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize(("officers", "low", "high"), [(12, 0.92, 0.99), (60, 0.92, 0.98)])
def test_officers_who_differ_are_within_the_interval(
    name: str, officers: int, low: float, high: float
) -> None:
    asked = ASKED[name]
    found = list(estimates(name, OfficersWithForce(officers=officers), draws=DRAWS))
    margin = three_errors(0.95, DRAWS) / 3
    assert low - margin <= covered(found, asked.truth) <= high + margin
    assert rejected(found) <= 0.07 + three_errors(LEVEL, DRAWS) / 3
    assert {(e.basis.key, e.basis.lacks) for e in found} == {("officer_id", None)}


@pytest.mark.recovery_long
@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize(
    ("officers", "low", "high"),
    [(5, 0.92, 0.99), (12, 0.92, 0.99), (30, 0.92, 0.98), (300, 0.92, 0.98)],
)
def test_coverage_in_two_thousand_departments(
    name: str, officers: int, low: float, high: float
) -> None:
    found = list(estimates(name, OfficersWithForce(officers=officers), draws=2000, seed=22))
    assert low <= covered(found, ASKED[name].truth) <= high
    assert rejected(found) <= 0.07


@pytest.mark.parametrize("name", ASKED)
def test_without_officers_the_same_records_show_what_is_not_there(name: str) -> None:
    """The known failure: the interval in use before; its basis now says what is not known."""
    department = OfficersWithForce(officers=60)
    found = list(estimates(name, department, draws=60, clustered=False))
    assert covered(found, ASKED[name].truth) < 0.9
    assert {e.basis.lacks for e in found} == {"officer_id"}


@pytest.mark.parametrize("name", COMPARED)
def test_a_difference_of_four_errors_is_found(name: str) -> None:
    draws = 80
    null = list(estimates(name, OfficersWithForce(officers=300), draws=20, seed=23))
    on_log = ASKED[name].truth == 1.0
    widths = [np.log(e.high / e.low) if on_log else e.high - e.low for e in null]
    size = 4 * float(np.median(widths)) / 2 / 1.97
    changed = (
        {"factor": float(np.exp(size))}
        if ASKED[name].method == "force-rate"
        else {
            "more": size * (1.15 if on_log else 1.0)  # officers' leanings draw odds ratios to one
        }
    )
    department = OfficersWithForce(officers=300, **changed)
    found = list(estimates(name, department, draws=draws, seed=24))
    assert rejected(found) >= 0.9 - three_errors(0.9, draws)
