"""Columns of a Parquet or CSV file as arrays, for the nouns that are read from one file."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from daylight.errors import CellsError, MissingColumn, MissingFile
from daylight.schema.vocabulary import UNKNOWN


def read_table(path: Path, *, needed: Sequence[str]) -> pa.Table:
    """The whole file, refusing one that is absent or lacks a needed column."""
    if not path.is_file():
        raise MissingFile(f"{path}: no such file")
    if path.suffix == ".parquet":
        table = pyarrow.parquet.read_table(path)
    else:
        table = pyarrow.csv.read_csv(path)
    absent = [name for name in needed if name not in table.column_names]
    if absent:
        raise MissingColumn(
            f"{path.name}: no column {', '.join(absent)}; it has {', '.join(table.column_names)}"
        )
    return table


def sha256(path: Path) -> str:
    """The hash that names a file's content in a provenance."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def numbers(table: pa.Table, name: str, origin: str) -> npt.NDArray[np.float64]:
    """A column as numbers, NaN where blank; anything else is refused by name."""
    column = table[name]
    if pa.types.is_boolean(column.type):
        column = column.cast(pa.int8())
    try:
        cast = column.cast(pa.float64())
    except pa.ArrowInvalid as fault:
        raise CellsError(f"{origin}: column {name} must hold numbers: {fault}") from fault
    return np.asarray(cast.to_numpy(), dtype=np.float64)


def texts(table: pa.Table, name: str) -> npt.NDArray[np.str_]:
    """A column as text, `unknown` where blank; whole numbers lose their decimal point."""
    values = table[name].to_pylist()
    return np.array([_text(value) for value in values], dtype=str)


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return UNKNOWN if value is None else str(value).strip() or UNKNOWN
