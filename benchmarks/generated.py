"""Stops made up by the million, for benchmarks: many officers, unequal, over eight years.

python benchmarks/generated.py ROWS STOPS.parquet
"""

import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from daylight.schema.tables import STOPS, types
from daylight.simulate.stops import ARROW

CHUNK = 500_000
OFFICERS, DISTRICTS, BEATS_EACH = 3_000, 60, 10
FIRST_DAY, DAYS = 15_340, 2_922  # 2012-01-01, eight years
RACES = ("white", "black", "hispanic", "asian", "other", None)
RACE_SHARES = (0.42, 0.3, 0.18, 0.04, 0.03, 0.03)
REASONS = ("moving", "equipment", "registration", "investigative", "other")
BASES = ("consent", "probable_cause", "incident_to_arrest", "inventory", "other")

Integers = npt.NDArray[np.int64]


def write(rows: int, path: Path) -> None:
    """A canonical table of that many stops, in the order of their dates."""
    rng = np.random.default_rng(1)
    pace = rng.lognormal(0.0, 1.2, OFFICERS)
    with pq.ParquetWriter(path, SCHEMA) as file:
        for first in range(0, rows, CHUNK):
            number = np.arange(first, min(first + CHUNK, rows))
            file.write_table(_chunk(rng, number, DAYS * number // rows, pace / pace.sum()))


SCHEMA = pa.schema([(name, ARROW[kind]) for name, kind in types(STOPS).items()])


def _chunk(
    rng: np.random.Generator, number: Integers, day: Integers, pace: npt.NDArray[np.float64]
) -> pa.Table:
    size = len(number)
    officer = rng.choice(OFFICERS, size, p=pace)
    district = officer % DISTRICTS
    race = rng.choice(len(RACES), size, p=RACE_SHARES)
    searched = rng.random(size) < 0.03 + 0.04 * (officer % 7) / 7 + 0.01 * (race == 1)
    found = searched & (rng.random(size) < 0.25)
    ends = rng.random(size)
    made = {
        "stop_id": pa.array(number).cast(pa.string()),
        "stop_date": pa.array((FIRST_DAY + day).astype(np.int32)).cast(pa.date32()),
        "stop_minute": rng.integers(0, 1440, size),
        "district": _words([f"D{i:02d}" for i in range(DISTRICTS)], district),
        "beat": _words(
            [f"B{i:03d}" for i in range(DISTRICTS * BEATS_EACH)],
            district * BEATS_EACH + rng.integers(0, BEATS_EACH, size),
        ),
        "stop_type": _words(["vehicular", "pedestrian"], (rng.random(size) < 0.25).astype(int)),
        "stop_reason": _words(REASONS, rng.integers(0, len(REASONS), size)),
        "subject_race": _words(RACES, race),
        "subject_sex": _words(["male", "female", None], rng.choice(3, size, p=(0.66, 0.32, 0.02))),
        "subject_age_years": rng.integers(16, 76, size),
        "officer_id": _words([f"officer {i:04d}" for i in range(OFFICERS)], officer),
        "officer_race": _words(RACES[:4], officer % 4),
        "frisk_performed": rng.random(size) < 0.05,
        "search_conducted": searched,
        "search_basis": pa.array(
            np.where(searched, np.array(BASES)[rng.integers(0, len(BASES), size)], None),
            pa.string(),
        ),
        "contraband_found": pa.array(found, mask=~searched),
        "arrest_made": ends < 0.06,
        "citation_issued": (ends >= 0.06) & (ends < 0.5),
        "warning_issued": ends >= 0.5,
        "source_file": pa.array(["generated"]).take(pa.array(np.zeros(size, dtype=int))),
        "source_row": number + 1,
    }
    columns = [
        pa.array(made[field.name], field.type)
        if isinstance(made.get(field.name), np.ndarray)
        else made.get(field.name, pa.nulls(size, field.type))
        for field in SCHEMA
    ]
    return pa.table(columns, schema=SCHEMA)


def _words(words: list[str | None] | tuple[str | None, ...], code: Integers) -> pa.Array:
    return pa.array(words, pa.string()).take(pa.array(code))


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
