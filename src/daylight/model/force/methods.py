"""The methods about force, in the order a report asks them."""

from daylight.model.force import (
    capture,
    circumstances,
    composition,
    policy,
    rates,
    reporting,
    selection,
    severity_model,
    shares,
    transport,
    trend,
    weapons,
)
from daylight.model.method import Method

FORCE: tuple[Method, ...] = (
    rates.METHOD,
    composition.METHOD,
    circumstances.METHOD,
    weapons.METHOD,
    *severity_model.METHODS,
    selection.METHOD,
    trend.METHOD,
    shares.METHOD,
    transport.METHOD,
    capture.METHOD,
    *reporting.METHODS,
    policy.METHOD,
)
