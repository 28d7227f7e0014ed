"""The search-rate difference at equal risk without each officer or day in turn."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from daylight.data.cells import Cells
from daylight.model.arrays import Array, Mask
from daylight.model.cell_parts import CellPart, cell_parts, recorded
from daylight.model.clustered_rates import DECIDES
from daylight.model.clusters import Rows, Statistic, Uncertainty, uncertainty
from daylight.model.crosstab import GROUP, Whom, codes
from daylight.model.events import SEARCHES


@dataclass(frozen=True, slots=True)
class Decisions:
    """Searches among the stops of a group and the reference, cell by cell.

    Parameters
    ----------
    counts
        (S, 6) searches and stops of the cell; 1 for the group, 0; its risk, 0.
    whom
        Whom the comparison describes.
    """

    counts: Array
    clusterings: tuple[Rows, ...]
    whom: Whom

    @classmethod
    def of(cls, cells: Cells, kept: Mask, risk: Array, whom: Whom) -> Self:
        """The kept cells that are of the group or of the reference; `risk` is of the kept ones."""
        number, values = codes(cells, GROUP)
        group, reference = whom["keys"][GROUP], whom["compared_with"]
        is_group = number == values.index(group)
        member = kept & (is_group | (number == values.index(reference)))
        every_risk = np.zeros(len(cells))
        every_risk[kept] = risk
        nothing = np.zeros(len(cells))
        searches, stops = cells.counts(SEARCHES.event), recorded(cells, SEARCHES)
        columns = [searches, stops, is_group.astype(float), nothing, every_risk, nothing]
        counts = np.column_stack(columns)[member]
        return cls(
            counts,
            tuple(_rows(part.among(member)) for part in cell_parts(cells, SEARCHES)),
            whom,
        )

    def uncertainty(self, model_se: float) -> Uncertainty:
        """The standard error with the risks taken as known."""
        return uncertainty(self.counts, self.clusterings, AT_EQUAL_RISK, model_se, DECIDES)


def with_error_of_risk(known: Uncertainty, variance: float) -> Uncertainty:
    """The same with what the error of the estimated risks adds, as much larger by clusters."""
    factor = known.basis.factor or 1.0
    return replace(
        known,
        se=float(np.sqrt(known.se**2 + variance * factor**2)),
        model_se=float(np.sqrt(known.model_se**2 + variance)),
    )


def _rows(part: CellPart) -> Rows:
    """Searches and stops of each part, with its cell as the stratum."""
    nothing = np.zeros((len(part.cell), 4))
    counts = np.column_stack([part.y, part.n, nothing])
    return Rows(part.key, part.cluster, part.cell, counts)


def _moments(counts: Array) -> Array:
    """What a cell adds to X'WX and X'Wa of a ~ 1 + g + r."""
    a, w, g, _, r, _ = np.moveaxis(counts, -1, 0)
    return np.stack([w, w * g, w * r, w * r * r, w * g * r, a, a * g, a * r], axis=-1)


def _coefficient(sums: Array) -> Array:
    """The coefficient of g from the moments, by Cramer's rule (g² = g)."""
    w, wg, wr, wrr, wgr, a, ag, ar = np.moveaxis(sums, -1, 0)
    square = [[w, wg, wr], [wg, wg, wgr], [wr, wgr, wrr]]
    replaced = [[w, a, wr], [wg, ag, wgr], [wr, ar, wrr]]
    return np.asarray(_determinant(replaced) / _determinant(square))


def _determinant(m: list[list[Array]]) -> Array:
    first = m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
    second = m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
    third = m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    return np.asarray(first - second + third)


AT_EQUAL_RISK = Statistic(_moments, _coefficient)
