"""A corpus of spoilt files: each gives a clear error or a complete account, never anything else.

Every mutation is applied to the rows below, written with and without setting rows aside.
"""

import gzip
import io
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from daylight.errors import DaylightError, MissingColumn, RowsLost, SourceError, UnreadableFile
from daylight.ingest import ingest
from daylight.ingest.recipe import load

COLUMNS = "date,driver_race,search,found,age,officer"
ROWS = [
    f"2021-0{1 + n % 9}-1{n % 10},{'WBH'[n % 3]},{'YN'[n % 2]},N,{20 + n},b{n}" for n in range(30)
]
GOOD = "\n".join([COLUMNS, *ROWS]) + "\n"
RECIPE = """
title = "Spoilt files"
publisher = "nobody"
licence = "none"
timezone = "America/Chicago"
[files.stops]
[codes.race]
known = { W = "white", B = "black", H = "hispanic" }
[codes.yes]
known = { Y = true, N = false }
[tables.stops.columns]
stop_id = { row_id = true }
stop_date = { source = "date", formats = ["%Y-%m-%d"] }
subject_race = { source = "driver_race", codes = "race" }
search_conducted = { source = "search", codes = "yes" }
contraband_found = { source = "found", codes = "yes" }
subject_age_years = { source = "age" }
officer_id = { source = "officer", pseudonym = true }
"""


def with_cell(row: int, column: int, value: str) -> bytes:
    lines = GOOD.splitlines()
    cells = lines[row].split(",")
    cells[column] = value
    lines[row] = ",".join(cells)
    return ("\n".join(lines) + "\n").encode()


def reordered(order: list[int]) -> bytes:
    return "\n".join(
        ",".join(line.split(",")[place] for place in order) for line in GOOD.splitlines()
    ).encode()


def zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("stops.csv", data)
    return out.getvalue()


CORPUS: dict[str, bytes] = {
    "empty": b"",
    "only a newline": b"\n",
    "only a header": COLUMNS.encode() + b"\n",
    "only blanks": b"   \n\t\n",
    "no header": "\n".join(ROWS).encode(),
    "header twice": (COLUMNS + "\n" + GOOD).encode(),
    "header in the middle": "\n".join([COLUMNS, *ROWS[:9], COLUMNS, *ROWS[9:]]).encode(),
    "blank lines between": GOOD.replace("\n", "\n\n").encode(),
    "blank line at the start": b"\n" + GOOD.encode(),
    "duplicate column that is read": GOOD.replace("age", "search", 1).encode(),
    "duplicate column that is not read": GOOD.replace("\n", ",x,x\n", 1).encode(),
    "trailing empty columns": GOOD.replace("\n", ",,\n").encode(),
    "empty column names": GOOD.replace("date,", ",", 1).encode(),
    "quoted everything": "\n".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) for line in GOOD.splitlines()
    ).encode(),
    "quote never closed": GOOD.replace("W,", '"W,', 1).encode(),
    "quote in the middle": GOOD.replace("W,", 'W"x,', 1).encode(),
    "text after a closing quote": GOOD.replace("W,", '"W"x,', 1).encode(),
    "newline inside quotes": GOOD.replace("b3\n", '"b\n3"\n').encode(),
    "comma inside quotes": GOOD.replace("b3\n", '"b,3"\n').encode(),
    "semicolons": GOOD.replace(",", ";").encode(),
    "tabs": GOOD.replace(",", "\t").encode(),
    "pipes": GOOD.replace(",", "|").encode(),
    "old mac line ends": GOOD.replace("\n", "\r").encode(),
    "windows line ends": GOOD.replace("\n", "\r\n").encode(),
    "mixed line ends": GOOD.replace("\n", "\r\n", 9).encode(),
    "no last newline": GOOD.rstrip("\n").encode(),
    "nul byte": GOOD.encode().replace(b"b7", b"b\x007"),
    "control bytes": GOOD.encode().replace(b"b7", b"b\x01\x1b7"),
    "binary": bytes(range(256)) * 40,
    "png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "html page": b"<!DOCTYPE html><html><body>404 Not Found</body></html>",
    "json": b'[{"date": "2021-01-01", "driver_race": "W"}]',
    "utf-16 little": GOOD.encode("utf-16"),
    "utf-16 big": b"\xfe\xff" + GOOD.encode("utf-16-be"),
    "utf-16 without a mark": GOOD.encode("utf-16-le"),
    "utf-8 with a mark": GOOD.encode("utf-8-sig"),
    "windows-1252": GOOD.replace("b3", "Muñoz").encode("cp1252"),
    "bytes of no encoding": GOOD.encode().replace(b"b3", b"\x81\x8d\x8f"),
    "broken utf-8": GOOD.encode().replace(b"b3", b"\xc3("),
    "utf-8 names": GOOD.replace("b3", "Nuñez 李 🙂").encode(),
    "gzip": gzip.compress(GOOD.encode()),
    "gzip cut off": gzip.compress(GOOD.encode())[:-12],
    "gzip with a wrong sum": gzip.compress(GOOD.encode())[:-8] + b"\0" * 8,
    "gzip of gzip": gzip.compress(gzip.compress(GOOD.encode())),
    "gzip of nothing": gzip.compress(b""),
    "zip archive": zipped(GOOD.encode()),
    "parquet name only": b"PAR1",
    "parquet cut off": b"PAR1" + b"\0" * 60 + b"PAR1",
    "missing column": reordered([0, 1, 2, 3, 4]),
    "column renamed": GOOD.replace("driver_race", "race", 1).encode(),
    "column in capitals": GOOD.replace("driver_race", "DRIVER_RACE", 1).encode(),
    "blanks around names": GOOD.replace("driver_race,", " driver_race ,", 1).encode(),
    "columns turned round": reordered([5, 4, 3, 2, 1, 0]),
    "columns shuffled": reordered([2, 0, 5, 1, 4, 3]),
    "extra column": GOOD.replace("\n", ",z\n").encode(),
    "a row too long": GOOD.replace("b3\n", "b3,more\n").encode(),
    "a row too short": GOOD.replace(",b3\n", "\n").encode(),
    "every row too long": "\n".join([COLUMNS, *(row + ",x" for row in ROWS)]).encode(),
    "every row too short": "\n".join([COLUMNS, *(row.rsplit(",", 1)[0] for row in ROWS)]).encode(),
    "empty rows of commas": GOOD.encode() + b",,,,,\n,,,,,\n",
    "a row of blanks": GOOD.encode() + b" , , , , , \n",
    "a total at the end": GOOD.encode() + b"Total,30,,,,\n",
    "a footnote at the end": GOOD.encode() + b"Source: the department\n",
    "a huge field": with_cell(3, 5, "x" * 2_000_000),
    "a long field": with_cell(3, 5, "x" * 200_000),
    "a thousand columns": GOOD.replace(
        "\n", "," + ",".join(f"c{n}" for n in range(1000)) + "\n", 1
    ).encode(),
    "rows repeated": (GOOD + "\n".join(ROWS) + "\n").encode(),
}
CELLS: dict[int, tuple[str, ...]] = {
    0: (
        "2021-02-30", "2021-13-01", "0000-00-00", "9999-99-99", "1899-12-31", "3021-01-01",
        "01/02/2021", "41561", "yesterday", "2021-1-1", "2021-01-01T00:00:00", "", " ", "NULL",
        "-1", "2021-02-29", "2020-02-29", "２０２１-01-01", "=TODAY()",
    ),
    1: (
        "X", "w", "WHITE", "W ", " W", "", " ", "W;B", "NULL", "NaN", "None", "0", "W\tB", "Ｗ",
        "=1+1", "@SUM(A1)", "+W", "-W", "<script>alert(1)</script>", "'; DROP TABLE stops; --",
        "{{ 7*7 }}", "${x}", "\\", "\\N", "'", "W'B", "é", "\u202eW", "\ufeffW",
    ),
    2: ("y", "yes", "TRUE", "1", "", "?", "Y/N", "2", "=HYPERLINK(\"http://x\")", "Y\u00a0"),
    4: (
        "0", "150", "121", "-1", "20.5", "2e1", "1e400", "inf", "nan", "NaN", "twenty", "", " 20 ",
        "020", "20 years", "0x14", "٢٠", "9" * 400, "=20", "20,", "1_000", "+20", ".5", "5.",
    ),
    5: ("", " ", "=cmd|' /C calc'!A0", "b" * 10_000, "'\"", "%s%n"),
}  # fmt: skip
for column, values in CELLS.items():
    for value in values:
        CORPUS[f"column {column}: {value[:30]!r}"] = with_cell(4, column, value)
for size in (1, 5, 20, 33, 34, 60, 100, 300, 500, len(GOOD) - 1):
    CORPUS[f"cut off after {size} bytes"] = GOOD.encode()[:size]


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("recipe") / "spoilt.toml"
    path.write_text(RECIPE)
    return path


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS) >= 150


@pytest.mark.parametrize("name", sorted(CORPUS))
def test_a_spoilt_file_gives_an_error_or_a_complete_account(
    name: str, recipe: Path, tmp_path: Path
) -> None:
    file = tmp_path / "stops.csv"
    file.write_bytes(CORPUS[name])
    out = tmp_path / "out"
    try:
        audit = ingest(load(recipe), [file], out, quarantine=True, key=b"k")
    except RowsLost:
        raise
    except DaylightError as problem:
        message = str(problem)
    else:
        message = ""
    if message:
        assert "stops.csv" in message
        assert not list(out.glob("*.parquet"))
        return
    assert audit.rows_read == audit.rows_kept + audit.rows_set_aside
    assert pq.read_table(out / "stops.parquet").num_rows == audit.rows_kept
    aside = pq.read_table(out / "set_aside.parquet").to_pylist()
    assert len(aside) == audit.rows_set_aside
    assert all(row["reason"] and row["raw"] is not None for row in aside)


STOPPING = ["header in the middle", "a row too short", "column 0: '2021-02-30'", "column 1: 'X'",
            "column 2: '?'", "column 4: '150'"]  # fmt: skip


@pytest.mark.parametrize("name", STOPPING)
def test_without_quarantine_what_is_undecided_stops_the_run(
    name: str, recipe: Path, tmp_path: Path
) -> None:
    file = tmp_path / "stops.csv"
    file.write_bytes(CORPUS[name])
    with pytest.raises(SourceError, match=r"(?s)stops\.csv.*row .*--quarantine"):
        ingest(load(recipe), [file], tmp_path / "out", key=b"k")


def test_one_error_lists_everything_that_is_wrong(recipe: Path, tmp_path: Path) -> None:
    file = tmp_path / "stops.csv"
    lines = GOOD.splitlines()
    lines[2] = "2021-02-30,MARTIAN,Q,N,150,b1"
    lines[7] = "2021-01-01,MARTIAN,Y,N,30,b1,more"
    file.write_text("\n".join(lines))
    with pytest.raises(SourceError) as caught:
        ingest(load(recipe), [file], tmp_path / "out", key=b"k")
    for part in ("'2021-02-30'", "'MARTIAN'", "'Q'", "'150'", "wrong number of fields", "row 2"):
        assert part in str(caught.value), part


def test_the_numbers_of_rows_are_those_of_the_file(recipe: Path, tmp_path: Path) -> None:
    file = tmp_path / "stops.csv"
    lines = GOOD.splitlines()
    lines[7] += ",more"
    lines[9] = lines[9].replace("Y", "?").replace(",N,N", ",?,N")
    file.write_text("\n".join(lines))
    ingest(load(recipe), [file], tmp_path / "out", quarantine=True, key=b"k")
    aside = pq.read_table(tmp_path / "out" / "set_aside.parquet").to_pylist()
    assert [row["source_row"] for row in aside] == [7]
    cells = pq.read_table(tmp_path / "out" / "blanked.parquet").to_pylist()
    assert {(row["source_row"], row["column"], row["raw"]) for row in cells} == {
        (9, "search_conducted", "?")
    }
    kept = pq.read_table(tmp_path / "out" / "stops.parquet")["source_row"].to_pylist()
    assert kept == [n for n in range(1, 31) if n != 7]


def test_a_bomb_is_refused(recipe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("daylight.ingest.snapshot.BOMB_BYTES", 1 << 20)
    file = tmp_path / "stops.csv.gz"
    file.write_bytes(gzip.compress(COLUMNS.encode() + b"\n" + b"0" * (8 << 20)))
    with pytest.raises(UnreadableFile, match="times its size"):
        ingest(load(recipe), [file], tmp_path / "out", key=b"k")
    sheet = tmp_path / "stops.xlsx"
    with zipfile.ZipFile(sheet, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (8 << 20))
    with pytest.raises(UnreadableFile, match="times its size"):
        ingest(load(recipe), [sheet], tmp_path / "out", key=b"k")


def test_a_workbook_that_is_none_is_an_error(recipe: Path, tmp_path: Path) -> None:
    file = tmp_path / "stops.xlsx"
    file.write_bytes(b"not a workbook")
    with pytest.raises(UnreadableFile, match=r"stops\.xlsx"):
        ingest(load(recipe), [file], tmp_path / "out", key=b"k")


def test_a_file_that_is_not_there_is_named(recipe: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        ingest(load(recipe), [tmp_path / "none.csv"], tmp_path / "out", key=b"k")


def test_the_same_file_twice_would_count_twice_and_is_refused(recipe: Path, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(GOOD)
    with pytest.raises(SourceError, match="same file"):
        ingest(load(recipe), [tmp_path / "a.csv", tmp_path / "b.csv"], tmp_path / "out", key=b"k")


def test_a_recipe_for_another_table_says_which_columns_are_missing(tmp_path: Path) -> None:
    file = tmp_path / "stops.csv"
    file.write_text(GOOD)
    with pytest.raises(MissingColumn, match="FILENUM"):
        ingest(load("dallas_force"), [file], tmp_path / "out", key=b"k")


def test_a_failed_run_leaves_the_previous_result_whole(recipe: Path, tmp_path: Path) -> None:
    file = tmp_path / "stops.csv"
    file.write_text(GOOD)
    ingest(load(recipe), [file], tmp_path / "out", key=b"k")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    file.write_bytes(CORPUS["column 1: 'X'"])
    with pytest.raises(SourceError):
        ingest(load(recipe), [file], tmp_path / "out", key=b"k")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
