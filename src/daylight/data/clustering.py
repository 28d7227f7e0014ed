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

        said = cells.table[column]
        _refuse_totals(said, column, cells.provenance.origin)
        codes = _numbered(said, cells.counts(cells.measures[0]))
        rest = tuple(name for name in cells.by if name != column)
        table = cells.table.drop_columns([column]).append_column(CLUSTER, codes)
        if _says_blank(said):
            table = _added_up(table, (*rest, CLUSTER), cells.measures)
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

    @classmethod
    def among_keys(cls, cells: "Cells", key: str) -> Self:
        """The cells told apart by one of their own keys, which stays one of them.

        Where officers are the strata, each is also a cluster: officers who differ in their own gaps
        move what is common to them as far as chance does.
        """
        import numpy as np

        from daylight.data.cells import Cells, arrow, plain

        encoded = _encoded(cells.table[key])
        values = encoded.dictionary.to_pylist()
        known = {value: i for i, value in enumerate(v for v in values if v != UNKNOWN)}
        number = np.array([known.get(value, NOT_RECORDED) for value in values], dtype=np.int64)
        made = Cells(
            by=(*cells.by, CLUSTER),
            measures=cells.measures,
            table=cells.table.append_column(CLUSTER, arrow(number[plain(encoded.indices)])),
            provenance=cells.provenance,
        )
        return cls(key=key, cells=made)

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

    encoded = _encoded(column)
    values, code = encoded.dictionary.to_pylist(), plain(encoded.indices)
    total = np.bincount(code, weights=size, minlength=len(values)).tolist()
    known = [i for i, value in enumerate(values) if value != UNKNOWN and not _is_blank(value)]
    known.sort(key=lambda i: (-total[i], str(values[i])))
    number = np.full(len(values), NOT_RECORDED, dtype=np.int64)
    number[known] = np.arange(len(known))
    return arrow(number[code])


def _encoded(column: Any) -> Any:
    array = column.combine_chunks() if hasattr(column, "combine_chunks") else column
    return array.dictionary_encode()


def _refuse_totals(column: Any, name: str, origin: str) -> None:
    """CellsError where a row adds up the others: it would count everything twice."""
    values = _encoded(column).dictionary.to_pylist()
    if called := sorted({str(v) for v in values if _is_one_of(v, SAID_TOTAL)}):
        raise CellsError(
            f"{origin}: column {name} holds {', '.join(called)}, a row that adds up the others and "
            "would count everything twice; take its rows out"
        )


def _says_blank(column: Any) -> bool:
    """Whether a column says in words that nothing was recorded."""
    return any(_is_blank(value) for value in _encoded(column).dictionary.to_pylist())


def _added_up(table: Any, keys: Sequence[str], measures: Sequence[str]) -> Any:
    """One row for each key, where several words for a blank are one blank."""
    sums = [(name, "sum") for name in measures]
    grouped = table.group_by(list(keys), use_threads=False).aggregate(sums)
    return grouped.rename_columns([name.removesuffix("_sum") for name in grouped.column_names])


def _is_blank(value: Any) -> bool:
    """Whether a value of a key says in words that nothing was recorded."""
    return _is_one_of(value, SAID_BLANK)


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
    return [one for one in apart if one.is_telling and one.is_recorded]
