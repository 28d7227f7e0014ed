"""Where points in time stand: by their number, by their date, else by their order."""

import bisect
from collections.abc import Iterable, Sequence
from datetime import date

from daylight.data.estimate import Key


class Timeline:
    """Positions of periods: years and other numbers, months and days, else one after another."""

    def __init__(self, periods: Iterable[Key]) -> None:
        self.order: Sequence[Key] = list(dict.fromkeys(periods))
        self._numbers = [_number(period) for period in self.order]
        self._is_measured = all(number is not None for number in self._numbers)

    def at(self, period: Key) -> float:
        """Where a period stands; one that is not among them between those beside it."""
        if self._is_measured:
            number = _number(period)
            if number is not None:
                return number
        if period in self.order:
            return float(self.order.index(period))
        before = bisect.bisect_left([str(one) for one in self.order], str(period))
        return before - 0.5


def _number(period: Key) -> float | None:
    if isinstance(period, (int, float)):
        return float(period)
    for text in (period, f"{period}-01"):
        try:
            return float(date.fromisoformat(text).toordinal())
        except ValueError:
            continue
    try:
        return float(period)
    except ValueError:
        return None
