"""What the records can and cannot support: blanks, duplicates, oddities, gaps, by question.

The database counts; everything here is counts and comparisons of counts. Nothing is corrected.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from pathlib import Path
from statistics import median

from daylight.errors import SourceError
from daylight.ingest.answerable import FEWEST, HALF, Share, Support, supported
from daylight.ingest.quality_counts import GroupCounts, Repeats, TableCounts, count
from daylight.ingest.quality_notices import Notice
from daylight.ingest.second_count import MonthCompared, compared

JUMP = 1.5
"""A month this many times the median of the six before it, or as many times below, is a jump."""
BEFORE = 6
UNEVEN = 0.1
"""A month, unit … whose share of blanks is ten points off the whole's is named,"""
BY_CHANCE = 4
"""if it is also this many standard errors off: a wide net, as many are looked at."""
PASSED_OVER = {
    "search_basis",
    "contraband_found",
    "contraband_drugs",
    "contraband_weapons",
    "source_row",
    "person_number",
}
"""Columns that are rightly blank in most rows, or name the row."""
WORST = 3
SHIFT = 0.1
"""A rate that moves by a tenth when one district is left out hangs on that district."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Blanks in the rows of one month, unit, officer or race.

    Parameters
    ----------
    by
        `month`, `unit`, `officer_id` or `subject_race`.
    blanks
        Column → rows whose value was not recorded.
    """

    by: str
    key: str
    rows: int
    blanks: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Uneven:
    """A column that is blank more often in some months, units, officers or races than in others.

    Parameters
    ----------
    keys
        Months, units … with enough rows to be looked at.
    low, high
        The least and the greatest share of blanks among them.
    worst
        The keys with most blanks, greatest share first.
    """

    by: str
    column: str
    keys: int
    whole: float
    low: float
    high: float
    worst: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A month or place and whether enough was recorded there to compare it with others.

    Parameters
    ----------
    about
        `rows` where it is left out altogether, `searches` where only finds cannot be compared.
    """

    by: str
    key: str
    rows: int
    passes: bool
    reason: str = ""
    about: str = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """A month whose number of rows leaps, so that one must ask whether recording changed."""

    month: str
    rows: int
    usual: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """What a rate becomes without one district."""

    rate: str
    district: str
    all_count: int
    all_of: int
    rest_count: int
    rest_of: int

    @property
    def leans(self) -> bool:
        """Whether leaving the district out moves the rate by more than a tenth of itself."""
        if not (self.all_of and self.rest_of and self.all_count):
            return False
        whole, rest = self.all_count / self.all_of, self.rest_count / self.rest_of
        return abs(rest - whole) > SHIFT * whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """The state of one canonical table."""

    table: str
    rows: int
    columns: tuple[Share, ...]
    missing: tuple[Missing, ...]
    uneven: tuple[Uneven, ...]
    repeats: Repeats
    near_duplicates: int
    oddities: tuple[Share, ...]
    heaping: tuple[Share, ...]
    months: Mapping[str, int]
    notices: tuple[Notice, ...]
    jumps: tuple[Jump, ...]
    gates: tuple[Gate, ...]
    leaning: tuple[Leaning, ...]
    support: tuple[Support, ...]

    @property
    def repeated_keys(self) -> int:
        """Rows beyond the first of their name, as far as the name is recorded."""
        return self.repeats.rows

    def compare(self, other: Mapping[str, int]) -> tuple[MonthCompared, ...]:
        """These records and a second count, month by month (`YYYY-MM`)."""
        return compared(self.months, other)


def quality(table: Path, *, name: str = "", period: tuple[date, date] | None = None) -> Quality:
    """The state of a canonical table in a Parquet file.

    Parameters
    ----------
    name
        Which canonical table it is; the file's name without it.
    period
        First and last day that the records are said to cover.
    """
    if not table.is_file():
        raise SourceError(f"{table}: no such table; run `daylight ingest` first")
    counts = count(table, name or table.stem, period)
    return Quality(
        table=counts.table,
        rows=counts.rows,
        columns=_shares(counts.recorded, counts.rows),
        missing=tuple(
            Missing(by=group.by, key=group.key, rows=group.rows, blanks=group.blanks)
            for group in counts.groups
        ),
        uneven=uneven(counts),
        repeats=counts.repeats,
        near_duplicates=counts.near_duplicates,
        oddities=tuple(
            Share(name=name, count=found, of=counts.rows) for name, found in counts.oddities.items()
        ),
        heaping=tuple(
            Share(name=name, count=found, of=counts.timed) for name, found in counts.heaping.items()
        ),
        months=counts.months,
        notices=counts.notices,
        jumps=jumps(counts.months),
        gates=tuple(_gates(counts)),
        leaning=tuple(_leaning(counts)),
        support=supported(counts),
    )


def _shares(recorded: Mapping[str, int], rows: int) -> tuple[Share, ...]:
    return tuple(Share(name=name, count=found, of=rows) for name, found in recorded.items())


def jumps(months: Mapping[str, int]) -> tuple[Jump, ...]:
    """Months that leap away from the median of the six before them."""
    names = sorted(months)
    found = []
    for place in range(BEFORE, len(names)):
        usual = median(months[name] for name in names[place - BEFORE : place])
        rows = months[names[place]]
        if max(rows, usual) >= FEWEST and (rows > JUMP * usual or rows * JUMP < usual):
            found.append(Jump(month=names[place], rows=rows, usual=usual))
    return tuple(found)


def uneven(counts: TableCounts) -> tuple[Uneven, ...]:
    """Columns whose blanks are unevenly spread, over what, and where there are most.

    A share counts as different where it is ten points and four binomial standard errors off the
    share of all that are looked at: months, units … above the floor of rows, whose rows have a key.
    """
    found = []
    for by in dict.fromkeys(group.by for group in counts.groups):
        groups = [one for one in counts.groups if one.by == by and one.rows >= FEWEST]
        for column, recorded in counts.recorded.items():
            if column == by or column in PASSED_OVER or not 0 < recorded < counts.rows:
                continue
            shares = [
                Share(name=one.key, count=one.blanks.get(column, 0), of=one.rows) for one in groups
            ]
            if spread := _spread(by, column, shares):
                found.append(spread)
    return tuple(sorted(found, key=lambda one: one.low - one.high))


def _spread(by: str, column: str, shares: Sequence[Share]) -> Uneven | None:
    whole = sum(one.count for one in shares) / max(1, sum(one.of for one in shares))
    values = [one.share or 0.0 for one in shares]
    if not any(_is_off(one, whole) for one in shares):
        return None
    worst = sorted(shares, key=lambda one: (-(one.share or 0), one.name))[:WORST]
    return Uneven(
        by=by,
        column=column,
        keys=len(shares),
        whole=whole,
        low=min(values),
        high=max(values),
        worst=tuple(worst),
    )


def _is_off(one: Share, whole: float) -> bool:
    off = abs((one.share or 0.0) - whole)
    return off >= UNEVEN and off > BY_CHANCE * sqrt(whole * (1 - whole) / one.of)


def _gates(counts: TableCounts) -> list[Gate]:
    """Months and districts, with the reason where one is to be left out."""
    needed = [name for name in ("subject_race", "search_conducted") if counts.recorded.get(name)]
    gates = []
    for group in counts.groups:
        if group.by not in {"month", "district"}:
            continue
        reason = _thin(group, needed)
        gates.append(
            Gate(by=group.by, key=group.key, rows=group.rows, passes=not reason, reason=reason)
        )
        if not reason and counts.recorded.get("contraband_found"):
            reason = _finds_unknown(group)
            if reason:
                gates.append(
                    Gate(
                        by=group.by,
                        key=group.key,
                        rows=group.rows,
                        passes=False,
                        reason=reason,
                        about="searches",
                    )
                )
    return gates


def _thin(group: GroupCounts, needed: Sequence[str]) -> str:
    if group.rows < FEWEST:
        return f"{group.rows} rows, fewer than {FEWEST}"
    thin = [name for name in needed if group.rows - group.blanks.get(name, 0) < HALF * group.rows]
    return f"{', '.join(thin)} recorded in less than half of the rows" if thin else ""


def _finds_unknown(group: GroupCounts) -> str:
    """The reason why finds of a month or place cannot be compared, or nothing."""
    if group.searches and group.finds_known < HALF * group.searches:
        return (
            f"contraband_found recorded in {group.finds_known:,} of {group.searches:,} searches, "
            "less than half"
        )
    return ""


def _leaning(counts: TableCounts) -> list[Leaning]:
    """Every rate without each district in turn."""
    found = []
    for rate, by_district in counts.rates.items():
        all_count = sum(number for number, _ in by_district.values())
        all_of = sum(total for _, total in by_district.values())
        found += [
            Leaning(
                rate=rate,
                district=district,
                all_count=all_count,
                all_of=all_of,
                rest_count=all_count - number,
                rest_of=all_of - total,
            )
            for district, (number, total) in by_district.items()
        ]
    return found


def release_level(covered: int, sworn: int) -> str:
    """What may be released when agencies with `covered` of `sworn` officers take part.

    The FBI's rule for its national use-of-force collection: below 40 % only who takes part; from
    40 % most frequent answers as a list without figures; from 60 % ratios and percentages; from
    80 % counts.
    """
    if sworn <= 0 or covered < 0 or covered > sworn:
        raise SourceError(f"{covered} of {sworn} officers is no share")
    for percent, released in (
        (80, "counts, ratios and lists"),
        (60, "ratios, percentages and lists"),
        (40, "lists of the most frequent answers, without figures"),
    ):
        if covered * 100 >= percent * sworn:
            return released
    return "participation only"


def failing(gates: Sequence[Gate]) -> tuple[Gate, ...]:
    """The months and places that are to be left out, with their reasons."""
    return tuple(gate for gate in gates if not gate.passes)
