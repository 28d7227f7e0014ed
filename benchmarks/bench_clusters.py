"""What clustered uncertainty costs: counting and answering with officers and days and without.

python benchmarks/bench_clusters.py [STOPS.parquet]    # a canonical table; else ten million made up

Seconds are those of the processor, over all threads: the fewest of several runs. Beside Daylight's
own counting stand the query that a run prints beside its counts, which reads row by row and knows
no clusters, and the engine's own ratio: hand-written SQL that tells the same columns apart by
officer and then by day, to the same without either. Memory is the most that a fresh process held.
"""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow.parquet as pq
from generated import write

from daylight.model.methods import METHODS
from daylight.reduce.count import count

ROWS = 10_000_000
REPEATS = 5


class Asked(NamedTuple):
    """A question, and the columns that its count reads as hand-written SQL would name them."""

    method: str
    by: tuple[str, ...]
    columns: str


FLAGS = "search_conducted, contraband_found"
QUESTIONS = (
    Asked("search-rate", ("subject_race",), f"subject_race, {FLAGS}"),
    Asked(
        "search-rate-adjusted",
        ("subject_race", "year"),
        f"subject_race, year(stop_date) AS y, {FLAGS}",
    ),
    Asked(
        "search-regression",
        ("subject_race", "year"),
        f"subject_race, year(stop_date) AS y, {FLAGS}",
    ),
    Asked("outcome", ("subject_race", "search_basis"), f"subject_race, search_basis, {FLAGS}"),
    Asked(
        "missing-race",
        ("subject_race", "month"),
        "subject_race, year(stop_date) AS y, month(stop_date) AS m, search_conducted, "
        "frisk_performed, citation_issued, warning_issued, arrest_made, force_used",
    ),
)


def seconds(run: Callable[[], object]) -> float:
    """Processor seconds of the fastest of several runs."""
    found = []
    for _ in range(REPEATS):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def line(asked: Asked, path: Path) -> str:
    """One line of the table."""
    method = METHODS[asked.method]
    given = partial(count, method.needs.reduction, {"stops": [path]}, asked.by)
    both = partial(given, clusters=method.needs.clusters)
    cells, clustered = given(), both()
    plain, wider = seconds(given), seconds(both)
    printed = seconds(partial(row_by_row, path, cells.provenance.sql))
    by_hand = [seconds(partial(by_sql, path, asked.columns, more)) for more in ((), SCANS)]
    answer, longer = seconds(partial(method, cells)), seconds(partial(method, clustered))
    told = sum(len(one.cells) for one in clustered.clusterings)
    return (
        f"| {asked.method} by {', '.join(asked.by)} | {len(cells):,} | {told:,} | {printed:.3f} | "
        f"{plain:.3f} | {wider:.3f} | × {wider / printed:.2f} | × {wider / plain:.2f} | "
        f"× {by_hand[1] / by_hand[0]:.2f} | "
        f"{answer:.3f} | {longer:.3f} |"
    )


SCANS = ("officer_id", "stop_date")


def row_by_row(path: Path, sql: str) -> None:
    """The query that a run prints."""
    con = duckdb.connect()
    con.sql(f"CREATE VIEW stops AS FROM '{path}'")
    con.sql(sql).to_arrow_table()


def by_sql(path: Path, columns: str, more: tuple[str, ...]) -> None:
    """The same columns told apart by the engine alone, once for each further column."""
    con = duckdb.connect()
    for also in [f", {name} AS c" for name in more] or [""]:
        con.sql(
            f"SELECT {columns}{also}, count(*) FROM '{path}' GROUP BY ALL"  # noqa: S608
        ).to_arrow_table()


def peak(path: Path, name: str, by: str, clusters: str) -> None:
    """Count and answer in this process, and print what it held at most, in MiB."""
    method = METHODS[name]
    wanted = method.needs.clusters if clusters else ()
    method(count(method.needs.reduction, {"stops": [path]}, by.split(","), clusters=wanted))
    held = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("utf-8"))
    print(int(held[1]) // 1024 if held else 0)


def peaks(path: Path) -> None:
    """What each question holds at most, without clusters and with them."""
    print("\n| question | MiB | with clusters |\n|---|--:|--:|")
    for asked in QUESTIONS:
        command = [sys.executable, __file__, "peak", str(path), asked.method, ",".join(asked.by)]
        held = [
            subprocess.run([*command, more], capture_output=True, text=True, check=True).stdout
            for more in ("", "clusters")
        ]
        print(f"| {asked.method} by {', '.join(asked.by)} | {int(held[0])} | {int(held[1])} |")


def main() -> None:
    """Print the table."""
    if sys.argv[1:2] == ["peak"]:
        peak(Path(sys.argv[2]), *sys.argv[3:6])
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "stops.parquet"
        if len(sys.argv) < 2:
            write(ROWS, path)
        print(f"{pq.ParquetFile(path).metadata.num_rows:,} stops")
        print(
            "| question | cells | rows told apart | row by row, s | counted, s "
            "| with clusters, s | to row by row | to counted | engine alone | model, s "
            "| with clusters, s |"
        )
        print("|---|" + "--:|" * 10)
        for asked in QUESTIONS:
            print(line(asked, path))
        peaks(path)


if __name__ == "__main__":
    main()
