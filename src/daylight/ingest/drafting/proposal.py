"""What a draft proposes for a file: the table, every column's candidates, codes, open questions.

Nothing here reads a file or decides anything; these are the nouns that `daylight draft` prints
and `daylight decide` asks about.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from daylight.schema.columns import Column
from daylight.schema.tables import TABLES


class ColumnEvidence(StrEnum):
    """Where a reason comes from; an unmarked choice needs two of these that agree."""

    NAME = "name"
    VALUES = "values"
    TABLE = "table"
    NEIGHBOURS = "neighbours"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason for a choice, in words that a clerk understands, and what it rests on."""

    evidence: ColumnEvidence
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One thing that a column of the file may be.

    Parameters
    ----------
    column
        Name of the canonical column, of the table that is proposed; empty where the column fits
        none.
    kind
        Where it fits none: the kind of none, such as `address`; otherwise empty.
    score
        0 to 1, comparable within one column only; not a probability.
    """

    column: str
    kind: str = ""
    score: float
    reasons: tuple[Reason, ...] = ()

    @property
    def kinds_of_evidence(self) -> frozenset[ColumnEvidence]:
        """The kinds of evidence that speak for it."""
        return frozenset(reason.evidence for reason in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeChoice:
    """One value of a coded column and what it is proposed to mean.

    Parameters
    ----------
    value
        Exactly as the file has it.
    rows
        Rows that hold it, among those looked at.
    word
        The canonical word, true or false; None where the value says nothing or is undecided.
    ignored
        The value says "not recorded".
    candidates
        Words it may mean, best first; empty where nothing is known of it.
    """

    value: str
    rows: int
    word: str | bool | None = None
    ignored: bool = False
    candidates: tuple[str | bool, ...] = ()
    reason: str = ""

    @property
    def decided(self) -> bool:
        """Whether a person need not look at it."""
        return self.ignored or self.word is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnProposal:
    """One column of the file: what it may be, how it is read, and what a person must settle.

    Parameters
    ----------
    name
        The header's name, as it stands in the file (stripped).
    place
        Its place in the file, from 0.
    values
        Its most frequent values with their rows, most frequent first.
    distinct, written, rows
        Different values, rows with something written, rows looked at.
    candidates
        At most three, best first, whether or not one is chosen; the kinds of none are among them.
    column
        The canonical column it is proposed for; empty where it is not read.
    also
        Further canonical columns read from the same column (the minute beside a date, the raw
        words beside the codes).
    question
        What a person must settle; empty where the choice stands without a mark.
    formats, pad
        How its dates or times are written; `formats_of` has those of columns in `also`.
    codes
        Every value of a coded column (at most 60 of them) with what it is proposed to mean. A
        column that is not read but looks coded has them too, with words still to be chosen.
    codes_question
        What a person must settle about the codes.
    block
        Stem of the block of like columns it belongs to, empty where it stands alone.
    block_value
        What the column stands for within its block: a year, a group, a kind of force.
    pseudonym
        It names a person: to be replaced by a keyed hash.
    """

    name: str
    place: int
    values: tuple[tuple[str, int], ...] = ()
    distinct: int = 0
    written: int = 0
    rows: int = 0
    candidates: tuple[Candidate, ...] = ()
    column: str = ""
    also: tuple[str, ...] = ()
    question: str = ""
    formats: tuple[str, ...] = ()
    formats_of: Mapping[str, tuple[str, ...]] | None = None
    pad: int = 0
    codes: tuple[CodeChoice, ...] = ()
    codes_question: str = ""
    block: str = ""
    block_value: str = ""
    pseudonym: bool = False

    @property
    def unmarked(self) -> bool:
        """Whether the choice stands without a person looking at it."""
        return bool(self.column) and not self.question


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCandidate:
    """One table that the rows of the file may be; `table` is empty for "none of them".

    Parameters
    ----------
    kind
        For "none of them": what the file seems to be instead, such as `pay list`.
    """

    table: str
    kind: str = ""
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileProposal:
    """What a draft proposes for one file, or for several with the same header.

    Parameters
    ----------
    files
        The names of the files.
    table
        The table proposed; empty where the rows fit none of them.
    tables
        At most three candidates, best first, "none of them" among them where it is near.
    table_question
        What a person must settle about the table; while it is open every choice of a column
        carries a question too, because nothing stands before the table does.
    grain_question
        What a row is, where identifiers repeat; empty where nothing speaks against one row each.
    missing
        Required columns of the table for which the file has nothing.
    sheets
        The sheets of a workbook that are read; empty where it has but one.
    notes
        What was noticed on the way: lines above the header, repeats of the header, blocks.
    """

    files: tuple[str, ...]
    table: str = ""
    tables: tuple[TableCandidate, ...] = ()
    table_question: str = ""
    columns: tuple[ColumnProposal, ...] = ()
    missing: tuple[str, ...] = ()
    grain_question: str = ""
    delimiter: str = ","
    sheets: tuple[str, ...] = ()
    skip_lines: int = 0
    rows: int = 0
    notes: tuple[str, ...] = ()

    @property
    def read(self) -> Iterator[ColumnProposal]:
        """Columns that are proposed to be read."""
        return (column for column in self.columns if column.column)

    @property
    def unread(self) -> Iterator[ColumnProposal]:
        """Columns that are not."""
        return (column for column in self.columns if not column.column)

    def proposed(self, column: str) -> ColumnProposal | None:
        """The file's column proposed for a canonical column, or None."""
        for one in self.columns:
            if column == one.column or column in one.also:
                return one
        return None

    def canonical(self, column: str) -> Column:
        """The canonical column of that name, of the table that is proposed."""
        return TABLES[self.table].column(column)
