"""Coefficients without each cluster, against fits without each cluster."""

from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm

from daylight.model.logit import fit_logit
from daylight.model.logit_clusters import ClusteredTrials, without_each


def cells(largest: float, seed: int = 1) -> tuple[Any, ...]:
    """Twenty clusters by two groups and two years; the first has that share of all trials."""
    rng = np.random.default_rng(seed)
    cluster, group, year = (part.ravel() for part in np.indices((20, 2, 2)))
    size = np.where(cluster == 0, 19 * 40 * largest / (1 - largest), 40)
    n = rng.poisson(size) + 1
    rate = np.where(cluster == 0, np.where(group == 1, 0.5, 0.02), 0.1)
    return cluster, group, year, n.astype(float), rng.binomial(n, rate).astype(float)


def error(without: Any) -> float:
    return float(np.sqrt(19 / 20 * ((without - without.mean()) ** 2).sum()))


@pytest.mark.parametrize(("largest", "within"), [(0.05, 0.05), (0.4, 0.05), (0.6, 0.1)])
def test_the_error_is_that_of_fits_without_each_cluster(largest: float, within: float) -> None:
    cluster, group, year, n, y = cells(largest)
    design = np.column_stack([np.ones(4), [0, 0, 1, 1], [0, 1, 0, 1]]).astype(float)
    row = group * 2 + year
    fit = fit_logit(design, *(np.bincount(row, v).astype(float) for v in (y, n)))
    found = without_each(fit, ClusteredTrials("officer_id", cluster, row, y, n), [1])[:, 0]
    exact = []
    for one in range(20):
        rest = cluster != one
        model = sm.GLM(
            np.column_stack([y, n - y])[rest], design[row[rest]], family=sm.families.Binomial()
        )
        exact.append(model.fit().params[1])
    assert error(found) == pytest.approx(error(np.array(exact)), rel=within)
