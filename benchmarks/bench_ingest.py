"""Canonical ingest against a bare DuckDB copy of the same file to Parquet, in one run.

    python benchmarks/bench_ingest.py [ROWS …] [FILE.parquet]

Generates files of so many rows (2, 5 and 20 million without an argument) shaped like a stop
file, or takes the Nashville Parquet file, and prints for each the seconds of wall and processor
time of both, their ratios and the peak memory of ingest. Both start in a process of their own and
are timed inside it: without start-up and the first imports, but with whatever is loaded on the way
(about a second for ingest). The peak is Linux's `VmHWM`, which does not count the parent's memory.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

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


MEASURED = """
import json, sys, time
from pathlib import Path
import duckdb
from daylight.ingest import ingest
from daylight.ingest.recipe import load
source, out = sys.argv[1:3]
def work():
    if len(sys.argv) == 3:
        duckdb.sql(f"COPY (FROM '{source}') TO '{out}' (FORMAT parquet)")
        return
    audit = ingest(load(sys.argv[3]), [source], Path(out), key=b"k")
    assert audit.rows_read == audit.rows_kept + audit.rows_set_aside
wall, used = time.perf_counter(), time.process_time()
work()
wall, used = time.perf_counter() - wall, time.process_time() - used
status = Path("/proc/self/status").read_text()
peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
print(json.dumps({"wall": wall, "processor": used, "peak": peak}))
"""


def measured(*arguments: str | Path) -> dict[str, float]:
    """Wall and processor seconds, and peak memory in MiB, of a copy or an ingest."""
    command = [sys.executable, "-c", MEASURED, *map(str, arguments)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def compared(name: str, recipe: str | Path, source: Path, scratch: Path) -> None:
    """One line: the copy, the ingest, their ratios."""
    copied = measured(source, scratch / "bare.parquet")
    read = measured(source, scratch / "out", recipe)
    print(
        f"| {name} | {copied['wall']:.1f} | {copied['processor']:.1f} | {read['wall']:.1f} "
        f"| {read['processor']:.1f} | {read['wall'] / copied['wall']:.2f} "
        f"| {read['processor'] / copied['processor']:.2f} | {read['peak']:.0f} |",
        flush=True,
    )


def main(arguments: list[Any]) -> None:
    """Every size or file named."""
    print("| rows | copy, wall s | processor s | ingest, wall s | processor s ", end="")
    print("| ratio, wall | processor | peak MiB of ingest |\n|" + "---|" * 8, flush=True)
    for given in arguments or [2_000_000, 5_000_000, 20_000_000]:
        with tempfile.TemporaryDirectory() as folder:
            scratch = Path(folder)
            source = scratch / "stops.csv"
            if str(given).isdigit():
                duckdb.sql(GENERATED.format(rows=given, path=source))
                recipe: str | Path = scratch / "generated.toml"
                Path(recipe).write_text(RECIPE)
                compared(f"{int(given):,}", recipe, source, scratch)
            else:
                duckdb.sql(f"COPY (FROM '{given}') TO '{source}' (HEADER)")
                compared("Nashville", "nashville_stops", source, scratch)


if __name__ == "__main__":
    main(sys.argv[1:])
