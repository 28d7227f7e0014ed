"""The counts behind a data-quality page, taken from one canonical table."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import ibis

from daylight import engine
from daylight.errors import SourceError
from daylight.ingest.quality_notices import DATES, Notice
from daylight.ingest.quality_notices import notices as noticed
from daylight.schema.tables import TABLES, Table

AS_MANY = "source_file"
"""A column that every row has."""
MINUTES = ("stop_minute", "incident_minute", "arrest_minute", "start_minute")
ALIKE = ("subject_race", "subject_sex", "subject_age_years", "officer_id", "district", "beat")
ODD_AGE = (10, 100)
RATES = {
    "searches": ("search_conducted", None),
    "finds": ("contraband_found", "search_conducted"),
    "arrests": ("arrest_made", None),
    "citations": ("citation_issued", None),
    "injuries": ("subject_injured", None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCounts:
    """The rows of one month, unit, officer, race or district.

    Parameters
    ----------
    blanks
        Column → rows whose value was not recorded.
    searches
        Rows with a search; 0 where searches are not in the table.
    finds_known
        Searches whose find was recorded.
    """

    by: str
    key: str
    rows: int
    blanks: Mapping[str, int]
    searches: int = 0
    finds_known: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """Rows beyond the first of their name, as far as the name is recorded.

    Parameters
    ----------
    key
        The parts of the table's key that are recorded anywhere.
    rows
        Rows that agree with an earlier one in all of them, a blank counting as a value.
    open_rows
        Those among them with a part blank: another person or officer cannot be told from the same.
    blank
        Part of the whole key → rows in which it is blank.
    """

    key: tuple[str, ...]
    rows: int
    open_rows: int
    blank: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCounts:
    """What was counted.

    Parameters
    ----------
    recorded
        Column → rows with a value.
    groups
        By month, unit, officer, race and district.
    timed
        Rows with a time of day.
    searched
        Rows with a search, and column → how many of them have a value.
    rates
        Rate → district → count and total.
    """

    table: str
    rows: int
    recorded: Mapping[str, int]
    groups: tuple[GroupCounts, ...]
    repeats: Repeats
    near_duplicates: int
    oddities: Mapping[str, int]
    heaping: Mapping[str, int]
    timed: int
    months: Mapping[str, int]
    notices: tuple[Notice, ...]
    searched: Mapping[str, int] | None
    rates: Mapping[str, Mapping[str, tuple[int, int]]]


def count(path: Path, name: str, period: tuple[date, date] | None) -> TableCounts:
    """Everything a data-quality page needs, in a handful of queries."""
    if name not in TABLES:
        raise SourceError(
            f"{path.name}: {name} is no canonical table; there are {', '.join(TABLES)}"
        )
    table = TABLES[name]
    found = engine.parquet_schema(path).names
    if missing := [column for column in table.names if column not in found]:
        raise SourceError(f"{path.name}: column {', '.join(missing)} of table {name} is missing")
    connection = engine.duckdb()
    rows = connection.read_parquet(str(path))
    ask = connection.to_pyarrow

    def one(**sums: Any) -> dict[str, int]:
        return dict(ask(rows.aggregate(**sums)).to_pylist()[0]) if sums else {}

    recorded = one(**{column: rows[column].count() for column in table.names})
    total = int(ask(rows.count()).as_py())
    groups = tuple(_groups(ask, rows, table, recorded))
    minute = next((name for name in MINUTES if name in table.names), None)
    searched = None
    if "search_conducted" in table.names:
        found = rows.filter(rows.search_conducted)
        sums = {name: found[name].count() for name in ("contraband_found", "search_basis")}
        searched = dict(ask(found.aggregate(rows=found.count(), **sums)).to_pylist()[0])
    counts = TableCounts(
        table=name,
        rows=total,
        recorded=recorded,
        groups=groups,
        repeats=_repeated(ask, rows, table, recorded),
        near_duplicates=_alike(ask, rows, table, minute),
        oddities=one(
            **{name: _sum(test) for name, test in _oddities(rows, table, period, recorded)}
        ),
        heaping=one(**{name: _sum(test) for name, test in _heaps(rows, minute)}),
        timed=recorded[minute] if minute else 0,
        months={group.key: group.rows for group in groups if group.by == "month"},
        notices=noticed(ask, rows, table, recorded),
        searched=searched,
        rates={name: found for name, found in _rates(ask, rows, table) if found},
    )
    connection.disconnect()
    return counts


def _sum(condition: Any) -> Any:
    return condition.fill_null(False).cast("int64").sum().fill_null(0)


def _day(rows: Any, table: Table) -> Any | None:
    return next((rows[name] for name in DATES if name in table.names), None)


def _groups(
    ask: Any, rows: Any, table: Table, recorded: Mapping[str, int]
) -> Iterator[GroupCounts]:
    """Blanks by month, unit, officer, race and district."""
    keys = {
        name: rows[name]
        for name in ("unit", "officer_id", "subject_race", "district")
        if recorded.get(name)
    }
    day = _day(rows, table)
    if day is not None:
        keys = {"month": day.strftime("%Y-%m"), **keys}
    columns = [name for name, found in recorded.items() if found and name not in {"source_file"}]
    sums = {}
    if {"search_conducted", "contraband_found"} <= set(table.names):
        sums["searches"] = _sum(rows.search_conducted)
        sums["finds_known"] = _sum(rows.search_conducted & rows.contraband_found.notnull())
    for by, key in keys.items():
        grouped = rows.group_by(key=key).aggregate(
            rows=rows.count(), **sums, **{f"n {name}": rows[name].count() for name in columns}
        )
        for line in ask(grouped.order_by("key")).to_pylist():
            if line["key"] is None:
                continue
            blanks = {name: line["rows"] - line[f"n {name}"] for name in columns}
            yield GroupCounts(
                by=by,
                key=str(line["key"]),
                rows=line["rows"],
                blanks={name: blank for name, blank in blanks.items() if blank},
                searches=line.get("searches", 0),
                finds_known=line.get("finds_known", 0),
            )


def _repeated(ask: Any, rows: Any, table: Table, recorded: Mapping[str, int]) -> Repeats:
    """Rows beyond the first of their key, judged on the part of it that is recorded."""
    key = [name for name in table.key if recorded[name]]
    blank = {name: recorded[AS_MANY] - recorded[name] for name in table.key}
    blank = {name: count for name, count in blank.items() if count}
    if not key:
        return Repeats(key=(), rows=0, open_rows=0, blank=blank)
    counted = rows.group_by(key).aggregate(times=rows.count())
    some_open = reduce(or_, [counted[name].isnull() for name in key])
    if len(key) < len(table.key):
        some_open = ibis.literal(True)
    again = counted.times - 1
    sums = counted.aggregate(
        rows=again.sum().fill_null(0), open_rows=some_open.ifelse(again, 0).sum().fill_null(0)
    )
    found = ask(sums).to_pylist()[0]
    return Repeats(
        key=tuple(key), rows=int(found["rows"]), open_rows=int(found["open_rows"]), blank=blank
    )


def _alike(ask: Any, rows: Any, table: Table, minute: str | None) -> int:
    """Rows beyond the first that are alike in day, minute, place, officer and person."""
    day = next((name for name in DATES if name in table.names), None)
    names = [name for name in ALIKE if name in table.names]
    if day is None or minute is None:
        return 0
    known = (
        rows.filter(rows[day].notnull() & rows[minute].notnull() & rows["subject_race"].notnull())
        if ("subject_race" in table.names)
        else rows.filter(rows[day].notnull() & rows[minute].notnull())
    )
    counted = known.group_by([day, minute, *names]).aggregate(times=known.count())
    return int(ask((counted.times - 1).sum().fill_null(0)).as_py())


def _oddities(
    rows: Any, table: Table, period: tuple[date, date] | None, recorded: Mapping[str, int]
) -> Iterator[tuple[str, Any]]:
    """What cannot be, or hardly can: a name for it and the rows that have it.

    Nothing is said of columns that are nowhere recorded: none found would read as none there.
    """
    for name, columns, test in _strange(rows, table):
        if all(recorded.get(column) for column in columns):
            yield name, test()
    day = _day(rows, table)
    if day is not None and period is not None:
        first, last = (ibis.literal(edge) for edge in period)
        yield "date outside the period", (day < first) | (day > last)


def _strange(rows: Any, table: Table) -> Iterator[tuple[str, tuple[str, ...], Callable[[], Any]]]:
    """A name, the columns it needs, and the test."""
    names = table.names
    if "contraband_found" in names:
        looked = (rows.search_conducted | rows.frisk_performed).fill_null(False)
        yield (
            "contraband without a search or frisk",
            ("contraband_found",),
            lambda: rows.contraband_found & ~looked,
        )
        yield (
            "ground of a search without a search",
            ("search_basis", "search_conducted"),
            lambda: rows.search_basis.notnull() & ~rows.search_conducted,
        )
        yield (
            "search incident to arrest without an arrest",
            ("search_basis", "arrest_made"),
            lambda: (rows.search_basis == "incident_to_arrest") & ~rows.arrest_made,
        )
        yield (
            "outcome arrest without an arrest",
            ("outcome", "arrest_made"),
            lambda: (rows.outcome == "arrest") & ~rows.arrest_made,
        )
        yield (
            "warned and arrested",
            ("warning_issued", "arrest_made"),
            lambda: rows.warning_issued & rows.arrest_made,
        )
    if "subject_age_years" in names:
        age, (low, high) = ("subject_age_years",), ODD_AGE
        yield f"age under {low}", age, lambda: rows.subject_age_years < low
        yield f"age {high} or more", age, lambda: rows.subject_age_years >= high
    if {"subject_injury", "subject_injured"} <= set(names):
        yield (
            "injury recorded, injured says no",
            ("subject_injury", "subject_injured"),
            lambda: (
                rows.subject_injury.notnull()
                & (rows.subject_injury != "none")
                & ~rows.subject_injured
            ),
        )
    if {"received_date", "closed_date"} <= set(names):
        yield (
            "closed before received",
            ("closed_date", "received_date"),
            lambda: rows.closed_date < rows.received_date,
        )
        yield (
            "received before it happened",
            ("received_date", "incident_date"),
            lambda: rows.received_date < rows.incident_date,
        )


def _heaps(rows: Any, minute: str | None) -> Iterator[tuple[str, Any]]:
    if minute is None:
        return
    value = rows[minute]
    yield "exactly midnight", value == 0
    for step, name in ((60, "on the hour"), (30, "on the half hour"), (5, "on five minutes")):
        yield name, value % step == 0


def _rates(ask: Any, rows: Any, table: Table) -> Iterator[tuple[str, dict[str, tuple[int, int]]]]:
    """Rate → district → count and total, among rows where it is recorded."""
    if "district" not in table.names:
        return
    for name, (column, among) in RATES.items():
        if column not in table.names:
            continue
        chosen = rows.filter(rows[column].notnull() & rows.district.notnull())
        if among is not None:
            chosen = chosen.filter(chosen[among])
        grouped = chosen.group_by("district").aggregate(
            count=_sum(chosen[column]), total=chosen.count()
        )
        yield (
            name,
            {
                line["district"]: (line["count"], line["total"])
                for line in ask(grouped.order_by("district")).to_pylist()
            },
        )
