"""Canonical ingest against a bare DuckDB copy of the same file to Parquet, in one run.

    python benchmarks/bench_ingest.py [ROWS] [FILE.parquet]

Generates ROWS rows (50 million without an argument) shaped like a stop file, or takes the Nashville
Parquet file named second, and prints seconds, the ratio and the peak memory of ingest.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

RECIPE = """
title = "Generated stops"
publisher = "nobody"
licence = "none"
timezone = "America/Chicago"
[files.stops]
[codes.race]
known = { W = "white", B = "black", H = "hispanic", A = "asian" }
ignored = ["U"]
[codes.yes]
known = { Y = true, N = false }
[tables.stops.columns]
stop_id = { source = "id" }
stop_date = { source = "date", formats = ["%Y-%m-%d"] }
stop_minute = { source = "time", formats = ["%H:%M"] }
district = { source = "district" }
subject_race = { source = "race", codes = "race" }
subject_age_years = { source = "age" }
officer_id = { source = "officer" }
search_conducted = { source = "search", codes = "yes" }
contraband_found = { source = "found", codes = "yes" }
"""
GENERATED = """
COPY (SELECT i AS id, date '2015-01-01' + CAST(i % 2000 AS INTEGER) AS date,
  lpad(CAST(i % 24 AS VARCHAR), 2, '0') || ':' || lpad(CAST(i % 60 AS VARCHAR), 2, '0') AS time,
  i % 20 AS district, ['W','B','H','A','U'][1 + i % 5] AS race, 16 + i % 70 AS age,
  'o' || (i * 7919) % 3000 AS officer, ['Y','N'][1 + CAST(i % 11 > 0 AS INTEGER)] AS search,
  ['Y','N'][1 + CAST(i % 31 > 0 AS INTEGER)] AS found
FROM range({rows}) t(i)) TO '{path}' (HEADER)
"""


def bare(source: Path, target: Path) -> float:
    started = time.perf_counter()
    duckdb.sql(f"COPY (FROM '{source}') TO '{target}' (FORMAT parquet)")
    return time.perf_counter() - started


def ingested(recipe: str, source: Path, out: Path) -> tuple[float, float]:
    """Seconds and peak memory in MiB, in a process of its own."""
    script = (
        "import sys, time; from pathlib import Path\n"
        "from daylight.ingest import ingest; from daylight.ingest.recipe import load\n"
        "started = time.perf_counter()\n"
        "audit = ingest(load(sys.argv[1]), [sys.argv[2]], Path(sys.argv[3]), key=b'k')\n"
        "assert audit.rows_read == audit.rows_kept + audit.rows_set_aside\n"
        "print(time.perf_counter() - started)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, recipe, str(source), str(out)],
        check=True,
        capture_output=True,
        text=True,
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return float(done.stdout.split()[-1]), peak


def main(rows: int, nashville: Path | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        if nashville is not None:
            source = scratch / "nashville.csv"
            duckdb.sql(f"COPY (FROM '{nashville}') TO '{source}' (HEADER)")
            recipe = "nashville_stops"
        else:
            source = scratch / "stops.csv"
            duckdb.sql(GENERATED.format(rows=rows, path=source))
            (scratch / "generated.toml").write_text(RECIPE)
            recipe = str(scratch / "generated.toml")
        copied = bare(source, scratch / "bare.parquet")
        seconds, peak = ingested(recipe, source, scratch / "out")
        print(f"bare copy {copied:.1f} s, ingest {seconds:.1f} s, ratio {seconds / copied:.2f}")
        print(f"peak memory of ingest {peak:.0f} MiB")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 50_000_000,
        Path(sys.argv[2]) if len(sys.argv) > 2 else None,
    )
