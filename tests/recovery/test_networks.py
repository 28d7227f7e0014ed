"""Size of the test of colleagues' exposure, with lasting officers and with busy units."""

import math

import numpy as np
import pytest
from scipy.stats import pearsonr

from daylight.data.result import Result
from daylight.model.officers.networks import peer_exposure
from daylight.simulate.networks import colleagues

pytestmark = pytest.mark.recovery

ALPHA = 0.05


@pytest.mark.parametrize("unit_spread", [0.0, 0.6])
def test_lasting_officers_and_busy_units_alone_are_not_found(unit_spread: float) -> None:
    rng = np.random.default_rng(71)
    repetitions, hits = 200, 0
    crude = 0
    for _ in range(repetitions):
        cells = colleagues(rng, unit_spread=unit_spread, months=18)
        result = peer_exposure(cells, permutations=99)
        assert isinstance(result, Result)
        p = result.one("later_events_with_peer_share").p_value
        assert p is not None
        hits += p <= ALPHA
        held = cells.counts("peers") > 0
        share = cells.counts("exposed_peers")[held] / cells.counts("peers")[held]
        crude += pearsonr(share, cells.counts("events")[held]).pvalue <= ALPHA
    assert abs(hits / repetitions - ALPHA) < 3 * math.sqrt(ALPHA * (1 - ALPHA) / repetitions)
    if unit_spread:
        assert crude / repetitions > 0.5  # what the comparison within units takes away


def test_a_planted_association_is_nearly_always_found() -> None:
    rng = np.random.default_rng(72)
    repetitions = 40
    found = 0
    for _ in range(repetitions):
        result = peer_exposure(colleagues(rng, effect=1.5, months=24), permutations=99)
        assert isinstance(result, Result)
        found += result.one("later_events_with_peer_share").low > 0
    assert found / repetitions > 0.9
