"""Counts told apart by anonymous clusters: which rows go together, never whose they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from daylight.errors import CellsError
from daylight.schema.vocabulary import UNKNOWN

if TYPE_CHECKING:
    from daylight.data.cells import Cells

CLUSTER = "cluster"
"""The key column of a clustering: 0, 1, … and `NOT_RECORDED`."""

NOT_RECORDED = -1
"""The cluster of rows whose key is blank."""

OFFICER = "officer_id"
DAYS = ("stop_date", "incident_date", "arrest_date")
PLACES = ("neighborhood", "beat", "district", "county", "agency_id")
"""Where, finest first: of several that are recorded the first is used."""
WEEK = "week"
STOP_CLUSTERS = (OFFICER, "stop_date", WEEK, *PLACES)
FORCE_CLUSTERS = (OFFICER, "incident_date")
"""What rows of stops and of force reports may go together by."""

FEWEST_CLUSTERS = 5
"""With fewer clusters no p-value is given: their scatter says next to nothing."""
DOMINATES = 0.8
"""Nor where one cluster has more than this share of a group's trials or events."""
MOST_BLANK = 0.2
"""A key that is blank in more than this share of the rows counts as not recorded."""
SAID_BLANK = frozenset(
    {"unknown", "unk", "n/a", "na", "nan", "null", "(null)", "none", "missing", "not recorded", "-"}
)
"""What files write where nothing was recorded: no officer, day or place is called so."""
SAID_TOTAL = frozenset({"total", "totals", "grand total", "subtotal", "sub-total"})
"""What files call a row that adds up the rows beside it."""
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
    """

    key: str
    cells: "Cells"

    @classmethod
    def of(cls, cells: "Cells", column: str, key: str = "") -> Self:
        """Number the values of one key column, and forget them; `key` is what it says.

        They are numbered by size, so that the order of their names does not show.
        """
        import numpy as np

        from daylight.data.cells import Cells

        said = cells.table[column].to_pylist()
        values = [_recorded(value) for value in said]
        if called := sorted({str(v) for v in values if _is_one_of(v, SAID_TOTAL)}):
            raise CellsError(
                f"{cells.provenance.origin}: column {column} holds {', '.join(called)}, a row that "
                "adds up the others and would count everything twice; take its rows out"
            )
        first = cells.counts(cells.measures[0])
        sizes: dict[Any, float] = {}
        for value, count in zip(values, first.tolist(), strict=True):
            sizes[value] = sizes.get(value, 0.0) + count
        sizes.pop(UNKNOWN, None)
        order = sorted(sizes, key=lambda value: (-sizes[value], str(value)))
        number = {value: i for i, value in enumerate(order)} | {UNKNOWN: NOT_RECORDED}
        codes = np.array([number[value] for value in values], dtype=np.int64)
        rest = tuple(name for name in cells.by if name != column)
        table = cells.table.drop_columns([column]).append_column(CLUSTER, _column(codes))
        if values != said:
            table = _added_up(table, (*rest, CLUSTER), cells.measures)
        made = Cells(
            by=(*rest, CLUSTER),
            measures=cells.measures,
            table=table,
            provenance=cells.provenance,
        )
        return cls(key=key or column, cells=made)

    @classmethod
    def among_keys(cls, cells: "Cells", key: str) -> Self:
        """The cells told apart by one of their own keys, which stays one of them.

        Where officers are the strata, each is also a cluster: officers who differ in their own gaps
        move what is common to them as far as chance does.
        """
        import numpy as np

        from daylight.data.cells import Cells

        values = cells.table[key].to_pylist()
        number = {value: i for i, value in enumerate(v for v in cells.values(key) if v != UNKNOWN)}
        codes = np.array([number.get(value, NOT_RECORDED) for value in values], dtype=np.int64)
        made = Cells(
            by=(*cells.by, CLUSTER),
            measures=cells.measures,
            table=cells.table.append_column(CLUSTER, _column(codes)),
            provenance=cells.provenance,
        )
        return cls(key=key, cells=made)

    @property
    def is_telling(self) -> bool:
        """Whether the key tells which rows go together: not one value for nearly every row."""
        import numpy as np

        number = self.cells.counts(CLUSTER)
        recorded = number >= 0
        rows = float(self.cells.counts(self.cells.measures[0])[recorded].sum())
        return len(np.unique(number[recorded])) <= SINGLE * rows

    @property
    def blank_share(self) -> float:
        """Share of the first measure whose cluster was not recorded."""
        counts = self.cells.counts(self.cells.measures[0])
        total = float(counts.sum())
        return float(counts[self.cells.counts(CLUSTER) < 0].sum()) / total if total else 0.0

    def pick(self, keys: Mapping[str, Any]) -> Self:
        """The same of fewer cells."""
        return replace(self, cells=self.cells.pick(**keys))

    def collapse(self, by: Sequence[str]) -> Self:
        """The same by fewer keys."""
        return replace(self, cells=self.cells.collapse(*by, CLUSTER))


def _added_up(table: Any, keys: Sequence[str], measures: Sequence[str]) -> Any:
    """One row for each key, where several words for a blank are one blank."""
    sums = [(name, "sum") for name in measures]
    grouped = table.group_by(list(keys), use_threads=False).aggregate(sums)
    return grouped.rename_columns([name.removesuffix("_sum") for name in grouped.column_names])


def _recorded(value: Any) -> Any:
    """A value of a key, `unknown` where the file says in words that nothing was recorded."""
    return UNKNOWN if _is_one_of(value, SAID_BLANK) else value


def _is_one_of(value: Any, words: frozenset[str]) -> bool:
    return isinstance(value, str) and value.strip().casefold() in words


def telling(cells: "Cells", keys: Sequence[str]) -> list[Clustering]:
    """The clusterings of cells that say which rows go together.

    Parameters
    ----------
    keys
        The keys that are strata: officers and days among them are clusters too.
    """
    apart = [one for one in cells.clusterings if one.key not in keys]
    apart += [Clustering.among_keys(cells, key) for key in (OFFICER, *DAYS) if key in keys]
    return [one for one in apart if one.is_telling]


def _column(values: Any) -> Any:
    from daylight.data.cells import arrow

    return arrow(values)
