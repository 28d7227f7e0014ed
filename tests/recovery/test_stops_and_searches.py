"""The whole battery on departments simulated stop by stop: its size, its power, its coverage.

Each method by itself is recovered on counts in the files beside this one.
"""

from collections import Counter

import pytest

from daylight.data.result import Estimate, Result
from daylight.model.methods import METHODS
from daylight.model.multiplicity import holm
from daylight.simulate.stops import (
    SimulatedDepartment,
    SimulatedRows,
    darkness_cells,
    search_cells,
    simulate_stops,
    stop_rate_cells,
)
from tests.recovery.truth import three_errors

pytestmark = pytest.mark.recovery

SMALL_NULL = SimulatedDepartment(
    residents={"white": 40_000, "black": 20_000}, risk={"white": (1, 7), "black": (1, 7)}
)
LEVEL = 0.05


def battery(rows: SimulatedRows) -> dict[str, Estimate]:
    """One p-value from each independent question: the headlines of a study of stops."""
    searches, darkness = search_cells(rows), darkness_cells(rows)
    # Groups live in different places, and places differ in how often anyone is stopped: only
    # within places is there no difference to find.
    residents = stop_rate_cells(rows)
    asked = {
        "stop-rate": (residents, {}, "stop_rate_ratio_within_places"),
        "veil-of-darkness": (darkness, {"sensitivity": False}, "darkness_log_odds"),
        "search-rate": (searches, {}, "search_rate_difference"),
        "search-rate-adjusted": (searches, {}, "search_rate_difference_adjusted"),
        "search-regression": (searches, {}, "search_odds_ratio"),
        "outcome": (searches, {}, "hit_rate_difference"),
        "knowles-persico-todd": (searches.collapse("subject_race"), {}, "equal_hit_rates"),
    }
    found = {}
    for method, (cells, settings, name) in asked.items():
        result = METHODS[method](cells, **settings)
        assert isinstance(result, Result), (method, result)
        headline = [e for e in result.named(name) if len(e.keys) == 1 and e.variant is None]
        found[method] = headline[0]
    return found


@pytest.mark.recovery_long
def test_a_department_without_differences_is_flagged_at_the_nominal_rate() -> None:
    repetitions = 1000
    flagged, alone = 0, Counter[str]()
    for seed in range(repetitions):
        answers = battery(simulate_stops(SMALL_NULL, seed=seed))
        p_values = [e.p_value for e in answers.values()]
        flagged += any(p is not None and p < LEVEL for p in holm(p_values))
        alone.update(m for m, e in answers.items() if e.p_value is not None and e.p_value < LEVEL)
    share = flagged / repetitions
    slack = three_errors(LEVEL, repetitions)
    assert share <= LEVEL + slack, (share, alone)
    assert share > 0.01, "the battery never flags: it would find nothing"
    for method, count in alone.items():
        assert count / repetitions <= LEVEL + slack, (method, count)


def test_real_differences_are_found() -> None:
    unequal = SimulatedDepartment(
        residents={"white": 120_000, "black": 60_000},
        stop_gap={"black": 1.5},
        dark_effect={"black": -0.4},
        risk={"white": (1, 7), "black": (1, 7)},
        threshold={"white": 0.3, "black": 0.2},
    )
    found = Counter[str]()
    for seed in range(20):
        answers = battery(simulate_stops(unequal, seed=seed))
        corrected = holm([e.p_value for e in answers.values()])
        found.update(
            m for m, p in zip(answers, corrected, strict=True) if p is not None and p < LEVEL
        )
    assert min(found[m] for m in ("stop-rate", "search-rate", "outcome")) == 20, found
    assert found["veil-of-darkness"] >= 15, found


@pytest.mark.parametrize("method", ["search-rate", "search-rate-adjusted"])
def test_intervals_of_differences_cover(method: str) -> None:
    repetitions, covered = 500, 0
    department = SimulatedDepartment(
        residents={"white": 20_000, "black": 10_000}, threshold={"white": 0.25, "black": 0.2}
    )
    truth = 0.8**9 - 0.75**9  # P(beta(1, 9) > t) = (1 − t)⁹
    name = "search_rate_difference" + ("_adjusted" if method.endswith("adjusted") else "")
    for seed in range(repetitions):
        result = METHODS[method](search_cells(simulate_stops(department, seed=20_000 + seed)))
        assert isinstance(result, Result)
        estimate = result.one(name, subject_race="black")
        covered += estimate.low < truth < estimate.high
    assert abs(covered / repetitions - 0.95) <= three_errors(0.95, repetitions), covered
