"""Findings and estimates as tables: CSV for spreadsheets, and Parquet."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from daylight.report.formats.columns import FINDINGS, column_words
from daylight.report.formats.formats import Given

FORMULA = frozenset("=+-@\t\r\n")
"""What a spreadsheet takes for the start of a formula."""

_KINDS = {"whole": pa.int64(), "number": pa.float64(), "yes": pa.bool_()}


def write(given: Given) -> None:
    """Write the CSV files, or the Parquet one."""
    if given.name == "parquet":
        pq.write_table(findings_table(given), given.folder / "findings.parquet")
        return
    tables = {"findings": findings_table(given), "estimates": estimates_table(given)}
    for name, table in tables.items():
        write_csv(given.folder / f"{name}.csv", table.column_names, table.to_pylist())
    rows = [
        {"table": name, "column": column, "meaning": column_words(name, column)}
        for name, table in tables.items()
        for column in table.column_names
    ]
    write_csv(given.folder / "columns.csv", ["table", "column", "meaning"], rows)


def estimates_table(given: Given) -> pa.Table:
    """Every estimate of the report, one row each, as it was published beside the page."""
    return pq.read_table(given.folder / "estimates.parquet")


def findings_table(given: Given) -> pa.Table:
    """Every finding and every refusal of the report, one row each."""
    asked = {question.id: question.asked for question in given.context.questions}
    rows = [_finding(one, asked) for one in given.findings["findings"]]
    rows += [_refusal(one) for one in given.findings["refusals"]]
    schema = pa.schema([(c.name, _KINDS.get(c.kind, pa.string())) for c in FINDINGS])
    return pa.Table.from_pylist(rows, schema=schema)


def _finding(finding: dict[str, Any], asked: dict[str, str]) -> dict[str, Any]:
    one = finding["estimates"][0]
    own = {name: finding[name] for name in ("id", "question", "method", "title", "sentence")}
    weight = {n: finding[n] for n in ("grade", "standing", "basis", "p_value", "p_adjusted")}
    number = {
        name: one[name]
        for name in ("quantity", "scale", "compared_with", "variant", "n", "missing_share")
    }
    ends = {name: _number(one[name]) for name in ("value", "low", "high", "level")}
    listed = {
        name: "; ".join(finding[name])
        for name in ("adjusted_for", "survives", "fails", "not_tried", "caveats")
    }
    keys = "; ".join(f"{key}={value}" for key, value in one["keys"].items())
    told = {"asked": asked[finding["question"]], "of": keys, "n_unit": one["unit"]}
    is_primary = {"family": finding["family"], "is_primary": finding["is_primary"]}
    return {**own, **weight, **number, **ends, **listed, **told, **is_primary, "is_refused": False}


def _refusal(refused: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": refused["question"],
        "question": refused["question"],
        "asked": refused["asked"],
        "method": refused["method"],
        "sentence": refused["why"],
        "caveats": f"{refused['lacking']} {refused['supply']}",
        "is_refused": True,
    }


def _number(value: Any) -> float | None:
    """A number as JSON holds it: infinities are words."""
    return None if value is None else float(value)


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    """Write rows as UTF-8 with a mark that spreadsheets know it by; no cell is a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([safe(column) for column in columns])
        for row in rows:
            writer.writerow([_cell(row[column]) for column in columns])


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return safe(value) if isinstance(value, str) else value


def safe(text: str) -> str:
    """A text that no spreadsheet runs: one that looks like a formula begins with an apostrophe."""
    begins = text.lstrip(" ")[:1]
    return f"'{text}" if begins in FORMULA and text else text
