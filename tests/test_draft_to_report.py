"""From a file of any format to values that are read: what is drafted, decided and ingested."""

import csv
import gzip
import io
import json
import lzma
import random
import tomllib
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from daylight.cli.main import main
from daylight.errors import DaylightError
from daylight.ingest import ingest
from daylight.ingest import recipe as recipes
from daylight.ingest.drafting.propose import propose
from daylight.ingest.drafting.reading import read
from daylight.model.methods import METHODS
from daylight.plan import drafted_folder
from daylight.plan.drafted_folder import DraftedFolder
from daylight.plan.drafted_study import OF_NO_RECORDS

HEADER = (
    "Stop ID", "Stop Date", "Stop Time", "Driver Race", "Driver Sex", "Search Conducted",
    "Contraband Found", "Outcome", "Officer Badge",
)  # fmt: skip


def stops(count: int = 120) -> list[list[str]]:
    """Rows of which every column is plain."""
    return [
        [f"S{n}", f"{1 + n % 12:02}/{13 + n % 15}/2023", f"{n % 24:02}:{n % 60:02}", "WBHA"[n % 4],
         "MF"[n % 2], "NNY"[n % 3], "YN"[n % 5 > 0] if n % 3 == 2 else "",
         ("Warning", "Citation", "Arrest")[n % 3], str(1000 + n % 20)]
        for n in range(count)
    ]  # fmt: skip


def as_csv(rows: list[list[str]], header: tuple[str, ...] = HEADER) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([list(header), *rows])
    return text.getvalue()


def decided(folder: Path, **answers: str) -> DraftedFolder:
    """Every decision taken: by its default, the first choice, or as it is said here."""
    found = DraftedFolder.open(folder)
    for _ in range(60):
        if not found.decisions.open:
            return found
        one = found.decisions.open[0]
        usual = {"agency": "Riverbend", "timezone": "America/Chicago", **answers}
        answer = usual.get(one.id) or one.default or one.choices[0].answer
        words = {text: word or one.maybe.get(text) or "-" for text, word in one.words.items()}
        found = found.decided(replace(one, words=words).answered(answer, "A. Clerk", "now"))
    raise AssertionError("decisions without end")


def drafted(tmp_path: Path, name: str, content: bytes) -> Path:
    """The folder of a file that is drafted."""
    (tmp_path / name).write_bytes(content)
    folder = tmp_path / "drafted"
    DraftedFolder.start([str(tmp_path / name)], folder)
    return folder


def ingested(folder: Path, file: Path, table: str = "stops") -> list[dict[str, Any]]:
    """The rows of a table, read by the recipe of a folder."""
    made = recipes.load(folder / "recipe.toml")
    ingest(made, [file], folder / "out", quarantine=False, key=b"k")
    return list(pq.read_table(folder / "out" / f"{table}.parquet").to_pylist())


def records() -> list[dict[str, str]]:
    return [dict(zip(HEADER, row, strict=True)) for row in stops()]


def features() -> str:
    point = {"type": "Point", "coordinates": [-97.1, 32.2]}
    made = [{"type": "Feature", "geometry": point, "properties": row} for row in records()]
    return json.dumps({"type": "FeatureCollection", "features": made})


def zipped(text: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("stops.csv", text)
    return held.getvalue()


def workbook(*sheets: tuple[str, list[list[str]]], above: int = 0) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for place in range(above):
            sheet.append([f"title {place}"])
        for row in rows:
            sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


FORMATS = {
    "stops.json": lambda: json.dumps(records()).encode(),
    "stops.jsonl": lambda: "\n".join(map(json.dumps, records())).encode(),
    "stops.geojson": lambda: features().encode(),
    "stops.csv.xz": lambda: lzma.compress(as_csv(stops()).encode()),
    "stops.csv.gz": lambda: gzip.compress(f"Riverbend\nStops\n{as_csv(stops())}".encode()),
    "stops.zip": lambda: zipped(as_csv(stops())),
    "stops16.csv": lambda: as_csv(stops()).encode("utf-16"),
    "semicolon.txt": lambda: as_csv(stops()).replace(",", ";").encode(),
    "stops.xlsx": lambda: workbook(("Sheet", [list(HEADER), *stops()])),
    "titled.xlsx": lambda: workbook(
        ("Stops", [list(HEADER), *stops()]), ("Notes", [["a note"]]), above=3
    ),
    "years.xlsx": lambda: workbook(
        ("2022", [list(HEADER), *stops()[:50]]), ("2023", [list(HEADER), *stops()[50:]])
    ),
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_draft_reads_what_ingest_reads(name: str, tmp_path: Path) -> None:
    folder = drafted(tmp_path, name, FORMATS[name]())
    found = decided(folder)
    assert found.proposal.table == "stops"
    made = ingested(folder, tmp_path / name)
    words = {"W": "white", "B": "black", "H": "hispanic", "A": "asian"}
    assert {(one["stop_id"], one["subject_race"], one["search_conducted"]) for one in made} == {
        (row[0], words[row[3]], row[5] == "Y") for row in stops()
    }
    assert len(made) == 120


MOMENT = datetime(2022, 3, 5, 17, 45, 30, tzinfo=UTC)
WRITTEN = {
    "epoch": ("{0:.0f}", "%s"),
    "epoch_ms": ("{1:.0f}", "%s"),
    "%Y-%m-%dT%H:%M:%S%z": ("", "%Y-%m-%dT%H:%M:%S+00:00"),
    "%Y-%m-%dT%H:%M:%S.%f": ("", "%Y-%m-%dT%H:%M:%S.123000"),
    "%Y-%m-%dT%H:%M:%S.%f%z": ("", "%Y-%m-%dT%H:%M:%S.123000+00:00"),
    "%b %d %Y %I:%M%p": ("", "%b %d %Y %I:%M%p"),
}
"""Format that is drafted → how the same moment is written by it."""


@pytest.mark.parametrize("form", WRITTEN)
def test_a_moment_that_is_drafted_is_read(form: str, tmp_path: Path) -> None:
    spelled, pattern = WRITTEN[form]

    def told(when: datetime) -> str:
        seconds = when.timestamp()
        return spelled.format(seconds, 1000 * seconds) if spelled else when.strftime(pattern)

    moments = [MOMENT + timedelta(days=n, minutes=7 * n) for n in range(120)]
    rows = [[row[0], told(when), *row[3:]] for row, when in zip(stops(), moments, strict=True)]
    header = ("Stop ID", "Stop Date Time", *HEADER[3:])
    folder = drafted(tmp_path, "stops.csv", as_csv(rows, header).encode())
    decided(folder, timezone="UTC")
    plain = tomllib.loads((folder / "recipe.toml").read_text("utf-8"))
    assert plain["tables"]["stops"]["columns"]["stop_date"]["formats"] == [form]
    made = {one["stop_id"]: one for one in ingested(folder, tmp_path / "stops.csv")}
    for row, when in zip(rows, moments, strict=True):
        one = made[row[0]]
        assert (str(one["stop_date"])[:10], int(one["stop_minute"])) == (
            when.date().isoformat(),
            60 * when.hour + when.minute,
        )


def test_a_quarter_that_is_drafted_is_read(tmp_path: Path) -> None:
    rows = [[row[0], f"2022 Q{1 + n % 4}", *row[3:]] for n, row in enumerate(stops())]
    header = ("Stop ID", "Stop Date", *HEADER[3:])
    folder = drafted(tmp_path, "stops.csv", as_csv(rows, header).encode())
    decided(folder)
    made = ingested(folder, tmp_path / "stops.csv")
    assert {one["date_precision"] for one in made} == {"quarter"}
    assert {str(one["stop_date"])[:10] for one in made} == {
        date(2022, month, 1).isoformat() for month in (1, 4, 7, 10)
    }


KINDS = {
    "Hands/Fists": "strike", "Takedown": "takedown", "OC Spray": "chemical",
    "Taser": "conducted_energy", "Baton": "impact_weapon",
}  # fmt: skip


def test_boxes_of_kinds_of_force_become_rows(tmp_path: Path) -> None:
    chance = random.Random(4)  # noqa: S311
    ticked = [{name for name in KINDS if chance.random() < 0.3} for _ in range(150)]
    rows = [
        [f"UF{n}", f"2022-{1 + n % 12:02}-{1 + n % 28:02}", str(100 + n % 30), "WBH"[n % 3],
         *("Yes" if name in held else "No" for name in KINDS), "YN"[n % 2]]
        for n, held in enumerate(ticked)
    ]  # fmt: skip
    header = ("UOF ID", "Incident Date", "Officer ID", "Subject Race", *KINDS, "Subject Injured")
    folder = drafted(tmp_path, "force.csv", as_csv(rows, header).encode())
    found = decided(folder, table="force")
    assert not [one.id for one in found.decisions.decisions if one.id.startswith("codes")]
    actions = ingested(folder, tmp_path / "force.csv", "force_actions")
    told = {(one["incident_id"], one["force_kind"]) for one in actions}
    assert told == {(f"UF{n}", KINDS[name]) for n, held in enumerate(ticked) for name in held}
    assert len(actions) == sum(map(len, ticked))
    force = pq.read_table(folder / "out" / "force.parquet").to_pylist()
    kinds = {one["incident_id"]: one["force_kind"] for one in force}
    order = ["Takedown", "Hands/Fists", "OC Spray", "Taser", "Baton"]
    for n, held in enumerate(ticked):
        expected = KINDS[max(held, key=order.index)] if held else None
        assert kinds[f"UF{n}"] == expected


def test_a_sheet_of_another_kind_is_named_as_unread(tmp_path: Path) -> None:
    (tmp_path / "titled.xlsx").write_bytes(FORMATS["titled.xlsx"]())
    made = read([tmp_path / "titled.xlsx"])
    assert (made.skip_lines, made.sheets) == (3, ("Stops",))
    assert "not read: the sheets Notes" in made.notes


@pytest.mark.parametrize(("code", "decided_"), [("P", False), ("WH", False), ("B", True)])
def test_a_code_of_two_meanings_is_asked_about(code: str, decided_: bool, tmp_path: Path) -> None:
    rows = [[*row[:3], code if n % 9 == 0 else row[3], *row[4:]] for n, row in enumerate(stops())]
    (tmp_path / "stops.csv").write_text(as_csv(rows))
    made = propose([tmp_path / "stops.csv"]).proposed("subject_race")
    assert made is not None
    (one,) = [choice for choice in made.codes if choice.value == code]
    assert one.decided is decided_
    assert bool(made.codes_question) is not decided_


def test_a_year_beside_a_month_is_no_period_by_itself(tmp_path: Path) -> None:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
    rows = [
        [unit, year, month, str(10 + place), "3000"]
        for unit in ("CCI", "COR", "LAC")
        for year in ("2021", "2022")
        for place, month in enumerate(months)
    ]
    header = ("Institution", "Year", "Month", "use_of_force", "inmate_count")
    (tmp_path / "panel.csv").write_text(as_csv(rows, header))
    made = propose([tmp_path / "panel.csv"], table="panel").proposed("period")
    assert made is None or not made.unmarked


def test_a_second_officer_of_a_row_is_not_left_in_silence(tmp_path: Path) -> None:
    rows = [
        [f"C{n}", "W", f"{n % 9 + 100}", "Sustained", *second]
        for n in range(80)
        for second in [["150", "Unfounded"] if n % 4 == 0 else ["", ""]]
    ]
    header = ("Complaint No", "Complainant Race", "Officer 1 Badge", "Officer 1 Finding",
              "Officer 2 Badge", "Officer 2 Finding")  # fmt: skip
    folder = drafted(tmp_path, "complaints.csv", as_csv(rows, header).encode())
    table = DraftedFolder.open(folder).decisions["table"]
    assert table is not None
    (said,) = [line for line in table.evidence if "numbered" in line]
    assert "Officer 2 Badge, Officer 2 Finding are left, in 20 rows" in said


def test_counts_of_several_sheets_are_never_read_from_one_in_silence(tmp_path: Path) -> None:
    def sheet(year: str) -> list[list[str]]:
        groups = (("White", "500"), ("Black", "300"), ("Asian", "40"), ("Hispanic", "90"))
        return [["Year", "Race", "Count"], *([year, group, count] for group, count in groups)]

    book = workbook(*((year, sheet(year)) for year in ("2021", "2022", "2023")))
    folder = drafted(tmp_path, "counts.xlsx", book)
    found = DraftedFolder.open(folder)
    assert found.proposal.sheets == ("2021", "2022", "2023")
    rows = found.decisions["rows"]
    assert rows is not None
    assert [choice.answer for choice in rows.choices] == ["events"]
    assert any("draft each by itself" in line for line in rows.evidence)


def test_how_many_officers_is_not_which_officer(tmp_path: Path) -> None:
    rows = [[*row[:8], str(1 + n % 3)] for n, row in enumerate(stops())]
    (tmp_path / "stops.csv").write_text(as_csv(rows, (*HEADER[:8], "# Officers")))
    made = propose([tmp_path / "stops.csv"]).proposed("officer_id")
    assert made is None or not made.unmarked


@pytest.mark.parametrize("place", range(len(HEADER)))
def test_a_column_without_a_name_of_its_own_is_never_read(place: int, tmp_path: Path) -> None:
    for name in ("", HEADER[(place + 1) % len(HEADER)]):
        header = (*HEADER[:place], name, *HEADER[place + 1 :])
        (tmp_path / "stops.csv").write_text(as_csv(stops(), header))
        made = propose([tmp_path / "stops.csv"], table="stops")
        assert all(one.name and one.place != place for one in made.read)
        assert not name or any(name in note for note in made.notes)


def test_a_folder_is_opened_without_reading_the_file_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drafted(tmp_path, "stops.csv", as_csv(stops()).encode())
    before = DraftedFolder.open(folder)
    fresh = propose([str(tmp_path / "stops.csv")])
    assert before.proposal == fresh

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("proposed a second time")

    monkeypatch.setattr(drafted_folder, "propose", refuse)
    assert DraftedFolder.open(folder).proposal == fresh


def test_a_file_that_changed_is_read_again_and_that_is_said(tmp_path: Path) -> None:
    folder = drafted(tmp_path, "stops.csv", as_csv(stops()).encode())
    decided(folder)
    assert not DraftedFolder.open(folder).changed
    (tmp_path / "stops.csv").write_text(as_csv(stops()).replace(",W,", ",Zzz,"))
    made = CliRunner().invoke(main, ["decide", str(folder)], input="")
    assert "not the one that was drafted" in made.output
    assert "open: What do the values of Driver Race mean" in made.output
    assert tomllib.loads((folder / "recipe.toml").read_text("utf-8"))["codes"]["subject_race"]


def test_a_stop_between_two_writes_leaves_a_folder_that_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drafted(tmp_path, "stops.csv", as_csv(stops()).encode())
    put, calls = drafted_folder._put, []

    def stopping(path: Path, text: str) -> None:
        calls.append(path)
        if len(calls) == stop:
            raise KeyboardInterrupt
        put(path, text)

    for stop in (1, 2, 3, 4):
        calls.clear()
        found = DraftedFolder.open(folder).saved()
        one = found.decisions["agency"]
        assert one is not None
        with monkeypatch.context() as patch:
            patch.setattr(drafted_folder, "_put", stopping)
            with pytest.raises(KeyboardInterrupt):
                found.decided(one.answered(f"Agency {stop}", "A. Clerk", "now"))
        again = DraftedFolder.open(folder).saved()
        expected = {f"Agency {stop}"} if stop > 1 else {"", "Agency 0"}
        assert again.decisions.answer("agency") in expected


def test_words_without_an_answer_are_kept(tmp_path: Path) -> None:
    text = as_csv(stops()).replace(",W,", ",Zzz,")
    folder = drafted(tmp_path, "stops.csv", text.encode())
    path = folder / "decisions.toml"
    path.write_text(path.read_text("utf-8").replace('Zzz = ""', 'Zzz = "white"'))
    kept = DraftedFolder.open(folder).saved().decisions["codes Driver Race"]
    assert kept is not None
    assert kept.words["Zzz"] == "white"
    assert not kept.answer


def test_methods_that_a_draft_does_not_load_count_no_records() -> None:
    left = [one for one, entry in METHODS.entries.items() if entry.subject in OF_NO_RECORDS]
    assert left
    assert not [one for one in left if METHODS[one].needs.noun == "cells"]


EDITS = {
    "no TOML": lambda _: "hello [[",
    "nothing": lambda _: "",
    "files are numbers": lambda text: text.replace('files = ["', 'files = [3, "'),
    "files is a text": lambda text: text.replace('files = ["../stops.csv"]', 'files = "stops.csv"'),
    "decisions are numbers": lambda _: 'files = ["../stops.csv"]\ndecisions = [1, 2]\n',
    "a decision without a name": lambda _: 'files = ["x"]\n[[decisions]]\nanswer = "x"\n',
    "words are a list": lambda text: text.replace('id = "', 'words = ["a"]\nid = "', 1),
    "written is a list": lambda _: 'files = ["../stops.csv"]\nwritten = [1]\n',
    "a key that is none": lambda text: text.replace("question = ", 'foo = "x"\nquestion = ', 1),
    "a decision twice": lambda text: text.replace('id = "agency"', 'id = "timezone"'),
    "an answer not offered": lambda text: answer(text, "columns", '"banana"'),
    "an answer that is no text": lambda text: answer(text, "agency", "2020-01-01"),
    "no such zone": lambda text: answer(text, "timezone", '"Mars/Base"'),
    "no such table": lambda text: answer(text, "table", '"zebra"'),
}  # fmt: skip


def answer(text: str, name: str, said: str) -> str:
    before, mark, after = text.partition(f'id = "{name}"')
    assert mark
    return before + mark + after.replace('answer = ""', f"answer = {said}", 1)


@pytest.mark.parametrize("name", EDITS)
def test_what_an_editor_gets_wrong_is_said_and_nothing_is_lost(name: str, tmp_path: Path) -> None:
    folder = drafted(tmp_path, "stops.csv", as_csv(stops()).encode())
    path = folder / "decisions.toml"
    edited = EDITS[name](path.read_text("utf-8"))
    path.write_text(edited)
    with pytest.raises(DaylightError):
        DraftedFolder.open(folder)
    assert path.read_text("utf-8") == edited


@pytest.mark.parametrize("out", ["taken", "taken/inside", "there", "there/study.toml"])
def test_a_draft_never_takes_the_place_of_a_file(out: str, tmp_path: Path) -> None:
    (tmp_path / "stops.csv").write_text(as_csv(stops()))
    (tmp_path / "taken").write_text("mine")
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "study.toml").write_text("mine")
    command = ["draft", str(tmp_path / "stops.csv"), "-o", str(tmp_path / out)]
    made = CliRunner().invoke(main, command)
    assert made.exit_code == 2, made.output
    assert isinstance(made.exception, SystemExit)
    assert (tmp_path / "taken").read_text() == "mine"
    assert [one.name for one in (tmp_path / "there").iterdir()] == ["study.toml"]
    assert (tmp_path / "there" / "study.toml").read_text() == "mine"


NO_TABLES = {
    "empty.csv": b"",
    "header.csv": b"a,b,c\n",
    "lines.csv": b"\n\n\n",
    "binary.csv": bytes(range(256)) * 40,
    "nul.csv": b"a,b\n1,\x002\n",
    "page.csv": b"<!DOCTYPE html>\n<html></html>\n",
    "report.csv": b"%PDF-1.4\nstream\n",
    "bad.zip": b"PK\x03\x04" + b"x" * 500,
    "fake.xlsx": b"a,b\n1,2\n",
    "cut.json": b'[{"a": 1}, {"a": ',
    "numbers.json": b"[1, 2, 3]",
    "none.json": b"[]",
    "quote.csv": b'a,b,c\n1,"2,3\n4,5,6\n',
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_is_no_table_is_refused_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(NO_TABLES[name])
    folder = tmp_path / "drafted"
    made = CliRunner().invoke(main, ["draft", str(tmp_path / name), "-o", str(folder)])
    assert made.exit_code == 2
    assert made.output.startswith("daylight: ")
    assert not folder.exists()


ODD = {
    "blank rows": as_csv([[""] * len(HEADER)] * 20),
    "one column": "Stop ID\n" + "\n".join(map(str, range(50))),
    "a name twice": as_csv(stops(), ("Driver Race", *HEADER[1:])),
    "a break in a name": as_csv(stops(), ("Stop\nID", *HEADER[1:])),
    "marks in a name": as_csv(stops(), ("Stop \"ID\" \\ 'x' # \x1b[31m", *HEADER[1:])),
    "formulas": as_csv(stops()).replace(",W,", ",=cmd|' /C calc'!A0,"),
    "wide": as_csv([[str(n % 7) for n in range(400)]] * 30, tuple(f"C {n}" for n in range(400))),
    "a huge cell": as_csv([*stops(), ["x" * 2_000_000, *stops()[0][1:]]]),
    "a total": as_csv([*stops(), ["Total", "", "", "", "", "40", "", "", ""]]),
    "another language": "番号,日付,人種\n" + "\n".join(f"{n},2023年,白人" for n in range(40)),
    "later rows wider": as_csv([*stops(), [*stops()[0], "extra"]]),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_ends_in_a_recipe_that_loads_or_says_why(name: str, tmp_path: Path) -> None:
    folder = drafted(tmp_path, "odd.csv", ODD[name].encode())
    found = decided(folder)
    tomllib.loads((folder / "recipe.toml").read_text("utf-8"))
    study = tomllib.loads((folder / "study.toml").read_text("utf-8"))
    if found.proposal.table and study.get("questions"):
        recipes.load(folder / "recipe.toml")
