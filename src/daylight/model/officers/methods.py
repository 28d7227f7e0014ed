"""The methods about officers, in the order a report asks them."""

from daylight.model.method import Method
from daylight.model.officers import (
    concentration,
    early_intervention,
    internal_benchmark,
    levels,
    networks,
    persistence,
    removal,
    same_scene,
    verdict,
)

OFFICERS: tuple[Method, ...] = (
    concentration.METHOD,
    persistence.METHOD,
    removal.METHOD,
    levels.METHOD,
    internal_benchmark.METHOD,
    same_scene.METHOD,
    networks.METHOD,
    verdict.METHOD,
    early_intervention.METHOD,
)
