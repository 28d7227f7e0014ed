"""What is said of the state of records: what was noticed, repeated, or lost unevenly."""

from collections.abc import Callable
from typing import Any

from daylight.report.numbers import count, percent

SENTENCES: dict[str, Callable[[Any], str]] = {
    "default dates": lambda one: (
        f"{count(one.count)} of {count(one.of)} dates in {one.column} are {_listed(one)}, which "
        "programs write where no date was entered"
    ),
    "coarse dates": lambda one: (
        f"{count(one.count)} of {count(one.of)} dates are known to the {_listed(one)} only and "
        "stand at its first day; do not use them by month, weekday or daylight"
    ),
    "one full day": lambda one: (
        f"{count(one.count)} of {count(one.of)} rows are of one day in "
        f"{one.column} ({_listed(one)})"
    ),
    "one day of the month": lambda one: (
        f"{count(one.count)} of {count(one.of)} dates in {one.column} are of day {_listed(one)} of "
        "their month; the true days may not be recorded"
    ),
    "missing months": lambda one: (
        f"{count(one.count)} of {count(one.of)} months have no row in {one.column} ({_listed(one)}"
        f"{' …' if one.count > len(one.examples) else ''}): none happened, or none is recorded"
    ),
    "first year in part": lambda one: (
        f"the first year is there in part: {one.column} begins in {_listed(one)}"
    ),
    "last year in part": lambda one: (
        f"the last year is there in part: {one.column} ends in {_listed(one)}"
    ),
    "twin spellings": lambda one: (
        f"{count(one.count)} of {count(one.of)} rows name a {one.column} that is also spelled "
        f"otherwise ({_listed(one, '; ')})"
    ),
    "totals among groups": lambda one: (
        f"{count(one.count)} of {count(one.of)} rows may be totals: {one.column} is {_listed(one)}"
    ),
    "round number of rows": lambda one: (
        f"{one.column} has exactly {count(one.count)} rows; exports are often cut at such a number"
    ),
    "error cells": lambda one: (
        f"{one.column}: {count(one.count)} cells of {_listed(one)} show a spreadsheet error "
        "(such as #REF!) and are read as not recorded"
    ),
    "unread sheets": lambda one: f"{one.column}: sheets that were not read: {_listed(one)}",
}
"""Kind of notice → its sentence, without the full stop."""


def noticed(notice: Any) -> str:
    """The sentence of a notice."""
    return SENTENCES[notice.kind](notice)


def blanked(name: str, cells: int) -> str:
    """How many cells could not be read and are counted as not recorded."""
    return f"{count(cells)} cells could not be read and count as not recorded: {name}"


def _listed(notice: Any, mark: str = ", ") -> str:
    return mark.join(notice.examples)


def repeated(repeats: Any) -> str:
    """How many rows bear the name of another, and as far as what name can be told."""
    key = ", ".join(repeats.key) or "no part of the key"
    said = f"{count(repeats.rows)} rows repeat {key} of another row"
    if not repeats.rows:
        said = f"no row repeats {key} of another"
    if not repeats.blank:
        return said
    blank = ", ".join(f"{name} ({count(rows)})" for name, rows in repeats.blank.items())
    open_rows = (
        f"; {count(repeats.open_rows)} of these rows may be of other persons or officers, which "
        "cannot be told"
        if repeats.open_rows
        else ""
    )
    return f"{said}, judged without what is blank: rows without {blank}{open_rows}"


def lost(loss: Any) -> str:
    """How what was set aside or blanked falls on groups."""
    what = "rows set aside" if loss.kind == "set aside" else "rows with a blanked cell"
    head = f"{loss.role}: {count(loss.count)} of {count(loss.of)} {what}"
    if not loss.is_told:
        return f"{head}; too few, or of too few known groups, to tell whether unevenly"
    shares = ", ".join(f"{one.name} {percent(one.share)}" for one in loss.groups if one.of)
    if loss.uneven:
        return f"{head}, unevenly ({', '.join(loss.uneven)} beyond chance): {shares}"
    return f"{head}; no group more or less than chance explains: {shares}"
