"""Coefficients without each cluster by one step, against fitting again; blanks taken either way."""

import numpy as np
import pytest

from daylight.model.logit import fit_logit
from daylight.model.logit_clusters import ClusteredTrials, without_each
from daylight.model.logit_clusters import scatter as logit_scatter
from daylight.model.ordinal_clusters import ClusteredLevels
from daylight.model.ordinal_clusters import scatter as ordinal_scatter
from daylight.model.proportional_odds import proportional_odds

OFFICERS = 40
X = np.array([[1.0, 0.0], [1.0, 1.0]])


def trials(seed: int) -> ClusteredTrials:
    """Two groups of stops of officers who differ."""
    rng = np.random.default_rng(seed)
    cluster = np.repeat(np.arange(OFFICERS), 2)
    row = np.tile([0, 1], OFFICERS)
    n = rng.integers(20, 60, 2 * OFFICERS).astype(float)
    y = rng.binomial(n.astype(int), np.repeat(rng.beta(2, 8, OFFICERS), 2)).astype(float)
    return ClusteredTrials("officer_id", cluster, row, y, n)


def fitted(one: ClusteredTrials):  # type: ignore[no-untyped-def]
    y, n = (np.bincount(one.row, weights=v, minlength=2) for v in (one.y, one.n))
    return fit_logit(X, y.astype(float), n.astype(float))


def test_a_step_of_the_logit_is_nearly_the_fit_without_the_cluster() -> None:
    every = trials(1)
    stepped = without_each(fitted(every), every, [1])[:, 0]
    again = [fitted(every.among(every.cluster != c)).beta[1] for c in range(OFFICERS)]
    assert np.std(stepped) == pytest.approx(np.std(again), rel=0.02)
    assert stepped == pytest.approx(again, abs=0.1 * float(np.std(again)))


@pytest.mark.parametrize("blank_officers", [1, 4])
def test_trials_of_no_officer_are_one_cluster_or_each_alone_whichever_says_less(
    blank_officers: int,
) -> None:
    """A regression took blanks as one cluster only: with a pull of its own either can be wider."""
    every = trials(2)
    blank = every._replace(
        cluster=np.where(every.cluster < blank_officers, -1, every.cluster - blank_officers)
    )
    fit = fitted(every)
    (found,) = logit_scatter(fit, blank, [1], [0.1])
    known, own = blank.among(blank.cluster >= 0), blank.among(blank.cluster < 0)
    moved = without_each(fit, known, [1])[:, 0]
    G = len(moved)
    apart = (G - 1) / G * float(((moved - moved.mean()) ** 2).sum())
    for at in range(len(own.row)):
        for end, times in ((1.0, own.y[at]), (0.0, own.n[at] - own.y[at])):
            x, p = X[own.row[at]], fit.probability[own.row[at]]
            pull = float(fit.bread[1] @ x) * (end - p)
            apart += times * (pull / (1 - p * (1 - p) * float(x @ fit.bread @ x))) ** 2
    with_all = np.append(moved, without_each(fit, own, [1])[:, 0])
    together = G / (G + 1) * float(((with_all - with_all.mean()) ** 2).sum())
    assert found.variance == pytest.approx(max(apart, together), rel=1e-9)


def people(seed: int) -> tuple[ClusteredLevels, np.ndarray]:  # type: ignore[type-arg]
    """Two groups on three levels, met by officers with leanings of their own."""
    rng = np.random.default_rng(seed)
    counts = np.zeros((OFFICERS, 2, 3))
    for officer, lean in enumerate(rng.normal(0, 0.7, OFFICERS)):
        for group in (0, 1):
            latent = lean + 0.3 * group + rng.logistic(size=rng.integers(15, 40))
            counts[officer, group] = np.bincount(np.digitize(latent, [0.0, 1.5]), minlength=3)
    cluster, row, level = (v.ravel() for v in np.indices(counts.shape))
    return ClusteredLevels("officer_id", cluster, row, level, counts.ravel()), counts


def test_a_step_of_proportional_odds_is_nearly_the_fit_without_the_cluster() -> None:
    told, counts = people(3)
    groups = np.array([[0.0], [1.0]])
    fit = proportional_odds(groups, counts.sum(axis=0))
    (found,) = ordinal_scatter(fit, told, [0], [0.1])
    again = np.array(
        [proportional_odds(groups, counts.sum(axis=0) - counts[c]).beta[0] for c in range(OFFICERS)]
    )
    G = len(again)
    refitted = (G - 1) / G * float(((again - again.mean()) ** 2).sum())
    assert found.variance == pytest.approx(refitted, rel=0.03)  # expected against observed weights


def test_people_of_no_officer_do_not_narrow_an_ordinal_interval() -> None:
    told, counts = people(4)
    fit = proportional_odds(np.array([[0.0], [1.0]]), counts.sum(axis=0))
    (recorded,) = ordinal_scatter(fit, told, [0], [0.1])
    blank = told._replace(cluster=np.where(told.cluster < 3, -1, told.cluster - 3))
    (found,) = ordinal_scatter(fit, blank, [0], [0.1])
    assert found.variance >= 0.8 * recorded.variance
    assert found.variance > 0
