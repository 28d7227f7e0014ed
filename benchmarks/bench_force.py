"""The New Jersey study of force, end to end, against a bare scan of its three files.

The scan reads every column of every row with DuckDB and adds up their hashes: the least any program
must do that looks at all of the data. Both run on the same machine, one after the other.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[1]
STUDY = ROOT / "docs" / "replications" / "new_jersey_force" / "study.toml"
FILES = sorted((ROOT / ".." / "shared" / "data" / "force").glob("new_jersey_*.parquet"))


def scan() -> float:
    """Seconds to read every value once."""
    start = time.perf_counter()
    with duckdb.connect() as connection:
        for path in FILES:
            connection.sql(
                f"SELECT sum(hash(COLUMNS(*))::HUGEINT) FROM read_parquet('{path}')"  # noqa: S608
            ).fetchall()
    return time.perf_counter() - start


def study() -> tuple[float, float]:
    """Seconds for the whole study in a process of its own, and its peak memory in MiB."""
    command = Path(sys.executable).parent / "daylight"
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        subprocess.run(
            [str(command), "run", str(STUDY), "--out", f"{folder}/run"],
            check=True,
            capture_output=True,
        )
        seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Print both and their ratio."""
    if not FILES:
        print("../shared/data/force is not here: nothing to measure")
        return
    bare = min(scan() for _ in range(3))
    seconds, memory = study()
    print(f"bare scan of {len(FILES)} files          {bare:7.2f} s")
    print(f"study, raw files to report     {seconds:7.2f} s   {seconds / bare:6.0f} ×")
    print(f"peak memory of the study       {memory:7.0f} MiB")


if __name__ == "__main__":
    main()
