import math

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.force.selection import force_selection
from daylight.simulate.force import second_stage

REPETITIONS = 1000

# (α, β, covers with R, covers without R), as printed by the authors.
PRINTED = [(0.2, 0.2, 0.950, 0.298), (0.4, 0.4, 0.952, 0.0166)]


def covers(cells: Cells, truth: float) -> bool:
    result = force_selection(cells, rho=())
    assert isinstance(result, Result)
    direct = result.one("force_direct_effect", subject_race="black")
    return direct.low <= truth <= direct.high


@pytest.mark.recovery
@pytest.mark.parametrize(("alpha", "beta", "recorded", "omitted"), PRINTED)
def test_coverage_is_that_of_the_authors(
    alpha: float, beta: float, recorded: float, omitted: float
) -> None:
    rng = np.random.default_rng(20221101)
    with_r = without_r = 0
    for _ in range(REPETITIONS):
        cells = second_stage(rng, alpha_black=alpha, beta_black=beta)
        with_r += covers(cells, beta)
        without_r += covers(cells.collapse("subject_race", "history"), beta)
    for share, printed in ((with_r, recorded), (without_r, omitted)):
        error = 3 * math.sqrt(printed * (1 - printed) / REPETITIONS)
        assert share / REPETITIONS == pytest.approx(printed, abs=error)
