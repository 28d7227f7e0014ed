"""These records beside a second count of the same: dispatch, court or body cameras."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from daylight.errors import SourceError


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCompared:
    """One month in these records and in a second count, such as dispatch or court."""

    month: str
    rows: int
    other: int

    @property
    def ratio(self) -> float | None:
        """Rows here per one counted there."""
        return self.rows / self.other if self.other else None


def compared(months: Mapping[str, int], other: Mapping[str, int]) -> tuple[MonthCompared, ...]:
    """Both counts, month by month (`YYYY-MM`)."""
    return tuple(
        MonthCompared(month=month, rows=months.get(month, 0), other=other.get(month, 0))
        for month in sorted({*months, *other})
    )


def second_count(path: Path) -> dict[str, int]:
    """Month (`YYYY-MM`) → a count from elsewhere, such as dispatch, court or body cameras.

    The file is CSV with the columns `month` and `count`.
    """
    if not path.is_file():
        raise SourceError(f"{path}: no such file; give a CSV file with the columns month and count")
    with path.open(newline="", encoding="utf-8-sig") as file:
        lines = csv.DictReader(file)
        if not {"month", "count"} <= set(lines.fieldnames or ()):
            raise SourceError(f"{path.name}: needs the columns month and count")
        found: dict[str, int] = {}
        for number, line in enumerate(lines, start=1):
            month, value = (line["month"] or "").strip(), (line["count"] or "").strip()
            if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month) or not value.isdigit():
                raise SourceError(
                    f"{path.name}: row {number} holds {month!r} and {value!r}; needed are a month "
                    "such as 2020-01 and a whole number"
                )
            if month in found:
                raise SourceError(f"{path.name}: row {number}: {month} is there twice")
            found[month] = int(value)
    return found
