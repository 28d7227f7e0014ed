"""Run a reduction over canonical Parquet tables: SQL in, reconciled Cells out."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import ibis

from daylight import engine
from daylight.data.cells import Cells
from daylight.data.clustering import MOST_BLANK, PLACES, Clustering
from daylight.data.provenance import Provenance
from daylight.errors import CellsError, StudyError
from daylight.reduce.alike import alike, columns_alike, stored_columns
from daylight.reduce.bound import bind
from daylight.reduce.derive import derivable, derived
from daylight.reduce.idiom import tally
from daylight.reduce.reduction import Place, Reduction
from daylight.reduce.reductions import named
from daylight.schema.tables import TABLES

EXCLUDED = re.compile(r"EXCLUDE \(([^)]*)\)")


def count(
    reduction: str,
    files: Mapping[str, Sequence[Path]],
    by: Sequence[str],
    *,
    only: Mapping[str, Sequence[Any]] | None = None,
    sources: Mapping[str, str] | None = None,
    place: Place | None = None,
    clusters: Sequence[str] = (),
    connection: Any = None,
) -> Cells:
    """Count canonical tables by group.

    Parameters
    ----------
    reduction
        Name of a reduction.
    files
        Canonical table → its Parquet files.
    by
        Keys to count by.
    only
        Column → values to keep; other rows are left out and counted by reason.
    sources
        File name → hash, carried into the provenance.
    place
        Where the department is, for tables that are computed (such as the sun's times).
    clusters
        Columns that say which rows go together (officer, day); the cells hold the same counts told
        apart by each of them, numbered.
    """
    counter = Counter(files, sources or {}, connection)
    return counter.of(reduction, by, only=only, place=place, clusters=clusters)


class Counter:
    """Counts the same tables again and again, over one connection that knows each table once.

    Parameters are as in `count`.
    """

    def __init__(
        self,
        files: Mapping[str, Sequence[Path]],
        sources: Mapping[str, str],
        connection: Any = None,
    ) -> None:
        """Connect, to an embedded database where no connection is given."""
        self.files = files
        self.sources = dict(sources)
        self.con = connection if connection is not None else engine.duckdb()
        self.schemas: dict[str, Any] = {}

    def of(
        self,
        reduction: str,
        by: Sequence[str],
        *,
        only: Mapping[str, Sequence[Any]] | None = None,
        place: Place | None = None,
        clusters: Sequence[str] = (),
    ) -> Cells:
        """The counts of one reduction; parameters are as in `count`."""
        record = named(reduction)
        by = tuple(dict.fromkeys((*by, *record.always)))
        only = only or {}
        first = self._table(record, record.tables[0])
        wanted = _clusters(record, first, clusters)
        _refuse_unknown_filters(record, first, only)
        shown = first
        if record.reads:
            _refuse_unknown_keys(record, by, (first,))
            shown = _narrowed(first, record, (*by, *only))
            first = _narrowed(first, record, (*by, *wanted, *only))
        looked_at = [key for key in wanted if key in PLACES or not record.reads]
        rows = _rows(self.con, first, only, looked_at)
        tables = (
            rows.kept,
            *(self._other(record, name, rows, place) for name in record.tables[1:]),
        )
        _refuse_unknown_keys(record, by, (first, *tables))
        provenance = Provenance(
            origin=record.name,
            sources=self.sources,
            rows_read=rows.read,
            rows_kept=rows.read - sum(rows.dropped.values()),
            rows_dropped=rows.dropped,
            sql=_sql(record.run(_filtered(shown, only), *tables[1:], by=by)),
        )
        asked = _AskedCount(self.con, record, by, tables)
        clusterings = asked.clusterings(_told(rows, by, wanted))
        if clusterings and record.of_clusters is None:  # counts are their own sums over clusters
            fewest = min(clusterings, key=lambda one: len(one.cells))
            cells = replace(fewest.cells.collapse(*by), provenance=provenance)
        else:
            cells = Cells.from_arrow(asked.counted(by), by=by, provenance=provenance)
        _reconcile(record, cells)
        return cells.with_clusterings(clusterings)

    def _table(self, record: Reduction, name: str) -> Any:
        """A canonical table, made known to the connection when it is first asked for."""
        if name in self.schemas:
            return ibis.table(self.schemas[name], name=name)
        schema = bind(self.con, name, self.files, record)
        if self.files.get(name):  # an empty one stands in for those that can do without it
            self.schemas[name] = schema
        return ibis.table(schema, name=name)

    def _other(self, record: Reduction, name: str, rows: "_KeptRows", place: Place | None) -> Any:
        """A further table: canonical, or computed from the rows that are kept."""
        if name in TABLES:
            return self._table(record, name)
        if place is None:
            raise StudyError(
                f"{record.name}: the table {name!r} needs the department's place and zone"
            )
        made = record.computed[name](self.con, rows.kept, place)
        self.con.create_view(name, ibis.memtable(made), overwrite=True)
        return ibis.table(self.con.table(name).schema(), name=name)


@dataclass(frozen=True, slots=True)
class _AskedCount:
    """A reduction as it is asked for, over tables that the connection knows."""

    con: Any
    record: Reduction
    by: tuple[str, ...]
    tables: tuple[Any, ...]

    def counted(self, by: tuple[str, ...]) -> Any:
        """The counts by some keys, as an Arrow table."""
        return engine.table(self.con, self._expression(self.record.run, by))

    def clusterings(self, keys: Sequence[str]) -> list[Clustering]:
        """The same counts told apart by one more column, whose values become numbers.

        A column that is blank everywhere tells nothing apart.
        """
        made = []
        for key in keys:
            by = (*self.by, key)
            run = self.record.of_clusters or self.record.run
            table = engine.table(self.con, self._expression(run, by))
            made.append(Clustering.of_counted(table, key, self.by))
        return [one for one in made if one.is_recorded]

    def _expression(self, run: Any, by: tuple[str, ...]) -> Any:
        if not self.record.reads:
            return run(*self.tables, by=by)
        table = self.tables[0]
        return run(alike(table, columns_alike(table, by, self.record.reads)), by=by)


def _narrowed(table: Any, record: Reduction, keys: Sequence[str]) -> Any:
    """The same table with only those columns that are read, in their order."""
    read = {*record.reads, *stored_columns(table, keys)}
    schema = {name: kind for name, kind in table.schema().items() if name in read}
    return ibis.table(schema, name=table.get_name())


class _KeptRows(NamedTuple):
    """The rows of the first table that are kept, how many there are, and why others are not.

    Parameters
    ----------
    filled
        Column that may say which rows go together → kept rows that hold a value.
    """

    kept: Any
    read: int
    dropped: dict[str, int]
    filled: dict[str, int]


def _rows(
    con: Any, table: Any, only: Mapping[str, Sequence[Any]], clusters: Sequence[str]
) -> _KeptRows:
    """Rows whose named columns hold a wanted value; the others counted, in that order, at once."""
    narrowed = derived(table, (*only, *clusters))
    numbers = {"read": narrowed.count()}
    holds: Any = ibis.literal(value=True)
    for place, (column, values) in enumerate(only.items()):
        one = narrowed[column].isin(list(values)).fill_null(False)
        holds = holds & one
        numbers[f"left_{place}"] = tally(holds)
    for key in clusters:
        numbers[f"filled_{key}"] = tally(holds & narrowed[key].notnull())
    found = engine.table(con, narrowed.aggregate(**numbers)).to_pylist()[0]
    left = [found["read"], *(found[f"left_{place}"] for place in range(len(only)))]
    reasons = [f"{name} not among {', '.join(map(str, values))}" for name, values in only.items()]
    return _KeptRows(
        kept=_filtered(table, only),
        read=left[0],
        dropped={why: left[i] - left[i + 1] for i, why in enumerate(reasons)},
        filled={key: found[f"filled_{key}"] for key in clusters},
    )


def _filtered(table: Any, only: Mapping[str, Sequence[Any]]) -> Any:
    """The rows whose named columns hold a wanted value."""
    kept = derived(table, tuple(only))
    for column, values in only.items():
        kept = kept.filter(kept[column].isin(list(values)).fill_null(False))
    return kept


def _told(rows: _KeptRows, by: Sequence[str], clusters: Sequence[str]) -> list[str]:
    """The keys to tell counts apart by: of several places only the first that mostly is recorded.

    A place among the keys of the counts stands for all that are no finer: districts hold many
    neighborhoods, whose stops still go together.
    """
    enough = (1 - MOST_BLANK) * (rows.read - sum(rows.dropped.values()))
    keys = [key for key in clusters if key not in by]
    finer = itertools.takewhile(lambda key: key not in by, PLACES)
    chosen = [key for key in finer if key in keys and rows.filled[key] >= enough][:1]
    return [key for key in keys if key in chosen or (key not in PLACES and rows.filled.get(key, 1))]


def _sql(expression: Any) -> str:
    """The query as text, the same text every time: ibis keeps left-out columns in a set."""
    text = str(ibis.to_sql(expression, dialect="duckdb"))
    return EXCLUDED.sub(lambda found: f"EXCLUDE ({', '.join(sorted(found[1].split(', ')))})", text)


def _clusters(record: Reduction, table: Any, keys: Sequence[str]) -> list[str]:
    """Those of the asked keys that the counts can be told apart by."""
    known = {*table.columns, *derivable(table.columns)}
    return [key for key in keys if key in record.clusters and key in known]


def _refuse_unknown_filters(record: Reduction, table: Any, only: Mapping[str, Any]) -> None:
    known = derived(table, tuple(only)).columns
    if unknown := next((column for column in only if column not in known), None):
        raise StudyError(
            f"{record.name}: `only` names {unknown!r}, which {table.get_name()} does not have"
        )


def _refuse_unknown_keys(record: Reduction, by: Sequence[str], tables: Sequence[Any]) -> None:
    columns = {name for table in tables for name in table.columns}
    known = set(record.limited_to) or (
        columns | set(record.derives) | set(derivable(tables[0].columns))
    )
    if unknown := [key for key in by if key not in known]:
        raise StudyError(
            f"{record.name}: cannot count by {', '.join(unknown)}; "
            f"known keys are {', '.join(sorted(known - {'source_file', 'source_row'}))}"
        )


def _reconcile(record: Reduction, cells: Cells) -> None:
    """The counts of the unit must add up to the rows that were kept."""
    if not record.total:
        return
    counted = cells.total(record.total) if len(cells) else 0
    if counted != cells.provenance.rows_kept:
        raise CellsError(
            f"{record.name}: {cells.provenance.rows_kept} rows kept, but {record.total} adds up to "
            f"{counted:.0f}; a row was lost or counted twice"
        )
