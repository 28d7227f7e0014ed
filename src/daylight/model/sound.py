"""Counts that cannot be what they are said to be: refused before a method sees them."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Refusal

TOTALS = frozenset(
    {"total", "totals", "grand total", "subtotal", "sub-total", "all groups", "all races"}
)
"""What publishers call a row that adds up the rows beside it."""

MAY_BE_TOTALS = frozenset({"all", "any", "overall", "everyone", "combined", "sum"})
"""What such a row may also be called: it is one where it is the sum of the others."""

EVENTS = {
    "stops": ("searches", "frisks", "citations", "arrests", "forces"),
    "searches": ("hits",),
}
"""Trials → events that can happen in each of them once."""

LEAST = 100
"""A row that is the sum of fewer others than this many counts may be so by accident."""


MOST_VALUES = 200
"""A key of more values holds officers, dates or the like, and no groups beside a total."""


def unsound(cells: Cells, needed: tuple[str, ...]) -> Refusal | None:
    """Why a method that needs these measures cannot answer from these counts, or None.

    A row that adds up the others would be counted as a group beside them; more events than trials
    are shares above 100 %; where every filled field is a yes, shares are 100 % and differences 0.
    """
    return _totals(cells) or _beyond_trials(cells, needed)


def _totals(cells: Cells) -> Refusal | None:
    found = [(key, value) for key in cells.by for value in _totals_of(cells, key)]
    if not found:
        return None
    return Refusal(
        code="total-row",
        facts={
            "keys": tuple(key for key, _ in found),
            "values": tuple(value for _, value in found),
        },
    )


def _totals_of(cells: Cells, key: str) -> Iterator[str]:
    """Values of a key that are called a total, or are in every count the sum of the others."""
    values = [value for value in cells.values(key) if isinstance(value, str)]
    if len(values) > MOST_VALUES:
        return
    called = [value for value in values if value.strip().casefold() in TOTALS]
    yield from called
    if called or len(values) < 3 or not cells.measures:
        return
    part = replace(cells, clusterings=()).collapse(key)
    counts = np.column_stack([part.table[name].to_numpy() for name in part.measures])
    is_sum = (2 * counts == counts.sum(axis=0)).all(axis=1) & (counts >= LEAST).all(axis=1)
    for name, one in zip(part.table[key].to_pylist(), is_sum, strict=True):
        said = str(name).strip().casefold() in MAY_BE_TOTALS
        if one and (said or len(cells.measures) > 1):
            yield str(name)


def _beyond_trials(cells: Cells, needed: tuple[str, ...]) -> Refusal | None:
    """Where a cell holds more events than trials."""
    pairs = [
        (trials, event)
        for trials, events in EVENTS.items()
        for event in events
        if trials in needed and event in needed and {trials, event} <= set(cells.measures)
    ]
    refusals = (_beyond(cells, *pair) or _never_no(cells, *pair) for pair in pairs)
    return next((refusal for refusal in refusals if refusal is not None), None)


def _never_no(cells: Cells, trials: str, event: str) -> Refusal | None:
    """Where a field is a yes or blank, so that nothing is known of trials without the event."""
    blanks = f"{event}_unknown"
    if blanks not in cells.measures:
        return None
    counted, blank = cells.total(event), cells.total(blanks)
    if not counted or not blank or counted < cells.total(trials) - blank:
        return None
    return Refusal(
        code="never-a-no",
        facts={
            "event": event,
            "trials": trials,
            "events": int(counted),
            "blank": int(blank),
            "of": int(cells.total(trials)),
        },
    )


def _beyond(cells: Cells, trials: str, event: str) -> Refusal | None:
    known = cells.table[trials].to_numpy()
    if (blanks := f"{event}_unknown") in cells.measures:
        known = known - cells.table[blanks].to_numpy()
    counted = cells.table[event].to_numpy()
    rows = np.flatnonzero(counted > known)
    if not len(rows):
        return None
    first = int(rows[0])
    return Refusal(
        code="more-events-than-trials",
        facts={
            "event": event,
            "trials": trials,
            "events": int(counted[first]),
            "known": int(known[first]),
            "keys": tuple(cells.by),
            "values": tuple(cells.table[key][first].as_py() for key in cells.by),
            "further": len(rows) - 1,
        },
    )
