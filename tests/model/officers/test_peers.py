"""Who counts as an officer's peer, and how an officer stands among them, by definition."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.model.officers.peers import informative, networks, standings

VARIANCES = (0.2, 0.5, 1.0, 4.0)


def exact(covariance: np.ndarray) -> np.ndarray:
    """Draws whose sample covariance is the one asked for, to rounding."""
    rng = np.random.default_rng(1)
    raw = rng.normal(size=(200, len(covariance)))
    raw -= raw.mean(axis=0)
    white = raw @ np.linalg.inv(np.linalg.cholesky(np.cov(raw.T))).T
    return white @ np.linalg.cholesky(covariance).T


@pytest.mark.parametrize("limit", [0.05, 0.3, 0.7, 2.0])
@pytest.mark.parametrize("r", [0.95, 0.8, 0.5, 0.1])
def test_a_peer_is_one_whose_variance_given_the_officer_is_below_the_limit(
    r: float, limit: float
) -> None:
    for own, others in itertools.product(VARIANCES, VARIANCES):
        shared = r * np.sqrt(own * others)
        draws = exact(np.array([[own, shared], [shared, others]]))
        peers = informative(draws, np.zeros(2, dtype=np.int64), limit)
        # Var(j | i) = Var(j)(1 − r²): the textbook formula for two normal variables.
        assert peers.tolist() == [
            [False, others * (1 - r**2) < limit],
            [own * (1 - r**2) < limit, False],
        ]


def test_nobody_is_a_peer_across_networks_or_of_oneself() -> None:
    same = np.random.default_rng(2).normal(size=(50, 1)) + np.zeros((1, 4))
    draws = same + 1e-6 * np.random.default_rng(3).normal(size=(50, 4))
    network = np.array([0, 0, 1, 1])
    expected = (network[:, None] == network[None, :]) & ~np.eye(4, dtype=bool)
    assert (informative(draws, network, 0.5) == expected).all()


visits = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 7)), min_size=1, max_size=20)


@given(visits)
def test_networks_join_who_met_directly_or_through_others(pairs: list[tuple[int, int]]) -> None:
    scene = np.array([s for s, _ in pairs])
    _, officer = np.unique([o for _, o in pairs], return_inverse=True)
    officers = int(officer.max()) + 1
    there = np.zeros((7, officers), dtype=np.int64)
    there[scene, officer] = 1
    joined = (np.linalg.matrix_power(np.minimum(there.T @ there, 1), officers) > 0).astype(int)
    found = networks(scene, officer, officers)
    assert (found[:, None] == found[None, :]).tolist() == (joined > 0).tolist()
    sizes = np.bincount(found).tolist()
    assert sizes == sorted(sizes, reverse=True)


@given(st.integers(0, 2**32), st.integers(1, 6))
def test_a_standing_is_the_excess_over_and_the_rank_among_self_and_peers(
    seed: int, officers: int
) -> None:
    rng = np.random.default_rng(seed)
    draws = rng.normal(size=(7, officers))
    peers = (rng.random((officers, officers)) < 0.5) & ~np.eye(officers, dtype=bool)
    for standing in standings(draws, peers):
        i = standing.officer
        among = [i, *np.flatnonzero(peers[i])]
        assert standing.peers == len(among) - 1
        assert standing.excess == pytest.approx(draws[:, i] - draws[:, among].mean(axis=1))
        ranks = [1 + sum(row[j] < row[i] for j in among) for row in draws]
        assert standing.rank.tolist() == ranks


def test_ranks_count_beyond_what_one_byte_holds() -> None:
    draws = np.arange(600.0)[None, :].repeat(3, axis=0)
    peers = ~np.eye(600, dtype=bool)
    ranks = [int(standing.rank[0]) for standing in standings(draws, peers)]
    assert ranks == list(range(1, 601))
