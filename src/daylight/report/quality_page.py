"""What the records can and cannot support, as one page and as lines for a terminal."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daylight.report.numbers import count, percent
from daylight.report.page import environment
from daylight.report.quality_words import lost, noticed, repeated

SHOWN = 24
"""Gates that are printed; the rest are counted and folded away."""
TOLD = 6
"""Unevenly blank columns that the terminal is told of; the page has all."""
NAMELESS = {"officer_id"}
"""Groups whose keys stand for persons: how many, never which."""
BY = {
    "month": "month",
    "unit": "unit",
    "officer_id": "officer",
    "subject_race": "race",
    "district": "district",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The state of a folder of records.

    Parameters
    ----------
    losses
        Rows set aside and cells blanked, of every kind of file, and how they fall on groups.
    notices
        What is to be noticed in the files themselves.
    tables
        Of each canonical table: counts of blanks, repeats, oddities and gaps, and for each
        question whether the records are usable, partial, not usable or not collected.
    audits
        The account of every ingest: rows in, kept and set aside.
    compared
        A table and, month by month, its rows and a second count.
    released
        What the FBI's rule would let be released, for `sworn` officers (taking part, all).
    """

    title: str
    tables: Sequence[Any]
    audits: Sequence[Any] = ()
    losses: Sequence[Any] = ()
    notices: Sequence[Any] = ()
    compared: tuple[str, Sequence[Any]] | None = None
    released: str = ""
    sworn: tuple[int, int] | None = None

    @property
    def departing(self) -> list[Any]:
        """Months whose ratio to the second count is off the whole's by more than a tenth."""
        if self.compared is None:
            return []
        both = [line for line in self.compared[1] if line.rows and line.other]
        whole = sum(line.rows for line in both) / max(1, sum(line.other for line in both))
        return [
            line
            for line in self.compared[1]
            if not (line.rows and line.other) or abs(line.ratio - whole) > whole / 10
        ]


def write_quality(out: Path, state: State) -> Path:
    """Write `quality.html` into a folder; the page's path."""
    out.mkdir(parents=True, exist_ok=True)
    page = out / "quality.html"
    page.write_text(render(state), encoding="utf-8")
    return page


def render(state: State) -> str:
    """The page as text: HTML with its style inside, and no script."""
    template = environment().get_template("quality.html")
    return template.render(
        state=state,
        SHOWN=SHOWN,
        BY=BY,
        NAMELESS=NAMELESS,
        noticed=noticed,
        repeated=repeated,
        lost=lost,
    )


def summary(state: State) -> str:
    """The same in a few lines per table."""
    lines = [line for audit in state.audits for line in _account(audit)]
    lines += [f"  {lost(loss)}" for loss in state.losses]
    lines += [f"  {noticed(notice)}" for notice in state.notices]
    lines += [line for table in state.tables for line in _lines(table)]
    if state.compared is not None:
        table, months = state.compared
        lines.append(
            f"{table} beside the second count: {count(sum(m.rows for m in months))} and "
            f"{count(sum(m.other for m in months))}; {count(len(state.departing))} of "
            f"{count(len(months))} months are more than a tenth off the whole"
        )
    if state.sworn is not None:
        lines.append(
            f"{count(state.sworn[0])} of {count(state.sworn[1])} sworn officers: may be released: "
            f"{state.released}"
        )
    return "\n".join(lines)


def _account(audit: Any) -> list[str]:
    aside = audit.rows_set_aside
    found = [
        f"{audit.recipe}: {count(audit.rows_read)} rows read = {count(audit.rows_kept)} kept + "
        f"{count(aside)} set aside"
    ]
    found += [f"  {count(item.count)}: {item.reason}" for item in audit.set_aside]
    return found + [
        f"  {count(cells)} cells blanked: {name}" for name, cells in audit.blanks().items()
    ]


def _lines(table: Any) -> list[str]:
    found = [f"{table.table}: {count(table.rows)} rows"]
    found += [f"  {s.question}: {s.verdict} ({s.reason})" for s in table.support]
    if table.repeats.rows or table.repeats.blank:
        found.append(f"  {repeated(table.repeats)}")
    if table.near_duplicates:
        found.append(f"  {count(table.near_duplicates)} rows are alike in all but their number")
    found += [f"  {count(o.count)} of {count(o.of)}: {o.name}" for o in table.oddities if o.count]
    found += [f"  {noticed(notice)}" for notice in table.notices]
    found += [
        f"  {one.column} is blank in {percent(one.low)} to {percent(one.high)} by {BY[one.by]}"
        for one in table.uneven[:TOLD]
    ]
    if len(table.uneven) > TOLD:
        found.append(f"  {count(len(table.uneven) - TOLD)} more columns are unevenly blank")
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
