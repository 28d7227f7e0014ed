"""What the audit lists as codes: of records, each counted once, whatever its column is called."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from daylight.errors import BadValue
from daylight.ingest import ingest
from daylight.ingest.audit import IngestAudit
from daylight.ingest.recipe import load

RECIPE = """
title = "Coded"
publisher = "nobody"
licence = "none"
timezone = "America/Chicago"
expect = ["header repeated as a row"]
[files.stops]
{leave}
[codes.device]
known = {{ MDC = "vehicular", P = "pedestrian" }}
[tables.stops.columns]
stop_id = {{ row_id = true }}
stop_type = {{ source = "MDC", codes = "device" }}
district = {{ source = "district" }}
"""


def read(text: str, leave: str, folder: Path) -> IngestAudit:
    (folder / "coded.toml").write_text(RECIPE.format(leave=leave))
    (folder / "stops.csv").write_text(text)
    return ingest(load(folder / "coded.toml"), [folder / "stops.csv"], folder / "out", key=b"k")


def listed(audit: IngestAudit) -> list[tuple[str, str, int]]:
    return [(code.code, code.status, code.count) for code in audit.codes]


def test_a_code_spelled_like_its_column_is_counted_and_a_repeated_header_is_not(
    tmp_path: Path,
) -> None:
    text = "MDC,district\nMDC,1\nP,1\nMDC,district\nMDC,2\n"
    assert listed(read(text, "", tmp_path)) == [("MDC", "known", 2), ("P", "known", 1)]


def test_codes_of_rows_that_are_left_out_are_not_asked_for(tmp_path: Path) -> None:
    audit = read(
        "MDC,district\nMDC,1\nX,9\nX,9\n", 'leave = { district = { 9 = "test" } }', tmp_path
    )
    assert listed(audit) == [("MDC", "known", 1)]
    assert (audit.rows_kept, audit.rows_set_aside) == (1, 2)


EXPLODED = """
title = "Exploded and joined"
publisher = "nobody"
licence = "none"
timezone = "America/Chicago"
[files.force]
[files.people]
[tables.force_actions]
role = "force"
explode = ["kinds"]
separator = ";"
join = { people = ["id"] }
[tables.force_actions.columns]
incident_id = { source = "id" }
officer_id = { source = "id" }
sequence = { position = true }
force_kind_raw = { source = "kinds" }
"""


def test_items_of_a_packed_cell_stay_in_their_order_when_another_file_is_joined(
    tmp_path: Path,
) -> None:
    (tmp_path / "r.toml").write_text(EXPLODED)
    kinds = [f"k{n:02}" for n in range(40)]
    rows = "\n".join(f"i{n},{';'.join(kinds)}" for n in range(300))
    (tmp_path / "force.csv").write_text("id,kinds\n" + rows + "\n")
    (tmp_path / "people.csv").write_text("id,age\n" + "\n".join(f"i{n},30" for n in range(300)))
    files = [f"force={tmp_path}/force.csv", f"people={tmp_path}/people.csv"]
    ingest(load(tmp_path / "r.toml"), files, tmp_path / "out")
    found = pq.read_table(tmp_path / "out" / "force_actions.parquet")["force_kind_raw"].to_pylist()
    assert found == kinds * 300


def test_a_mark_out_of_place_is_told_without_the_width_of_the_header(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match=r"marks out of place in 1 row \(row 2\)\n"):
        read('MDC,district\nMDC,1\n"P"x,2\n', "", tmp_path)
    with pytest.raises(BadValue, match=r"fields in 2 rows \(row 1, 2\); the header has 2\n"):
        read("MDC,district\nMDC\nP\nP,1\n", "", tmp_path)
