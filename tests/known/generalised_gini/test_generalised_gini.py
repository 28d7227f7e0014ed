"""The vectors of Bernasco & Steenbeek (2017); see SOURCE.md."""

import numpy as np
import pytest

from daylight.model.officers import inequality

PRINTED = 0.00005

VECTORS = [
    ([22, 18, 17, 12, 11, 8, 6, 3, 2, 1], 0.392, 0.4356, 0.392, 0.4356),
    ([3, 1, 1] + [0] * 7, 0.78, 0.8667, 0.56, 0.70),
    ([10, 8, 2] + [0] * 7, 0.78, 0.8667, 0.78, 0.8667),
    ([5, 2, 1] + [0] * 7, 0.80, 0.8889, 0.75, 0.8571),
    ([10] + [0] * 9, 0.9, 1, 0.9, 1),
    ([10] + [0] * 99, 0.99, 1, 0.90, 1),
]


@pytest.mark.parametrize(("x", "standard", "corrected", "generalised", "both"), VECTORS)
def test_gini_indices_are_the_published_ones(
    x: list[int], standard: float, corrected: float, generalised: float, both: float
) -> None:
    v, m = inequality.histogram(np.array(x, dtype=float))
    assert float(inequality.gini(v, m)) == pytest.approx(standard, abs=PRINTED)
    assert float(inequality.gini_unbiased(v, m)) == pytest.approx(corrected, abs=PRINTED)
    assert float(inequality.gini_generalised(v, m)) == pytest.approx(generalised, abs=PRINTED)
    assert float(inequality.gini_generalised_unbiased(v, m)) == pytest.approx(both, abs=PRINTED)
