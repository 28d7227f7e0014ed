"""Rows in the order of their keys, each of which may stand once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from daylight.data.arrow_numbers import arrow, plain
from daylight.errors import CellsError

DENSE = 32
"""How many times longer than the rows a list may be on which keys are marked off."""


def in_order(table: pa.Table, by: Sequence[str], origin: str) -> pa.Table:
    """The rows in the order of their keys; `CellsError` where a key stands more than once."""
    if not by:
        if table.num_rows > 1:
            raise CellsError(
                f"{origin}: cells without keys must be one row, found {table.num_rows}"
            )
        return table
    code, size = np.zeros(table.num_rows, dtype=np.int64), 1
    for name in by:
        rank, values = _ranks(table[name].combine_chunks().dictionary_encode())
        if size * max(values, 1) > 2**62:
            found, code = np.unique(code, return_inverse=True)
            size = len(found)
        code, size = code * values + rank, size * max(values, 1)
    order = _order(code, size)
    if len(order) < len(code):
        raise _repeated(table.select(list(by)), code, origin)
    return table if (np.diff(order) > 0).all() else table.take(arrow(order))


def _ranks(encoded: Any) -> tuple[npt.NDArray[np.int64], int]:
    """Which value each row of a key holds, numbered in order, and how many values there are."""
    rank = np.empty(len(encoded.dictionary), dtype=np.int64)
    rank[plain(pc.array_sort_indices(encoded.dictionary)).astype(np.int64)] = np.arange(len(rank))
    return rank[plain(encoded.indices)], len(rank)


def _order(code: npt.NDArray[np.int64], size: int) -> npt.NDArray[np.int64]:
    """The rows in the order of their codes; of equal codes only one."""
    if size <= DENSE * max(len(code), 1):
        row = np.full(size, -1)
        row[code] = np.arange(len(code))
        return np.asarray(row[row >= 0], dtype=np.int64)
    order = np.argsort(code, kind="stable")
    first = np.diff(code[order], prepend=-1) > 0
    return np.asarray(order[first], dtype=np.int64)


def _repeated(keys: pa.Table, code: npt.NDArray[np.int64], origin: str) -> CellsError:
    _, first, times = np.unique(code, return_index=True, return_counts=True)
    repeated = np.sort(first[times > 1])
    examples = [keys.slice(row, 1).to_pylist()[0] for row in repeated[:3].tolist()]
    return CellsError(
        f"{origin}: {repeated.size} keys stand more than once, for example {examples}; "
        "add the rows up, name the further key column with --by, or, where it only says which "
        "rows go together, with --cluster (as in --cluster officer_id=badge)"
    )
