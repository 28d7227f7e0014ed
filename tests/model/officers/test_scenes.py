from itertools import permutations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.model.officers.scenes import Evaluator, arrange

EXACT = 1e-10
Whole = npt.NDArray[np.int64]
Array = npt.NDArray[np.float64]


def scenes_of(rng: np.random.Generator, count: int, officers: int, levels: int) -> list[Whole]:
    """Rows (scene, officer, level) of scenes with 2 to 7 officers."""
    rows = []
    for scene in range(count):
        n = int(rng.integers(2, 8))
        who = rng.choice(officers, n, replace=False)
        rows.append(np.column_stack([np.full(n, scene), who, rng.integers(0, levels, n)]))
    return list(np.concatenate(rows).T)


def by_enumeration(rows: list[Whole], lam: Array, s: Array) -> float:
    """Log conditional likelihood by writing out every distinct assignment."""
    scene, officer, level = rows
    total = 0.0
    for one in set(scene.tolist()):
        here = scene == one
        mine, used = lam[officer[here]], level[here]
        ways = [float(s[list(w)] @ mine) for w in set(permutations(used.tolist()))]
        total += float(s[used] @ mine) - float(np.logaddexp.reduce(ways))
    return total


@given(st.integers(0, 10_000), st.integers(2, 5))
def test_likelihood_is_that_of_writing_out_every_assignment(seed: int, levels: int) -> None:
    rng = np.random.default_rng(seed)
    rows = scenes_of(rng, 12, 9, levels)
    lam, s = 2 * rng.normal(size=(9, 2)), rng.normal(size=(levels, 2))
    found = Evaluator(arrange(*rows, officers=9, levels=levels), 2).score(lam, s).log_likelihood
    for chain in range(2):
        assert found[chain] == pytest.approx(
            by_enumeration(rows, lam[:, chain], s[:, chain]), abs=EXACT
        )


@pytest.fixture
def small() -> tuple[Evaluator, Array, Array]:
    rng = np.random.default_rng(7)
    laid = arrange(*scenes_of(rng, 40, 12, 4), officers=12, levels=4)
    return Evaluator(laid, 1), rng.normal(size=(12, 1)), np.array([[0.0], [1.0], [1.3], [1.9]])


def test_gradient_is_the_slope_of_the_likelihood(small: tuple[Evaluator, Array, Array]) -> None:
    laid, lam, s = small
    found = laid.score(lam, s)
    h = 1e-5
    for i in range(12):
        step = h * np.eye(12)[:, [i]]
        up, down = (laid.score(lam + d, s).log_likelihood[0] for d in (step, -step))
        assert found.by_officer[i, 0] == pytest.approx((up - down) / (2 * h), abs=1e-6)
    for j in range(4):
        step = h * np.eye(4)[:, [j]]
        up, down = (laid.score(lam, s + d).log_likelihood[0] for d in (step, -step))
        assert found.by_level[j, 0] == pytest.approx((up - down) / (2 * h), abs=1e-6)


def test_what_officers_share_cancels(small: tuple[Evaluator, Array, Array]) -> None:
    laid, lam, s = small
    here, lifted = laid.score(lam, s), laid.score(lam + 3.0, s)
    assert lifted.log_likelihood[0] == pytest.approx(here.log_likelihood[0], abs=EXACT)
    assert here.by_officer.sum() == pytest.approx(0, abs=EXACT)


def test_a_scene_where_all_did_the_same_says_nothing() -> None:
    rows = [np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]), np.array([2, 2, 0, 1])]
    laid = arrange(*rows, officers=2, levels=3)
    only = arrange(*(column[2:] for column in rows), officers=2, levels=3)
    lam, s = np.array([[0.3], [-0.8]]), np.array([[0.0], [1.0], [2.0]])
    assert (
        Evaluator(laid, 1).score(lam, s).log_likelihood
        == Evaluator(only, 1).score(lam, s).log_likelihood
    )


def test_a_scene_of_sixty_officers_does_not_overflow() -> None:
    rng = np.random.default_rng(11)
    rows = [np.zeros(60, dtype=np.int64), np.arange(60), np.repeat([0, 1, 2], [30, 20, 10])]
    found = Evaluator(arrange(*rows, officers=60, levels=3), 1).score(
        3 * rng.normal(size=(60, 1)), np.array([[0.0], [1.0], [2.0]])
    )
    assert np.isfinite(found.log_likelihood).all()
    assert np.isfinite(found.by_officer).all()
