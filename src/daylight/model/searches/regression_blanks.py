"""The odds ratio of a regression with stops of unrecorded group given out."""

from collections.abc import Callable, Mapping

import numpy as np

from daylight.model.arrays import Array
from daylight.model.crosstab import Crosstab, packed
from daylight.model.events import StopEvent
from daylight.model.searches.regression_cells import RegressionCells
from daylight.schema.vocabulary import UNKNOWN

GroupsByStrata = tuple[Array, Array]
"""(G, S) events and stops of each compared group, the reference first."""


def given_out(
    table: Crosstab, event: StopEvent, chosen: RegressionCells
) -> Mapping[str, Callable[[int], RegressionCells]]:
    """Ways to give the blanks out → the cells that result, for the group of that number.

    `dealt` gives them to groups like recorded stops of the same stratum that ended the same way;
    `least` and `most` give those with the event to the one and those without it to the other.
    """
    y = np.array([table.of(event.measure, g) for g in chosen.groups])
    n = np.array([table.recorded("stops", event.blanks, g) for g in chosen.groups])
    blank_y = table.of(event.measure, UNKNOWN)
    blank_n = table.recorded("stops", event.blanks, UNKNOWN)

    def dealt(_: int) -> RegressionCells:
        recorded = [g for g in table.groups if g != UNKNOWN]
        events = sum(table.of(event.measure, g) for g in recorded)
        stops = sum(table.recorded("stops", event.blanks, g) for g in recorded)
        more_y = y * (1 + _over(blank_y, np.asarray(events)))
        more_rest = (n - y) * (1 + _over(blank_n - blank_y, np.asarray(stops - events)))
        return _cells(table, chosen, (more_y, more_y + more_rest))

    def extreme(up: int, down: int) -> RegressionCells:
        more_y, more_n = y.copy(), n.copy()
        more_y[up] += blank_y
        more_n[up] += blank_y
        more_n[down] += blank_n - blank_y
        return _cells(table, chosen, (more_y, more_n))

    return {
        "dealt": dealt,
        "least": lambda group: extreme(0, group),
        "most": lambda group: extreme(group, 0),
    }


def _over(blanks: Array, recorded: Array) -> Array:
    return np.asarray(np.where(recorded > 0, blanks / np.where(recorded > 0, recorded, 1), 0.0))


def _cells(table: Crosstab, chosen: RegressionCells, counts: GroupsByStrata) -> RegressionCells:
    y, n = (part.ravel() for part in counts)
    kept = n > 0
    strata = np.tile(np.arange(len(table.strata)), len(chosen.groups))[kept]
    group = np.repeat(np.arange(len(chosen.groups)), len(table.strata))[kept]
    factors = {}
    for name in chosen.factors:
        at = table.within.index(name)
        values = {value: i for i, value in enumerate(dict.fromkeys(s[at] for s in table.strata))}
        codes = np.array([values[s[at]] for s in table.strata], dtype=np.int64)
        factors[name] = packed(codes[strata])
    return RegressionCells(y[kept], n[kept], chosen.groups, group, factors, None, ())
