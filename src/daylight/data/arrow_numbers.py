"""Numbers between Arrow and NumPy, without the import of pandas that the usual ways make."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa


def plain(column: Any) -> npt.NDArray[Any]:
    """Arrow numbers without blanks as NumPy's; `to_numpy` would import pandas on the way."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    kind = array.type.to_pandas_dtype()
    if not len(array):
        return np.zeros(0, dtype=kind)
    return np.frombuffer(array.buffers()[1], dtype=kind)[array.offset :][: len(array)]


def arrow(values: npt.NDArray[Any]) -> Any:
    """Numbers as Arrow's, without the import of pandas that `pa.array` makes on the way."""
    kind = pa.from_numpy_dtype(values.dtype)
    return pa.Array.from_buffers(kind, values.size, [None, pa.py_buffer(values)])
