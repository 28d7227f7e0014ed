"""Delimited text → numbered rows of text: a block at a time, or row by row where that fails."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv_reader

from daylight.errors import UnreadableFile
from daylight.ingest.blocks import LONGEST_FIELD, TextBlock, blocks
from daylight.ingest.snapshot import Dialect, with_numbers

MOST_BROKEN = 100_000
WRONG_FIELDS = "wrong number of fields"
BROKEN_QUOTES = "quotation marks out of place"

Misfit = Callable[[csv_reader.InvalidRow], str]
"""Is given a row that does not fit, and says to skip it."""


class RecordReader:
    """The rows of a UTF-8 text after its header, every one kept or put apart.

    A block in which every quotation mark is in its place goes through a fast reader; the others are
    read record by record and written anew for it. Both give the same rows and differ only in speed
    (tests hold them against one another).

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
        end = self.clean.stat().st_size
        while (start := self._place) < end:
            yield from self._until_unsound()
            if self._place == start:
                raise UnreadableFile(f"{self.name}: the file was cut while it was read; try again")

    def _until_unsound(self) -> Iterator[pa.RecordBatch]:
        """The blocks from here to the first with a mark out of place, and that one."""
        found = blocks(self.clean, self.dialect.delimiter, start=self._place, line=self._line)
        for block in found:
            batch = self._quickly(block.text) if block.sound else None
            if batch is None:
                yield self._mended(block)
                return
            yield batch
            self._place = block.start + len(block.text)

    def _quickly(self, text: bytes) -> pa.RecordBatch | None:
        """The rows of whole records; those with another number of fields are put apart.

        None where the fast reader cannot make sense of them, whatever its reason.
        """
        header, misfits = int(self._header_ahead), list[csv_reader.InvalidRow]()

        def misfit(row: csv_reader.InvalidRow) -> str:
            misfits.append(row)
            return "skip"

        try:
            batch = self._parsed(text, header)
        except pa.ArrowInvalid:
            try:
                batch = self._parsed(text, header, misfit)
            except pa.ArrowInvalid:
                return None
        self._header_ahead = False
        numbers = pa.arange(self.read + 1, self.read + 1 + batch.num_rows + len(misfits))
        if misfits:
            numbers = numbers.filter(pc.invert(pc.is_in(numbers, self._apart(misfits, header))))
        self.read += batch.num_rows + len(misfits)
        return with_numbers(batch, numbers)

    def _apart(self, misfits: Sequence[csv_reader.InvalidRow], header: int) -> pa.Array:
        """The numbers of misfits, once they are put apart."""
        numbers = [self.read + row.number - header for row in misfits]
        for number, row in zip(numbers, misfits, strict=True):
            csv.field_size_limit(max(LONGEST_FIELD, len(row.text)))
            text = io.StringIO(row.text, newline="")
            cells = next(csv.reader(text, delimiter=self.dialect.delimiter))
            self._put_apart(number, cells, WRONG_FIELDS)
        return pa.array(numbers)

    def _parsed(
        self, text: bytes, header: int, misfit: Misfit | None = None, *, delimiter: str = ""
    ) -> pa.RecordBatch:
        """Text columns; only one thread knows the number of a row that does not fit."""
        if not text.strip(b"\r\n"):
            return pa.record_batch([pa.nulls(0, pa.string())] * len(self.columns), self.columns)
        whole = text if text.endswith(b"\n") else text + b"\n"
        table = csv_reader.read_csv(
            pa.BufferReader(whole),
            read_options=csv_reader.ReadOptions(
                column_names=self.columns,
                skip_rows_after_names=header,
                block_size=len(whole) + 1,
                use_threads=misfit is None,
            ),
            parse_options=csv_reader.ParseOptions(
                delimiter=delimiter or self.dialect.delimiter,
                newlines_in_values=True,
                invalid_row_handler=misfit,
            ),
            convert_options=csv_reader.ConvertOptions(
                column_types=dict.fromkeys(self.columns, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
        return pa.record_batch([column.combine_chunks() for column in table.columns], self.columns)

    def _mended(self, block: TextBlock) -> pa.RecordBatch:
        """The records that begin in a block, read one by one and written anew without misfits."""
        text, numbers = io.StringIO(newline=""), list[int]()
        writer = csv.writer(text, lineterminator="\n")
        for number, cells in self._patiently(block):
            writer.writerow(cells)
            numbers.append(number)
        return with_numbers(
            self._parsed(text.getvalue().encode(), 0, delimiter=","), pa.array(numbers, pa.int64())
        )

    def _patiently(self, block: TextBlock) -> Iterator[tuple[int, list[str]]]:
        """The records that begin in a block, one by one; misfits are put apart."""
        for cells, fault in self._records(block):
            if self._header_ahead:
                self._header_ahead = False
                continue
            self.read += 1
            if fault or len(cells) != len(self.columns):
                self._put_apart(self.read, cells, fault or WRONG_FIELDS)
            else:
                yield self.read, cells

    def _records(self, block: TextBlock) -> Iterator[tuple[list[str], str]]:
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

    def _put_apart(self, number: int, cells: list[str], reason: str) -> None:
        """Note a row that does not fit; a file with so many of them is another kind of file."""
        self.broken.append((number, reason, json.dumps(cells, ensure_ascii=False)))
        if len(self.broken) == MOST_BROKEN:
            raise UnreadableFile(
                f"{self.name}: {MOST_BROKEN:,} rows up to row {number} do not have the "
                f"{len(self.columns)} fields of the header; is the delimiter right "
                "([files.…] delimiter)?"
            )
