"""Measures particular to one weapon: cycles, bites, pointing, neck restraint."""

from dataclasses import dataclass

import numpy as np

from daylight.data.cells import Cells
from daylight.data.clustering import FORCE_CLUSTERS
from daylight.data.estimate import INDEPENDENT, Basis, BasisKind
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.clustered_parts import Part, PartCount, trials_of_parts
from daylight.model.clustered_rates import Trials, exact_share
from daylight.model.force.counted import DECIDES, of_people
from daylight.model.force.intervals import scaled
from daylight.model.force.parts import EVERY, Keys, parts
from daylight.model.force.periods import counted, in_order, in_text, without_holes
from daylight.model.intervals import poisson_rate
from daylight.model.method import Method, Needs
from daylight.model.overdispersed import neighbour_dispersion, overdispersed_count
from daylight.schema.vocabulary import UNKNOWN

NAME = "force-weapons"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A share that a policy names: `hits` among `base`, uses of a device with a counter or not."""

    share: Quantity
    hits: str
    base: str
    is_of_a_device: bool = False


def _share(name: str, unit: str) -> Quantity:
    return Quantity(name=name, scale=Scale.PROPORTION, about=About.GROUP, unit=unit)


LIMITS = (
    Limit(
        share=_share("ced_over_3_cycles_share", "uses with recorded cycles"),
        hits="ced_over_3_cycles",
        base="ced_cycles_recorded",
        is_of_a_device=True,
    ),
    Limit(
        share=_share("ced_over_15_seconds_share", "uses with recorded time"),
        hits="ced_over_15_seconds",
        base="ced_seconds_recorded",
        is_of_a_device=True,
    ),
    Limit(
        share=_share("canine_bite_ratio", "deployments"),
        hits="canine_bites",
        base="canine_deployments",
    ),
    Limit(
        share=_share("firearm_used_of_shown_share", "firearms shown or used"),
        hits="firearm_used",
        base="firearm_shown_or_used",
    ),
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
USES = {
    name: Quantity(name=name, scale=Scale.COUNT, about=About.GROUP, unit="uses") for name in COUNTS
}


def force_weapons(
    cells: Cells, *, level: float = 0.95, group: str = "", minimum: int = 10
) -> Outcome:
    """Uses of each weapon, and the shares that policies set limits to.

    Estimand: expected uses in such a time; the chance that one more use exceeds the limit.
    Method: intervals for counts as wide as neighbouring months, quarters or years differ, where the
    cells have such a key, or as uses of one officer or day go together, whichever is wider,
    otherwise exact Poisson ones, which take uses as independent; exact binomial intervals for
    shares, over the uses whose cycles, seconds or bite were recorded, of as many uses as those of
    officers and days amount to (`model.clusters`).
    Refuses: no weapon use at all. A share needs `minimum` recorded uses.
    Reference: Garwood (1936); von Neumann (1941); Clopper & Pearson (1934).
    """
    present = [name for name in COUNTS if name in cells.measures and cells.total(name)]
    if not present:
        return Refusal(code="no-weapon")
    estimates: list[Estimate] = []
    for keys, part in parts(cells, group):
        estimates += [_uses(part, name, keys, level) for name in present]
        estimates += _shares(part, keys, level, minimum)
    return Result(estimates=tuple(estimates), notes=_notes(cells, minimum))


PERIODS = ("month", "quarter", "year")
"""Keys that say how counts vary over time, the finest first."""


def period_of(cells: Cells) -> str | None:
    """The finest key of time that the cells have."""
    return next((name for name in PERIODS if name in cells.by), None)


def _uses(part: Cells, name: str, keys: Keys, level: float) -> Estimate:
    """All uses of a weapon, with the interval of what such a time brings."""
    total, period = part.total(name), period_of(part)
    phi, df = 1.0, 0
    if period is not None:
        timed = in_text(part.collapse(period), period)
        seen = [one for one in timed.values(period) if one not in {UNKNOWN, EVERY}]
        if seen:
            every, _ = without_holes(in_order(seen), ())
            y = counted(timed, every, period, name)
            phi, df = neighbour_dispersion(y, np.ones_like(y))
    over_time = overdispersed_count(total, phi, df, level=level)
    basis = Basis(kind=BasisKind.CLUSTERED, key=period, factor=float(np.sqrt(phi)))
    if not total:
        return over_time.estimate(USES[name], n=0, keys=keys, basis=basis if df else INDEPENDENT)
    known = of_people(PartCount(part, name), 1.0)
    k = known.scale(level)
    together = scaled(poisson_rate(total / k, 1.0, level=level), k)
    if df and float(over_time.high) >= float(together.high):
        return over_time.estimate(USES[name], n=total, keys=keys, basis=basis)
    return together.estimate(USES[name], n=total, keys=keys, basis=known.basis)


def _shares(part: Cells, keys: Keys, level: float, minimum: int) -> list[Estimate]:
    return [
        exact_share(_trials(part, one), level).estimate(
            one.share, n=part.total(one.base), keys=keys, missing_share=_missing(part, one)
        )
        for one in LIMITS
        if one.base in part.measures
        and part.total(one.base) >= minimum
        and not _only_hits(part, one)
    ]


def _trials(part: Cells, one: Limit) -> Trials:
    """Uses beyond the limit, among those of which it is recorded."""
    counted = Part(PartCount(part, one.hits), PartCount(part, one.base))
    return trials_of_parts(counted, decides=DECIDES)


def _only_hits(part: Cells, one: Limit) -> bool:
    """Whether the records hold bites but no deployment without one: then there is no ratio."""
    return not one.is_of_a_device and part.total(one.base) == part.total(one.hits)


def _missing(part: Cells, one: Limit) -> float | None:
    if not one.is_of_a_device or "ced_uses" not in part.measures:
        return None
    uses = part.total("ced_uses")
    return 1 - part.total(one.base) / uses if uses else None


def _notes(cells: Cells, minimum: int) -> tuple[Note, ...]:
    held = [one for one in LIMITS if one.base in cells.measures]
    thin = tuple(one.share.name for one in held if cells.total(one.base) < minimum)
    one_sided = tuple(
        one.share.name for one in held if cells.total(one.base) and _only_hits(cells, one)
    )
    notes = [Note(code="limits-are-policy")]
    if period_of(cells) is None:
        notes.append(Note(code="uses-as-independent"))
    if one_sided:
        notes.append(Note(code="only-uses-recorded", facts={"shares": one_sided}))
    if thin:
        notes.append(Note(code="too-few-uses", facts={"minimum": minimum, "shares": thin}))
    return tuple(notes)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="force_weapons",
        measures=(),
        optional_by=("subject_race", "year", "quarter", "month"),
        optional_measures=(
            *COUNTS,
            *(one.hits for one in LIMITS),
            *(one.base for one in LIMITS),
        ),
        clusters=FORCE_CLUSTERS,
    ),
    run=force_weapons,
    quantities=(*USES.values(), *(one.share for one in LIMITS)),
    basis=INDEPENDENT,
    refuses_when="no use of a weapon is recorded; a share needs 10 recorded uses",
    assumptions=("cycles, seconds and bites are written down whenever they happen",),
    overturned_by=("the download of the device, or the medical record, where it differs",),
    cannot_say=("whether going beyond a limit was justified",),
    reference="Garwood (1936) Biometrika 28:437; Clopper & Pearson (1934) Biometrika 26:404",
)
