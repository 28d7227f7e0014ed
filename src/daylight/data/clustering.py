"""Counts told apart by anonymous clusters: which rows go together, never whose they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from daylight.schema.vocabulary import UNKNOWN

if TYPE_CHECKING:
    from daylight.data.cells import Cells

CLUSTER = "cluster"
"""The key column of a clustering: 0, 1, … and `NOT_RECORDED`."""

NOT_RECORDED = -1
"""The cluster of rows whose key is blank."""

OFFICER = "officer_id"
DAYS = ("stop_date", "incident_date", "arrest_date", "start_date")
PLACES = ("neighborhood", "beat", "district", "county", "agency_id")
"""Where, finest first: of several that are recorded the first is used."""
WEEK = "week"
STOP_CLUSTERS = (OFFICER, "stop_date", WEEK, *PLACES)
FORCE_CLUSTERS = (OFFICER, "incident_date")
TRANSPORT_CLUSTERS = (OFFICER, "start_date")
ARREST_CLUSTERS = (OFFICER, "arrest_date")
FORCE_COUNT_CLUSTERS = (*FORCE_CLUSTERS, *PLACES)
"""What rows of stops, force reports, arrests and transports may go together by; force also by place
where it is counted against residents."""

FEWEST_CLUSTERS = 5
"""With fewer clusters no p-value is given: their scatter says next to nothing."""
DOMINATES = 0.8
"""Nor where one cluster has more than this share of a group's trials or events."""
MOST_BLANK = 0.2
"""A key that is blank in more than this share of the rows counts as not recorded."""
SINGLE = 0.5
"""A key with more values than this share of the rows it is recorded in tells no clusters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustering:
    """The same counts as those of some cells, told apart by officer, day or place.

    Rows of one officer, day or place resemble one another, and a method needs to know which go
    together to say what chance could do. It needs no more: clusters are numbered, so that no
    officer stands among the counts. A clustering is never a group by itself.

    Parameters
    ----------
    key
        What its rows are told apart by: `officer_id`, `stop_date`, `district`.
    cells
        Counts by the keys of the cells it belongs to and `cluster`. Measures that have no
        cluster (a population) may be missing.
    whole_tells
        Where it is a part of a larger one: whether that one told which rows go together. A small
        group has a day for nearly every row, and its days are days all the same.
    """

    key: str
    cells: "Cells"
    whole_tells: bool | None = None

    @classmethod
    def of(cls, cells: "Cells", column: str, key: str = "") -> Self:
        """Number the values of one key column, and forget them; `key` is what it says.

        They are numbered by size, so that the order of their names does not show.
        """
        from daylight.data.cells import Cells

        codes = _numbered(cells.table[column], cells.counts(cells.measures[0]))
        rest = tuple(name for name in cells.by if name != column)
        table = cells.table.drop_columns([column]).append_column(CLUSTER, codes)
        made = Cells(
            by=(*rest, CLUSTER),
            measures=cells.measures,
            table=table,
            provenance=cells.provenance,
        )
        return cls(key=key or column, cells=made)

    @classmethod
    def of_counted(cls, table: Any, column: str, by: Sequence[str]) -> Self:
        """The same from an Arrow table of counts by the keys `by` and one column more."""
        from daylight.data.cells import Cells, key_column, plain

        measures = [name for name in table.column_names if name not in (*by, column)]
        size = plain(table[measures[0]])
        codes = _numbered(key_column(table[column], column, column), size)
        bare = table.drop_columns([column]).append_column(CLUSTER, codes)
        return cls(key=column, cells=Cells.from_arrow(bare, by=(*by, CLUSTER)))

    @property
    def is_recorded(self) -> bool:
        """Whether any row's cluster is known."""
        return bool((self.cells.counts(CLUSTER) >= 0).any())

    @property
    def is_telling(self) -> bool:
        """Whether the key tells which rows go together: not one value for nearly every row."""
        import numpy as np

        if self.whole_tells is not None:
            return self.whole_tells
        number, rows = self.cells.counts(CLUSTER), self.cells.counts(self.cells.measures[0])
        recorded = (number >= 0) & (rows > 0)
        return len(np.unique(number[recorded])) <= SINGLE * float(rows[recorded].sum())

    @property
    def blank_share(self) -> float:
        """Share of the first measure whose cluster was not recorded."""
        counts = self.cells.counts(self.cells.measures[0])
        total = float(counts.sum())
        return float(counts[self.cells.counts(CLUSTER) < 0].sum()) / total if total else 0.0

    def pick(self, keys: Mapping[str, Any]) -> Self:
        """The same of fewer cells."""
        return replace(self, cells=self.cells.pick(**keys), whole_tells=self.is_telling)

    def collapse(self, by: Sequence[str]) -> Self:
        """The same by fewer keys."""
        cells = self.cells.collapse(*by, CLUSTER)
        return self if cells is self.cells else replace(self, cells=cells)


def _numbered(column: Any, size: Any) -> Any:
    """A column's values as numbers, the largest first; `size` is how much each row counts."""
    import numpy as np

    from daylight.data.cells import arrow, plain

    array = column.combine_chunks() if hasattr(column, "combine_chunks") else column
    encoded = array.dictionary_encode()
    values, code = encoded.dictionary.to_pylist(), plain(encoded.indices)
    total = np.bincount(code, weights=size, minlength=len(values)).tolist()
    known = [i for i, value in enumerate(values) if value != UNKNOWN]
    known.sort(key=lambda i: (-total[i], str(values[i])))
    number = np.full(len(values), NOT_RECORDED, dtype=np.int64)
    number[known] = np.arange(len(known))
    return arrow(number[code])
