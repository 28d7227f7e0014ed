"""Record batches → a Parquet file: in order, a group of rows at a time, in bounded memory."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from daylight.engine import ROWS

BYTES = 64 << 20
"""A group ends when it holds so many, or as many rows as the database hands on at once."""
MILLION = 1_000_000

Told = Callable[[int], None]
"""Is told how many rows there are so far, about every million."""


def untold(_: int) -> None:
    """Says nothing."""


def write_parquet(
    batches: Iterable[pa.RecordBatch],
    target: Path,
    schema: pa.Schema,
    *,
    compression: str = "none",
    told: Told = untold,
) -> None:
    """Write batches as they come; while one group is written, the next is made.

    The first group shows which columns repeat their values. Those are written through a
    dictionary, so that whoever reads them converts each distinct value once; for the others a
    dictionary would only cost. Least and largest values are recorded except of texts.
    """
    groups = _groups(batches, schema)
    first = next(groups, pa.Table.from_batches([], schema))
    rows = first.num_rows
    with (
        pq.ParquetWriter(
            target,
            schema,
            compression=compression,
            use_dictionary=_repeating(first) or False,
            write_statistics=[column.name for column in schema if not _is_text(column)] or False,
        ) as writer,
        ThreadPoolExecutor(max_workers=1) as hand,
    ):
        writing = hand.submit(writer.write_table, first)
        for group in groups:
            writing.result()
            writing = hand.submit(writer.write_table, group)
            before, rows = rows, rows + group.num_rows
            if rows // MILLION > before // MILLION:
                told(rows)
        writing.result()


def _groups(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.Table]:
    held: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in batches:
        held.append(batch)
        rows, size = rows + batch.num_rows, size + batch.nbytes
        if rows >= ROWS or size >= BYTES:
            yield pa.Table.from_batches(held, schema)
            held, rows, size = [], 0, 0
    if rows:
        yield pa.Table.from_batches(held, schema)


def _repeating(group: pa.Table) -> list[str]:
    """Columns with at most one distinct value in two rows."""
    return [
        name
        for name in group.schema.names
        if 2 * pc.count_distinct(group[name], mode="all").as_py() <= group.num_rows
    ]


def _is_text(column: pa.Field) -> bool:
    return bool(pa.types.is_string(column.type))
