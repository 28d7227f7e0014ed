"""The back-test is honest: chance for a random rule, all for a perfect one, no look ahead."""

import math

import numpy as np
import numpy.typing as npt
import pytest

from daylight.data.cells import Cells
from daylight.model.officers.boosted import boosted_scores
from daylight.model.officers.early_compared import Resampled, above_plain
from daylight.model.officers.early_intervention import _looks, _ranked
from daylight.model.officers.early_rules import latest, read_rules
from daylight.model.officers.look import Look
from daylight.model.officers.monthly import Monthly

pytestmark = pytest.mark.recovery

Array = npt.NDArray[np.float64]
OFFICERS, MONTHS, SHARE = 400, 48, 0.1
REPETITIONS = 200
LEVEL = 0.95
BOUND = 3 * math.sqrt(LEVEL * (1 - LEVEL) / REPETITIONS)
RULES = latest(read_rules())


def department(rng: np.random.Generator) -> Monthly:
    """Officers whose lasting rates differ as an exponential distribution does; eight units."""
    rates = rng.gamma(1.0, 0.06, OFFICERS)
    events = rng.poisson(rates[:, None], (OFFICERS, MONTHS)).astype(float)
    return Monthly(
        officers=tuple(f"o{i}" for i in range(OFFICERS)),
        months=tuple(f"{2010 + t // 12}-{t % 12 + 1:02d}" for t in range(MONTHS)),
        events=events,
        exposure=np.ones_like(events),
        unit=np.repeat((np.arange(OFFICERS) % 8)[:, None], MONTHS, axis=1),
        units=tuple("abcdefgh"),
        group=np.zeros(OFFICERS, dtype=np.int64),
        groups=("all",),
        has_exposure=True,
    )


def recall(looks: list[Look], rule: str, rng: np.random.Generator) -> tuple[float, float, float]:
    draws = rng.multinomial(OFFICERS, np.full(OFFICERS, 1 / OFFICERS), 150).astype(float)
    found = next(
        e for e in _ranked(rule, looks, [SHARE], Resampled(draws, LEVEL)) if e.name == "recall"
    )
    return found.value, found.low, found.high


def test_a_random_rule_catches_the_share_of_officers_it_points_at() -> None:
    rng = np.random.default_rng(51)
    values, covered = [], 0
    for _ in range(REPETITIONS):
        looks = _looks(department(rng), RULES, 12)
        score = rng.random(OFFICERS)
        looks = [look._replace(scores={"random": score}) for look in looks]
        value, low, high = recall(looks, "random", rng)
        values.append(value)
        covered += low <= SHARE <= high
    assert abs(np.mean(values) - SHARE) < 3 * np.std(values) / math.sqrt(REPETITIONS)
    assert abs(covered / REPETITIONS - LEVEL) < BOUND


def test_a_rule_that_knew_the_future_would_catch_all() -> None:
    rng = np.random.default_rng(52)
    records = department(rng)
    few = np.where(np.arange(OFFICERS)[:, None] < SHARE * OFFICERS, records.events, 0.0)
    looks = _looks(Monthly(**{**fields(records), "events": few}), RULES, 12)
    looks = [look._replace(scores={"perfect": look.later}) for look in looks]
    assert recall(looks, "perfect", rng)[0] == 1.0


def fields(records: Monthly) -> dict[str, object]:
    return {name: getattr(records, name) for name in Monthly.__slots__}


@pytest.mark.parametrize("rule", ["two-year-count", "above-peers"])
def test_with_the_future_dealt_anew_among_officers_every_rule_is_at_chance(rule: str) -> None:
    rng = np.random.default_rng(53)
    values, kept = [], []
    for _ in range(REPETITIONS):
        records = department(rng)
        (look,) = [k for k in _looks(records, RULES, 12) if k.until == 24]
        kept.append(recall([look], rule, rng)[0])
        dealt = records.events.copy()
        dealt[:, 24:] = rng.permutation(dealt[:, 24:])
        (look,) = [
            k
            for k in _looks(Monthly(**{**fields(records), "events": dealt}), RULES, 12)
            if k.until == 24
        ]
        values.append(recall([look], rule, rng)[0])
    assert abs(np.mean(values) - SHARE) < 3 * np.std(values) / math.sqrt(REPETITIONS)
    assert np.mean(kept) > 2 * SHARE


def test_two_rules_that_say_nothing_differ_by_nothing() -> None:
    rng = np.random.default_rng(55)
    covered = rejected = 0
    for _ in range(REPETITIONS):
        looks = _looks(department(rng), RULES, 12)
        scores = {"one": rng.random(OFFICERS), "other": rng.random(OFFICERS)}
        looks = [look._replace(scores=scores) for look in looks]
        draws = rng.multinomial(OFFICERS, np.full(OFFICERS, 1 / OFFICERS), 150).astype(float)
        (found,) = above_plain("one", "other", looks, [SHARE], Resampled(draws, LEVEL))
        covered += found.low <= 0 <= found.high
        rejected += found.p_value is not None and found.p_value <= 1 - LEVEL
    assert abs(covered / REPETITIONS - LEVEL) < BOUND
    assert rejected / REPETITIONS < 1 - LEVEL + BOUND


def test_the_boosted_score_of_a_look_does_not_change_with_what_comes_after_it() -> None:
    rng = np.random.default_rng(54)
    records = department(rng)
    other = records.events.copy()
    other[:, 36:] = rng.poisson(1.0, other[:, 36:].shape)
    scores = []
    for events in (records.events, other):
        months = Monthly(**{**fields(records), "events": events})
        scored = boosted_scores(months, _looks(months, RULES, 12), 12, seed=1)
        scores.append(next(k for k in scored if k.until == 36).scores["boosted"])
    assert (scores[0] == scores[1]).all()


def test_a_later_unit_is_not_known_before() -> None:
    months = [f"2010-{t:02d}" for t in range(1, 7)]
    cells = Cells.from_columns(
        {
            "officer_id": ["a"] * 6,
            "month": months,
            "unit": ["x", "x", "x", "y", "y", "y"],
            "events": [0] * 6,
        },
        by=("officer_id", "month", "unit"),
    )
    from daylight.model.officers.monthly import monthly

    records = monthly(cells)
    assert [records.units[records.unit_before(t)[0]] for t in range(1, 7)] == list("xxxyyy")
