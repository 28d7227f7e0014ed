"""What force can be divided by: residents, stops, arrests, calls."""

from dataclasses import dataclass

DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Denominator:
    """What a count of people is divided by.

    `is_random` says whether the denominator is itself a count of events (stops, arrests) whose
    chance variation belongs in the interval, or a population taken as known.
    """

    name: str
    exposure: str
    events: str
    per: float
    is_random: bool


DENOMINATORS = (
    Denominator(
        name="residents",
        exposure="exposure_resident_days",
        events="people",
        per=1000 * DAYS_PER_YEAR,
        is_random=False,
    ),
    Denominator(
        name="stops", exposure="stops", events="people_in_stop_period", per=100, is_random=True
    ),
    Denominator(
        name="arrests",
        exposure="arrests",
        events="people_in_arrest_period",
        per=100,
        is_random=True,
    ),
    Denominator(name="calls", exposure="calls", events="people", per=1000, is_random=True),
)
