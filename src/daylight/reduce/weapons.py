"""Uses of each weapon with the details that policies set limits to."""

from typing import Any

from daylight.data.clustering import FORCE_CLUSTERS
from daylight.reduce.idiom import keyed, tally
from daylight.reduce.reduction import Reduction
from daylight.schema.vocabulary import ForceKind, ForceUse

CYCLE_LIMIT = 3
SECONDS_LIMIT = 15
"""Limits that decrees name: more than three cycles, or more than fifteen seconds in all."""


def force_weapons(actions: Any, by: tuple[str, ...]) -> Any:
    """Weapon uses, by group; a weapon drawn or pointed is not a use."""
    rows = keyed(actions, by)
    shown = rows.force_use.isin([ForceUse.DRAWN.value, ForceUse.POINTED.value]).fill_null(False)

    def kind(word: ForceKind) -> Any:
        return (rows.force_kind == word.value).fill_null(False)

    ced = kind(ForceKind.CONDUCTED_ENERGY) & ~shown
    canine, firearm = kind(ForceKind.CANINE), kind(ForceKind.FIREARM)
    grouped = rows.group_by(list(by)) if by else rows
    return grouped.aggregate(
        actions=rows.count(),
        ced_uses=tally(ced),
        ced_cycles_recorded=tally(ced & rows.cycles.notnull()),
        ced_over_3_cycles=tally(ced & (rows.cycles > CYCLE_LIMIT)),
        ced_seconds_recorded=tally(ced & rows.cycle_seconds.notnull()),
        ced_over_15_seconds=tally(ced & (rows.cycle_seconds > SECONDS_LIMIT)),
        canine_deployments=tally(canine),
        canine_bites=tally(canine & ~shown),
        chemical_uses=tally(kind(ForceKind.CHEMICAL) & ~shown),
        neck_restraints=tally(kind(ForceKind.NECK_RESTRAINT)),
        impact_weapon_uses=tally(kind(ForceKind.IMPACT_WEAPON) & ~shown),
        firearm_pointed=tally(firearm & shown),
        firearm_used=tally(firearm & ~shown),
        firearm_shown_or_used=tally(firearm),
    )


FORCE_WEAPONS = Reduction(
    name="force_weapons",
    tables=("force_actions",),
    run=force_weapons,
    unit="force action",
    total="actions",
    clusters=FORCE_CLUSTERS,
    counts={
        "actions": "force actions",
        "ced_uses": "uses of a conducted-energy device",
        "ced_cycles_recorded": "those whose cycles were recorded",
        "ced_over_3_cycles": "those of more than three cycles",
        "ced_seconds_recorded": "those whose seconds were recorded",
        "ced_over_15_seconds": "those of more than fifteen seconds",
        "canine_deployments": "deployments of a police dog",
        "canine_bites": "those in which it bit",
        "chemical_uses": "uses of a chemical agent",
        "neck_restraints": "neck restraints",
        "impact_weapon_uses": "uses of an impact weapon",
        "firearm_pointed": "firearms drawn or pointed",
        "firearm_used": "firearms used",
        "firearm_shown_or_used": "firearms drawn, pointed or used",
    },
)
