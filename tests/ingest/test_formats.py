"""One table in every format reads alike; what cannot be read says why and what to do."""

import csv
import gzip
import io
import json
import lzma
import zipfile
from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.ingest.small import column, read, recipe

from daylight.errors import MissingColumn, MissingFile, SourceError, UnreadableFile
from daylight.ingest import ingest
from daylight.ingest.quality_notices import file_notices
from daylight.report.quality_words import noticed

HEAD = ["id", "date", "time", "race", "age", "search", "lat"]
ROWS = [
    ("20210001", "01/05/2021", "13:30", "W", "30", "TRUE", "41.5"),
    ("20210002", "02/06/2021", "00:05", "B", "", "FALSE", "41.123456789012"),
    ("20210003", "", "", "", "9", "", "-41"),
]
BODY = """
[codes.race]
known = { W = "white", B = "black" }
[codes.yes]
known = { TRUE = true, FALSE = false }
fold_case = true
[tables.stops.columns]
stop_id = { source = "id" }
stop_date = { source = "date", formats = ["%m/%d/%Y"] }
stop_minute = { source = "time", formats = ["%H:%M"] }
subject_race = { source = "race", codes = "race" }
subject_age_years = { source = "age" }
search_conducted = { source = "search", codes = "yes" }
latitude = { source = "lat" }
"""
READ = (
    "stop_id", "stop_date", "stop_minute", "subject_race", "subject_age_years",
    "search_conducted", "latitude", "source_row",
)  # fmt: skip
RECORDS = [{name: value or None for name, value in zip(HEAD, row, strict=True)} for row in ROWS]


def as_csv() -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEAD, *ROWS])
    return text.getvalue().encode()


def as_zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
        archive.writestr("__MACOSX/._a.csv", b"clutter")
    return out.getvalue()


def day(text: str) -> date | None:
    month, number, year = text.split("/") if text else ("", "", "")
    return date(int(year), int(month), int(number)) if text else None


def as_parquet() -> bytes:
    out = io.BytesIO()
    days = [day(row[1]) for row in ROWS]
    table = pa.table(
        {name: [row[name] for row in RECORDS] for name in HEAD}
        | {"date": pa.array(days, pa.date32())}
    )
    pq.write_table(table, out)
    return out.getvalue()


def typed(row: tuple[str, ...]) -> list[Any]:
    """A row as a person's workbook has it: real numbers, dates, times and booleans."""
    return [
        int(row[0]),
        day(row[1]),
        time(*map(int, row[2].split(":"))) if row[2] else None,
        row[3] or None,
        int(row[4]) if row[4] else None,
        {"TRUE": True, "FALSE": False, "": None}[row[5]],
        float(row[6]),
    ]


def book(**sheets: list[list[Any]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


ODS_CELLS = {
    str: '<table:table-cell office:value-type="string"><text:p>{0}</text:p></table:table-cell>',
    int: '<table:table-cell office:value-type="float" office:value="{0}"/>',
    float: '<table:table-cell office:value-type="float" office:value="{0}"/>',
    bool: '<table:table-cell office:value-type="boolean" office:boolean-value="{0}"/>',
    date: '<table:table-cell office:value-type="date" office:date-value="{0:%Y-%m-%d}"/>',
    time: (
        '<table:table-cell office:value-type="string"><text:p>{0:%H:%M}</text:p></table:table-cell>'
    ),
    type(None): "<table:table-cell/>",
}


MANIFEST = (
    '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
)


def as_ods() -> bytes:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            ODS_CELLS[type(cell)].format(str(cell).lower() if isinstance(cell, bool) else cell)
            for cell in row
        )
        + "</table:table-row>"
        for row in [HEAD, *map(typed, ROWS)]
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", content)
    return out.getvalue()


def feature(record: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": None, "properties": record}


LINES = "\n".join(map(json.dumps, RECORDS)).encode()
SAME = {
    "a.csv.gz": gzip.compress(as_csv()),
    "a.csv.xz": lzma.compress(as_csv()),
    "a.zip": as_zip(a__csv=as_csv()),
    "latin.csv": as_csv(),
    "a.json": json.dumps(RECORDS).encode(),
    "indented.json": b"\xef\xbb\xbf" + json.dumps(RECORDS, indent=2).encode(),
    "under.json": json.dumps({"count": 3, "results": RECORDS}).encode(),
    "a.jsonl": LINES,
    "a.jsonl.gz": gzip.compress(LINES + b"\n"),
    "a.json.zip": as_zip(a__json=json.dumps(RECORDS).encode()),
    "a.geojson": json.dumps(
        {"type": "FeatureCollection", "features": [feature(row) for row in RECORDS]}
    ).encode(),
    "portal.json": json.dumps(
        {
            "meta": {"view": {"columns": [{"fieldName": name} for name in HEAD]}},
            "data": [list(row.values()) for row in RECORDS],
        }
    ).encode(),
    "a.parquet": as_parquet(),
    "a.xlsx": book(S=[HEAD, *map(typed, ROWS)]),
    "a.ods": as_ods(),
}


@pytest.mark.parametrize("name", sorted(SAME))
def test_a_recipe_written_for_csv_reads_the_same_table_in_any_format(
    name: str, tmp_path: Path
) -> None:
    read(tmp_path, as_csv(), recipe(BODY))
    expected = column(tmp_path, "stops", *READ)
    assert expected[0][1:6] == (date(2021, 1, 5), 810, "white", 30, True)
    assert expected[1][6] == 41.123456789012
    audit = read(tmp_path, SAME[name], recipe(BODY), name)
    assert column(tmp_path, "stops", *READ) == expected
    assert (audit.rows_read, audit.rows_kept) == (3, 3)


def test_a_point_of_a_map_has_degrees_and_inner_names_are_dotted(tmp_path: Path) -> None:
    plain = {"type": "FeatureCollection", "features": [feature({"id": "1", "p": {"x": 1.50}})]}
    plain["features"][0]["geometry"] = {"type": "Point", "coordinates": [-93.2650, 44.9778]}  # type: ignore[index]
    body = """
[tables.stops.columns]
stop_id = { source = "id" }
latitude = { source = "latitude" }
longitude = { source = "longitude" }
beat = { source = "p.x" }
"""
    read(tmp_path, json.dumps(plain), recipe(body), "a.geojson")
    assert column(tmp_path, "stops", "latitude", "longitude", "beat") == [(44.9778, -93.265, "1.5")]


REFUSED = {
    "two.zip": (as_zip(a__csv=as_csv(), b__csv=as_csv()), "2 files .a.csv, b.csv.; unpack it"),
    "none.zip": (as_zip(), "0 files"),
    "cut.zip": (as_zip(a__csv=as_csv())[:-30], "damaged zip archive"),
    "book.csv": (book(S=[HEAD]), "a workbook or document under another name"),
    "a.bz2": (b"BZh91AY&SY", "bzip2 archive; unpack it"),
    "a.7z": (b"7z\xbc\xaf\x27\x1c", "7z archive; unpack it"),
    "cut.xz": (lzma.compress(as_csv())[:-20], "damaged or cut off"),
    "cut.json": (json.dumps(RECORDS).encode()[:-9], "not JSON that can be read"),
    "line.jsonl": (LINES + b'\n{"id": 4', "in line 4"),
    "numbers.json": (b"[[1, 2], [3, 4]]", "record 1 is list"),
    "two_lists.json": (json.dumps({"data": [], "rows": []}).encode(), "without a list of records"),
    "empty.json": (b"[]", "holds no record"),
    "not.xlsx": (b"id,date\n1,2\n", "not a spreadsheet that can be read.*ask for the export"),
    "short.xls": (b"\xd0\xcf\x11\xe0", "not a spreadsheet that can be read.*ask for the export"),
    "cut.ods": (b"PK\x03\x04 and no more", "not a spreadsheet that.*ask for the export"),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_cannot_be_read_says_why_and_what_to_do(name: str, tmp_path: Path) -> None:
    data, said = REFUSED[name]
    with pytest.raises((UnreadableFile, MissingFile), match=f"{name}.*{said}"):
        read(tmp_path, data, recipe(BODY), name)


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, lambda data: as_zip(a__csv=data)])
def test_a_packed_file_that_grows_beyond_reason_is_refused(
    pack: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("daylight.ingest.snapshot.BOMB_BYTES", 1 << 20)
    data = b"id,date\n" + b"0" * (8 << 20)
    with pytest.raises(UnreadableFile, match="times its size"):
        read(tmp_path, pack(data), recipe(BODY), "bomb")


def test_a_json_document_that_would_not_fit_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("daylight.ingest.json_records.LARGEST", 100)
    with pytest.raises(UnreadableFile, match="as JSON lines"):
        read(tmp_path, SAME["indented.json"], recipe(BODY), "a.json")
    assert read(tmp_path, LINES, recipe(BODY), "a.jsonl").rows_read == 3


SHEETS = """
[files.records]
{sheets}
layouts = [{{ name = "usual" }}, {{ name = "March", rename = {{ day = "dy" }} }}]
[tables.stops.columns]
stop_id = {{ source = "id" }}
stop_date = {{ source = "day", formats = ["%Y-%m-%d"] }}
"""
MONTHS = book(
    Jan=[["id", "day"], ["1", "2021-01-01"]],
    Feb=[["id", "day"], ["2", "2021-02-01"], ["3", "2021-02-02"]],
    Mar=[["id", "dy"], ["4", "2021-03-01"]],
    Nothing=[],
)


@pytest.mark.parametrize(
    ("sheets", "ids", "unread"),
    [
        ("", ["1"], ["Feb", "Mar"]),
        ('sheet = "Feb"', ["2", "3"], ["Jan", "Mar"]),
        ('sheets = ["Jan", "Mar"]', ["1", "4"], ["Feb"]),
        ('sheets = ["*"]', ["1", "2", "3", "4"], []),
    ],
)
def test_one_some_or_all_sheets_are_read_and_the_others_named(
    sheets: str, ids: list[str], unread: list[str], tmp_path: Path
) -> None:
    audit = read(tmp_path, MONTHS, recipe(SHEETS.format(sheets=sheets)), "y.xlsx")
    assert sorted(column(tmp_path, "stops", "stop_id")) == ids
    assert sorted({sheet for file in audit.files for sheet in file.unread_sheets}) == sorted(unread)
    told = [noticed(one) for one in file_notices([audit]) if one.kind == "unread sheets"]
    assert bool(told) == bool(unread)
    if "sheets" in sheets:
        assert all(file.name.startswith("y.xlsx[") for file in audit.files)


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no sheet April; it has Jan, Feb, Mar"):
        read(tmp_path, MONTHS, recipe(SHEETS.format(sheets='sheets = ["April"]')), "y.xlsx")


def test_sheets_of_several_kinds_are_roles_of_one_workbook(tmp_path: Path) -> None:
    body = """
[files.stops]
sheet = "Stops"
[files.people]
sheet = "People"
[codes.race]
known = { W = "white" }
[tables.stops]
role = "stops"
join = { people = ["id"] }
[tables.stops.columns]
stop_id = { source = "id" }
subject_race = { role = "people", source = "race", codes = "race" }
"""
    data = book(
        Notes=[["read me"]], Stops=[["id", "x"], ["1", "a"]], People=[["id", "race"], ["1", "W"]]
    )
    audit = read(tmp_path, data, recipe(body), "w.xlsx")
    assert column(tmp_path, "stops", "subject_race") == ["white"]
    assert {file.unread_sheets for file in audit.files} == {("Notes",)}


def test_an_error_of_the_spreadsheet_is_not_recorded_and_counted_apart(tmp_path: Path) -> None:
    rows: list[list[Any]] = [HEAD, *map(typed, ROWS)]
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for place, error in (("D2", "#REF!"), ("D3", "#N/A"), ("E4", "#DIV/0!")):
        made.active[place] = error
        made.active[place].data_type = "e"
    made.save(tmp_path / "e.xlsx")
    audit = ingest(recipe(BODY), [tmp_path / "e.xlsx"], tmp_path / "out", key=b"k")
    assert audit.files[0].errors == {"race": 2, "age": 1}
    assert column(tmp_path, "stops", "subject_race", "subject_age_years") == [
        (None, 30),
        (None, None),
        (None, None),
    ]
    assert not audit.blanked
    text = as_csv().replace(b",W,", b",#REF!,")
    audit = read(tmp_path, text, recipe(BODY))
    assert audit.files[0].errors == {"race": 1}
    assert column(tmp_path, "stops", "subject_race") == [None, "black", None]


def test_dates_that_a_program_swapped_are_refused(tmp_path: Path) -> None:
    """Day-first texts opened where the month comes first: 3 January became 1 March."""
    rows: list[list[Any]] = [["id", "day"]]
    for number, day in enumerate(range(1, 29)):
        swapped = date(2021, day, 1) if day <= 12 else f"{day}/01/2021"
        rows.append([str(number), swapped])
    body = '[tables.stops.columns]\nstop_id = { source = "id" }\n'
    day = 'stop_date = { source = "day", formats = ["%d/%m/%Y"] }\n'
    with pytest.raises(UnreadableFile, match=r"column day: .*swapped day and month"):
        read(tmp_path, book(S=rows), recipe(body + day), "s.xlsx")
    assert read(tmp_path, book(S=rows), recipe(body), "s.xlsx").rows_kept == 28


def test_a_header_below_a_title_is_found_and_named(tmp_path: Path) -> None:
    body = '[files.records]\n{more}\n[tables.stops.columns]\nstop_id = {{ source = "Stop ID" }}\n'
    titled = [["Any City"], ["run 1/3/2022"], [None], ["Stop ID", "x"], ["1", "a"]]
    for name, data in (
        ("t.xlsx", book(S=titled)),
        ("t.csv", b"Any City,\nrun 1/3/2022,\n,\nStop ID,x\n1,a\n"),
        ("u.csv", b"Any City\nrun 1/3/2022\nnothing\nStop ID,x\n1,a\n"),
    ):
        with pytest.raises(MissingColumn, match="say skip_lines = 3"):
            read(tmp_path, data, recipe(body.format(more="")), name)
        read(tmp_path, data, recipe(body.format(more="skip_lines = 3")), name)
        assert column(tmp_path, "stops", "stop_id") == ["1"]


def test_a_name_of_several_lines_is_on_one(tmp_path: Path) -> None:
    body = '[tables.stops.columns]\nstop_id = { source = "stop id" }\n'
    read(tmp_path, '"stop\nid",x\n1,a\n', recipe(body))
    assert column(tmp_path, "stops", "stop_id") == ["1"]
    read(tmp_path, book(S=[["stop \r\n id", "x"], ["1", "a"]]), recipe(body), "n.xlsx")
    assert column(tmp_path, "stops", "stop_id") == ["1"]
