"""A cell that cannot be read costs the cell; what stood there, and of whom, is kept."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.ingest.small import column, read, recipe

from daylight.errors import SourceError
from daylight.ingest import ingest
from daylight.ingest.audit import IngestAudit
from daylight.ingest.quality_losses import loss_by_group
from daylight.report.quality_words import lost

BODY = """
[codes.race]
known = { W = "white", B = "black" }
[codes.yes]
known = { Y = true, N = false }
[tables.stops.columns]
stop_id = { source = "id" }
stop_date = { source = "t", formats = ["%Y-%m-%d"] }
subject_race = { source = "race", codes = "race" }
subject_race_raw = { source = "race" }
subject_age_years = { source = "age" }
search_conducted = { source = "search", codes = "yes" }
"""
TEXT = """id,t,race,age,search
1,2020-01-01,W,30,Y
2,2020-02-30,W,31,N
3,2020-01-03,Q,130,?
,2020-01-04,B,33,?
5,2020-01-05,B,34,
"""


def test_only_a_row_without_its_name_is_set_aside(tmp_path: Path) -> None:
    audit = read(tmp_path, TEXT, recipe(BODY), quarantine=True)
    assert (audit.rows_read, audit.rows_kept, audit.rows_set_aside) == (5, 4, 1)
    assert audit.reasons() == {"required value missing: id": 1}
    names = ("stop_id", "stop_date", "subject_race", "subject_age_years", "search_conducted")
    found = column(tmp_path, "stops", *names)
    assert [tuple(value is None for value in row[1:]) for row in found] == [
        (False, False, False, False),
        (True, False, False, False),
        (False, True, True, True),
        (False, False, False, True),
    ]
    assert IngestAudit.read(tmp_path / "out") == audit


def test_what_stood_there_is_kept_and_counted_by_reason_value_and_group(tmp_path: Path) -> None:
    audit = read(tmp_path, TEXT, recipe(BODY), quarantine=True)
    cells = pq.read_table(tmp_path / "out" / "blanked.parquet").to_pylist()
    assert {(one["source_row"], one["column"], one["raw"]) for one in cells} == {
        (2, "stop_date", "2020-02-30"),
        (3, "subject_race", "Q"),
        (3, "subject_age_years", "130"),
        (3, "search_conducted", "?"),
    }, "the cells of row 4 went with their row"
    assert {(one.column, one.value, one.count, *one.groups) for one in audit.blanked} == {
        ("stop_date", "2020-02-30", 1, "white"),
        ("subject_race", "Q", 1, "unknown"),
        ("subject_age_years", "130", 1, "unknown"),
        ("search_conducted", "?", 1, "unknown"),
    }


def test_without_quarantine_everything_is_listed_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as refusal:
        read(tmp_path, TEXT, recipe(BODY))
    message = str(refusal.value)
    for part in ("'2020-02-30'", "'Q'", "'130", "'?'", "required value missing", "--quarantine"):
        assert part in message, part
    assert not list((tmp_path / "out").glob("*.parquet"))


def test_a_fact_is_told_once_with_its_count_however_often_it_is_read(tmp_path: Path) -> None:
    """Three tables read one column; two of them take the row apart; two files hold the code."""
    body = """
[codes.kind]
known = { Taser = "conducted_energy" }
[tables.force.columns]
incident_id = { source = "id" }
force_kind = { source = "kind", codes = "kind", separator = ";", pick = "most", order = [
  "conducted_energy",
] }
firearm_pointed = { constant = false }
[[tables.force_actions]]
explode = ["kind"]
separator = ";"
columns.incident_id = { source = "id" }
columns.force_kind = { source = "kind", codes = "kind" }
[[tables.force_actions]]
explode = ["kind"]
separator = ";"
columns.incident_id = { source = "id" }
columns.force_kind = { source = "kind", codes = "kind" }
columns.sequence = { position = true }
"""
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"id,kind\n{name},Taser\n2,Wand\n3,Wand\n")
    with pytest.raises(SourceError) as refusal:
        ingest(recipe(body), [tmp_path / "a.csv", tmp_path / "b.csv"], tmp_path / "out", key=b"k")
    lines = [line for line in str(refusal.value).splitlines() if "Wand" in line]
    assert len(lines) == 1
    assert "'Wand' in 4 rows" in lines[0]
    assert "a.csv and 1 more files" in lines[0]


def test_an_unknown_item_leaves_the_whole_cell_open(tmp_path: Path) -> None:
    """What the item was might have been the most serious."""
    body = """
[codes.kind]
known = { Hands = "hold", Gun = "firearm" }
[tables.force.columns]
incident_id = { source = "id" }
force_kind = { source = "kind", codes = "kind", separator = ";", pick = "most", order = [
  "firearm", "hold",
] }
"""
    read(tmp_path, "id,kind\n1,Hands\n2,Hands;Wand\n3,Gun;Hands\n", recipe(body), quarantine=True)
    assert column(tmp_path, "force", "force_kind") == ["hold", None, "firearm"]


def test_a_code_of_a_joined_file_costs_its_cell(tmp_path: Path) -> None:
    body = """
[files.stops]
[files.searches]
[codes.found]
known = { Y = true, N = false }
[tables.stops]
role = "stops"
join = { searches = ["id"] }
many = ["searches"]
[tables.stops.columns]
stop_id = { source = "id" }
contraband_found = { role = "searches", source = "found", codes = "found", pick = "any" }
"""
    (tmp_path / "s.csv").write_text("id,day\n1,a\n2,b\n3,c\n")
    (tmp_path / "x.csv").write_text("id,found\n1,Y\n1,?\n2,?\n2,N\n3,N\n")
    files = [f"stops={tmp_path / 's.csv'}", f"searches={tmp_path / 'x.csv'}"]
    audit = ingest(recipe(body), files, tmp_path / "out", quarantine=True, key=b"k")
    assert audit.rows_set_aside == 0
    assert column(tmp_path, "stops", "contraband_found") == [True, None, False]


def test_an_empty_row_is_one_without_anything_in_any_column(tmp_path: Path) -> None:
    body = """
blank = ["NULL"]
expect = ["empty row"]
[tables.force.columns]
incident_id = { row_id = true }
incident_date = { source = "date", formats = ["%Y-%m-%d"] }
"""
    text = "n,lethal,date\n1,False,2020-01-01\n1,True,\n,,\n , ,NULL\n,NULL,2020-01-02\n,,\n"
    audit = read(tmp_path, text, recipe(body))
    assert audit.reasons() == {"empty row": 2, "empty row at the end": 1}
    assert column(tmp_path, "force", "source_row") == [1, 2, 5]


def test_an_empty_last_row_stops_nothing(tmp_path: Path) -> None:
    body = '[tables.force.columns]\nincident_id = { source = "id" }\n'
    audit = read(tmp_path, "id,x\n1,a\n2,b\n,\n,\n", recipe(body))
    assert (audit.rows_kept, audit.reasons()) == (2, {"empty row at the end": 2})
    with pytest.raises(SourceError, match="empty row in 1 rows \\(row 2\\)"):
        read(tmp_path, "id,x\n1,a\n,\n2,b\n,\n", recipe(body))


def test_only_and_leave_share_the_rows_between_them(tmp_path: Path) -> None:
    body = """
[files.records]
leave = { kind = { Animal = "force against an animal" } }
[codes.kind]
known = { Taser = "conducted_energy" }
[tables.force]
only = { kind = ["Taser"] }
[tables.force.columns]
incident_id = { source = "id" }
force_kind = { source = "kind", codes = "kind" }
"""
    audit = read(tmp_path, "id,kind\n1,Taser\n2,Animal\n", recipe(body))
    assert audit.reasons() == {"left out: force against an animal: kind": 1}
    with pytest.raises(SourceError, match="belongs to no table 'Other'"):
        read(tmp_path, "id,kind\n1,Taser\n2,Animal\n3,Other\n", recipe(body))


def losses(white: int, black: int) -> str:
    rows = [f"{n},2020-01-01,W,{'x' if n < white else 30},Y" for n in range(400)]
    rows += [f"{n},2020-01-01,B,{'x' if n < 400 + black else 30},Y" for n in range(400, 800)]
    return "id,t,race,age,search\n" + "\n".join(rows) + "\n"


def test_blanks_that_fall_on_one_group_are_said_and_even_ones_are_not(tmp_path: Path) -> None:
    audit = read(tmp_path, losses(10, 60), recipe(BODY), quarantine=True)
    (loss,) = loss_by_group([audit])
    assert (loss.kind, loss.count, loss.of) == ("blanked", 70, 800)
    assert set(loss.uneven) == {"white", "black"}
    assert "unevenly (black, white beyond chance): black 15.0" in lost(loss)
    (even,) = loss_by_group([read(tmp_path, losses(30, 36), recipe(BODY), quarantine=True)])
    assert even.uneven == ()
    assert "no group more or less than chance explains" in lost(even)
    (few,) = loss_by_group([read(tmp_path, losses(0, 4), recipe(BODY), quarantine=True)])
    assert "too few" in lost(few)


def test_a_total_a_footnote_and_another_table_s_header_are_no_records(tmp_path: Path) -> None:
    body = BODY.replace('stop_id = { source = "id" }', "stop_id = { row_id = true }")
    text = TEXT + "Total,Total,30,,\n,note,see,,\nid,date of,race of,age of,\n6,2020-01-06,Q,x,?\n"
    audit = read(tmp_path, text, recipe(body), quarantine=True)
    assert audit.reasons() == {"nothing in it can be read": 3}
    kept = column(tmp_path, "stops", "source_row")
    assert kept == [1, 2, 3, 4, 5, 9], "one readable cell keeps a row"
    with pytest.raises(SourceError, match=r"in 3 rows .*a total, a footnote or another table"):
        read(tmp_path, text, recipe(body))
