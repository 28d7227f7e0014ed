"""What each source's records are, in one tile: how many of what, and what is blank."""

from collections.abc import Mapping

from daylight.report.context import RowAccount, TableFilled
from daylight.report.front import FieldBlank, RecordTile
from daylight.report.wording import records as words

FIRST = (
    "stops",
    "force",
    "complaints",
    "allegations",
    "arrests",
    "sentences",
    "hearings",
    "scores",
    "population",
    "force_incidents",
)
"""Which of the tables that a source became says best what it is."""

LEANED_ON = ("subject_race", "officer_id", "search_conducted", "force_kind", "resistance")
"""Fields that most answers need; the first that is blank anywhere is the one that is shown."""

OF_THE_FILE = frozenset({
    "source_file", "source_row", "date_precision", "subject_race_raw", "stop_reason_raw",
    "force_kind_raw", "resistance_raw", "person_number", "margin", "sequence",
})  # fmt: skip
"""Columns that say where a row came from, or keep another column as it was written."""


def tile(account: RowAccount, minimum: int = 0) -> RecordTile:
    """The tile of one source; a field blank, or filled, in fewer rows than the minimum is not told.

    Parameters
    ----------
    minimum
        The smallest number of rows that a page may tell; 0 where the records are public.
    """
    if not account.tables:
        return _of_rows(account)
    table = min(account.tables, key=_place)
    fields = _partly_blank(table, minimum)
    shown = next((f for name in LEANED_ON for f in fields if f.name == name), None)
    shown = shown or next(iter(fields), None)
    told = [_worded(field) for field in fields]
    return RecordTile(
        source=account.source,
        count=table.rows,
        unit=words.unit(table.name),
        said=words.told(shown, len(_never(table)), len(_columns(table))),
        shown=_worded(shown) if shown else None,
        fields=tuple(told),
    )


def _place(table: TableFilled) -> int:
    return FIRST.index(table.name) if table.name in FIRST else len(FIRST)


def _of_rows(account: RowAccount) -> RecordTile:
    """A source of which only its rows are known."""
    return RecordTile(
        source=account.source,
        count=account.rows_kept,
        unit=account.unit,
        said="" if not account.blanks else words.told(_most(account), 0, 0),
        shown=_worded(_most(account)) if account.blanks else None,
    )


def _most(account: RowAccount) -> FieldBlank:
    name = max(account.blanks, key=lambda one: account.blanks[one])
    return FieldBlank(name=name, blank=account.blanks[name], rows=account.rows_kept)


def _columns(table: TableFilled) -> Mapping[str, int]:
    return {name: rows for name, rows in table.blanks.items() if name not in OF_THE_FILE}


def _partly_blank(table: TableFilled, minimum: int) -> list[FieldBlank]:
    """Fields that are filled in some rows and blank in others, the blankest first."""
    found = [
        FieldBlank(name=name, blank=blank, rows=table.rows)
        for name, blank in _columns(table).items()
        if max(1, minimum) <= blank <= table.rows - max(1, minimum)
    ]
    return sorted(found, key=lambda field: -field.blank)


def _never(table: TableFilled) -> list[str]:
    return [name for name, blank in _columns(table).items() if blank == table.rows]


def _worded(field: FieldBlank) -> FieldBlank:
    return FieldBlank(name=words.field(field.name), blank=field.blank, rows=field.rows)
