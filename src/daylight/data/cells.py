"""Counts by group, and where they came from: the only thing a statistic is given."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from daylight.data import notebook
from daylight.data.arrow_numbers import arrow as arrow
from daylight.data.arrow_numbers import plain as plain
from daylight.data.clustering import Clustering
from daylight.data.key_order import in_order
from daylight.data.provenance import Provenance
from daylight.errors import CellsError, MissingFile
from daylight.schema.vocabulary import UNKNOWN

EXPOSURE = "exposure"
"""A measure of this name (or starting `exposure_`) is a denominator and may be a fraction."""

METADATA = b"daylight"
LARGEST = 2**53
"""Beyond it a number with a decimal point no longer tells one whole number from the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A table of counts: key columns, count columns, one row per distinct key.

    Counts are whole numbers, zero or more, never missing. A measure named `exposure…` is a
    denominator such as years of service and may be fractional. Keys are text or whole numbers; a
    key that was not recorded is `unknown`. Cells can total, pick and collapse, all of which are
    addition and so exact; they hold no rate and no person.

    Parameters
    ----------
    by
        Key columns.
    measures
        Count columns.
    table
        Arrow table with exactly these columns.
    provenance
        Files, rows and query behind the counts.
    clusterings
        The same counts told apart by officer, day or place, numbered: for uncertainty only.
    """

    by: tuple[str, ...]
    measures: tuple[str, ...]
    table: pa.Table
    provenance: Provenance = field(default_factory=Provenance)
    clusterings: tuple[Clustering, ...] = ()

    def __post_init__(self) -> None:
        """Refuse anything that is not a table of counts."""
        wanted = list(self.by + self.measures)
        if missing := [name for name in wanted if name not in self.table.column_names]:
            raise CellsError(
                f"{self.provenance.origin}: column {', '.join(missing)} is missing; "
                f"the table has {', '.join(self.table.column_names)}"
            )
        keys = [key_column(self.table[name], name, self.provenance.origin) for name in self.by]
        counts = [
            _count_column(self.table[name], name, self.provenance.origin) for name in self.measures
        ]
        table = pa.table(dict(zip(wanted, keys + counts, strict=True)))
        object.__setattr__(self, "table", in_order(table, self.by, self.provenance.origin))

    def __len__(self) -> int:
        """Number of cells."""
        return int(self.table.num_rows)

    def keys(self, name: str) -> npt.NDArray[Any]:
        """One key column as an array of text or whole numbers."""
        return np.asarray(
            self.table[name].to_pylist(), dtype=object if _is_text(self.table[name]) else None
        )

    def counts(self, name: str) -> npt.NDArray[np.float64]:
        """One count column, as floats so that arithmetic cannot overflow."""
        return plain(self.table[name]).astype(np.float64)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """The counts for any library that reads Arrow: `polars.DataFrame(cells)`."""
        return self.table.__arrow_c_stream__(requested_schema)

    def _repr_html_(self) -> str:
        """The first cells, as a notebook shows them."""
        rows = (tuple(row.values()) for row in self.table.slice(0, notebook.SHOWN).to_pylist())
        title = f"{self.provenance.origin}: {len(self):,} cells"
        return notebook.table(title, (*self.by, *self.measures), rows, len(self))

    def total(self, measure: str) -> float:
        """The sum of one measure over all cells."""
        return float(self.counts(measure).sum())

    def values(self, name: str) -> tuple[Any, ...]:
        """The distinct values of a key, sorted."""
        return tuple(sorted(set(self.table[name].to_pylist()), key=str))

    def pick(self, **keys: Any) -> Self:
        """The cells whose keys equal (or are among) the given values; nothing is added up."""
        mask = np.ones(len(self), dtype=bool)
        for name, wanted in keys.items():
            allowed = set(wanted) if isinstance(wanted, (list, tuple, set, frozenset)) else {wanted}
            mask &= np.array(
                [value in allowed for value in self.table[name].to_pylist()], dtype=bool
            )
        return type(self)(
            by=self.by,
            measures=self.measures,
            table=self.table.take(arrow(np.flatnonzero(mask))),
            provenance=self.provenance,
            clusterings=tuple(one.pick(keys) for one in self.clusterings),
        )

    def collapse(self, *by: str) -> Self:
        """Counts by fewer keys: what was told apart is added up."""
        if unknown := [name for name in by if name not in self.by]:
            raise CellsError(
                f"{self.provenance.origin}: cannot collapse to {', '.join(unknown)}; "
                f"the cells are by {', '.join(self.by)}"
            )
        clusterings = tuple(one.collapse(by) for one in self.clusterings)
        same = all(new is old for new, old in zip(clusterings, self.clusterings, strict=True))
        if by == self.by and same:
            return self
        if set(by) == set(self.by):
            return replace(self, by=by, clusterings=clusterings)
        sums = [(name, "sum") for name in self.measures]
        grouped = self.table.group_by(list(by), use_threads=False).aggregate(sums)
        renamed = {f"{name}_sum": name for name in self.measures}
        grouped = grouped.rename_columns([renamed.get(name, name) for name in grouped.column_names])
        return replace(self, by=by, table=grouped, clusterings=clusterings)

    def clustered_by(self, columns: Mapping[str, str]) -> Self:
        """The cells without some key columns, which now only say which rows go together.

        Parameters
        ----------
        columns
            What they say (`officer_id`) → the column that holds it.
        """
        rest = tuple(name for name in self.by if name not in columns.values())
        bare, fewer = replace(self, clusterings=()), self.collapse(*rest)
        made = (
            Clustering.of(bare.collapse(*rest, column), column, key)
            for key, column in columns.items()
        )
        return replace(fewer, clusterings=(*fewer.clusterings, *made))

    def with_clusterings(self, clusterings: Sequence[Clustering]) -> Self:
        """The same counts with these clusterings, each brought to the keys of the cells."""
        made = tuple(one.collapse(self.by) for one in clusterings)
        return replace(self, clusterings=made) if made else self

    def without_unknown(self, *names: str) -> Self:
        """The cells whose named keys (all keys when none is named) were recorded."""
        if lacking := [name for name in names if name not in self.by]:
            raise CellsError(
                f"{self.provenance.origin}: no key {', '.join(lacking)}; "
                f"the cells are by {', '.join(self.by)}"
            )
        wanted = {
            name: [value for value in self.values(name) if value != UNKNOWN]
            for name in names or self.by
        }
        return self.pick(**wanted)

    def write(self, path: Path) -> None:
        """Write as Parquet (with provenance) or, for a `.csv` path, as plain CSV.

        Parquet keeps the clusterings, each in a file of its own beside it; CSV has none.
        """
        if path.suffix == ".csv":
            pacsv.write_csv(self.table, path)
            return
        about = {
            "by": self.by,
            "measures": self.measures,
            "provenance": self.provenance.to_dict(),
            "clustered_by": [one.key for one in self.clusterings],
        }
        metadata = {METADATA: json.dumps(about).encode()}
        import pyarrow.parquet as pq

        pq.write_table(self.table.replace_schema_metadata(metadata), path)
        for one in self.clusterings:
            one.cells.write(_beside(path, one.key))

    @classmethod
    def from_columns(
        cls,
        columns: Mapping[str, Sequence[Any]],
        *,
        by: Sequence[str],
        provenance: Provenance | None = None,
    ) -> Self:
        """Cells from plain columns; every column that is not in `by` is a count."""
        return cls.from_arrow(pa.table(dict(columns)), by=by, provenance=provenance)

    @classmethod
    def from_arrow(
        cls, table: Any, *, by: Sequence[str], provenance: Provenance | None = None
    ) -> Self:
        """Cells from an Arrow table or anything with the Arrow interface (pandas, polars)."""
        arrow = given_table(table)
        measures = tuple(name for name in arrow.column_names if name not in by)
        return cls(
            by=tuple(by),
            measures=measures,
            table=arrow,
            provenance=provenance or Provenance(),
        )

    @classmethod
    def read(cls, path: Path, *, by: Sequence[str] = (), measures: Sequence[str] = ()) -> Self:
        """Read cells from Parquet or CSV made by Daylight or by anybody.

        Parameters
        ----------
        by
            Key columns to use. Without it, the file's own record of its keys; without that too,
            every column that does not hold numbers.
        measures
            Count columns to use; without it, every other column that holds numbers.
        """
        table = _read_table(path)
        about = json.loads((table.schema.metadata or {}).get(METADATA, b"{}"))
        keys = tuple(by) or tuple(about.get("by", ())) or _text_columns(table)
        counts = tuple(measures) or tuple(about.get("measures", ())) or _number_columns(table, keys)
        origin = Provenance(origin=path.name)
        kept = Provenance.from_dict(about["provenance"]) if "provenance" in about else origin
        found = cls(
            by=keys, measures=counts, table=table.replace_schema_metadata(None), provenance=kept
        )
        return found.with_clusterings(_read_clusterings(path, about.get("clustered_by", ())))


def given_table(given: Any) -> pa.Table:
    """Anything with the Arrow interface as a table; row numbers of pandas are no column."""
    if isinstance(given, pa.Table):
        return given
    try:
        table = pa.table(given)
    except (TypeError, ValueError, pa.ArrowInvalid) as problem:
        raise CellsError(
            f"{type(given).__name__}: not a table ({problem}); give a data frame of pandas or "
            "polars, or anything with the Arrow interface"
        ) from problem
    named = [name for name in table.column_names if not name.startswith("__index_level_")]
    return pa.table({name: _plain_codes(table[name]) for name in named})


def _plain_codes(column: Any) -> Any:
    """A column of codes whose texts are ordinary ones, where a library keeps them as views."""
    kind = column.type
    if not pa.types.is_dictionary(kind) or not pa.types.is_string_view(kind.value_type):
        return column
    parts = (
        pa.DictionaryArray.from_arrays(part.indices, part.dictionary.cast(pa.string()))
        for part in column.chunks
    )
    return pa.chunked_array(list(parts), pa.dictionary(kind.index_type, pa.string()))


def _beside(path: Path, key: str) -> Path:
    return path.with_suffix(f".{key}.parquet")


def _read_clusterings(path: Path, keys: Sequence[str]) -> list[Clustering]:
    """The clusterings that `write` left beside a file."""
    return [
        Clustering(key=key, cells=Cells.read(_beside(path, key)))
        for key in keys
        if _beside(path, key).exists()
    ]


def columns_of(path: Path) -> dict[str, str]:
    """The columns of a Parquet or CSV file: name → `number` or `text`."""
    table = _read_table(path)
    return {n: "number" if is_number(table[n].type) else "text" for n in table.column_names}


def _read_table(path: Path) -> pa.Table:
    if not path.exists():
        raise MissingFile(f"{path}: there is no such file; give a Parquet or CSV file of counts")
    try:
        if path.suffix.lower() in {".parquet", ".pq"}:
            import pyarrow.parquet as pq

            table = pq.read_table(path)
        else:
            options = pacsv.ConvertOptions(strings_can_be_null=False, null_values=[""])
            table = pacsv.read_csv(path, convert_options=options)
    except (pa.ArrowInvalid, OSError) as problem:
        raise CellsError(f"{path}: cannot be read as a table of counts: {problem}") from problem
    names = table.column_names
    if repeated := sorted({name for name in names if names.count(name) > 1}):
        raise CellsError(f"{path}: more than one column is named {', '.join(repeated)}")
    if bytes_only := [n for n in names if pa.types.is_binary(table[n].type)]:
        raise CellsError(
            f"{path}: column {', '.join(bytes_only)} is not UTF-8 text; save the file as UTF-8"
        )
    return table


def _is_text(column: Any) -> bool:
    return bool(pa.types.is_string(column.type) or pa.types.is_large_string(column.type))


def _text_columns(table: pa.Table) -> tuple[str, ...]:
    return tuple(name for name in table.column_names if not is_number(table[name].type))


def _number_columns(table: pa.Table, keys: Sequence[str]) -> tuple[str, ...]:
    names = [name for name in table.column_names if name not in keys]
    return tuple(name for name in names if is_number(table[name].type))


def is_number(kind: Any) -> bool:
    """Whether an Arrow type holds numbers."""
    return bool(
        pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    )


def key_column(column: Any, name: str, origin: str) -> Any:
    """Keys as text or whole numbers, blanks as `unknown`."""
    if pa.types.is_integer(column.type) and column.null_count == 0:
        return column.combine_chunks().cast(pa.int64())
    if pa.types.is_floating(column.type):
        values = np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)
        filled = values[~np.isnan(values)]
        if np.isfinite(filled).all() and (filled == np.floor(filled)).all():
            if len(filled) == len(values):
                return arrow(values.astype(np.int64))
            numbers = arrow(values)
            whole = pc.if_else(pc.is_nan(numbers), None, numbers).cast(pa.int64())
            return pc.coalesce(whole.cast(pa.string()), _UNKNOWN)
        raise CellsError(
            f"{origin}: key column {name} holds fractions; keys are text or whole numbers"
        )
    text = pc.coalesce(column.cast(pa.string()).combine_chunks(), _UNKNOWN)
    return pc.if_else(
        pc.utf8_length(pc.utf8_trim_whitespace(text)).cast(pa.bool_()), text, _UNKNOWN
    )


def _count_column(column: Any, name: str, origin: str) -> Any:
    """Counts as whole numbers; row numbers of whatever is not one."""
    if not is_number(column.type):
        raise CellsError(f"{origin}: count column {name} holds {column.type}, not numbers")
    numbers = pc.coalesce(column.cast(pa.float64()).combine_chunks(), _BLANK)
    values = plain(numbers)
    wrong = ~np.isfinite(values) | (values < 0)
    is_exposure = name == EXPOSURE or name.startswith(EXPOSURE + "_")
    if not is_exposure:
        wrong |= (values != np.floor(values)) | (values > LARGEST)
    if wrong.any():
        rows = (np.flatnonzero(wrong) + 1).tolist()
        kind = "numbers of zero or more" if is_exposure else "whole numbers from zero to 2^53"
        raise CellsError(
            f"{origin}: count column {name} must hold {kind}; "
            f"row {_some(rows)} does not (first value: {values[rows[0] - 1]:g})"
        )
    return arrow(values if is_exposure else values.astype(np.int64))


def _text(text: str) -> Any:
    """A text as Arrow's, without the import of pandas that `pa.scalar` makes on the way."""
    letters = text.encode()
    ends = np.array([0, len(letters)], dtype=np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(letters)]
    return pa.Array.from_buffers(pa.string(), 1, buffers)[0]


_UNKNOWN, _BLANK = _text(UNKNOWN), arrow(np.array([np.nan]))[0]


def _some(rows: Sequence[int]) -> str:
    shown = ", ".join(str(row) for row in rows[:5])
    return shown if len(rows) <= 5 else f"{shown} and {len(rows) - 5} more"
