"""Plane coordinates → latitude and longitude."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from daylight.errors import RecipeError
from daylight.ingest.parquet import write_parquet
from daylight.ingest.recipe_parts import Plane
from daylight.ingest.roles import Assigned

MISSING = (
    "coordinates in a plane need pyproj to become degrees: pip install "
    "'daylight-oversight[plane]', or leave `plane` out of the recipe"
)

LATITUDE, LONGITUDE = "daylight_latitude", "daylight_longitude"


def with_degrees(one: Assigned, plane: Plane) -> Assigned:
    """The file with two more staged columns, in degrees; blank where x or y is no number."""
    try:
        from pyproj import Transformer
        from pyproj.exceptions import CRSError
    except ImportError as problem:
        raise RecipeError(MISSING) from problem
    try:
        transformer = Transformer.from_crs(plane.crs, "EPSG:4326", always_xy=True)
    except CRSError as problem:
        raise RecipeError(f"no reference system {plane.crs}: {problem}") from problem
    taken = one.snapshot
    target = taken.staged.with_suffix(".degrees.parquet")
    source = pq.ParquetFile(taken.staged, pre_buffer=False)
    kind = pa.schema([*source.schema_arrow, (LATITUDE, pa.string()), (LONGITUDE, pa.string())])
    columns = [f"c{taken.header.index(name)}" for name in (one.names[plane.x], one.names[plane.y])]

    def placed() -> Iterator[pa.RecordBatch]:
        for batch in source.iter_batches():
            east, north = (_numbers(batch.column(name)) for name in columns)
            longitude, latitude = transformer.transform(east, north)
            added = [_texts(np.asarray(latitude)), _texts(np.asarray(longitude))]
            yield pa.record_batch([*batch.columns, *added], schema=kind)

    write_parquet(placed(), target, kind)
    Path(taken.staged).unlink()
    return replace(one, snapshot=replace(taken, staged=target))


def _numbers(texts: pa.Array) -> npt.NDArray[np.float64]:
    """Numbers of a text column; not-a-number where the text is none, or is zero."""
    trimmed = pc.utf8_trim_whitespace(texts)
    numeric = pc.match_substring_regex(trimmed, r"^-?[0-9]+(\.[0-9]+)?$")
    values = pc.cast(pc.if_else(numeric, trimmed, None), pa.float64())
    numbers = np.asarray(values.to_numpy(zero_copy_only=False), dtype=np.float64)
    return np.where(numbers == 0, np.nan, numbers)


def _texts(values: npt.NDArray[np.float64]) -> pa.Array:
    return pa.array(
        [f"{value:.6f}" if np.isfinite(value) else None for value in values], pa.string()
    )
