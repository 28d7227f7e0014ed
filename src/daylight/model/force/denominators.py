"""What force can be divided by: residents, stops, arrests, calls."""

from dataclasses import dataclass, replace

from daylight.data.quantity import About, Quantity, Scale

DAYS_PER_YEAR = 365.25

PEOPLE = Quantity(name="people", scale=Scale.COUNT, about=About.GROUP, unit="people with force")
"""People with force, once per incident."""

ROWS = replace(PEOPLE, name="force_rows", unit="records of force")


def _rate(name: str) -> Quantity:
    return replace(PEOPLE, name=name, scale=Scale.RATE)


def _ratio(name: str, unit: str = "people with force") -> Quantity:
    return replace(PEOPLE, name=name, scale=Scale.RATIO, unit=unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Denominator:
    """What a count of people is divided by.

    `is_random` says whether the denominator is itself a count of events (stops, arrests) whose
    chance variation belongs in the interval, or a population taken as known. `shift` is how the
    ratio of two groups moves when it takes the place of residents.
    """

    name: str
    one: str
    exposure: str
    events: str
    per: float
    is_random: bool
    rate: Quantity
    ratio: Quantity
    shift: Quantity | None = None


RESIDENTS = Denominator(
    name="residents",
    one="resident",
    exposure="exposure_resident_days",
    events="people",
    per=1000 * DAYS_PER_YEAR,
    is_random=False,
    rate=_rate("force_per_1000_residents_year"),
    ratio=_ratio("force_ratio_residents"),
)

RESIDENTS_COUNTED = replace(
    RESIDENTS, exposure="residents", per=1000.0, rate=_rate("force_per_1000_residents")
)
"""Residents without the days they lived there: a rate over the whole period."""

DENOMINATORS = (
    RESIDENTS,
    Denominator(
        name="stops",
        one="stop",
        exposure="stops",
        events="people_in_stop_period",
        per=100,
        is_random=True,
        rate=_rate("force_per_100_stops"),
        ratio=_ratio("force_ratio_stops"),
        shift=_ratio("stops_per_resident_ratio", "stops"),
    ),
    Denominator(
        name="arrests",
        one="arrest",
        exposure="arrests",
        events="people_in_arrest_period",
        per=100,
        is_random=True,
        rate=_rate("force_per_100_arrests"),
        ratio=_ratio("force_ratio_arrests"),
        shift=_ratio("arrests_per_resident_ratio", "arrests"),
    ),
    Denominator(
        name="calls",
        one="call",
        exposure="calls",
        events="people",
        per=1000,
        is_random=True,
        rate=_rate("force_per_1000_calls"),
        ratio=_ratio("force_ratio_calls"),
        shift=_ratio("calls_per_resident_ratio", "calls"),
    ),
)

QUANTITIES = (
    PEOPLE,
    ROWS,
    RESIDENTS_COUNTED.rate,
    *(
        quantity
        for one in DENOMINATORS
        for quantity in (one.rate, one.ratio, one.shift)
        if quantity is not None
    ),
)
