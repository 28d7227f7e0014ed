"""The parts of the cells that methods on force answer for: everyone, then each group."""

from collections.abc import Iterator

from daylight.data.cells import Cells
from daylight.data.estimate import Key
from daylight.schema.vocabulary import UNKNOWN

EVERY = "all"
"""The value of a key under which a reduction counts what it cannot tell apart by that key."""

Keys = dict[str, Key]
"""Whom an estimate describes; empty for everyone."""


def parts(
    cells: Cells, group: str, *, without: tuple[str, ...] = (UNKNOWN, EVERY)
) -> Iterator[tuple[Keys, Cells]]:
    """Everyone, then each value of the group, where one is named, with its cells."""
    yield {}, cells
    for value in cells.values(group) if group else ():
        if value not in without:
            yield {group: value}, cells.pick(**{group: value})
