"""What clustered uncertainty costs: counting and answering with officers and days and without.

python benchmarks/bench_clusters.py [STOPS.parquet]    # a canonical table; else simulated stops
"""

import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq

from daylight.model.methods import METHODS
from daylight.reduce.count import count
from daylight.simulate.realistic import COMPLETE, simulate
from daylight.simulate.stops import as_table

QUESTIONS = (
    ("search-rate", ("subject_race",)),
    ("search-rate-adjusted", ("subject_race", "year")),
    ("search-regression", ("subject_race", "year")),
    ("outcome", ("subject_race", "search_basis")),
)
REPEATS = 7


def seconds(run: Callable[[], object]) -> float:
    """The fastest of several runs."""
    found = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


def both(
    name: str, by: tuple[str, ...], path: Path, clusters: tuple[str, ...]
) -> tuple[float, float]:
    """Seconds to count, and seconds to answer."""
    method = METHODS[name]
    given = partial(count, method.needs.reduction, {"stops": [path]}, by, clusters=clusters)
    return seconds(given), seconds(partial(method, given()))


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "stops.parquet"
        if len(sys.argv) < 2:
            pq.write_table(as_table(simulate(COMPLETE, seed=1).rows), path)
        print(f"{pq.ParquetFile(path).metadata.num_rows:,} stops")
        print("| question | count, s | with clusters | model, s | with clusters | both |")
        print("|---|--:|--:|--:|--:|--:|")
        for name, by in QUESTIONS:
            plain, model = both(name, by, path, ())
            clustered, wider = both(name, by, path, METHODS[name].needs.clusters)
            print(
                f"| {name} | {plain:.3f} | × {clustered / plain:.2f} | {model:.3f} | "
                f"× {wider / model:.1f} | × {(clustered + wider) / (plain + model):.2f} |"
            )


if __name__ == "__main__":
    main()
