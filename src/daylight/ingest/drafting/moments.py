"""Which formats read a column of dates or times, and whether day and month can be told apart."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

FITS, MOST = 0.98, 0.8
"""Formats are proposed when together they read this share of what is written."""
MOST_FORMATS = 3
PROBED = 400
DAYS = (
    "%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%d/%m/%Y", "%d/%m/%y", "%Y/%m/%d", "%m-%d-%Y", "%d-%m-%Y",
    "%m-%d-%y", "%d.%m.%Y", "%m.%d.%Y", "%d-%b-%y", "%d-%b-%Y", "%b %d, %Y", "%B %d, %Y",
    "%A, %B %d, %Y", "%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y",
)  # fmt: skip
CLOCKS = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p", "%I:%M%p", "%I:%M:%S%p", "%H:%M:%S.%f")
JOINED = (
    "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.%fZ",
    "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z", "%Y/%m/%d %H:%M:%S%z", "%Y-%m-%d %H:%M:%S%z",
    "%Y-%m-%dT%H:%M", "%b %d %Y %I:%M%p", "%b %d %Y %H:%M:%S:%f%p", "%A, %B %d, %Y %I:%M:%S %p",
)  # fmt: skip
PARTS = ("%Y-%m", "%m/%Y", "%b %Y", "%B %Y", "%Y", "%b-%y", "%Y %b")
DATES = (*DAYS, *JOINED, *(f"{day} {clock}" for day in DAYS for clock in CLOCKS))
MOMENTS = tuple(form for form in DATES if "%H" in form or "%I" in form)
TIMES = (*CLOCKS, "%H.%M.%S", *MOMENTS)
EPOCHS = {"epoch_ms": r"-?\d{12,13}", "epoch": r"1\d{9}"}
QUARTERS = {"%Y Q%q": r"\d{4} Q[1-4]", "Q%q %Y": r"Q[1-4] \d{4}", "%Y-Q%q": r"\d{4}-Q[1-4]",
            "%YQ%q": r"\d{4}Q[1-4]"}  # fmt: skip


def formats(values: Mapping[str, int], *, is_time: bool) -> tuple[tuple[str, ...], int]:
    """The fewest formats that together read nearly all values, and the width to pad them to."""
    total = sum(values.values())
    if not total:
        return (), 0
    some = dict(list(values.items())[:PROBED])
    share = sum(some.values())
    if sum(n for value, n in some.items() if re.search(r"\d", value)) < MOST * share:
        return (), 0
    digits = sum(rows for value, rows in some.items() if value.isdigit())
    if digits >= FITS * share:
        return _digits(some, is_time=is_time)
    for special in (EPOCHS, {} if is_time else QUARTERS):
        for form, pattern in special.items():
            if sum(n for v, n in some.items() if re.fullmatch(pattern, v)) >= FITS * share:
                return (form,), 0
    if not is_time and _share_of(some, "excel") >= FITS * share:
        return ("excel",), 0
    return _chosen(some, TIMES if is_time else DATES), 0


def partial(values: Mapping[str, int]) -> tuple[str, ...]:
    """Formats of dates that leave the day open: a year, a month, a quarter."""
    total = sum(values.values())
    for form, pattern in QUARTERS.items():
        if total and sum(n for v, n in values.items() if re.fullmatch(pattern, v)) >= FITS * total:
            return (form,)
    return _chosen(dict(list(values.items())[:PROBED]), PARTS)


def _chosen(values: dict[str, int], usual: Sequence[str]) -> tuple[str, ...]:
    left, total = dict(values), sum(values.values())
    chosen: list[str] = []
    possible = [form for form in usual if any(reads(value, form) for value in list(left)[:25])]
    while total and sum(left.values()) > (1 - FITS) * total:
        counts = {form: _share_of(left, form) for form in possible}
        best = max(possible, key=lambda form: counts[form], default="")
        if not best or not counts[best] or len(chosen) == MOST_FORMATS:
            return tuple(chosen) if sum(left.values()) <= (1 - MOST) * total else ()
        chosen.append(best)
        left = {value: rows for value, rows in left.items() if not reads(value, best)}
    return tuple(chosen)


def unread(values: Mapping[str, int], found: Sequence[str]) -> list[str]:
    """Values that none of the formats reads, of those that were tried."""
    some = list(values)[:PROBED]
    if not found or all(value.isdigit() for value in some):
        return []
    return [value for value in some if not any(reads(value, form) for form in found)]


def _share_of(values: Mapping[str, int], form: str) -> int:
    return sum(rows for value, rows in values.items() if reads(value, form))


def _digits(values: Mapping[str, int], *, is_time: bool) -> tuple[tuple[str, ...], int]:
    """Dates and times written as digits, perhaps without leading zeros: `24` is 00:24."""
    total = sum(values.values())
    longest = max(len(value) for value in values)
    if is_time:
        usual: tuple[tuple[str, int], ...] = (("%H%M", 4), ("%H%M%S", 6)) if longest > 2 else ()
    else:
        usual = (("%Y%m%d", 8), ("%m%d%Y", 8), ("%Y%m%d%H%M%S", 14), ("excel", 0))
        for form, pattern in EPOCHS.items():
            if sum(n for v, n in values.items() if re.fullmatch(pattern, v)) >= FITS * total:
                return (form,), 0
    for form, width in usual:
        if width and longest > width:
            continue
        read = sum(n for value, n in values.items() if reads(value.rjust(width, "0"), form))
        if read >= FITS * total:
            shorter = any(len(value) < width for value in values)
            return (form,), width if shorter or form in {"%H%M", "%m%d%Y"} else 0
    return (), 0


@cache
def reads(value: str, form: str) -> bool:
    """Whether a format reads a value."""
    if form == "excel":
        return re.fullmatch(r"[34]\d{4}(\.\d+)?", value) is not None
    if form in EPOCHS:
        return re.fullmatch(EPOCHS[form], value) is not None
    if form in QUARTERS:
        return re.fullmatch(QUARTERS[form], value) is not None
    if "%z" not in form and _marks(value) != _marks(form):
        return False
    if "%f" in form:
        value = re.sub(r"(\.\d{6})\d+", r"\1", value)
    if "%z" in form:
        value = re.sub(r"([+-]\d\d)$", r"\1:00", value)
    try:
        found = datetime.strptime(value, form)  # noqa: DTZ007 - only whether it can be read
    except ValueError:
        return False
    return "%Y" not in form or 1800 <= found.year <= 2100


@cache
def _marks(text: str) -> str:
    """The punctuation of a value or a format, in order, which both must have in common."""
    return "".join(c for c in text if not (c.isalnum() or c.isspace() or c == "%"))


def turned(values: Mapping[str, int], found: Sequence[str]) -> bool:
    """Whether the other order of day and month reads every value as well."""
    if len(found) != 1 or "%m" not in found[0] or "%d" not in found[0] or found[0][:2] == "%Y":
        return False
    other = found[0].replace("%m", "@").replace("%d", "%m").replace("@", "%d")
    return all(reads(value, other) for value in list(values)[:PROBED])


def has_clock(found: Sequence[str]) -> bool:
    """Whether a date's format says the time of day too."""
    return any("%H" in form or "%I" in form or form in EPOCHS for form in found)


def only_midnight(values: Mapping[str, int]) -> bool:
    """Whether every moment is at midnight, which says that there is no time in it."""
    some = list(values)[:PROBED]
    return bool(some) and all(
        re.search(r"[T ](00:00(:00)?|12:00(:00)?\s*AM)(\.0+)?Z?$", value) for value in some
    )


def only_a_clock(values: Mapping[str, int]) -> bool:
    """Whether every moment has the same date: a time that a spreadsheet gave a date."""
    some = list(values)[:PROBED]
    days = {re.split(r"[T ]", value)[0] for value in some}
    return len(some) > 1 and len(days) == 1 and days <= {"1899-12-30", "1899-12-31", "1900-01-01"}
