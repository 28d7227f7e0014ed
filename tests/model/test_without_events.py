"""A difference between strata where one side has no event: its interval is not the other side's."""

import numpy as np
import pytest
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.intervals import risk_difference
from daylight.model.mantel_haenszel import mantel_haenszel, without_events
from daylight.model.methods import METHODS


def test_in_one_stratum_it_is_newcombes_interval() -> None:
    found = without_events(*(np.array([x]) for x in (0.0, 75.0, 33.0, 2868.0)), level=0.95)
    alone = risk_difference(0, 75, 33, 2868, level=0.95)
    assert (found.value, found.low, found.high) == pytest.approx(
        (alone.value, alone.low, alone.high)
    )


def test_no_search_of_75_is_no_evidence_of_a_difference() -> None:
    """None of 75 and 33 of 2,868: at 1.15 %, none of 75 comes up in 42 % of draws."""
    assert stats.binom.pmf(0, 75, 33 / 2868) == pytest.approx(0.42, abs=0.01)
    cells = Cells.from_columns(
        {
            "subject_race": ["white", "white", "asian", "asian"],
            "day_part": ["day", "night"] * 2,
            "stops": [1500, 1368, 40, 35],
            "searches": [16, 17, 0, 0],
        },
        by=("subject_race", "day_part"),
    )
    found = METHODS["search-rate-adjusted"](cells)
    assert isinstance(found, Result)
    gap = found.one("search_rate_difference_adjusted", subject_race="asian")
    assert gap.low < 0 < gap.high
    assert gap.p_value == pytest.approx(0.35, abs=0.01)


def test_where_nothing_differs_it_holds_zero_and_the_wald_interval_never_does() -> None:
    rng, n1, n0 = np.random.default_rng(3), np.array([40.0, 35.0]), np.array([1500.0, 1368.0])
    held, wald, drawn = 0, 0, 0
    for _ in range(1000):
        a, c = (rng.binomial(n.astype(int), [0.011, 0.012]).astype(float) for n in (n1, n0))
        if a.sum():
            continue
        drawn += 1
        found = without_events(a, n1, c, n0, level=0.95)
        held += found.low <= 0 <= found.high
        pooled = mantel_haenszel(a, n1, c, n0)
        wald += abs(pooled.difference) <= 1.96 * pooled.difference_variance**0.5
    low = drawn * 0.95 - 3 * np.sqrt(drawn * 0.95 * 0.05)
    assert held >= low
    assert wald == 0


@pytest.mark.parametrize("searched", [(0, 33), (33, 0)])
def test_a_group_without_events_keeps_an_interval_that_holds_what_may_be(
    searched: tuple[int, int],
) -> None:
    """None of 75 were searched, or none of the others: the share of each may still be 1 or 2 %."""
    black, white = (75, 2868) if searched[0] == 0 else (2868, 75)
    halves = [black // 2, black - black // 2, white // 2, white - white // 2]
    found = [searched[0] // 2, searched[0] - searched[0] // 2]
    found += [searched[1] // 2, searched[1] - searched[1] // 2]
    cells = Cells.from_columns(
        {
            "subject_race": ["black", "black", "white", "white"],
            "year": [2014, 2015, 2014, 2015],
            "stops": halves,
            "searches": found,
        },
        by=["subject_race", "year"],
    )
    result = METHODS["search-rate-adjusted"](cells)
    assert isinstance(result, Result)
    gap = result.one("search_rate_difference_adjusted", subject_race="black")
    # One of 75 would be 1.3 %, more than the others' 1.2 %: the records do not exclude it.
    assert gap.low < 0 < gap.high
