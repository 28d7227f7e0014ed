"""How often force is used on each group, against every denominator there is, side by side."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.clustering import FORCE_COUNT_CLUSTERS
from daylight.data.result import Estimate, Outcome, Refusal, Result
from daylight.model.clustered_parts import PartCount
from daylight.model.clustered_rates import Bounded
from daylight.model.force.counted import (
    BY_INCIDENT,
    ForceCount,
    basis_of,
    design_effect,
    of_counts,
    of_people,
    of_rate,
    of_ratio,
)
from daylight.model.force.denominators import (
    DENOMINATORS,
    PEOPLE,
    QUANTITIES,
    RESIDENTS,
    RESIDENTS_COUNTED,
    ROWS,
    Denominator,
)
from daylight.model.force.intervals import count_ratio, scaled, share_p
from daylight.model.force.parts import EVERY
from daylight.model.force.rate_notes import rate_notes
from daylight.model.intervals import log_wald, poisson_rate, rate_ratio, rate_ratio_p, two_sided_p
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

MIN_EVENTS = 10
"""People with force below which there is no ratio."""

MIN_EXPOSURE = 30
"""Size of a denominator below which there is no rate of it."""

NAME = "force-rate"


class Against(NamedTuple):
    """What all comparisons of one answer share."""

    group: str
    reference: str
    level: float


def force_rates(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    group: str = "subject_race",
    across: str = "",
) -> Outcome:
    """Rates and rate ratios of force per residents, stops, arrests and calls.

    Estimand: expected people with force (once per incident) per unit of each denominator, and the
    ratio of two groups' rates.
    Method: exact Poisson intervals (Garwood) against residents; against stops, arrests and calls
    the denominator is a count too, so the interval is that of a ratio of two counts (conditional
    binomial). Counts are divided by a design effect, Σm²/Σm over incidents with m people of the
    group, because people in one incident are not independent; and by as much more as force of one
    officer, day or place goes together, where these are known (`model.clusters`).
    Refuses: fewer than 10 people in all, or no denominator. Ratios need that many in both
    groups, rates 30 of the denominator.
    Reference: Garwood (1936); Przyborowski & Wilenski (1940); design effect after Kish (1965).

    Parameters
    ----------
    group
        The key whose values are compared.
    across
        A further key (severity, unit, hour, year …): rates for each of its values too. A
        denominator without that key is used whole.
    """
    people = _measure(cells)
    if cells.total(people) < MIN_EVENTS:
        return Refusal(
            code="too-few-people-with-force",
            facts={"least": MIN_EVENTS, "people": int(cells.total(people))},
        )
    available = _available(cells)
    if not available:
        return Refusal(code="nothing-to-divide-by")
    against = Against(group, reference, level)
    estimates: list[Estimate] = []
    for keys in _strata(cells, across):
        estimates += _counts(cells, against, keys)
        compared: dict[Denominator, list[ForceCount]] = {}
        for denominator in available:
            groups = _groups(cells, group, keys, denominator)
            compared[denominator] = groups
            estimates += [_rate(one, denominator, against, keys) for one in groups]
            estimates += _ratios(groups, denominator, against, keys)
        estimates += _shifts(compared, against, keys)
    return Result(
        estimates=tuple(estimates),
        diagnostics=_diagnostics(cells, people),
        notes=rate_notes(cells, group, available, people, used=_used(cells, group)),
    )


def _measure(cells: Cells) -> str:
    """`people` where it was counted, else rows, which count a person more than once."""
    return "people" if "people" in cells.measures else "force_rows"


def _available(cells: Cells) -> list[Denominator]:
    """The denominators that were supplied, with the columns they are really in."""
    found = []
    for wanted in DENOMINATORS:
        counted = wanted
        if wanted is RESIDENTS and wanted.exposure not in cells.measures:
            counted = RESIDENTS_COUNTED
        events = counted.events if counted.events in cells.measures else _measure(cells)
        exposure = counted.exposure
        if exposure in cells.measures and cells.total(exposure) and cells.total(events):
            found.append(replace(counted, events=events))
    return found


def _strata(cells: Cells, across: str) -> list[dict[str, str]]:
    """No further key, then each value of the key to go across."""
    values = cells.values(across) if across else ()
    return [{}, *({across: value} for value in values if value not in {EVERY, UNKNOWN})]


def _exposure(cells: Cells, name: str, keys: dict[str, str]) -> PartCount:
    """A denominator for these keys; a key that it was not counted by is used whole."""
    whole = {key: cells.pick(**{key: EVERY}).total(name) == cells.total(name) for key in keys}
    picked = {key: EVERY if whole[key] else value for key, value in keys.items()}
    return PartCount(cells.pick(**picked), name)


def _groups(
    cells: Cells, group: str, keys: dict[str, str], denominator: Denominator
) -> list[ForceCount]:
    """The counts of every recorded group whose denominator is large enough."""
    found = []
    for name in _used(cells, group):
        counted = cells.pick(**{group: name, **keys})
        one = ForceCount(
            name=name,
            people=PartCount(counted, denominator.events),
            exposed=_exposure(cells, denominator.exposure, {group: name, **keys}),
            phi=design_effect(counted),
            is_random=denominator.is_random,
        )
        days = 365 if denominator.rate is RESIDENTS.rate else 1
        if one.exposure / days >= MIN_EXPOSURE:
            found.append(one)
    return found


def _used(cells: Cells, group: str) -> list[str]:
    """The groups that the force records use at all; another form's groups are not zeros."""
    return [
        name
        for name in cells.values(group)
        if name not in {EVERY, UNKNOWN} and cells.pick(**{group: name}).total("force_rows")
    ]


def _counts(cells: Cells, against: Against, keys: dict[str, str]) -> list[Estimate]:
    people, group = _measure(cells), against.group
    part = cells.pick(**keys) if keys else cells
    total = part.total(people)
    missing = part.pick(**{group: UNKNOWN}).total(people) / total if total else None
    found = []
    for name in _used(cells, group):
        counted = part.pick(**{group: name})
        phi, events = design_effect(counted), counted.total(people)
        known = of_people(PartCount(counted, people), phi) if events else None
        k = phi * known.scale(against.level) if known else phi
        interval = scaled(poisson_rate(events / k, 1.0, level=against.level), k)
        found.append(
            interval.estimate(
                PEOPLE if people == "people" else ROWS,
                n=events,
                keys={group: name, **keys},
                missing_share=missing,
                basis=basis_of(known, counted) if known else BY_INCIDENT,
            )
        )
    return found


def _rate(
    one: ForceCount, denominator: Denominator, against: Against, keys: dict[str, str]
) -> Estimate:
    divided = count_ratio if denominator.is_random else poisson_rate
    known = of_rate(one) if one.events else None
    k = one.phi * known.scale(against.level) if known else one.phi
    found = divided(one.events / k, one.exposure / k, level=against.level)
    return scaled(found, denominator.per).estimate(
        denominator.rate,
        n=one.events,
        keys={against.group: one.name, **keys},
        basis=basis_of(known, one.people.cells) if known else BY_INCIDENT,
    )


def _ratios(
    groups: list[ForceCount], denominator: Denominator, against: Against, keys: dict[str, str]
) -> list[Estimate]:
    base = next((one for one in groups if one.name == against.reference), None)
    if base is None or base.events < MIN_EVENTS:
        return []
    estimates = []
    for one in groups:
        if one is base or one.events < MIN_EVENTS:
            continue
        estimates.append(
            _ratio(one, base, against.level).estimate(
                denominator.ratio,
                n=one.events + base.events,
                keys={against.group: one.name, **keys},
                compared_with=against.reference,
            )
        )
    return estimates


def _ratio(one: ForceCount, base: ForceCount, level: float) -> Bounded:
    """Ratio of two rates: exact against a known denominator, log-normal against a counted one."""
    known = of_ratio(one, base)
    value = one.rate / base.rate
    if one.is_random:
        p = two_sided_p(float(np.log(value)) / known.model_se)
        found = log_wald(value, known.se, level=level, df=known.df)
    else:
        phi = max(one.phi, base.phi)
        k = phi * known.scale(level)
        found = rate_ratio(
            one.events / k, one.exposure, base.events / k, base.exposure, level=level
        )
        share = one.exposure / (one.exposure + base.exposure)
        p = share_p(one.events / phi, (one.events + base.events) / phi, share)
    return Bounded(found, known.p(float(np.log(value)), p), basis_of(known, one.people.cells))


def _shifts(
    compared: dict[Denominator, list[ForceCount]], against: Against, keys: dict[str, str]
) -> list[Estimate]:
    """How the ratio moves when residents are replaced by another denominator.

    The people with force are the same in both ratios and cancel; what is left is the ratio of
    the denominators themselves, which is what the joint uncertainty is about.
    """
    residents = {
        one.name: one
        for denominator, groups in compared.items()
        if denominator.shift is None
        for one in groups
    }
    estimates = []
    for denominator, groups in compared.items():
        exposed = {one.name: one for one in groups if one.name in residents}
        if denominator.shift is None or against.reference not in exposed:
            continue
        base = exposed.pop(against.reference)
        for name, one in exposed.items():
            moved = _shift(one, base, [residents[n].exposure for n in (name, base.name)], against)
            estimates.append(
                moved.estimate(
                    denominator.shift,
                    n=one.exposure + base.exposure,
                    keys={against.group: name, **keys},
                    compared_with=base.name,
                )
            )
    return estimates


def _shift(one: ForceCount, base: ForceCount, people: list[float], against: Against) -> Bounded:
    """The ratio of two groups' stops, or arrests, per resident."""
    t, t0 = people
    known = of_counts(one.exposed, base.exposed)
    k = known.scale(against.level)
    found = rate_ratio(one.exposure / k, t, base.exposure / k, t0, level=against.level)
    p = rate_ratio_p(one.exposure, t, base.exposure, t0)
    return Bounded(found, known.p(float(np.log(found.value)), p), known.basis)


def _diagnostics(cells: Cells, people: str) -> dict[str, float | int | str | bool | None]:
    found: dict[str, float | int | str | bool | None] = {
        "counted": people,
        "people": int(cells.total(people)),
        "design_effect": design_effect(cells),
    }
    if "force_rows" in cells.measures:
        found["force_rows"] = int(cells.total("force_rows"))
    return found


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="force",
        by=("subject_race",),
        measures=("force_rows",),
        optional_measures=(
            "people",
            "people_squared",
            "people_by_description",
            "people_in_stop_period",
            "people_in_arrest_period",
            "residents",
            "exposure_resident_days",
            "stops",
            "arrests",
            "calls",
        ),
        clusters=FORCE_COUNT_CLUSTERS,
    ),
    run=force_rates,
    quantities=QUANTITIES,
    basis=BY_INCIDENT,
    refuses_when="fewer than 10 people met force, or there is nothing to divide by; a ratio needs "
    "10 people in both groups",
    assumptions=(
        "officers report force on all groups alike",
        "residents stand for the people who could have met force, or stops for the people who "
        "were met",
        "incidents are independent of one another, but for those of one officer, day or place "
        "where these are recorded",
    ),
    overturned_by=(
        "a denominator closer to the people officers met, such as calls by the person described",
        "force that was not reported, if it differs by group",
    ),
    cannot_say=(
        "whether any use of force was necessary",
        "why the rates differ",
    ),
    reference="Garwood (1936) Biometrika 28:437; Przyborowski & Wilenski (1940) Biometrika 31:313",
)
