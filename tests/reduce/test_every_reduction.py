"""What must hold for every reduction, checked on rows that try to break it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ibis
import pytest

from daylight.data.cells import Cells
from daylight.model.methods import METHODS
from daylight.reduce.count import count
from daylight.reduce.reduction import Place, Reduction
from daylight.reduce.reductions import REDUCTIONS
from daylight.schema.tables import TABLES
from tests.reduce.adversarial import adversarial
from tests.reduce.canonical import canonical

SNAPSHOTS = Path(__file__).parent / "snapshots"
CHICAGO = Place(41.88, -87.63, "America/Chicago")
EACH = pytest.mark.parametrize("reduction", REDUCTIONS.values(), ids=lambda r: r.name)


def keys(reduction: Reduction) -> tuple[str, ...]:
    """The keys of the first method that reads this reduction, or its first table's first key."""
    wanted = [
        m.needs.by for m in METHODS.values() if m.needs.reduction == reduction.name and m.needs.by
    ]
    fallback = reduction.limited_to[:2] or ("subject_race",)
    return wanted[0] if wanted else (*fallback, *reduction.always)


def written(reduction: Reduction, folder: Path, rows: int, seed: int) -> dict[str, list[Path]]:
    folder.mkdir(parents=True, exist_ok=True)
    names = [name for name in reduction.tables if name in TABLES]
    return {
        name: [canonical(name, folder / f"{name}.parquet", adversarial(name, rows, seed))]
        for name in names
    }


def counted(reduction: Reduction, files: dict[str, list[Path]]) -> Cells:
    return count(reduction.name, files, keys(reduction), place=CHICAGO)


@EACH
def test_adversarial_rows_reconcile(reduction: Reduction, tmp_path: Path) -> None:
    cells = counted(reduction, written(reduction, tmp_path, 200, seed=1))
    assert set(reduction.counts) == set(cells.measures)


@EACH
def test_an_empty_table_gives_no_error(reduction: Reduction, tmp_path: Path) -> None:
    counted(reduction, written(reduction, tmp_path, 0, seed=1))


@EACH
def test_the_order_of_rows_changes_nothing(reduction: Reduction, tmp_path: Path) -> None:
    straight, turned = {}, {}
    for name in (name for name in reduction.tables if name in TABLES):
        rows = [
            {**row, "source_row": number}
            for number, row in enumerate(adversarial(name, 100, seed=2), 1)
        ]
        straight[name] = [canonical(name, tmp_path / f"{name}.parquet", rows)]
        turned[name] = [canonical(name, tmp_path / f"{name}_turned.parquet", rows[::-1])]
    assert counted(reduction, straight).table == counted(reduction, turned).table


@EACH
def test_clusters_add_up_to_the_counts(reduction: Reduction, tmp_path: Path) -> None:
    files = written(reduction, tmp_path, 200, seed=6)
    by = keys(reduction)
    plain = count(reduction.name, files, by, place=CHICAGO)
    clustered = count(reduction.name, files, by, place=CHICAGO, clusters=reduction.clusters)
    assert clustered.table.equals(plain.table)
    for one in clustered.clusterings:
        told = one.cells.collapse(*plain.by)
        for name in told.measures:
            if name in {"stops", "people"} or reduction.of_clusters is None:
                assert told.total(name) == plain.total(name), (one.key, name)


@EACH
def test_the_sql_is_what_was_reviewed(reduction: Reduction, tmp_path: Path) -> None:
    sql = counted(reduction, written(reduction, tmp_path, 5, seed=3)).provenance.sql + "\n"
    path = SNAPSHOTS / f"{reduction.name}.duckdb.sql"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOTS.mkdir(exist_ok=True)
        path.write_text(sql, encoding="utf-8")
    assert path.exists(), "run UPDATE_SNAPSHOTS=1 pytest tests/reduce and review the new file"
    assert sql == path.read_text("utf-8")


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")  # no page to look at in a test
        .config("spark.sql.shuffle.partitions", "2")  # the tables are tiny
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    yield session
    session.stop()


NOT_ON_SPARK = frozenset({"likely_races"})
"""Counts of chances, which are fractions before they are parts: not shown to be alike on Spark."""


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore")
@EACH
def test_spark_counts_what_duckdb_counts(reduction: Reduction, spark: Any, tmp_path: Path) -> None:
    if reduction.name in NOT_ON_SPARK:
        pytest.skip("counts chances, which is done on DuckDB")
    files = written(reduction, tmp_path, 150, seed=4)
    by = keys(reduction)
    embedded = count(reduction.name, files, by, place=CHICAGO)
    tables = [
        ibis.table(ibis.duckdb.connect().read_parquet(str(files[name][0])).schema(), name=name)
        for name in reduction.tables
        if name in files
    ]
    if len(tables) < len(reduction.tables):
        pytest.skip("reads a computed table, which is made on DuckDB")
    con = ibis.pyspark.connect(spark)
    for name, (path,) in files.items():
        con.read_parquet(str(path), table_name=name)
    outcome = con.to_pyarrow(reduction.run(*tables, by=by))
    assert (
        Cells.from_arrow(outcome, by=by).table.select(embedded.table.column_names) == embedded.table
    )
