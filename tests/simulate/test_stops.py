from pathlib import Path

import pyarrow.parquet as pq

from daylight.reduce.count import count
from daylight.simulate.stops import (
    NULL,
    SimulatedDepartment,
    as_table,
    search_cells,
    simulate_stops,
)


def test_the_same_seed_gives_the_same_department() -> None:
    one, other = (simulate_stops(NULL, seed=3) for _ in range(2))
    assert one.minute.tolist() == other.minute.tolist()
    assert simulate_stops(NULL, seed=4).minute.tolist() != one.minute.tolist()


def test_the_canonical_table_counts_to_the_same_cells(tmp_path: Path) -> None:
    department = SimulatedDepartment(residents={"white": 4000, "black": 2000})
    rows = simulate_stops(department, seed=5)
    path = tmp_path / "stops.parquet"
    pq.write_table(as_table(rows), path)
    counted = count("searches", {"stops": [path]}, ["subject_race", "district"])
    quick = search_cells(rows)
    for measure in quick.measures:
        assert counted.counts(measure).tolist() == quick.counts(measure).tolist()
