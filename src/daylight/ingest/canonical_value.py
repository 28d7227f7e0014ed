"""A canonical value before it is computed, and what may be wrong with it."""

from dataclasses import dataclass, replace
from typing import Any, Self

from daylight.errors import SourceError


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something a cell may hold that the recipe has not provided for.

    Parameters
    ----------
    column
        The file's column or columns.
    condition
        Expression: true for the rows that have it.
    value
        Expression: the text found.
    codes
        The list of codes that does not have it.
    targets
        Place of the output in the recipe, and part of it, whose cell it spoils; none where it is
        about the whole row.
    """

    reason: str
    column: str
    condition: Any
    value: Any
    error: type[SourceError]
    remedy: str
    codes: str = ""
    targets: tuple[tuple[int, str], ...] = ()

    def narrowed(self, among: Any) -> Self:
        """The same, of these rows only."""
        return replace(self, condition=self.condition & among)

    @property
    def name(self) -> str:
        """Reason and column as one line, such as `unknown code: race`."""
        return f"{self.reason}: {self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoded:
    """A canonical value and what may be wrong with it, both as expressions."""

    value: Any
    problems: tuple[Problem, ...] = ()
