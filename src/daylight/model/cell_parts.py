"""Cells told apart by officer, day or place: which part of which cell is whose."""

from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.clustering import CLUSTER, telling
from daylight.model.arrays import Array, IntArray, Mask
from daylight.model.clusters import Rows
from daylight.model.crosstab import codes
from daylight.model.events import Events


class CellPart(NamedTuple):
    """One clustering of the cells: (N,) cluster (−1 where blank), cell, events and trials."""

    key: str
    cluster: IntArray
    cell: IntArray
    y: Array
    n: Array

    def among(self, kept: Mask) -> "CellPart":
        """The parts of the kept cells, which are numbered anew."""
        own, place = kept[self.cell], np.cumsum(kept) - 1
        cell = place[self.cell[own]]
        return CellPart(self.key, self.cluster[own], cell, self.y[own], self.n[own])

    def rows(self, *columns: Array) -> Rows:
        """(N, C) counts of its clusters in one single stratum."""
        return Rows(self.key, self.cluster, np.zeros_like(self.cell), np.column_stack(columns))


def cell_parts(cells: Cells, of: Events) -> tuple[CellPart, ...]:
    """The parts of the cells by every clustering that tells which rows go together."""
    return tuple(
        CellPart(
            key=one.key,
            cluster=one.cells.counts(CLUSTER).astype(np.int64),
            cell=cell_of(cells, one.cells),
            y=one.cells.counts(of.event),
            n=recorded(one.cells, of),
        )
        for one in telling(cells, cells.by)
    )


def recorded(cells: Cells, of: Events) -> Array:
    """(C,) trials whose answer was recorded; all where blanks are not counted."""
    trials = cells.counts(of.trials)
    return trials - cells.counts(of.blank) if of.blank in cells.measures else trials


def cell_of(cells: Cells, clustered: Cells) -> IntArray:
    """(N,) the cell that each row of a clustering is a part of."""
    whole = np.zeros(len(cells), dtype=np.int64)
    part = np.zeros(len(clustered), dtype=np.int64)
    for name in cells.by:
        number, values = codes(cells, name)
        own, own_values = codes(clustered, name)
        place = {value: i for i, value in enumerate(values)}
        whole = whole * len(values) + number
        part = part * len(values) + np.array([place[v] for v in own_values], dtype=np.int64)[own]
    order = np.argsort(whole)
    return np.asarray(order[np.searchsorted(whole, part, sorter=order)], dtype=np.int64)
