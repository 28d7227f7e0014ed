"""What a stop may end in, as far as it is counted: a search, a frisk, a citation, an arrest."""

from dataclasses import dataclass


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


EVENTS = (
    StopEvent(name="search", measure="searches", reduction="searches"),
    StopEvent(name="frisk", measure="frisks"),
    StopEvent(name="citation", measure="citations"),
    StopEvent(name="arrest", measure="arrests"),
)
