"""Estimates for tests of what a report does with any of them: a group, and perhaps a place."""

from dataclasses import replace
from typing import Any

from daylight.data.estimate import Estimate
from daylight.data.quantity import About, Quantity, Scale


def estimate_of(
    *,
    name: str,
    scale: Scale,
    group: str = "all",
    place: str | None = None,
    reference: str | None = None,
    about: About = About.GROUP,
    **numbers: Any,
) -> Estimate:
    """An estimate of a group, at a place where one is given."""
    keys = {"subject_race": group} | ({} if place is None else {"place": place})
    quantity = Quantity(
        name=name, scale=scale, about=about, is_bound=bool(numbers.pop("is_bound", False))
    )
    return Estimate(
        quantity=quantity, keys=keys, compared_with=reference, **{"level": 0.95, **numbers}
    )


def at(estimate: Estimate, place: str) -> Estimate:
    """The same estimate at another place."""
    return replace(estimate, keys={**estimate.keys, "place": place})
