"""Every reduction, by name. To add one: write it, import its record, add a line."""

from daylight.reduce.reduction import Reduction
from daylight.reduce.searches import SEARCHES

ALL: tuple[Reduction, ...] = (SEARCHES,)

REDUCTIONS: dict[str, Reduction] = {reduction.name: reduction for reduction in ALL}
