"""Rows that are alike are counted once, and every count is what counting each row gives."""

from pathlib import Path

import pyarrow as pa
import pytest

from daylight import engine
from daylight.data.cells import Cells
from daylight.data.clustering import STOP_CLUSTERS
from daylight.reduce.alike import columns_alike
from daylight.reduce.bound import bind
from daylight.reduce.count import count
from daylight.reduce.derive import DERIVED, derivable
from daylight.reduce.idiom import ALIKE
from daylight.reduce.reductions import REDUCTIONS, named
from daylight.schema.tables import STOPS
from tests.reduce.adversarial import adversarial
from tests.reduce.canonical import canonical

COUNTED_ALIKE = [one for one in REDUCTIONS.values() if one.reads]
KEYS = derivable([column.name for column in STOPS.columns])
MANY = (
    ("year", "month"),
    ("quarter", "year"),
    ("week", "month"),
    ("stop_date", "year"),
    ("hour", "day_part"),
    ("stop_minute", "hour"),
    ("age_group", "subject_age_years"),
    ("officer_id", "month"),
    (),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return canonical("stops", tmp_path / "stops.parquet", adversarial("stops", 400, seed=11))


def row_by_row(name: str, path: Path, by: tuple[str, ...]) -> pa.Table:
    """The reduction's own expression over the rows themselves."""
    import ibis

    record, con = named(name), engine.duckdb()
    table = ibis.table(bind(con, "stops", {"stops": [path]}, record), name="stops")
    return Cells.from_arrow(engine.table(con, record.run(table, by=by)), by=by).table


@pytest.mark.parametrize("record", COUNTED_ALIKE, ids=lambda one: one.name)
@pytest.mark.parametrize("keys", [*((key,) for key in KEYS), *MANY], ids="-".join)
def test_alike_or_row_by_row_is_the_same(record: object, keys: tuple[str, ...], path: Path) -> None:
    name = getattr(record, "name", "")
    by = ("subject_race", *keys)
    assert count(name, {"stops": [path]}, by).table.equals(row_by_row(name, path, by))


@pytest.mark.parametrize("record", COUNTED_ALIKE, ids=lambda one: one.name)
def test_clusters_are_those_of_the_rows(record: object, path: Path) -> None:
    name, by = getattr(record, "name", ""), ("subject_race", "quarter")
    clustered = count(name, {"stops": [path]}, by, clusters=STOP_CLUSTERS).clusterings
    assert {"officer_id", "stop_date", "week"} <= {one.key for one in clustered}
    for one in clustered:
        rows = row_by_row(name, path, (*by, one.key)).to_pylist()
        sizes = sorted(tuple(row.items())[len(by) + 1 :] for row in rows)
        found = one.cells.table.drop_columns(["cluster"]).to_pylist()
        assert sizes == sorted(tuple(row.items())[len(by) :] for row in found), one.key


def test_a_column_that_is_blank_everywhere_tells_no_clusters(tmp_path: Path) -> None:
    rows = [{"stop_id": str(i), "subject_race": "black"} for i in range(3)]
    stops = canonical("stops", tmp_path / "stops.parquet", rows)
    cells = count(
        "searches", {"stops": [stops]}, ["subject_race"], clusters=("officer_id", "stop_date")
    )
    assert cells.clusterings == ()
    assert cells.total("stops") == 3


def test_a_reduction_that_says_too_little_of_what_it_reads_cannot_be_counted() -> None:
    import ibis

    table = ibis.table({"subject_race": "string", "stop_date": "date"}, name="stops")
    cube = table.group_by(**columns_alike(table, ("subject_race",), ())).aggregate(
        **{ALIKE: table.count()}
    )
    with pytest.raises(AttributeError, match="search_conducted"):
        named("searches").run(cube, by=("subject_race",))


def test_every_key_that_can_be_derived_is_tried() -> None:
    assert set(KEYS) >= {"year", "quarter", "month", "week", "hour", "day_part", "age_group"}
    assert set(KEYS) <= set(DERIVED)


def test_the_printed_query_is_the_same_with_and_without_clusters(path: Path) -> None:
    by, only = ("subject_race", "month"), {"year": ["2019"]}
    plain, clustered = (
        count("searches", {"stops": [path]}, by, only=only, clusters=keys)
        for keys in ((), ("officer_id", "stop_date"))
    )
    assert plain.provenance == clustered.provenance
    assert "officer_id" not in plain.provenance.sql
    assert clustered.clusterings
