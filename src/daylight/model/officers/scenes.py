"""The conditional likelihood of who did what at scenes that several officers shared.

Symbols follow Ridgeway (2026): officer i at a scene uses severity j with chance proportional to
exp(s_j (h + λ_i)), h being everything the officers at the scene share. Given how many officers
used each severity, h cancels: the observed assignment has probability exp(Σ s_{y_i} λ_i) over the
sum of the same over all ways to hand these severities to these officers. That sum is `products`;
where a single officer did otherwise than all others it is the plain sum of w, for all such scenes
one sparse product.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from daylight.model.arrays import Array, IntArray
from daylight.model.officers.products import Handed, Track, Workings


class LikelihoodScore(NamedTuple):
    """Log likelihood and its gradients in λ and s, one column per chain."""

    log_likelihood: Array
    by_officer: Array
    by_level: Array


@dataclass(frozen=True, slots=True)
class Scenes:
    """All scenes that tell officers apart, laid out for the sums.

    An atom is one officer against one pair of severities (other, most common); `officer`,
    `level` and `base` describe it. `observed` counts how often the officer really used the other
    severity in scenes of that kind. A row is one officer's chance of one other severity at one
    scene; `row_atom` and `row_scene` say which. The first rows are of scenes where one officer did
    otherwise, which `alone` adds up; then come those of the `tracks`. `to_officer` and `to_level`
    add up atoms by officer and severity.
    """

    officers: int
    levels: int
    officer: IntArray
    level: IntArray
    base: IntArray
    observed: Array
    row_atom: IntArray
    row_scene: IntArray
    alone: Any
    to_officer: Any
    to_level: Any
    tracks: tuple[Track, ...]


class Evaluator:
    """The log likelihood of scenes and its gradients, with the room they are worked out in."""

    def __init__(self, scenes: Scenes, columns: int) -> None:
        self.scenes = scenes
        self.workings = [Workings(track, scenes.row_atom, columns) for track in scenes.tracks]
        self.alone_by_atom = scenes.alone.T.tocsr()
        self.share_by_atom = [
            _adder(work.index.ravel(), len(scenes.officer)) for work in self.workings
        ]
        self.w = np.zeros((len(scenes.officer) + 1, columns))

    def score(self, lam: Array, s: Array) -> LikelihoodScore:
        """Log conditional likelihood and gradients at `lam` (officers × C) and `s` (levels × C)."""
        scenes = self.scenes
        gap = self._gap(s)
        mine = lam.take(scenes.officer, axis=0)
        lift = gap * mine
        inverse, log_sum = self._multiply(lift)
        expected = self.alone_by_atom @ inverse
        for adder, work in zip(self.share_by_atom, self.workings, strict=True):
            expected += adder @ work.shares.reshape(-1, expected.shape[1])
        expected *= self.w[:-1]
        left = scenes.observed[:, None] - expected
        log_likelihood = scenes.observed @ lift - log_sum
        gap *= left
        mine *= left
        return LikelihoodScore(log_likelihood, scenes.to_officer @ gap, scenes.to_level @ mine)

    def chances(self, lam: Array, s: Array) -> Array:
        """Chance of each row's officer to have that other severity there."""
        scenes = self.scenes
        inverse, _ = self._multiply(self._gap(s) * lam[scenes.officer])
        share = np.zeros((len(scenes.row_atom), inverse.shape[1]))
        plain = scenes.alone.nnz
        share[:plain] = inverse[scenes.row_scene[:plain]]
        for work in self.workings:
            live = work.track.row >= 0
            np.add.at(share, work.track.row[live], work.shares[live])
        return np.asarray(self.w[scenes.row_atom] * share)

    def _gap(self, s: Array) -> Array:
        """What the severity of each atom scores over the most common one."""
        scenes = self.scenes
        pairs = (s[:, None] - s).reshape(-1, s.shape[1])
        return pairs.take(scenes.level * scenes.levels + scenes.base, axis=0)

    def _multiply(self, lift: Array) -> tuple[Array, Array]:
        """Work out all sums; those of scenes with one other, inverted, and the log of all."""
        np.exp(lift, out=self.w[:-1])
        total = self.scenes.alone @ self.w[:-1]
        log_sum = np.log(total).sum(axis=0)
        for work in self.workings:
            log_sum += np.log(work.run(self.w)).sum(axis=0)
        return 1.0 / total, log_sum


def _adder(index: IntArray, size: int) -> Any:
    """The sparse matrix that adds up values with the same index, leaving out negative ones."""
    live = np.flatnonzero(index >= 0)
    return sparse.csr_matrix((np.ones(len(live)), (index[live], live)), (size, len(index)))


def arrange(
    scene: IntArray, officer: IntArray, level: IntArray, *, officers: int, levels: int
) -> Scenes:
    """Lay out rows (one officer at one scene, with the severity used) for the sums.

    Scenes where all officers used the same severity say nothing and are left out.
    """
    alone: list[_Scene] = []
    tracks: defaultdict[tuple[int, ...], list[_Scene]] = defaultdict(list)
    order = np.argsort(scene, kind="stable")
    edges = np.flatnonzero(np.diff(scene[order])) + 1
    for rows in np.split(order, edges):
        counts = np.bincount(level[rows], minlength=levels)
        base = int(counts.argmax())
        others = [j for j in np.argsort(-counts, kind="stable").tolist() if counts[j] and j != base]
        one = _Scene(
            officer[rows], level[rows], base, tuple(others), tuple(counts[others].tolist())
        )
        if one.goal == (1,):
            alone.append(one)
        elif others:
            # Room to the next power of two: a few empty powers cost less than many tracks.
            tracks[tuple((1 << k.bit_length()) - 1 for k in one.goal[1:])].append(one)
    return _fill(alone, tracks, officers, levels)


class _Scene(NamedTuple):
    officer: IntArray
    level: IntArray
    base: int
    others: tuple[int, ...]
    goal: tuple[int, ...]


def _fill(
    alone: list[_Scene], tracks: dict[tuple[int, ...], list[_Scene]], officers: int, levels: int
) -> Scenes:
    ranked = [
        (room, sorted(tracks[room], key=lambda one: -len(one.officer))) for room in sorted(tracks)
    ]
    scenes = [*alone, *(one for _, group in ranked for one in group)]
    code, used, sizes = [], [], []
    for one in scenes:
        other = np.array(one.others)
        code.append(((one.officer[:, None] * levels + other) * levels + one.base).ravel())
        used.append((one.level[:, None] == other).ravel())
        sizes.append(len(one.officer) * len(other))
    atoms, row_atom = np.unique(np.concatenate(code), return_inverse=True)
    officer, pair = np.divmod(atoms, levels**2)
    level, base = np.divmod(pair, levels)
    row_scene = np.repeat(np.arange(len(scenes)), sizes)
    plain = int(sum(sizes[: len(alone)]))
    first = np.cumsum(sizes) - sizes
    handed, done = [], len(alone)
    for room, group in ranked:
        rows = [
            first[done + k] + np.arange(sizes[done + k]).reshape(len(one.officer), -1)
            for k, one in enumerate(group)
        ]
        handed.append(Track.of([Handed(o.goal, r) for o, r in zip(group, rows, strict=True)], room))
        done += len(group)
    return Scenes(
        officers=officers,
        levels=levels,
        officer=officer,
        level=level,
        base=base,
        observed=np.bincount(row_atom, np.concatenate(used), len(atoms)).astype(np.float64),
        row_atom=row_atom,
        row_scene=row_scene,
        alone=sparse.csr_matrix(
            (np.ones(plain), (row_scene[:plain], row_atom[:plain])), (len(alone), len(atoms))
        ),
        to_officer=_adder(officer, officers),
        to_level=_adder(level, levels) - _adder(base, levels),
        tracks=tuple(handed),
    )
