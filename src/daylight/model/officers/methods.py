"""The methods about officers, in the order a report asks them."""

from daylight.model.method import Method
from daylight.model.officers import concentration, persistence, same_scene

OFFICERS: tuple[Method, ...] = (
    concentration.METHOD,
    persistence.METHOD,
    same_scene.METHOD,
)
