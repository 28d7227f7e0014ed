"""What became of every row that was read: the account that ingest keeps."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from daylight.errors import RowsLost

LISTED = 20
"""Row numbers that the audit lists per reason; the file of rows set aside has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file that was read.

    Parameters
    ----------
    layout
        Which edition of the publisher's file its header showed.
    encoding
        How its text was written, and whether that was assumed.
    unread
        Its columns that the recipe does not read.
    absent
        The recipe's columns that it does not have; they are "not recorded".
    """

    name: str
    role: str
    sha256: str
    rows: int
    layout: str = ""
    encoding: str = ""
    unread: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Rows left out for one reason; `rows` lists the first as `file:row`."""

    role: str
    reason: str
    count: int
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSeen:
    """One value of a coded column: how often, and what the recipe decided.

    Parameters
    ----------
    status
        `known`, `fixed`, `ignored`, `blank` or `unknown`.
    """

    role: str
    column: str
    code: str
    status: str
    word: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWritten:
    """One canonical table that was written.

    Parameters
    ----------
    blanks
        Column → rows whose value was not recorded.
    unmatched
        Joined role → rows that found no partner in it.
    """

    name: str
    rows: int
    blanks: Mapping[str, int] = field(default_factory=dict)
    unmatched: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestAudit:
    """The account of one ingest: rows in = rows kept + rows set aside, by reason.

    Parameters
    ----------
    recipe
        Name of the recipe.
    key_mark
        Eight digits that tell one pseudonym key from another; empty where none was used.
    """

    recipe: str
    publisher: str
    files: tuple[SourceFile, ...]
    rows_read: int
    rows_kept: int
    set_aside: tuple[SetAside, ...] = ()
    tables: tuple[TableWritten, ...] = ()
    codes: tuple[CodeSeen, ...] = ()
    notes: tuple[str, ...] = ()
    key_mark: str = ""

    def __post_init__(self) -> None:
        """Refuse an account that does not add up."""
        aside = sum(item.count for item in self.set_aside)
        if self.rows_read != self.rows_kept + aside:
            raise RowsLost(
                f"{self.recipe}: {self.rows_read} rows read, but {self.rows_kept} kept and "
                f"{aside} set aside. This is a defect of Daylight; please report it"
            )

    @property
    def rows_set_aside(self) -> int:
        """How many rows were left out, for whatever reason."""
        return self.rows_read - self.rows_kept

    def reasons(self) -> dict[str, int]:
        """Reason → rows, over all files."""
        counts: dict[str, int] = {}
        for item in self.set_aside:
            counts[item.reason] = counts.get(item.reason, 0) + item.count
        return counts

    def to_json(self) -> str:
        """The account as JSON, the same bytes for the same account."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read back what `to_json` wrote."""
        plain: dict[str, Any] = json.loads(text)
        for name, kind in (
            ("files", SourceFile),
            ("set_aside", SetAside),
            ("tables", TableWritten),
            ("codes", CodeSeen),
        ):
            plain[name] = tuple(kind(**_tuples(part)) for part in plain[name])
        return cls(**_tuples(plain))

    @classmethod
    def read(cls, path: Path) -> Self:
        """The account in an ingest folder, or in its `audit.json`."""
        file = path / "audit.json" if path.is_dir() else path
        return cls.from_json(file.read_text(encoding="utf-8"))


def _tuples(plain: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()
    }
