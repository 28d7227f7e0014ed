"""The fast reader takes only what the patient one reads alike, and keeps the rows in order."""

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daylight.ingest import delimited, parquet, quotes
from daylight.ingest.delimited import _patiently, _quickly
from daylight.ingest.quotes import well_quoted
from daylight.ingest.snapshot import ROW, Dialect

anything = st.text(alphabet='ab ",\n', max_size=40)
cell = st.text(alphabet='ab ",\n', max_size=5)
again = settings(
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def write(text: str, folder: Path) -> Path:
    path = folder / "stops.csv"
    path.write_text(text, newline="", encoding="utf-8")
    return path


def patient(path: Path, folder: Path) -> tuple[list[list[str | None]], int]:
    broken = _patiently(path, path.name, folder / "patient.parquet", ["c0", "c1"], Dialect())
    table = pq.read_table(folder / "patient.parquet").drop_columns([ROW])
    return [list(row.values()) for row in table.to_pylist()], len(broken)


@again
@given(text=anything)
def test_whatever_the_fast_reader_takes_the_patient_one_reads_alike(
    text: str, tmp_path: Path
) -> None:
    path = write("h,k\n" + text, tmp_path)
    if _quickly(path, tmp_path / "fast.parquet", ["c0", "c1"], Dialect()):
        fast = pq.read_table(tmp_path / "fast.parquet").to_pylist()
        assert ([list(row.values()) for row in fast], 0) == patient(path, tmp_path)


@again
@given(rows=st.lists(st.tuples(cell, cell), min_size=1, max_size=6))
def test_what_a_csv_writer_wrote_is_read_fast_and_as_written(
    rows: list[tuple[str, str]], tmp_path: Path
) -> None:
    path = tmp_path / "stops.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([("h", "k"), *rows])
    assert _quickly(path, tmp_path / "fast.parquet", ["c0", "c1"], Dialect())
    fast = pq.read_table(tmp_path / "fast.parquet").to_pylist()
    assert [tuple(row.values()) for row in fast] == [(a or None, b or None) for a, b in rows]


@pytest.mark.parametrize("chunk", [1, 2, 3, 7])
@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ('a,"b"\n"c","d"', True),
        ('"a""b",""\n"""",c\n', True),
        ('"a\nb",c\r\n"d",e', True),
        ("no marks,at all\n", True),
        ('"a"b,c\n', False),
        ('a"b,c\n', False),
        ('""a,c\n', False),
        ('"a" ,c\n', False),
        ('a,"b\nc,d\n', False),
        ('"",x"y"\n', False),
    ],
)
def test_marks_are_judged_alike_however_the_file_is_cut(
    text: str, verdict: bool, chunk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quotes, "CHUNK", chunk)
    assert well_quoted(write(text, tmp_path), ",") is verdict


def test_a_field_of_a_megabyte_between_marks_is_left_to_the_patient_reader(tmp_path: Path) -> None:
    short, long = ('h,k\n"' + "x" * size + '",y\n' for size in (1 << 19, (1 << 20) + 1))
    assert well_quoted(write(short, tmp_path), ",")
    assert not well_quoted(write(long, tmp_path), ",")


def test_groups_of_rows_keep_their_order_and_only_repeating_columns_get_a_dictionary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "ROWS", 1000)
    whole = pa.table({"id": [f"a{n}" for n in range(10_500)], "race": ["W", "B", None] * 3500})
    batches = whole.to_batches(max_chunksize=300)
    parquet.write_parquet(iter(batches), tmp_path / "x.parquet", whole.schema)
    assert pq.read_table(tmp_path / "x.parquet").equals(whole)
    footer = pq.read_metadata(tmp_path / "x.parquet")
    assert footer.num_row_groups == 9
    group = footer.row_group(0)
    assert [group.column(n).has_dictionary_page for n in (0, 1)] == [False, True]


def test_an_error_on_the_way_is_the_one_that_is_told(tmp_path: Path) -> None:
    schema = pa.schema([("a", pa.string())])

    def broken():  # type: ignore[no-untyped-def]
        yield pa.record_batch([["x"] * parquet.ROWS], schema=schema)
        raise ValueError("the second batch")

    with pytest.raises(ValueError, match="the second batch"):
        parquet.write_parquet(broken(), tmp_path / "x.parquet", schema)


def test_no_batch_at_all_makes_a_table_without_rows(tmp_path: Path) -> None:
    schema = pa.schema([("a", pa.string()), ("n", pa.int64())])
    parquet.write_parquet(iter([]), tmp_path / "x.parquet", schema)
    assert pq.read_table(tmp_path / "x.parquet").schema.equals(schema)


def test_a_row_with_one_empty_field_too_many_is_put_apart_not_read(tmp_path: Path) -> None:
    path = write("date,race\n2021-01-01,W\n2021-01-02,B,\n", tmp_path)
    taken = delimited.from_csv(path, tmp_path / "s.parquet", Dialect(), zipped=False)
    assert (taken.rows, taken.broken[0][:2]) == (1, (2, "wrong number of fields"))


@pytest.mark.parametrize("delimiter", [";", "\t", "|", "¦"])
def test_other_delimiters_are_read(delimiter: str, tmp_path: Path) -> None:
    path = write(delimiter.join("hk") + "\n" + delimiter.join(["a,1", '"b"']) + "\n", tmp_path)
    dialect = Dialect(delimiter=delimiter)
    taken = delimited.from_csv(path, tmp_path / "s.parquet", dialect, zipped=False)
    found = pq.read_table(taken.staged).select(["c0", "c1"]).to_pylist()
    assert found == [{"c0": "a,1", "c1": "b"}]
