"""People with force by group, stratum and level of severity, as a regression needs them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.clustering import CLUSTER
from daylight.model.arrays import Array, IntArray
from daylight.model.cell_parts import cell_of
from daylight.model.clusters import Rows, Uncertainty, is_recorded, largest_share, settled
from daylight.model.crosstab import GROUP, codes, joint_codes
from daylight.model.force.counted import DECIDES
from daylight.model.ordinal_clusters import ClusteredLevels, scatter
from daylight.model.proportional_odds import OrdinalFit


class SeverityDesign(NamedTuple):
    """Rows of counts by group and stratum.

    Parameters
    ----------
    X
        (R, P) group indicators, then stratum indicators.
    Y
        (R, J) people by level, least to most severe.
    strata
        How many strata tell anything of a comparison.
    member
        (R,) which group a row is of, 0 the reference.
    people
        The same people told apart by what goes together.
    """

    X: Array
    Y: Array
    strata: int
    member: IntArray
    people: tuple[ClusteredLevels, ...]

    def errors(self, fit: OrdinalFit, groups: int) -> list[Uncertainty]:
        """The standard error of the slope of each group."""
        counted = [[self._rows(one, g + 1) for g in range(groups)] for one in self.people]
        moved = [
            scatter(fit, one, range(groups), [largest_share(rows) for rows in of_key])
            for one, of_key in zip(self.people, counted, strict=True)
        ]
        k = len(fit.theta)
        return [
            settled(
                [s[g] for s, rows in zip(moved, counted, strict=True) if is_recorded(rows[g])],
                float(np.sqrt(fit.covariance[k + g, k + g])),
                DECIDES,
            )
            for g in range(groups)
        ]

    def _rows(self, people: ClusteredLevels, group: int) -> Rows:
        """What the clusters hold of one group and the reference: above the least level, and all."""
        columns = []
        for code in (group, 0):
            own = people.n * (self.member[people.row] == code)
            columns += [own * (people.level > 0), own]
        stratum = np.zeros_like(people.row)
        return Rows(people.key, people.cluster, stratum, np.column_stack(columns))


def design_of(
    known: Cells, groups: Sequence[str], scale: tuple[str, Sequence[str]], measure: str
) -> SeverityDesign:
    """The rows of the groups and the reference, by every stratum of the other keys.

    Parameters
    ----------
    groups
        Those that are compared with the reference, which is the one other group of the cells.
    scale
        The key of severity, and its levels from least to most severe.
    """
    name, levels = scale
    within = [key for key in known.by if key not in (GROUP, name)]
    code, tuples = joint_codes(known, [GROUP, *within])
    number, values = codes(known, name)
    place = np.array([levels.index(v) if v in levels else -1 for v in values], dtype=np.int64)
    level = place[number]
    Y = np.zeros((len(tuples), len(levels)))
    np.add.at(Y, (code[level >= 0], level[level >= 0]), known.counts(measure)[level >= 0])
    strata = sorted({t[1:] for t in tuples}, key=str)
    rows = {s: [i for i, t in enumerate(tuples) if t[1:] == s and Y[i].sum()] for s in strata}
    used = [s for s in strata if _informs(Y[rows[s]])]
    columns = [[float(t[0] == g) for t in tuples] for g in groups]
    columns += [[float(t[1:] == s) for t in tuples] for s in used[1:]]
    keep = np.array(sorted(i for s in used for i in rows[s]), dtype=np.int64)
    design_row = np.full(len(tuples), -1, dtype=np.int64)
    design_row[keep] = np.arange(len(keep))
    member = np.array(
        [groups.index(t[0]) + 1 if t[0] in groups else 0 for t in tuples], dtype=np.int64
    )
    people = tuple(_told(known, measure, design_row[code], level))
    return SeverityDesign(np.array(columns).T[keep], Y[keep], len(used), member[keep], people)


def _told(known: Cells, measure: str, row: IntArray, level: IntArray) -> list[ClusteredLevels]:
    """(C,) design row and level of each cell → the people of each clustering."""
    found = []
    for one in known.clusterings:
        if not one.is_telling:
            continue
        cell = cell_of(known, one.cells)
        n, cluster = one.cells.counts(measure), one.cells.counts(CLUSTER).astype(np.int64)
        kept = (n > 0) & (row[cell] >= 0) & (level[cell] >= 0)
        told = (cluster[kept], row[cell][kept], level[cell][kept], n[kept])
        found.append(ClusteredLevels(one.key, *told))
    return found


def _informs(counts: Array) -> bool:
    """Whether a stratum holds two groups and two levels; others say nothing of a comparison."""
    return len(counts) > 1 and int((counts.sum(axis=0) > 0).sum()) > 1
