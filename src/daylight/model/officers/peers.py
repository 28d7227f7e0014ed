"""Whom an officer can be compared with, and where the officer ranks among them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph

from daylight.model.arrays import Array, IntArray


class PeerStanding(NamedTuple):
    """One officer against peers: how many, own λ minus their mean, own rank (1 is lowest)."""

    officer: int
    peers: int
    excess: Array
    rank: IntArray


def networks(scene: IntArray, officer: IntArray, officers: int) -> IntArray:
    """Number of the connected part that each officer belongs to, the largest being 0.

    Officers are connected who were at a scene together, or through others who were.
    """
    _, scenes = np.unique(scene, return_inverse=True)
    ones = np.ones(len(scenes))
    attended = sparse.csr_matrix((ones, (scenes, officer)), (int(scenes.max()) + 1, officers))
    _, part = csgraph.connected_components(attended.T @ attended, directed=False)
    by_size = np.argsort(-np.bincount(part), kind="stable")
    return np.asarray(np.argsort(by_size)[part], dtype=np.int64)


def informative(draws: Array, network: IntArray, limit: float) -> npt.NDArray[np.bool_]:
    """Which officers (columns) are peers of which (rows): knowing one pins down the other.

    Officer j is a peer of i when the variance of λ_j given λ_i is below `limit` (the prior's is
    1) and both are in one network. Reference: Ridgeway (2026), section 3.4.
    """
    covariance = np.cov(draws.T)
    variance = np.diag(covariance)
    given = variance[None, :] - covariance**2 / variance[:, None]
    peers = (given < limit) & (network[:, None] == network[None, :])
    np.fill_diagonal(peers, val=False)
    return np.asarray(peers)


def standings(
    draws: Array, peers: npt.NDArray[np.bool_], threads: int = 2
) -> Iterator[PeerStanding]:
    """Each officer's excess over, and rank among, the officer and the officer's peers."""
    by_officer = np.ascontiguousarray(draws.T)
    small = np.min_scalar_type(len(peers))
    # Places among all officers compare as the draws do, in a quarter of the memory.
    places = np.argsort(np.argsort(draws, axis=1), axis=1).T.astype(small, order="C")
    sums = peers.astype(np.float64) @ by_officer

    def one(i: int) -> PeerStanding:
        others = np.flatnonzero(peers[i])
        mean = (by_officer[i] + sums[i]) / (1 + len(others))
        lower = places[others] < places[i]
        return PeerStanding(i, len(others), by_officer[i] - mean, 1 + _count(lower))

    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(one, range(len(peers)))


def _count(lower: npt.NDArray[np.bool_]) -> IntArray:
    """True values per column, added up as bytes: 255 rows cannot overflow one."""
    found = np.zeros(lower.shape[1], dtype=np.int64)
    for first in range(0, len(lower), 255):
        found += lower[first : first + 255].view(np.uint8).sum(axis=0, dtype=np.uint8)
    return found
