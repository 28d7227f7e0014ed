"""What the periods of a measure say together, whenever somebody looks."""

from collections.abc import Iterable

from daylight.register.models import MeasureValue
from daylight.register.rules.looks import MeasureLook, PeriodValue, looks


def looked_at(values: Iterable[MeasureValue]) -> list[MeasureLook]:
    """The looks at a measure's values, which come in the order of their periods.

    The same result entered for several periods is one result, that of the first of them.
    """
    seen: set[str] = set()
    found = []
    for one in values:
        if one.run_sha256 in seen or None in (one.value, one.low, one.high, one.level):
            continue
        if one.run_sha256:
            seen.add(one.run_sha256)
        found.append(
            PeriodValue(
                period=one.period.name,
                value=one.value,
                low=one.low,
                high=one.high,
                level=one.level,
                n=one.n or 0,
                scale=one.scale,
            )
        )
    return looks(found)
