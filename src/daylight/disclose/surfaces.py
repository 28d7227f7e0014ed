"""What anybody finds in a published folder: rows of numbers, and every piece of text.

This reading knows nothing of how the folder was made. It takes tables and JSON as they lie there,
and the page apart into its texts: what is seen, what is read aloud, what stands in pictures.
"""

import csv
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from daylight.disclose import papers

NUMBERS = ("value", "low", "high", "missing_share", "p_value")

PLAIN = frozenset(
    {"question", "method", "quantity", "scale", "compared_with", "variant", "n_unit", "unit"}
    | {"basis", "level", "n", "family", "p_adjusted", "clustered_by", "clustered_also_by"}
    | {"clusters", "clusters_effective", "clusters_factor", "clusters_largest", "clusters_lack"}
    | {"df", "draws", "level_corrected", "low_corrected", "high_corrected", "about"}
    | {*NUMBERS}
)
"""Columns of a table of estimates that are no keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One published number with what stands beside it.

    Parameters
    ----------
    file
        Where it was found.
    n
        How many stand behind it; None where that is not said.
    """

    file: str
    question: str
    quantity: str
    scale: str
    unit: str
    keys: tuple[tuple[str, str], ...]
    compared_with: str
    variant: str
    n: int | None
    numbers: Mapping[str, float] = field(hash=False, compare=False)
    basis: str = ""
    about: str = ""

    @property
    def where(self) -> str:
        """Of whom and where, in words."""
        return ", ".join(f"{key} {at}" for key, at in self.keys) or "everything"


@dataclass(frozen=True, slots=True)
class FoundText:
    """One piece of text: where it stands, and whether it is code or a name rather than prose."""

    file: str
    text: str
    is_structured: bool = False


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of the page: its headings and its rows of text."""

    file: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Surfaces:
    """All that a published folder holds."""

    rows: tuple[FoundRow, ...]
    texts: tuple[FoundText, ...]
    tables: tuple[FoundTable, ...]


def read(folder: Path) -> Surfaces:
    """Everything in a folder that a reader can open."""
    rows: list[FoundRow] = []
    texts: list[FoundText] = []
    tables: list[FoundTable] = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        records = list(_records(path))
        rows += map(_row_in(path.name), records)
        texts += (FoundText(path.name, text) for one in records for text in _sentences(one))
        found = _told(path)
        texts += found.texts
        tables += found.tables
    known = {row: None for row in rows if row.quantity}
    return Surfaces(tuple(known), tuple(dict.fromkeys(texts)), tuple(dict.fromkeys(tables)))


def _records(path: Path) -> Iterator[Mapping[str, Any]]:
    """Numbers with what stands beside them, in files made of records."""
    match path.suffix:
        case ".parquet":
            yield from pq.read_table(path).to_pylist()
        case ".csv":
            with path.open(encoding="utf-8-sig", newline="") as lines:
                yield from csv.DictReader(lines)
        case ".sqlite" | ".db":
            yield from _database(path)
        case ".json":
            yield from _estimates(json.loads(path.read_text("utf-8")), "")


def _sentences(record: Mapping[str, Any]) -> Iterator[str]:
    """What a record says in words."""
    for value in record.values():
        if isinstance(value, str) and " " in value:
            yield value


def _told(path: Path) -> Surfaces:
    """Texts and tables of a file that is read as a page is."""
    name = path.name
    match path.suffix:
        case ".json":
            said = _strings(json.loads(path.read_text("utf-8")))
            texts = [FoundText(name, text, is_structured=is_name) for text, is_name in said]
            return Surfaces((), tuple(texts), ())
        case ".html" | ".svg":
            page = _Page(name)
            page.feed(path.read_text("utf-8"))
            page.close()
            return Surfaces((), tuple(page.texts), tuple(page.tables))
        case ".docx" | ".pptx" | ".pdf":
            paper = papers.pdf(path) if path.suffix == ".pdf" else papers.office(path)
            texts = [FoundText(name, text) for text in paper.paragraphs]
            return Surfaces((), tuple(texts), tuple(_table(name, one) for one in paper.tables))
        case ".txt" | ".md":
            return Surfaces((), (FoundText(name, path.read_text("utf-8")),), ())
    return Surfaces((), (), ())


def _table(file: str, cells: Sequence[Sequence[str]]) -> FoundTable:
    head, *rest = cells
    return FoundTable(file, tuple(head), tuple(tuple(row) for row in rest))


def _row_in(file: str) -> Any:
    def made(found: Mapping[str, Any]) -> FoundRow:
        keys = found.get("keys")
        pairs = keys.items() if isinstance(keys, dict) else _keys(found)
        return FoundRow(
            file=file,
            question=str(found.get("question") or ""),
            quantity=str(found.get("quantity") or ""),
            scale=str(found.get("scale") or ""),
            unit=str(found.get("n_unit") or found.get("unit") or "rows"),
            keys=tuple(sorted((str(k), str(v)) for k, v in pairs)),
            compared_with=str(found.get("compared_with") or ""),
            variant=str(found.get("variant") or ""),
            n=_whole(found.get("n")),
            numbers={name: _number(found.get(name)) for name in NUMBERS},
            basis=_basis(found.get("basis")),
            about=str(found.get("about") or ""),
        )

    return made


def _keys(found: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in found.items():
        if key not in PLAIN and value not in (None, "") and key != "keys":
            yield key, value


def _whole(value: Any) -> int | None:
    try:
        return None if value in (None, "") else int(float(value))
    except (TypeError, ValueError):
        return None


def _number(value: Any) -> float:
    try:
        return math.nan if value in (None, "") else float(value)
    except (TypeError, ValueError):
        return math.nan


def _basis(value: Any) -> str:
    return str(value.get("kind", "")) if isinstance(value, dict) else str(value or "")


def _database(path: Path) -> Iterator[Mapping[str, Any]]:
    import sqlite3

    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as opened:
        opened.row_factory = sqlite3.Row
        names = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            quoted = '"' + name.replace('"', '""') + '"'
            for row in opened.execute(f"SELECT * FROM {quoted}"):  # noqa: S608  its own names
                yield dict(row)


def _estimates(plain: Any, question: str) -> Iterator[Mapping[str, Any]]:
    """Every object that has a quantity and a value, however deep it lies."""
    if isinstance(plain, dict):
        question = str(plain.get("question", question))
        if "quantity" in plain and "value" in plain:
            yield {"question": question, **plain}
        for value in plain.values():
            yield from _estimates(value, question)
    elif isinstance(plain, list):
        for value in plain:
            yield from _estimates(value, question)


def _strings(plain: Any) -> Iterator[tuple[str, bool]]:
    """Every text of a JSON file; a text without a space is a name."""
    if isinstance(plain, str):
        yield plain, " " not in plain
    elif isinstance(plain, dict):
        for key, value in plain.items():
            yield key, True
            yield from _strings(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from _strings(value)


class _Page(HTMLParser):
    """Texts and tables of a page."""

    CODE = frozenset({"code", "pre", "text", "th", "desc", "title"})
    SKIPPED = frozenset({"style", "script"})
    VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "source", "wbr", "col"})

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file = file
        self.texts: list[FoundText] = []
        self.tables: list[FoundTable] = []
        self._open: list[str] = []
        self._parts: list[str] = []
        self._rows: list[list[str]] = []
        self._cell: list[str] | None = None

    BLOCKS = frozenset(
        {"p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "caption", "figcaption"}
        | {"text", "desc", "title", "pre", "div", "tr", "a", "svg"}
    )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.BLOCKS and tag != "a":
            self._end_block()
        for name, value in attrs:
            self._attribute(name, value or "")
        if tag not in self.VOID:
            self._open.append(tag)
        if tag == "table":
            self._rows = []
        elif tag == "tr":
            self._rows.append([])
        elif tag in {"td", "th"}:
            self._cell = []

    def _attribute(self, name: str, value: str) -> None:
        """What is read aloud, and what a picture keeps of its numbers."""
        if value and (name in {"alt", "aria-label", "title", "content"} or name[:5] == "data-"):
            self.texts.append(FoundText(self.file, value, is_structured=True))
        if value and name[:5] == "data-":
            self.tables.append(_table(self.file, [("", name[5:]), (name, value)]))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.BLOCKS and tag != "a":
            self._end_block()
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag in {"td", "th"} and self._cell is not None and self._rows:
            self._rows[-1].append(papers.one_line("".join(self._cell)))
            self._cell = None
        elif tag == "table" and self._rows:
            self.tables.append(_table(self.file, self._rows))

    def handle_data(self, data: str) -> None:
        if self.SKIPPED & set(self._open):
            return
        self._parts.append(data)
        if self._cell is not None:
            self._cell.append(data)

    def _end_block(self) -> None:
        text = papers.one_line("".join(self._parts))
        if text:
            structured = bool(self.CODE & set(self._open[-3:]))
            self.texts.append(FoundText(self.file, text, is_structured=structured))
        self._parts = []

    def close(self) -> None:
        """The last text too."""
        super().close()
        self._end_block()
