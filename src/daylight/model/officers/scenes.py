"""The conditional likelihood of who did what at scenes that several officers shared.

Symbols follow Ridgeway (2026): officer i at a scene uses severity j with chance proportional to
exp(s_j (h + λ_i)), h being everything the officers at the scene share. Given how many officers
used each severity, h cancels: the observed assignment has probability exp(Σ s_{y_i} λ_i) over the
sum of the same over all ways to hand these severities to these officers.

That sum is one coefficient of the polynomial Π_i (1 + Σ_j w_ij x_j), where w_ij = exp((s_j − s_b)
λ_i) relative to the scene's most common severity b. It is multiplied up officer by officer from
the left and from the right; both together give every officer's chance of every severity, and with
them the gradient. Scenes with the same counts are multiplied side by side, and several parameter
vectors (chains) at once on the last axis.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

Array = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


class Score(NamedTuple):
    """Log likelihood and its gradients in λ and s, one column per chain."""

    log_likelihood: Array
    by_officer: Array
    by_level: Array


@dataclass(frozen=True, slots=True)
class Batch:
    """Scenes whose counts `c` of severities other than their most common one fit into `room`.

    They are sorted by number of officers, most first, so that those which have an i-th officer
    are a prefix. `goal` is where each scene's coefficient stands in the flattened polynomial.
    `atoms[a][i]` says which weight is that of officer i for severity a; `rows[a][i]` where its
    chance is to be written.
    """

    room: tuple[int, ...]
    size: int
    goal: Whole
    atoms: tuple[tuple[Whole, ...], ...]
    rows: tuple[tuple[slice, ...], ...]


@dataclass(frozen=True, slots=True)
class Scenes:
    """All scenes that tell officers apart, laid out for the polynomial products.

    An atom is one officer against one pair of severities (other, most common); `officer`,
    `level` and `base` describe it. `observed` counts how often the officer really used the other
    severity in scenes of that kind. A row is one officer's chance of one other severity at one
    scene; `row_atom` and `row_scene` say which. `gather`, `to_officer` and `to_level` add up rows
    by atom and atoms by officer and severity.
    """

    officers: int
    levels: int
    officer: Whole
    level: Whole
    base: Whole
    observed: Array
    row_atom: Whole
    row_scene: Whole
    gather: Any
    to_officer: Any
    to_level: Any
    batches: tuple[Batch, ...]

    def score(self, lam: Array, s: Array) -> Score:
        """Log conditional likelihood and gradients at `lam` (officers × C) and `s` (levels × C)."""
        chances, log_sum = self.chances(lam, s)
        gap = s[self.level] - s[self.base]
        mine = lam[self.officer]
        left = self.observed[:, None] - self.gather @ chances
        log_likelihood = self.observed @ (gap * mine) - log_sum
        return Score(log_likelihood, self.to_officer @ (gap * left), self.to_level @ (mine * left))

    def chances(self, lam: Array, s: Array) -> tuple[Array, Array]:
        """Chance of each row's officer to have each other severity, and the log of all sums."""
        w = np.exp((s[self.level] - s[self.base]) * lam[self.officer])
        chances = np.empty((self.gather.shape[1], lam.shape[1]))
        log_sum = np.zeros(lam.shape[1])
        for batch in self.batches:
            log_sum += _multiply(batch, w, chances)
        return chances, log_sum


def _adder(index: Whole, size: int) -> Any:
    """The sparse matrix that adds up values with the same index."""
    return sparse.csr_matrix(
        (np.ones(len(index)), (index, np.arange(len(index)))), (size, len(index))
    )


def _multiply(batch: Batch, w: Array, chances: Array) -> Array:
    """Products from both sides for one batch; writes the chances, returns the sum of log sums.

    `right` is, per power already reached, the sum over the officers still to come that leads from
    there to the goal; `left` the sum over the officers so far that leads there.
    """
    axes = len(batch.room)
    shape = (*(k + 1 for k in batch.room), batch.size, w.shape[1])
    every, origin = tuple(range(axes)), (0,) * axes
    low = [_cut(axes, a, slice(None, -1)) for a in every]
    high = [_cut(axes, a, slice(1, None)) for a in every]
    weights = [[w[index] for index in column] for column in zip(*batch.atoms, strict=True)]
    right, left = np.zeros(shape), np.zeros(shape)
    right.reshape(-1, *shape[axes:])[batch.goal, np.arange(batch.size)] = 1.0
    left[origin] = 1.0
    later = []
    for ours in reversed(weights):
        part = right[..., : len(ours[0]), :]
        later.append(part.copy())
        for a in every:
            part[low[a]] += ours[a] * later[-1][high[a]]
    total = right[origin]
    inverse = 1.0 / total
    for i, (ours, after) in enumerate(zip(weights, reversed(later), strict=True)):
        part = left[..., : len(ours[0]), :]
        grown = [ours[a] * part[low[a]] for a in every]
        for a in every:
            ways = (grown[a] * after[high[a]]).sum(axis=every)
            np.multiply(ways, inverse[: len(ways)], out=chances[batch.rows[a][i]])
        for a in every:
            part[high[a]] += grown[a]
    return np.asarray(np.log(total).sum(axis=0))


def _cut(axes: int, axis: int, piece: slice) -> tuple[slice, ...]:
    return tuple(piece if a == axis else slice(None) for a in range(axes))


def arrange(scene: Whole, officer: Whole, level: Whole, *, officers: int, levels: int) -> Scenes:
    """Lay out rows (one officer at one scene, with the severity used) for the products.

    Scenes where all officers used the same severity say nothing and are left out.
    """
    batches: defaultdict[tuple[int, int], list[_Scene]] = defaultdict(list)
    order = np.argsort(scene, kind="stable")
    edges = np.flatnonzero(np.diff(scene[order])) + 1
    for rows in np.split(order, edges):
        counts = np.bincount(level[rows], minlength=levels)
        base = int(counts.argmax())
        others = [j for j in range(levels) if counts[j] and j != base]
        if others:
            # Room to the next power of two: a few empty powers cost less than many batches.
            room = 1 << (int(max(counts[j] for j in others)) - 1).bit_length()
            goal = tuple(int(counts[j]) for j in others)
            one = _Scene(officer[rows], level[rows], base, tuple(others), goal)
            batches[len(others), room].append(one)
    return _Layout(officers, levels).fill(batches)


class _Scene(NamedTuple):
    officer: Whole
    level: Whole
    base: int
    others: tuple[int, ...]
    goal: tuple[int, ...]


class _Layout:
    """Numbers atoms and rows while the batches are filled."""

    def __init__(self, officers: int, levels: int) -> None:
        self.officers, self.levels = officers, levels
        self.atom: dict[tuple[int, int, int], int] = {}
        self.row_atom: list[int] = []
        self.row_scene: list[int] = []
        self.row_used: list[bool] = []
        self.scenes = 0

    def fill(self, batches: dict[tuple[int, int], list[_Scene]]) -> Scenes:
        done = tuple(
            self._batch((room,) * axes, batches[axes, room]) for axes, room in sorted(batches)
        )
        atoms = np.array(list(self.atom), dtype=np.int64).reshape(-1, 3)
        officer, level, base = atoms.T
        row_atom = np.array(self.row_atom, dtype=np.int64)
        gather = _adder(row_atom, len(atoms))
        return Scenes(
            officers=self.officers,
            levels=self.levels,
            officer=officer,
            level=level,
            base=base,
            observed=np.asarray(gather @ np.array(self.row_used, dtype=np.float64)),
            row_atom=row_atom,
            row_scene=np.array(self.row_scene, dtype=np.int64),
            gather=gather,
            to_officer=_adder(officer, self.officers),
            to_level=_adder(level, self.levels) - _adder(base, self.levels),
            batches=done,
        )

    def _batch(self, room: tuple[int, ...], scenes: Sequence[_Scene]) -> Batch:
        ranked = sorted(scenes, key=lambda one: -len(one.officer))
        widest = len(ranked[0].officer)
        atoms, rows = [], []
        for a in range(len(room)):
            columns = [
                [
                    self._row(one, i, a, self.scenes + k)
                    for k, one in enumerate(ranked)
                    if i < len(one.officer)
                ]
                for i in range(widest)
            ]
            atoms.append(tuple(np.array(column, dtype=np.int64) for column in columns))
            ends = (
                len(self.row_atom) - sum(map(len, columns)) + np.cumsum([len(k) for k in columns])
            )
            rows.append(
                tuple(slice(int(e) - len(k), int(e)) for e, k in zip(ends, columns, strict=True))
            )
        self.scenes += len(ranked)
        goal = np.ravel_multi_index(
            tuple(np.array([one.goal for one in ranked]).T), tuple(k + 1 for k in room)
        )
        return Batch(room, len(ranked), goal, tuple(atoms), tuple(rows))

    def _row(self, one: _Scene, i: int, a: int, scene: int) -> int:
        key = (int(one.officer[i]), one.others[a], one.base)
        atom = self.atom.setdefault(key, len(self.atom))
        self.row_atom.append(atom)
        self.row_scene.append(scene)
        self.row_used.append(bool(one.level[i] == one.others[a]))
        return atom
