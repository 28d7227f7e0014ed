"""Sums over all ways to hand the severities used at a scene to the officers who were there.

The sum is one coefficient of the polynomial Π_i (1 + Σ_a w_ia x_a), one factor per officer and one
variable per severity other than the scene's most common: the coefficient whose powers are the
counts of those severities. It is multiplied up officer by officer from the left and from the
right; both together give every officer's share of every severity, and with them the gradient.
Nothing is ever subtracted, so nothing cancels.

All scenes of a track are multiplied at once. Each has a box of powers, up to its goal; the boxes
stand one after another in a flat array, those with most officers first, so that the scenes with a
t-th officer are a prefix. Handing severity a to one more officer then moves by the same stride in
every box. Several parameter vectors (chains) run along the last axis.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from daylight.model.arrays import Array, IntArray


class Handed(NamedTuple):
    """How often each severity but the most common was used at a scene of `officers` officers.

    `rows` numbers the scene's rows, one per officer (first axis) and severity (second axis).
    """

    goal: tuple[int, ...]
    rows: IntArray


@dataclass(frozen=True, slots=True)
class Track:
    """The layout of scenes whose boxes have the same strides.

    Block t holds the boxes of scenes with a t-th officer: `sizes[t]` powers from `starts[t]` on.
    `origins` is where each scene's box begins in block 0, `goals` where its goal is in its last
    block. `row[a]` says, for each power and place, whose weight leads into it by severity a; -1
    where nothing does.
    """

    strides: tuple[int, ...]
    sizes: tuple[int, ...]
    starts: tuple[int, ...]
    origins: IntArray
    goals: IntArray
    row: IntArray

    @classmethod
    def of(cls, scenes: Sequence[Handed], room: tuple[int, ...]) -> "Track":
        """Lay out scenes, most officers first; `room` is that of all severities but the first."""
        strides = tuple(
            int(np.prod([1 + k for k in room[a:]], dtype=np.int64)) for a in range(1 + len(room))
        )
        boxes = np.array([(1 + one.goal[0]) * strides[0] for one in scenes])
        offsets = np.cumsum(boxes) - boxes
        officers = np.array([len(one.rows) for one in scenes])
        sizes = np.array([boxes[officers > t].sum() for t in range(int(officers[0]))])
        # A gap as wide as the widest stride, always zero, follows each block and opens the array.
        starts = strides[0] + np.cumsum(sizes + strides[0]) - (sizes + strides[0])
        row = np.full((len(strides), int(starts[-1] + sizes[-1]) + strides[0]), -1)
        goals = np.empty(len(scenes), dtype=np.int64)
        for k, (goal, rows) in enumerate(scenes):
            place = (starts[: len(rows)] + offsets[k])[:, None] + np.arange(boxes[k])
            goals[k] = place[-1, int(np.dot(goal, strides))]
            for a, live in enumerate(_reached(goal, strides, int(boxes[k]))):
                row[a, place[:, live]] = rows[:, [a]]
        return cls(
            strides,
            tuple(sizes.tolist()),
            tuple(starts.tolist()),
            np.asarray(starts[0] + offsets),
            goals,
            row,
        )


def _reached(goal: tuple[int, ...], strides: tuple[int, ...], box: int) -> list[IntArray]:
    """Per severity, the powers of a box that are reached by handing that severity once more."""
    powers, rest = [], np.arange(box)
    for stride in strides:
        power, rest = np.divmod(rest, stride)
        powers.append(power)
    inside = np.all([p <= k for p, k in zip(powers, goal, strict=True)], axis=0)
    return [np.flatnonzero(inside & (p > 0)) for p in powers]


class Workings:
    """The intermediate sums of one track for a number of chains, reused from call to call.

    `left` holds, per power and place, the sum over the officers before that leads there; `after`
    the sum over the officers after that leads from there to the goal.
    """

    def __init__(self, track: Track, atom: IntArray, columns: int) -> None:
        """Make room; `atom` says which weight is each row's, the last weight being zero."""
        axes, length = track.row.shape
        gap, first = track.strides[0], track.sizes[0]
        self.track = track
        self.index = np.where(track.row < 0, -1, atom[track.row])
        self.weight = np.zeros((axes, length, columns))
        self.shares = np.zeros((axes, length, columns))
        self.left = np.zeros((length, columns))
        # `after` is aligned with `left`; before it stands one more block, with all officers after.
        self.right = np.zeros((first + gap + length, columns))
        self.after = self.right[first + gap :]
        self.after[track.goals] = 1.0
        self.spare = np.empty((first, columns))
        self.backward = [self._backward(t) for t in reversed(range(len(track.sizes)))]
        self.forward = [self._forward(t) for t in range(len(track.sizes) - 1)]

    def _backward(self, t: int) -> "_Step":
        """Officer t joins the officers after."""
        start, size = self.track.starts[t], self.track.sizes[t]
        gained = self.after[self.track.starts[t - 1] :] if t else self.right[start:]
        return _Step(
            gained[:size],
            self.after[start : start + size],
            tuple(
                (self.weight[a, start + k : start + k + size], self.after[start + k :][:size])
                for a, k in enumerate(self.track.strides)
            ),
            self.spare[:size],
        )

    def _forward(self, t: int) -> "_Step":
        """Officer t joins the officers before, where there is a next one."""
        start, size = self.track.starts[t], self.track.sizes[t + 1]
        return _Step(
            self.left[self.track.starts[t + 1] :][:size],
            self.left[start : start + size],
            tuple(
                (self.weight[a, start : start + size], self.left[start - k :][:size])
                for a, k in enumerate(self.track.strides)
            ),
            self.spare[:size],
        )

    def run(self, w: Array) -> Array:
        """Each scene's sum; `shares` is then what each way in adds to it, over sum and weight."""
        for index, weight in zip(self.index, self.weight, strict=True):
            np.take(w, index, axis=0, out=weight, mode="wrap")
        for step in self.backward:
            step.take()
        total: Array = self.right[self.track.origins]
        self.left[self.track.origins] = 1.0 / total
        for step in self.forward:
            step.take()
        for share, k in zip(self.shares, self.track.strides, strict=True):
            np.multiply(self.left[:-k], self.after[k:], out=share[k:])
        return total


class _Step(NamedTuple):
    """One officer's factor: sum = source + Σ weight · source moved."""

    total: Array
    source: Array
    moved: tuple[tuple[Array, Array], ...]
    spare: Array

    def take(self) -> None:
        source = self.source
        for weight, moved in self.moved:
            np.multiply(weight, moved, out=self.spare)
            np.add(source, self.spare, out=self.total)
            source = self.total
