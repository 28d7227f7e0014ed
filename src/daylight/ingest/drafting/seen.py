"""A column as it was seen: its name and its values with their rows, and what a file looks like."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from daylight.ingest.drafting.lexicon import read
from daylight.ingest.drafting.names import Name, bare, parsed

MOST_JUDGED = 300
"""Values by which the form of a column is judged: the most frequent ones."""


@dataclass(frozen=True)
class Seen:
    """A column of the file: its name, its place, and its values with their rows."""

    name: str
    place: int
    values: Mapping[str, int]
    rows: int
    memory: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was worked out of it, so that every table need not do it again."""

    @cached_property
    def said(self) -> Name:
        """Its name as words."""
        return parsed(self.name)

    @cached_property
    def written(self) -> int:
        """Rows in which something is written."""
        return sum(self.values.values())

    @cached_property
    def ranked(self) -> tuple[tuple[str, int], ...]:
        """Values with their rows, most frequent first."""
        return tuple(sorted(self.values.items(), key=lambda pair: (-pair[1], pair[0])))

    @cached_property
    def telling(self) -> dict[str, int]:
        """The most frequent values that are not a word for "not recorded"."""
        return {
            value: rows
            for value, rows in self.ranked[:MOST_JUDGED]
            if value != "REMOVED" and not is_unrecorded(value)
        }

    @cached_property
    def told(self) -> int:
        """Rows of the telling values."""
        return sum(self.telling.values())

    @property
    def is_unique(self) -> bool:
        """Whether no value repeats."""
        return self.written > 1 and len(self.values) == self.written

    @property
    def repeats(self) -> float:
        """Rows per value."""
        return self.written / len(self.values) if self.values else 0.0


UNRECORDED_ALSO = frozenset({"-", "--", "?", "***", "*"})


def is_unrecorded(value: str) -> bool:
    """Whether a value is a usual word for "not recorded"."""
    return bare(value) in _unrecorded() or value in UNRECORDED_ALSO


def _unrecorded() -> frozenset[str]:
    return frozenset(read("codes")["unrecorded"]["exact"])


def merged(parts: "list[Seen]") -> Seen:
    """The same column of several files as one."""
    values = Counter[str]()
    for part in parts:
        values.update(part.values)
    return Seen(parts[0].name, parts[0].place, values, sum(part.rows for part in parts))
