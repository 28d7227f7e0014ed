"""Whether several shares are equal, when trials of one officer or one day go together."""

from typing import NamedTuple

import numpy as np
from scipy import stats

from daylight.data.clustering import FEWEST_CLUSTERS
from daylight.model.arrays import Array
from daylight.model.clustered_rates import rows_of
from daylight.model.clusters import is_recorded
from daylight.model.crosstab import Crosstab
from daylight.model.events import Events


class EqualityTest(NamedTuple):
    """The p-value of one way in which trials go together."""

    key: str
    clusters: int
    p: float


def equal_shares(table: Crosstab, of: Events, groups: tuple[str, ...]) -> EqualityTest | None:
    """The largest p-value that any clustering gives that the shares of the groups are equal.

    Estimand: the probability, were all shares equal, of shares at least this unequal.
    Method: a Wald test of the m − 1 differences from the last share with the delete-one-cluster
    covariance, as Hotelling's T²: F with m − 1 and G − m + 1 degrees of freedom.
    Refuses: None where nothing is clustered, or where there are fewer than 5 clusters more than
    groups.
    Reference: Korn & Graubard (1990), American Statistician 44:270-276.
    """
    tests = [
        test
        for index in range(len(table.clusters))
        if (test := _tested(table, index, of, groups)) is not None
    ]
    return max(tests, key=lambda one: one.p, default=None)


def _tested(
    table: Crosstab, index: int, of: Events, groups: tuple[str, ...]
) -> EqualityTest | None:
    rows = rows_of(table, index, of, groups)
    if not is_recorded(rows):
        return None
    clusters = int(rows.cluster.max(initial=-1)) + 2  # those of no recorded cluster are one more
    code = np.where(rows.cluster < 0, clusters - 1, rows.cluster)
    sums = np.column_stack(
        [np.bincount(code, weights=column, minlength=clusters) for column in rows.counts.T]
    )
    sums = sums[sums[:, 1::2].sum(axis=1) > 0]
    total = sums.sum(axis=0)
    if len(sums) < len(groups) + FEWEST_CLUSTERS:
        return None
    with np.errstate(divide="ignore", invalid="ignore"):
        without = _differences(total - sums)
    if not np.isfinite(without).all():
        return None
    away = without - without.mean(axis=0)
    covariance = (len(sums) - 1) / len(sums) * away.T @ away
    apart, freedom = _differences(total[None])[0], len(groups) - 1
    statistic = float(apart @ np.linalg.pinv(covariance) @ apart)
    rest = len(sums) - freedom
    p = float(stats.f.sf(statistic * rest / (freedom * (len(sums) - 1)), freedom, rest))
    return EqualityTest(rows.key, len(sums), p)


def _differences(sums: Array) -> Array:
    """(…, m − 1) shares less the last one."""
    share = sums[..., 0::2] / sums[..., 1::2]
    return np.asarray(share[..., :-1] - share[..., -1:])
