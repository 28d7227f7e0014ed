"""Traps of exports that nobody notices: default dates, cut files, twin spellings, totals, gaps.

Each is a count with what it is a count of; nothing is corrected, and nothing is called an error.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from daylight.ingest.audit import IngestAudit
from daylight.schema.tables import Table

Ask = Callable[[Any], Any]

DATES = ("stop_date", "incident_date", "arrest_date", "received_date", "start_date", "death_date")
DEFAULTS = (
    date(1899, 12, 30),
    date(1899, 12, 31),
    date(1900, 1, 1),
    date(1901, 1, 1),
    date(1904, 1, 1),
    date(1970, 1, 1),
    date(1980, 1, 1),
    date(2000, 1, 1),
    date(2099, 12, 31),
)
"""What programs write where no date was entered."""
ENOUGH = 50
"""Rows without which nothing is said of how they are spread."""
DAYS = 30
"""Different days without which one day cannot be too full."""
FULL = 0.05
TIMES = 20
"""A day that holds a twentieth of all rows, and twenty times the mean of the days."""
SAME_DAY = 0.5
"""Share of dates on one day of the month from which on they are not real days."""
NAMED = ("district", "beat", "neighborhood", "county", "unit", "place")
TOTALS = {"total", "grandtotal", "subtotal", "totals", "all", "overall", "statewide", "citywide"}
ROUND = 1_000
LIMITS = (65_535, 65_536, 1_048_575, 1_048_576)
"""Rows of an old and of a new worksheet, with and without the header."""
SHOWN = 3
YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something about the records that a reader should know before using a number.

    Parameters
    ----------
    kind
        Which trap; `report` has a sentence for each.
    count, of
        How many rows, days or months, out of how many.
    examples
        Values, months or files, most frequent first.
    """

    kind: str
    column: str
    count: int
    of: int
    examples: tuple[str, ...] = ()


def notices(ask: Ask, rows: Any, table: Table, recorded: Mapping[str, int]) -> tuple[Notice, ...]:
    """What is to be noticed in a canonical table."""
    found: list[Notice] = []
    for name in DATES:
        if name in table.names and recorded.get(name):
            found += _of_days(name, _counts(ask, rows, name))
    if recorded.get("date_precision"):
        exact = _counts(ask, rows, "date_precision")
        coarse = {word: count for word, count in exact.items() if word != "day"}
        if coarse:
            found.append(_notice("coarse dates", "date_precision", coarse, sum(exact.values())))
    for name in NAMED:
        if name in table.names and recorded.get(name):
            found += _of_names(name, _counts(ask, rows, name))
    return tuple(found)


def _counts(ask: Ask, rows: Any, name: str) -> dict[Any, int]:
    """Value → rows, the most frequent first."""
    counted = rows.filter(rows[name].notnull()).group_by(value=rows[name])
    lines = ask(counted.aggregate(times=lambda found: found.count())).to_pylist()
    ordered = sorted(lines, key=lambda line: (-line["times"], str(line["value"])))
    return {line["value"]: line["times"] for line in ordered}


def _notice(kind: str, column: str, counts: Mapping[Any, int], of: int) -> Notice:
    return Notice(
        kind=kind,
        column=column,
        count=sum(counts.values()),
        of=of,
        examples=tuple(str(value) for value in list(counts)[:SHOWN]),
    )


def _of_days(name: str, days: Mapping[date, int]) -> Iterator[Notice]:
    total = sum(days.values())
    early = {day: days[day] for day in DEFAULTS if day in days}
    early = {day: count for day, count in early.items() if _is_default(day, days)}
    if early:
        yield _notice("default dates", name, early, total)
    rest = {day: count for day, count in days.items() if day not in early}
    kept = sum(rest.values())
    if kept < ENOUGH:
        return
    fullest = max(rest, key=lambda day: rest[day])
    mean = kept / len(rest)
    if len(rest) >= DAYS and rest[fullest] > max(FULL * kept, TIMES * mean):
        yield _notice("one full day", name, {fullest: rest[fullest]}, kept)
    of_month: dict[int, int] = {}
    for day, count in rest.items():
        of_month[day.day] = of_month.get(day.day, 0) + count
    most = max(of_month, key=lambda one: of_month[one])
    months = {(day.year, day.month) for day in rest}
    if len(months) > 1 and of_month[most] > SAME_DAY * kept:
        yield _notice("one day of the month", name, {most: of_month[most]}, kept)
    yield from _of_months(name, rest)


def _is_default(day: date, days: Mapping[date, int]) -> bool:
    """Whether a day that programs write is more than one day among its neighbours."""
    near = [count for other, count in days.items() if 0 < abs((other - day).days) <= DAYS]
    return not near or days[day] > TIMES * sum(near) / len(near)


def _of_months(name: str, days: Mapping[date, int]) -> Iterator[Notice]:
    """Months without a row between the first and the last, and years that are there in part."""
    months = sorted({day.year * YEAR + day.month - 1 for day in days})
    span = months[-1] - months[0] + 1
    gaps = [month for a, b in pairwise(months) for month in range(a + 1, b)]
    if gaps:
        shown = tuple(_month(month) for month in gaps[:SHOWN])
        yield Notice(kind="missing months", column=name, count=len(gaps), of=span, examples=shown)
    if span <= YEAR:
        return
    first, last = months[0] % YEAR, months[-1] % YEAR
    if first > 0:
        shown = (_month(months[0]),)
        yield Notice(
            kind="first year in part", column=name, count=YEAR - first, of=YEAR, examples=shown
        )
    if last < YEAR - 1:
        shown = (_month(months[-1]),)
        yield Notice(kind="last year in part", column=name, count=last + 1, of=YEAR, examples=shown)


def _month(number: int) -> str:
    return f"{number // YEAR}-{number % YEAR + 1:02d}"


def _of_names(name: str, values: Mapping[str, int]) -> Iterator[Notice]:
    """Places and units that differ in case, blanks or marks only; totals among them."""
    alike: dict[str, dict[str, int]] = {}
    for value, count in values.items():
        alike.setdefault(re.sub(r"[\W_]+", "", value).casefold(), {})[value] = count
    twins = {
        " / ".join(spellings): sum(spellings.values()) - max(spellings.values())
        for spellings in alike.values()
        if len(spellings) > 1
    }
    if twins:
        yield _notice("twin spellings", name, twins, sum(values.values()))
    totals = {
        value: count
        for plain, spellings in alike.items()
        if plain in TOTALS
        for value, count in spellings.items()
    }
    if totals and len(alike) > len(totals):
        yield _notice("totals among groups", name, totals, sum(values.values()))


def file_notices(audits: Sequence[IngestAudit]) -> tuple[Notice, ...]:
    """What is to be noticed in the files: cut exports, errors of a spreadsheet, unread sheets."""
    found: list[Notice] = []
    for file in (file for audit in audits for file in audit.files):
        if file.rows in LIMITS or (file.rows and file.rows % ROUND == 0):
            found.append(_of_file("round number of rows", file.name, file.rows, file.rows))
        found += [
            _of_file("error cells", file.name, count, file.rows, column)
            for column, count in file.errors.items()
        ]
        if file.unread_sheets:
            sheets = len(file.unread_sheets)
            found.append(_of_file("unread sheets", file.name, sheets, sheets, *file.unread_sheets))
    return tuple(found)


def _of_file(kind: str, name: str, count: int, of: int, *examples: str) -> Notice:
    return Notice(kind=kind, column=name, count=count, of=of, examples=examples)
