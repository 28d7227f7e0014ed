"""A header that is not where it was looked for: lines of a title stand above it."""

from collections.abc import Sequence

import pyarrow.parquet as pq

from daylight.ingest.snapshot import ROW, Snapshot

LOOKED = 30
"""Rows in which a header is sought."""


def skip_hint(taken: Snapshot, wanted: Sequence[str], skipped: int) -> str:
    """Which `skip_lines` would find the wanted names further down; empty where none would."""
    if not taken.rows:
        return ""
    with pq.ParquetFile(taken.staged, pre_buffer=False) as file:
        batch = next(file.iter_batches(LOOKED), None)
    lines = batch.to_pylist() if batch is not None else []
    lines += [{ROW: number, "raw": raw} for number, _, raw in taken.broken[:LOOKED]]
    for line in sorted(lines, key=lambda one: one[ROW]):
        cells = {str(cell).strip() for name, cell in line.items() if name != ROW and cell}
        found = [
            name for name in wanted if name in cells or f'"{name}"' in str(line.get("raw", ""))
        ]
        if 2 * len(found) > len(wanted):
            return (
                f"Row {line[ROW]} below it holds {', '.join(found[:3])}: if that is the header, "
                f"say skip_lines = {skipped + line[ROW]} for this kind of file. "
            )
    return ""
