"""Where counts came from: files, rows kept and set aside, the query."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from daylight.errors import CellsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The path from source rows to a table of counts.

    Parameters
    ----------
    sources
        File name → SHA-256 of its bytes.
    rows_read
        Rows that entered the count. Zero when the counts were supplied ready-made.
    rows_kept
        Rows that were counted.
    rows_dropped
        Reason → rows left out for it.
    sql
        The exact query that counted, empty when the counts were supplied.
    origin
        One line for a reader: the reduction's name, or the file the counts were read from.
    """

    origin: str = "supplied"
    sources: Mapping[str, str] = field(default_factory=dict)
    rows_read: int = 0
    rows_kept: int = 0
    rows_dropped: Mapping[str, int] = field(default_factory=dict)
    sql: str = ""

    def __post_init__(self) -> None:
        """Refuse a provenance whose rows do not add up."""
        if self.rows_read != self.rows_kept + sum(self.rows_dropped.values()):
            raise CellsError(
                f"{self.origin}: {self.rows_read} rows read, but {self.rows_kept} kept and "
                f"{dict(self.rows_dropped)} left out: they do not add up"
            )

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        plain = asdict(self)
        return {**plain, "sources": dict(self.sources), "rows_dropped": dict(self.rows_dropped)}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Read back what `to_dict` wrote."""
        return cls(**plain)
