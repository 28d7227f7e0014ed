"""Numbers that somebody published, as printed, with what is needed to say how sure they are."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import pyarrow as pa

from daylight.data.printed import Figure, read_figure
from daylight.data.provenance import Provenance
from daylight.data.tabular import read_table, sha256
from daylight.errors import CellsError

TEXTS = ("measure", "population", "place", "period", "figure")
"""Columns that every file of published numbers has."""

OTHERS = ("n", "design_effect", "exposure", "assumed", "source", "read_on")
"""Columns that it may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigure:
    """One printed number.

    Parameters
    ----------
    measure, population, place, period
        What it is of whom, where and when, in the publisher's words.
    figure
        As printed: `35 %`, `14,164`.
    n
        How many people it rests on, where it is of a sample; None where the source does not say.
    design_effect
        By how much the variance is larger than of a simple random sample of that size.
    exposure
        What a count is divided by: residents, stops.
    assumed
        What of this the source does not say and somebody assumed: `n`.
    read_on
        The day the source was read; it says nothing of what came later.
    """

    measure: str
    population: str
    place: str
    period: str
    figure: str
    n: int | None = None
    design_effect: float = 1.0
    exposure: float | None = None
    assumed: str = ""
    source: str = ""
    read_on: str = ""

    @property
    def number(self) -> Figure:
        """The number with its rounding."""
        return read_figure(self.figure)

    @property
    def keys(self) -> dict[str, str]:
        """What tells it from others of its measure."""
        return {"measure": self.measure, "population": self.population, "place": self.place}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """PublishedFigure numbers, in the order of their file."""

    rows: tuple[PublishedFigure, ...]
    provenance: Provenance = field(default_factory=Provenance)

    def __post_init__(self) -> None:
        """Refuse one number printed twice for the same people and time in different ways."""
        seen: dict[tuple[str, ...], str] = {}
        for row in self.rows:
            key = (row.measure, row.population, row.place, row.period)
            if seen.setdefault(key, row.figure) != row.figure:
                raise CellsError(
                    f"{' / '.join(key)} is printed as {seen[key]} and as {row.figure}: keep one, "
                    "or name what tells them apart in `measure`"
                )

    @classmethod
    def read(cls, path: Path | str) -> Self:
        """From a CSV or Parquet file with the columns of `PublishedFigure`.

        CellsError names the row whose number, size or date cannot be read.
        """
        path = Path(path)
        table = read_table(path, needed=TEXTS)
        unknown = [name for name in table.column_names if name not in (*TEXTS, *OTHERS)]
        if unknown:
            raise CellsError(
                f"{path.name}: no column {', '.join(unknown)} is known; there may be "
                f"{', '.join((*TEXTS, *OTHERS))}"
            )
        rows = [
            _row(plain, f"{path.name}, row {i}") for i, plain in enumerate(table.to_pylist(), 1)
        ]
        return cls(
            rows=tuple(rows),
            provenance=Provenance(
                origin=path.name,
                sources={path.name: sha256(path)},
                rows_read=len(rows),
                rows_kept=len(rows),
            ),
        )

    def tables(self) -> dict[str, pa.Table]:
        """The figures as one table."""
        names = (*TEXTS, *OTHERS)
        plain = [{name: getattr(row, name) for name in names} for row in self.rows]
        return {"figures": pa.Table.from_pylist(plain)}


def _row(plain: dict[str, Any], where: str) -> PublishedFigure:
    texts: dict[str, Any] = {name: _text(plain[name]) for name in TEXTS}
    if blank := [name for name, value in texts.items() if not value]:
        raise CellsError(f"{where}: {', '.join(blank)} is blank")
    others = {name: plain[name] for name in OTHERS if plain.get(name) not in (None, "")}
    for name, at_least in (("n", 1), ("design_effect", 1.0), ("exposure", 0.0)):
        value = others.get(name)
        if value is not None and not (isinstance(value, (int, float)) and value >= at_least):
            raise CellsError(f"{where}: {name} is {value!r}; it is a number from {at_least} on")
    numbers = {name: others[name] for name in ("n", "design_effect", "exposure") if name in others}
    words: dict[str, Any] = {
        name: _text(value) for name, value in others.items() if name not in numbers
    }
    row = PublishedFigure(**texts, **words, **numbers)
    try:
        _ = row.number
    except Exception as problem:
        raise CellsError(f"{where}: {problem}") from problem
    return row


def _text(value: Any) -> str:
    """A cell as written; whole numbers that a reader took for others lose their decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else " ".join(str(value).split())
