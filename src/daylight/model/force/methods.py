"""The methods about force, in the order a report asks them."""

from daylight.model.force import composition, rates
from daylight.model.method import Method

FORCE: tuple[Method, ...] = (
    rates.METHOD,
    composition.METHOD,
)
