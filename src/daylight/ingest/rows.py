"""Delimited text → numbered rows of text: a block at a time, or row by row where that fails."""

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as csv_reader

from daylight.errors import UnreadableFile
from daylight.ingest.blocks import LONGEST_FIELD, Block, blocks
from daylight.ingest.snapshot import Dialect, batches, numbered

MOST_BROKEN = 100_000
WRONG_FIELDS = "wrong number of fields"
BROKEN_QUOTES = "quotation marks out of place"


class Rows:
    """The rows of a UTF-8 text after its header, every one kept or put apart.

    A block in which all is in its place goes through a fast reader; one with a row that does not
    fit, or a quotation mark out of place, is read row by row. Both give the same rows and differ
    only in speed (tests hold them against one another).

    Parameters
    ----------
    clean
        The text, with ordinary line ends.
    name
        What errors call it.
    columns
        One name per field.

    Attributes
    ----------
    read
        Rows so far.
    broken
        Rows that do not have the header's fields: number, reason, text as JSON.
    """

    def __init__(self, clean: Path, name: str, columns: Sequence[str], dialect: Dialect) -> None:
        self.clean, self.name, self.columns, self.dialect = clean, name, columns, dialect
        self.read = 0
        self.broken: list[tuple[int, str, str]] = []
        self._header_ahead = not dialect.header
        self._place = self._line = 0

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows that fit, with their numbers; an empty field is a null."""
        with self.clean.open("rb") as file:
            for _ in range(self.dialect.skip_lines):
                file.readline()
            self._place, self._line = file.tell(), self.dialect.skip_lines
        while self._place < self.clean.stat().st_size:
            yield from self._until_misfit()

    def _until_misfit(self) -> Iterator[pa.RecordBatch]:
        """The blocks from here to the first that must be read row by row, and that one."""
        found = blocks(self.clean, self.dialect.delimiter, start=self._place, line=self._line)
        for block in found:
            table = self._quickly(block) if block.sound else None
            if table is None:
                yield from batches(self._patiently(block), self.columns)
                return
            yield from self._numbered(table)
            self._place = block.start + len(block.text)

    def _quickly(self, block: Block) -> pa.Table | None:
        """The rows of a sound block; None where one has another number of fields."""
        try:
            return csv_reader.read_csv(
                pa.BufferReader(block.text),
                read_options=csv_reader.ReadOptions(
                    column_names=self.columns,
                    skip_rows_after_names=int(self._header_ahead),
                    block_size=len(block.text) + 1,
                ),
                parse_options=csv_reader.ParseOptions(
                    delimiter=self.dialect.delimiter, newlines_in_values=True
                ),
                convert_options=csv_reader.ConvertOptions(
                    column_types=dict.fromkeys(self.columns, pa.string()),
                    null_values=[""],
                    strings_can_be_null=True,
                ),
            )
        except pa.ArrowInvalid:
            return None

    def _numbered(self, table: pa.Table) -> Iterator[pa.RecordBatch]:
        self._header_ahead = False
        for batch in table.to_batches():
            yield numbered(batch, after=self.read)
            self.read += batch.num_rows

    def _patiently(self, block: Block) -> Iterator[tuple[int, list[str]]]:
        """The records that begin in a block, one by one."""
        for cells, fault in self._records(block):
            if self._header_ahead:
                self._header_ahead = False
                continue
            self.read += 1
            if fault or len(cells) != len(self.columns):
                raw = json.dumps(cells, ensure_ascii=False)
                self.broken.append((self.read, fault or WRONG_FIELDS, raw))
                self._refuse_ruin()
            else:
                yield self.read, cells

    def _records(self, block: Block) -> Iterator[tuple[list[str], str]]:
        """Every record that begins in a block, and what is wrong with it."""
        csv.field_size_limit(LONGEST_FIELD)
        with self.clean.open("rb") as file:
            file.seek(block.start)
            lines = (line.decode() for line in iter(file.readline, b""))
            reader = csv.reader(lines, delimiter=self.dialect.delimiter, strict=True)
            while file.tell() < block.start + len(block.text):
                first = block.line + reader.line_num + 1
                try:
                    cells = next(reader)
                except csv.Error as problem:
                    self._refuse_open_quote(problem, first)
                    yield [], BROKEN_QUOTES
                    continue
                if cells:
                    yield cells, ""
            self._place, self._line = file.tell(), block.line + reader.line_num

    def _refuse_open_quote(self, problem: csv.Error, line: int) -> None:
        """A field that swallows the rest of the file, or a megabyte of it."""
        if "unexpected end" in str(problem) or "field larger" in str(problem):
            raise UnreadableFile(
                f"{self.name}: a quotation mark opened at line {line} is never closed; the file is "
                "cut off or damaged there. Ask for the export again, or mend it"
            ) from problem

    def _refuse_ruin(self) -> None:
        """A file in which so many rows do not fit is another kind of file."""
        if len(self.broken) == MOST_BROKEN:
            raise UnreadableFile(
                f"{self.name}: {MOST_BROKEN:,} rows up to row {self.broken[-1][0]} do not have the "
                f"{len(self.columns)} fields of the header; is the delimiter right "
                "([files.…] delimiter)?"
            )
