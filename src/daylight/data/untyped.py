"""Estimates of methods that do not yet declare their quantities. This module goes with the last."""

from typing import Any

from daylight.data.estimate import Estimate
from daylight.data.quantity import About, Quantity, Scale

OFFICER_QUANTITIES = frozenset(
    {
        "rate_above_colleagues",
        "own_rate",
        "colleagues_rate",
        "local_false_discovery_rate",
        "propensity",
        "propensity_sd",
        "peers",
        "escalation",
        "rank",
        "probability_top_5_percent",
        "probability_bottom_5_percent",
        "not_comparable_scenes",
    }
)
"""What the comparisons of officers with peers estimate for each of them."""


def untyped(
    *,
    name: str,
    group: str,
    scale: Scale,
    stratum: str = "all",
    reference: str | None = None,
    **numbers: Any,
) -> Estimate:
    """An estimate whose group and stratum are plain text."""
    is_officer = (
        name in OFFICER_QUANTITIES or name.startswith("officer_") or group.startswith("officer ")
    )
    keys = {"group": group} | ({} if stratum == "all" else {"stratum": stratum})
    return Estimate(
        quantity=Quantity(
            name=name,
            scale=scale,
            about=About.OFFICER if is_officer else About.GROUP,
            is_bound=name.endswith("_bounds"),
        ),
        keys=keys,
        compared_with=reference,
        **{"level": 0.95, **numbers},
    )


def relabelled(estimate: Estimate, **changed: Any) -> Estimate:
    """The estimate under another name, group, stratum or numbers."""
    old: dict[str, Any] = {
        "name": estimate.name,
        "group": estimate.group,
        "stratum": estimate.stratum,
        "scale": estimate.scale,
        "reference": estimate.compared_with,
        "value": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "n": estimate.n,
        "level": estimate.level,
        "missing_share": estimate.missing_share,
        "p_value": estimate.p_value,
        "basis": estimate.basis,
    }
    return untyped(**{**old, **changed})
