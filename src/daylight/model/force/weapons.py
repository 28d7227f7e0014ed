"""Measures particular to one weapon: cycles, bites, pointing, neck restraint."""

from dataclasses import dataclass

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.model.force.tell import told
from daylight.model.intervals import clopper_pearson, poisson_rate
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NAME = "force-weapons"
ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A share that a policy names: `hits` among `base`."""

    name: str
    hits: str
    base: str


MEASURES = (
    Measure(name="ced_over_3_cycles_share", hits="ced_over_3_cycles", base="ced_cycles_recorded"),
    Measure(
        name="ced_over_15_seconds_share", hits="ced_over_15_seconds", base="ced_seconds_recorded"
    ),
    Measure(name="canine_bite_ratio", hits="canine_bites", base="canine_deployments"),
    Measure(name="firearm_used_of_shown_share", hits="firearm_used", base="firearm_shown_or_used"),
)
COUNTS = (
    "ced_uses",
    "canine_bites",
    "chemical_uses",
    "neck_restraints",
    "impact_weapon_uses",
    "firearm_pointed",
    "firearm_used",
)


def force_weapons(
    cells: Cells, *, level: float = 0.95, group: str = "", minimum: int = 10
) -> Outcome:
    """Uses of each weapon, and the shares that policies set limits to.

    Estimand: expected uses in such a period; the chance that one more use exceeds the limit.
    Method: exact Poisson intervals for counts, exact binomial intervals for shares, over the uses
    whose cycles, seconds or bite were recorded.
    Refuses: no weapon use at all. A share needs `minimum` recorded uses.
    Reference: Garwood (1936); Clopper & Pearson (1934).
    """
    present = [name for name in COUNTS if name in cells.measures and cells.total(name)]
    if not present:
        return Refusal(
            method=NAME,
            reason="no use of a weapon is recorded",
            needed="at least one use of a weapon with its kind",
            found="none",
            provenance=cells.provenance,
        )
    groups = [v for v in cells.values(group) if v != UNKNOWN] if group else []
    estimates: list[Estimate] = []
    for value in (ALL, *groups):
        part = cells if value == ALL else cells.pick(**{group: value})
        estimates += [
            told(
                name,
                value,
                poisson_rate(part.total(name), 1.0, level=level),
                Scale.COUNT,
                part.total(name),
                level=level,
            )
            for name in present
        ]
        estimates += _shares(part, value, level, minimum)
    return Result(
        method=NAME,
        estimates=tuple(estimates),
        level=level,
        notes=_notes(cells, minimum),
        provenance=cells.provenance,
    )


def _shares(part: Cells, group: str, level: float, minimum: int) -> list[Estimate]:
    return [
        told(
            one.name,
            group,
            clopper_pearson(part.total(one.hits), part.total(one.base), level=level),
            Scale.PROPORTION,
            part.total(one.base),
            level=level,
            missing_share=_missing(part, one),
        )
        for one in MEASURES
        if one.base in part.measures
        and part.total(one.base) >= minimum
        and not _only_hits(part, one)
    ]


def _only_hits(part: Cells, one: Measure) -> bool:
    """Whether the records hold bites but no deployment without one: then there is no ratio."""
    return not one.base.startswith("ced_") and part.total(one.base) == part.total(one.hits)


def _missing(part: Cells, one: Measure) -> float | None:
    if not one.base.startswith("ced_") or "ced_uses" not in part.measures:
        return None
    uses = part.total("ced_uses")
    return 1 - part.total(one.base) / uses if uses else None


def _notes(cells: Cells, minimum: int) -> tuple[Note, ...]:
    thin = [
        one.name.removesuffix("_share").replace("_", " ")
        for one in MEASURES
        if one.base in cells.measures and cells.total(one.base) < minimum
    ]
    notes = [
        Note(
            code="limits-are-policy",
            text="More than three cycles or fifteen seconds is where policies ask for a reason; "
            "passing it is not by itself a breach.",
        )
    ]
    one_sided = [
        one.name.replace("_share", "").replace("_", " ")
        for one in MEASURES
        if one.base in cells.measures and cells.total(one.base) and _only_hits(cells, one)
    ]
    if one_sided:
        notes.append(
            Note(
                code="only-uses-recorded",
                text="The records hold no weapon that was brought out and not used, so they cannot "
                f"give: {', '.join(one_sided)}.",
            )
        )
    if thin:
        notes.append(
            Note(
                code="small-cells",
                text=f"Fewer than {minimum} uses with the detail recorded, so no share: "
                f"{', '.join(thin)}.",
            )
        )
    return tuple(notes)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="force_weapons",
        measures=(),
        optional_by=("subject_race", "year"),
        optional_measures=(
            *COUNTS,
            *(one.hits for one in MEASURES),
            *(one.base for one in MEASURES),
        ),
    ),
    run=force_weapons,
    refuses_when="no use of a weapon is recorded; a share needs 10 recorded uses",
    assumptions=("cycles, seconds and bites are written down whenever they happen",),
    overturned_by=("the download of the device, or the medical record, where it differs",),
    cannot_say=("whether going beyond a limit was justified",),
    reference="Garwood (1936) Biometrika 28:437; Clopper & Pearson (1934) Biometrika 26:404",
)
