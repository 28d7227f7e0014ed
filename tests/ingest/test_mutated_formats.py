"""Damaged files of every format: an error that names the file, or a complete account."""

import random
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.ingest.small import read, recipe
from tests.ingest.test_formats import BODY, SAME

from daylight.errors import DaylightError, RowsLost

FORMATS = ("a.csv.gz", "a.csv.xz", "a.zip", "a.json", "a.jsonl", "a.parquet", "a.xlsx", "a.ods")
EACH = 20


def mutated(data: bytes, seed: int) -> bytes:
    """Cut off, with bytes changed, with a piece twice, or with a piece left out."""
    chance = random.Random(seed)  # noqa: S311 - spoils files, keeps no secret
    place, other = sorted(chance.sample(range(len(data)), 2))
    ways = (
        lambda: data[:other],
        lambda: data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :],
        lambda: data[:place] + bytes(chance.randrange(256) for _ in range(8)) + data[place + 8 :],
        lambda: data[:other] + data[place:],
        lambda: data[:place] + data[place + chance.randrange(1, 40) :],
    )
    return ways[seed % len(ways)]()


@pytest.mark.parametrize("name", FORMATS)
def test_a_damaged_file_gives_an_error_or_a_complete_account(name: str, tmp_path: Path) -> None:
    for seed in range(EACH):
        folder = tmp_path / str(seed)
        folder.mkdir()
        try:
            audit = read(folder, mutated(SAME[name], seed), recipe(BODY), name, quarantine=True)
        except RowsLost:
            raise
        except DaylightError as problem:
            said = str(problem)
        else:
            said = ""
        if said:
            assert name in said, (seed, said)
            assert not list((folder / "out").glob("*.parquet"))
            continue
        assert audit.rows_read == audit.rows_kept + audit.rows_set_aside
        kept = pq.read_table(folder / "out" / "stops.parquet").num_rows
        assert kept == audit.rows_kept
        cells = pq.read_table(folder / "out" / "blanked.parquet").num_rows
        assert cells == sum(one.count for one in audit.blanked)
