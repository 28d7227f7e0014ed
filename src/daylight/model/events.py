"""What a stop may end in, as far as it is counted: a search, a frisk, a citation, an arrest."""

from dataclasses import dataclass
from typing import NamedTuple


class Events(NamedTuple):
    """What is counted among what: measures of a crosstab."""

    event: str
    trials: str
    blank: str


STOPS = Events("stops", "stops", "")
"""Stops as events among themselves: how many there are."""


SEARCHES = Events("searches", "stops", "searches_unknown")
HITS = Events("hits", "searches", "hits_unknown")
"""Searches among stops, and finds among searches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopEvent:
    """One end of a stop.

    Parameters
    ----------
    name
        `search`: the quantities begin with it.
    measure
        Its count in the cells.
    reduction
        The reduction that makes these cells.
    """

    name: str
    measure: str
    reduction: str = "outcomes"

    @property
    def blanks(self) -> str:
        """The count of stops whose field for it was left blank."""
        return f"{self.measure}_unknown"

    @property
    def among_stops(self) -> Events:
        """The event among stops whose field for it is filled in."""
        return Events(self.measure, "stops", self.blanks)


EVENTS = (
    StopEvent(name="search", measure="searches", reduction="searches"),
    StopEvent(name="frisk", measure="frisks"),
    StopEvent(name="citation", measure="citations"),
    StopEvent(name="arrest", measure="arrests"),
)
