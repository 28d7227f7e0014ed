"""In what circumstances force was used, with every blank counted as a blank."""

from typing import Any

import ibis

from daylight.data.clustering import FORCE_CLUSTERS
from daylight.reduce.derive import derived
from daylight.reduce.force import person_key
from daylight.reduce.idiom import keyed, tally
from daylight.reduce.reduction import Reduction
from daylight.reduce.severity import severity_rank

ADULT_AGE = 18

CIRCUMSTANCES = {
    "restrained": "already restrained when force was used",
    "fleeing": "fleeing",
    "in_crisis": "in a behavioural-health crisis",
    "under_influence": "apparently intoxicated",
    "under_18": "under 18",
    "armed": "armed",
    "subject_injured": "injured",
    "officer_injured": "met by an officer who was injured",
    "not_arrested": "not arrested",
    "resisting_only": "charged with nothing but resisting or obstructing",
    "firearm_pointed": "pointed at with a firearm",
    "firearm_discharged": "shot at",
}
"""Measure → what it says of a person on whom force was used."""


def force_circumstances(force: Any, by: tuple[str, ...]) -> Any:
    """People on whom force was used, by circumstance.

    A person is counted once per incident. A circumstance holds when any row of the person says
    so; it is unknown when no row does and at least one leaves it blank.
    """
    rows = derived(force, by).mutate(
        person_key=person_key(force),
        kind_rank=severity_rank(force),
        **{f"{name}_said": flag for name, flag in _flags(force).items()},
    )
    person = ibis.window(group_by="person_key")
    order = ibis.window(
        group_by="person_key",
        order_by=[ibis.desc("kind_rank"), "source_file", "source_row"],
    )
    rows = rows.mutate(
        is_person=ibis.row_number().over(order) == 0,
        **{
            f"{name}_{what}": value.cast("int64").max().over(person)
            for name in CIRCUMSTANCES
            for what, value in (
                ("yes", rows[f"{name}_said"].fill_null(False)),
                ("blank", rows[f"{name}_said"].isnull()),
            )
        },
    )
    rows = keyed(rows, by)
    counts: dict[str, Any] = {"people": tally(rows.is_person)}
    for name in CIRCUMSTANCES:
        yes, blank = rows[f"{name}_yes"] == 1, rows[f"{name}_blank"] == 1
        counts[name] = tally(rows.is_person & yes)
        counts[f"{name}_unknown"] = tally(rows.is_person & ~yes & blank)
    return rows.group_by(list(by)).aggregate(force_rows=rows.count(), **counts)


def _flags(force: Any) -> dict[str, Any]:
    return {
        "restrained": force.was_restrained,
        "fleeing": force.was_fleeing,
        "in_crisis": force.in_crisis,
        "under_influence": force.under_influence,
        "under_18": force.subject_age_years < ADULT_AGE,
        "armed": force.subject_armed,
        "subject_injured": force.subject_injured,
        "officer_injured": force.officer_injured,
        "not_arrested": ~force.subject_arrested,
        "resisting_only": force.resisting_charge_only,
        "firearm_pointed": force.firearm_pointed,
        "firearm_discharged": force.firearm_discharged,
    }


FORCE_CIRCUMSTANCES = Reduction(
    name="force_circumstances",
    tables=("force",),
    run=force_circumstances,
    unit="force record",
    total="force_rows",
    clusters=FORCE_CLUSTERS,
    counts={
        "force_rows": "rows of the force records",
        "people": "people on whom force was used, once per incident",
        **{name: f"people {meaning}" for name, meaning in CIRCUMSTANCES.items()},
        **{
            f"{name}_unknown": f"people for whom it is not recorded: {meaning}"
            for name, meaning in CIRCUMSTANCES.items()
        },
    },
)
