"""Events among trials that are counted in different cells, with what goes together."""

from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.clustering import CLUSTER
from daylight.model.arrays import Array
from daylight.model.clustered_rates import Trials
from daylight.model.clusters import Rows


class PartCount(NamedTuple):
    """One measure of some cells, less another where it counts blanks."""

    cells: Cells
    measure: str
    blank: str = ""

    def of(self, cells: Cells) -> Array:
        """(N,) counts of other cells of the same kind."""
        found = cells.counts(self.measure)
        return found - cells.counts(self.blank) if self.blank in cells.measures else found

    @property
    def total(self) -> float:
        """The sum over the cells."""
        return float(self.of(self.cells).sum())


class Part(NamedTuple):
    """The events and the trials of one compared part."""

    events: PartCount
    trials: PartCount


def trials_of_parts(*parts: Part, decides: tuple[str, ...] = ()) -> Trials:
    """Events among trials of each part, in pairs, in one single stratum.

    Parameters
    ----------
    decides
        Keys without which it is not known which trials go together.
    """
    columns = [counted for part in parts for counted in part]
    totals = np.array([[counted.total for counted in columns]])
    keys = [one.key for one in parts[0].trials.cells.clusterings if one.is_telling]
    return Trials(totals, tuple(_rows(key, columns) for key in keys), decides)


def _rows(key: str, columns: list[PartCount]) -> Rows:
    clusters, counts = [], []
    for place, counted in enumerate(columns):
        (cells,) = (one.cells for one in counted.cells.clusterings if one.key == key)
        row = np.zeros((len(cells), len(columns)))
        row[:, place] = counted.of(cells)
        counts.append(row)
        clusters.append(cells.counts(CLUSTER).astype(np.int64))
    cluster = np.concatenate(clusters)
    return Rows(key, cluster, np.zeros_like(cluster), np.vstack(counts))
