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
    unread_sheets
        Visible sheets of the workbook with rows in them that were not read.
    errors
        Column → cells that show an error of the spreadsheet (`#REF!`); they are "not recorded".
    """

    name: str
    role: str
    sha256: str
    rows: int
    layout: str = ""
    encoding: str = ""
    unread: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    unread_sheets: tuple[str, ...] = ()
    errors: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Rows left out for one reason; `rows` lists the first as `file:row`."""

    role: str
    reason: str
    count: int
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CellsBlanked:
    """Cells of one column that could not be read and became "not recorded".

    Parameters
    ----------
    table, column
        The canonical table and its column.
    source_column
        The file's column or columns.
    value
        What stood there.
    groups
        Race or ethnicity as recorded → how many of them; `unknown` where it was not recorded.
    """

    role: str
    table: str
    column: str
    source_column: str
    reason: str
    value: str
    count: int
    groups: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRows:
    """The rows of one group: how many were read, set aside, and kept with a cell blanked."""

    role: str
    group: str
    rows: int
    set_aside: int
    with_blanked: int


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
    skipped
        Items that are no entry of this table → how many.
    """

    name: str
    rows: int
    blanks: Mapping[str, int] = field(default_factory=dict)
    unmatched: Mapping[str, int] = field(default_factory=dict)
    skipped: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestAudit:
    """The account of one ingest: rows in = rows kept + rows set aside, by reason.

    Parameters
    ----------
    recipe
        Name of the recipe.
    blanked
        Cells that could not be read, most frequent first.
    groups
        Of every group, rows read, set aside, and with a blanked cell; only where there are any.
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
    blanked: tuple[CellsBlanked, ...] = ()
    groups: tuple[GroupRows, ...] = ()
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

    def blanks(self) -> dict[str, int]:
        """Reason and column → cells that became blank."""
        counts: dict[str, int] = {}
        for item in self.blanked:
            name = f"{item.reason}: {item.source_column} ({item.table}.{item.column})"
            counts[name] = counts.get(name, 0) + item.count
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
            ("blanked", CellsBlanked),
            ("groups", GroupRows),
        ):
            plain[name] = tuple(kind(**_tuples(part)) for part in plain.get(name, ()))
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
