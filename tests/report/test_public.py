"""A public report with a smallest cell: coarse, worded anew, written only if nothing gets out."""

import json
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from daylight.data.result import Result
from daylight.disclose.attack import attack
from daylight.disclose.manifest import NAME, read
from daylight.errors import DisclosureError
from daylight.report.context import Code, ReportContext, RowAccount
from daylight.report.page import fit_to_publish, write
from tests.report.example import context

MINIMUM = 10


def shown(**more: object) -> ReportContext:
    """The made-up city's searches alone, published with a smallest cell."""
    base = context()
    question = next(q for q in base.questions if q.outcome.method == "search-rate")
    return replace(base, **{"questions": (question,), "minimum_cell": MINIMUM, **more})  # type: ignore[arg-type]


def test_a_public_report_is_coarse_everywhere(tmp_path: Path) -> None:
    write(tmp_path, shown())
    rows = pq.read_table(tmp_path / "estimates.parquet").to_pylist()
    assert rows
    assert all(row["n"] % MINIMUM == 0 for row in rows)
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "15,220" in page
    assert "11,703" not in page
    assert "Counts are printed to the nearest 10" in page
    written = json.loads((tmp_path / "findings.json").read_text("utf-8"))
    assert all(e["n"] % MINIMUM == 0 for f in written["findings"] for e in f["estimates"])
    assert read(tmp_path).minimum_cell == MINIMUM
    assert attack(tmp_path, MINIMUM) == ()


def test_without_a_smallest_cell_nothing_changes(tmp_path: Path) -> None:
    write(tmp_path, shown(minimum_cell=0))
    assert "11,703" in (tmp_path / "index.html").read_text("utf-8")
    assert not (tmp_path / NAME).exists()


def test_the_agency_sees_exact_numbers() -> None:
    own = shown(is_public=False)
    assert fit_to_publish(own) is own


def test_small_codes_blanks_and_reasons_are_left_out() -> None:
    account = RowAccount(
        source="stops",
        rows_read=951,
        rows_kept=813,
        set_aside={"warrants": 134, "no date": 4},
        blanks={"race": 120, "sex": 3},
        codes=(
            Code(column="race", found="W", becomes="white", rows=512),
            Code(column="race", found="Samoan", becomes="", rows=2),
        ),
        remarks=("3 rows of Harbour were typed by hand.",),
    )
    (public,) = fit_to_publish(shown(audits=(account,))).audits
    assert (public.rows_read, public.rows_kept) == (940, 810)
    assert public.set_aside == {"warrants": 130}
    assert public.blanks == {"race": 120}
    assert [(code.found, code.rows) for code in public.codes] == [("W", 510)]
    assert public.remarks == ("fewer than 10 rows of Harbour were typed by hand.",)


def test_what_gets_out_stops_it_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(DisclosureError, match="7 people"):
        write(tmp_path, shown(title="The stops of 7 people"))
    assert list(tmp_path.iterdir()) == []


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name, shown())
    for file in ("index.html", "findings.json", "estimates.parquet", NAME):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_a_release_holds_nothing_that_was_withheld(tmp_path: Path) -> None:
    base = shown()
    result = base.questions[0].outcome
    assert isinstance(result, Result)
    first = replace(result.estimates[0], n=4, keys={"subject_race": "pacific_islander"})
    more = replace(result, estimates=(*result.estimates, first))
    write(tmp_path, replace(base, questions=(replace(base.questions[0], outcome=more),)))
    released = (tmp_path / NAME).read_text("utf-8")
    assert "pacific_islander" not in released
    assert json.loads(released)["withheld"] is True
    write(tmp_path / "later", base, earlier=[tmp_path])
