"""The record of one reduction: which tables it reads, what it counts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """A pure function from canonical tables to counts.

    Parameters
    ----------
    tables
        Canonical tables it reads, in the order of `run`'s arguments.
    run
        `run(table, …, by)` → an Ibis table of keys and counts; it touches no connection.
    counts
        Count column → what is counted, in words.
    unit
        What one row of the first table is, for the sentence "n stops were read".
    """

    name: str
    tables: tuple[str, ...]
    run: Callable[..., Any]
    counts: dict[str, str]
    unit: str
