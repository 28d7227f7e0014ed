"""Blocks and single records give the same rows, whatever a text holds and wherever it is cut."""

import csv
import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from daylight.errors import UnreadableFile
from daylight.ingest import blocks, delimited, parquet
from daylight.ingest.rows import BROKEN_QUOTES, WRONG_FIELDS, RecordReader
from daylight.ingest.snapshot import Dialect

anything = st.text(alphabet='ab ",\n', max_size=60)
cell = st.text(alphabet='ab ",\n', max_size=5)
size = st.sampled_from([1, 2, 3, 5, 8, 13, 1 << 20])
again = settings(
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

Read = tuple[list[tuple[int | str | None, ...]], list[tuple[int, str]]]


def write(text: str, folder: Path) -> Path:
    path = folder / "stops.csv"
    path.write_text(text, newline="", encoding="utf-8")
    return path


def read(path: Path, width: int = 2, **dialect: str) -> Read:
    names = [f"c{number}" for number in range(width)]
    rows = RecordReader(path, path.name, names, Dialect(**dialect))  # type: ignore[arg-type]
    found = [tuple(row.values()) for batch in rows.batches() for row in batch.to_pylist()]
    return found, [(number, reason) for number, reason, _ in rows.broken]


def by_the_standard_library(text: str, width: int) -> Read | None:
    """Every record of Python's own reader; None where it finds no end of a field."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: Read = ([], [])
    number = -1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return found
        except csv.Error as problem:
            if "unexpected end" in str(problem):
                return None
            number += 1
            found[1].append((number, BROKEN_QUOTES))
            continue
        if not cells:
            continue
        number += 1
        if number and len(cells) == width:
            found[0].append((number, *(cell or None for cell in cells)))
        elif number:
            found[1].append((number, WRONG_FIELDS))


@again
@given(text=anything, size=size, width=st.integers(1, 3))
@example(text='a,"b\n"c,d\n1,2\n', size=3, width=2)
@example(text='"a"b,c\n1,2\n3\n"4\n5",6', size=5, width=2)
@example(text='""\n\n"\n"\na"b\n', size=1, width=1)
def test_every_text_is_read_as_record_by_record(
    text: str, size: int, width: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "SIZE", size)
    text = ",".join("hkl"[:width]) + "\n" + text
    path, expected = write(text, tmp_path), by_the_standard_library(text, width)
    if expected is None:
        with pytest.raises(UnreadableFile, match="never closed"):
            read(path, width)
    else:
        assert read(path, width) == expected


@again
@given(rows=st.lists(st.tuples(cell, cell), min_size=1, max_size=6), size=size)
def test_what_a_csv_writer_wrote_is_sound_and_read_as_written(
    rows: list[tuple[str, str]], size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "SIZE", size)
    path = tmp_path / "stops.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([("h", "k"), *rows])
    cut = list(blocks.blocks(path, ","))
    assert all(block.sound for block in cut)
    assert b"".join(block.text for block in cut) == path.read_bytes()
    assert read(path) == ([(n, a or None, b or None) for n, (a, b) in enumerate(rows, 1)], [])


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1 << 20])
@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ('a,"b"\n"c","d"\n', True),
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
def test_marks_are_judged_alike_however_the_text_is_cut(
    text: str, sound: bool, size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "SIZE", size)
    cut = list(blocks.blocks(write(text, tmp_path), ","))
    assert all(block.sound for block in cut) is sound


def test_only_the_block_with_a_misfit_is_read_row_by_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "SIZE", 1000)
    lines = [f"{n},x" for n in range(3000)]
    lines[1500], lines[2500] = "1500", '2500,x"y'
    path, slow = write("\n".join(["h,k", *lines]) + "\n", tmp_path), []
    patiently = RecordReader._patiently
    monkeypatch.setattr(
        RecordReader,
        "_patiently",
        lambda self, block: slow.append(block.line) or patiently(self, block),
    )
    kept, broken = read(path)
    assert len(slow) == 1
    assert broken == [(1501, WRONG_FIELDS)]
    assert [row for row in kept if row[0] == 2501] == [(2501, "2500", 'x"y')]
    assert [row[0] for row in kept] == [n for n in range(1, 3001) if n != 1501]


def test_an_open_mark_is_found_at_its_line_wherever_the_blocks_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "SIZE", 100)
    lines = ["h,k", *(f'"{n}\n",x' for n in range(100)), '"never,closed', *["1,2"] * 100]
    with pytest.raises(UnreadableFile, match="at line 202 is never closed"):
        read(write("\n".join(lines), tmp_path))


def test_a_field_of_a_megabyte_between_marks_swallowed_what_follows(tmp_path: Path) -> None:
    long = 'h,k\n"' + "x" * ((1 << 20) + 1) + '",y\n'
    with pytest.raises(UnreadableFile, match="at line 2 is never closed"):
        read(write(long, tmp_path))
    kept, _ = read(write(long.replace("xx", "x"), tmp_path))
    assert len(kept) == 1


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


def test_every_million_rows_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 100)
    monkeypatch.setattr(parquet, "MILLION", 1000)
    whole, told = pa.table({"n": range(2500)}), list[int]()
    batches = whole.to_batches(max_chunksize=50)
    parquet.write_parquet(iter(batches), tmp_path / "x.parquet", whole.schema, told=told.append)
    assert told == [1000, 2000]


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
    taken = delimited.from_csv(path, tmp_path / "s.parquet", Dialect())
    assert (taken.rows, taken.broken[0][:2]) == (1, (2, "wrong number of fields"))


@pytest.mark.parametrize("delimiter", [";", "\t", "|", "¦"])
def test_other_delimiters_are_read(delimiter: str, tmp_path: Path) -> None:
    text = delimiter.join("hk") + "\n" + delimiter.join(["a,1", '"b"']) + "\n"
    assert read(write(text, tmp_path), delimiter=delimiter) == ([(1, "a,1", "b")], [])


@pytest.mark.parametrize("text", ["h,k", "h,k\n", "h,k\n\n\n", "h,k\r\n"])
def test_a_header_alone_is_no_row_however_it_ends(text: str, tmp_path: Path) -> None:
    assert read(write(text, tmp_path)) == ([], [])


def test_the_last_row_needs_no_line_end(tmp_path: Path) -> None:
    path = write("1,2", tmp_path)
    (batch,) = RecordReader(path, path.name, ["c0", "c1"], Dialect(header=("h", "k"))).batches()
    assert batch.to_pylist() == [{"row_number": 1, "c0": "1", "c1": "2"}]


def test_what_the_fast_reader_cannot_make_sense_of_is_read_record_by_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, parsed = write("h,k\n1,2\n3\n", tmp_path), RecordReader._parsed

    def only_mended(self: RecordReader, text: bytes, header: int, *other: object, **named: str):  # type: ignore[no-untyped-def]
        if not named:
            raise pa.ArrowInvalid("no sense")
        return parsed(self, text, header, **named)

    monkeypatch.setattr(RecordReader, "_parsed", only_mended)
    assert read(path) == ([(1, "1", "2")], [(2, WRONG_FIELDS)])


def test_a_file_that_is_cut_while_it_is_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "SIZE", 100)
    path = write("h,k\n" + "1,2\n" * 100_000, tmp_path)
    found = RecordReader(path, path.name, ["c0", "c1"], Dialect()).batches()
    next(found)
    path.write_text("")
    with pytest.raises(UnreadableFile, match="cut while it was read"):
        list(found)


def test_a_misfit_with_a_very_long_field_is_put_apart_whole(tmp_path: Path) -> None:
    path = write("h,k\n1,2\n" + "x" * 3_000_000 + "\n3,4\n", tmp_path)
    rows = RecordReader(path, path.name, ["c0", "c1"], Dialect())
    assert sum(batch.num_rows for batch in rows.batches()) == 2
    assert [(number, len(raw)) for number, _, raw in rows.broken] == [(2, 3_000_004)]


def test_lines_before_the_header_are_passed_over(tmp_path: Path) -> None:
    path = write('An "export\nof stops\nh,k\n1,2\n3\n', tmp_path)
    rows = RecordReader(path, path.name, ["c0", "c1"], Dialect(skip_lines=2))
    assert [b.to_pylist() for b in rows.batches()] == [[{"row_number": 1, "c0": "1", "c1": "2"}]]
    assert rows.broken == [(2, "wrong number of fields", '["3"]')]
