"""What a canonical table is made of: columns with type, vocabulary and meaning."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Kind = Literal["text", "int", "float", "bool", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: what it is called, what it holds, what it means.

    A null always means "not recorded"; for a bool it is never "no".
    """

    name: str
    kind: Kind
    meaning: str
    vocabulary: type[StrEnum] | None = None
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One canonical table: what a row is, which columns name it, which it has."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of that name; KeyError where the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(column.name for column in self.columns)


def text_column(name: str, meaning: str, *, required: bool = False) -> Column:
    """A column of text."""
    return Column(name=name, kind="text", meaning=meaning, required=required)


def word_column(name: str, meaning: str, vocabulary: type[StrEnum]) -> Column:
    """A column of words from a closed list."""
    return Column(name=name, kind="text", meaning=meaning, vocabulary=vocabulary)


def bool_column(name: str, meaning: str) -> Column:
    """A column of yes, no and not recorded."""
    return Column(name=name, kind="bool", meaning=meaning)


def int_column(name: str, meaning: str, low: float | None = 0, high: float | None = None) -> Column:
    """A column of whole numbers within bounds."""
    return Column(name=name, kind="int", meaning=meaning, minimum=low, maximum=high)


def float_column(
    name: str, meaning: str, low: float | None = None, high: float | None = None
) -> Column:
    """A column of numbers within bounds."""
    return Column(name=name, kind="float", meaning=meaning, minimum=low, maximum=high)


def date_column(name: str, meaning: str) -> Column:
    """A column of local dates."""
    return Column(name=name, kind="date", meaning=meaning)
