"""What the records can and cannot support, as one page and as lines for a terminal."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from daylight.report.numbers import count, percent
from daylight.report.page import environment

SHOWN = 200
"""Rows of a table of gates or blanks that are printed; the rest are counted."""


def write_quality(out: Path, title: str, tables: Sequence[Any]) -> Path:
    """Write `quality.html` into a folder; the page's path.

    Parameters
    ----------
    tables
        The state of each canonical table: counts of blanks, repeats, oddities and gaps, and for
        each question whether the records are usable, partial, not usable or not collected.
    """
    out.mkdir(parents=True, exist_ok=True)
    page = out / "quality.html"
    text = (
        environment().get_template("quality.html").render(title=title, tables=tables, SHOWN=SHOWN)
    )
    page.write_text(text, encoding="utf-8")
    return page


def summary(tables: Sequence[Any]) -> str:
    """The same in a few lines per table."""
    return "\n".join(line for table in tables for line in _lines(table))


def _lines(table: Any) -> list[str]:
    found = [f"{table.table}: {count(table.rows)} rows"]
    found += [f"  {s.question}: {s.verdict} ({s.reason})" for s in table.support]
    if table.repeated_keys:
        found.append(f"  {count(table.repeated_keys)} rows repeat the key of another row")
    if table.near_duplicates:
        found.append(f"  {count(table.near_duplicates)} rows are alike in all but their number")
    found += [f"  {count(o.count)} of {count(o.of)}: {o.name}" for o in table.oddities if o.count]
    found += [
        f"  {j.month}: {count(j.rows)} rows where {count(j.usual)} were usual" for j in table.jumps
    ]
    failed = [g for g in table.gates if not g.passes]
    if failed:
        found.append(f"  {count(len(failed))} months or places hold too little to be compared")
    found += [
        f"  {one.rate} is {percent(one.all_count / one.all_of)}, without district "
        f"{one.district} {percent(one.rest_count / one.rest_of)}"
        for one in table.leaning
        if one.leans
    ]
    return found
