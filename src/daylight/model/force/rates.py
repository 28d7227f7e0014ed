"""How often force is used on each group, against every denominator there is, side by side."""

from dataclasses import dataclass, replace

import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.model.force.denominators import DENOMINATORS, Denominator
from daylight.model.force.tell import count_ratio, log_normal, scaled, share_p, told
from daylight.model.intervals import Interval, poisson_rate, rate_ratio, rate_ratio_p
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NAME = "force-rate"
ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group's counts for one denominator; `phi` is the design effect of its incidents."""

    name: str
    events: float
    exposure: float
    phi: float

    @property
    def rate(self) -> float:
        """Events per unit of exposure."""
        return self.events / self.exposure

    @property
    def log_variance(self) -> float:
        """Variance of the logarithm of the event count, incidents as clusters."""
        return self.phi / self.events if self.events else np.inf


def force_rates(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    group: str = "subject_race",
    across: str = "",
    minimum_events: int = 10,
    minimum_exposure: int = 30,
) -> Outcome:
    """Rates and rate ratios of force per residents, stops, arrests and calls.

    Estimand: expected people with force (once per incident) per unit of each denominator, and the
    ratio of two groups' rates.
    Method: exact Poisson intervals (Garwood) against residents; against stops, arrests and calls
    the denominator is a count too, so the interval is that of a ratio of two counts (conditional
    binomial). Counts are divided by a design effect, Σm²/Σm over incidents with m people of the
    group, because people in one incident are not independent.
    Refuses: fewer than `minimum_events` people in all, or no denominator. Ratios need that many
    in both groups.
    Reference: Garwood (1936); Przyborowski & Wilenski (1940); design effect after Kish (1965).

    Parameters
    ----------
    group
        The key whose values are compared.
    across
        A further key (severity, unit, hour, year …): rates for each of its values too. A
        denominator without that key is used whole.
    minimum_events
        People needed in each group before a ratio is given.
    minimum_exposure
        Stops, arrests, calls or residents needed before a rate is given.
    """
    people = _measure(cells)
    if cells.total(people) < minimum_events:
        return Refusal(
            method=NAME,
            reason="too few people with force to say how often it is used",
            needed=f"{minimum_events} people",
            found=f"{cells.total(people):.0f}",
            provenance=cells.provenance,
        )
    available = _available(cells)
    if not available:
        return Refusal(
            method=NAME,
            reason="counts of force without anything to divide them by are not rates",
            needed="residents, stops, arrests or calls by the same key",
            found="none of them",
            provenance=cells.provenance,
        )
    estimates: list[Estimate] = []
    for keys in _strata(cells, across):
        estimates += _counts(cells, group, keys, level)
        compared: dict[str, list[Group]] = {}
        for denominator in available:
            groups = _groups(cells, group, keys, denominator, minimum_exposure)
            compared[denominator.name] = groups
            estimates += [_rate(one, denominator, keys, level) for one in groups]
            estimates += _ratios(groups, denominator, reference, keys, level, minimum_events)
        estimates += _shifts(compared, reference, keys, level)
    return Result(
        method=NAME,
        estimates=tuple(estimates),
        level=level,
        reference=reference,
        diagnostics=_diagnostics(cells, people),
        notes=_notes(cells, group, available),
        provenance=cells.provenance,
    )


def _measure(cells: Cells) -> str:
    """`people` where it was counted, else rows, which count a person more than once."""
    return "people" if "people" in cells.measures else "force_rows"


def _available(cells: Cells) -> list[Denominator]:
    """The denominators that were supplied, with the columns they are really in."""
    found = []
    for wanted in DENOMINATORS:
        events = wanted.events if wanted.events in cells.measures else _measure(cells)
        exposure, per = wanted.exposure, wanted.per
        if exposure not in cells.measures:
            exposure, per = wanted.name, 1000.0 if wanted.name == "residents" else wanted.per
        if exposure in cells.measures and cells.total(exposure) and cells.total(events):
            found.append(replace(wanted, events=events, exposure=exposure, per=per))
    return found


def _strata(cells: Cells, across: str) -> list[dict[str, str]]:
    """No further key, then each value of the key to go across."""
    values = cells.values(across) if across else ()
    return [{}, *({across: value} for value in values if value not in {ALL, UNKNOWN})]


def _stratum(keys: dict[str, str]) -> str:
    return next(iter(keys.values()), ALL)


def _exposure(cells: Cells, name: str, keys: dict[str, str]) -> float:
    """A denominator for these keys; a key that it was not counted by is used whole."""
    whole = {key: cells.pick(**{key: ALL}).total(name) == cells.total(name) for key in keys}
    return cells.pick(**{key: ALL if whole[key] else value for key, value in keys.items()}).total(
        name
    )


def _groups(
    cells: Cells, group: str, keys: dict[str, str], denominator: Denominator, minimum: int
) -> list[Group]:
    """The counts of every recorded group whose denominator is large enough."""
    found = []
    for name in _used(cells, group):
        counted = cells.pick(**{group: name, **keys})
        exposure = _exposure(cells, denominator.exposure, {group: name, **keys})
        size = exposure / 365 if denominator.exposure.startswith("exposure") else exposure
        if size < minimum:
            continue
        events = counted.total(denominator.events)
        found.append(Group(name=name, events=events, exposure=exposure, phi=_phi(counted)))
    return found


def _used(cells: Cells, group: str) -> list[str]:
    """The groups that the force records use at all; another form's groups are not zeros."""
    return [
        name
        for name in cells.values(group)
        if name not in {ALL, UNKNOWN} and cells.pick(**{group: name}).total("force_rows")
    ]


def _phi(counted: Cells) -> float:
    """Design effect of people who met force in one incident; 1 where it was not counted."""
    if "people_squared" not in counted.measures or not counted.total("people"):
        return 1.0
    return max(1.0, counted.total("people_squared") / counted.total("people"))


def _counts(cells: Cells, group: str, keys: dict[str, str], level: float) -> list[Estimate]:
    people = _measure(cells)
    part = cells.pick(**keys) if keys else cells
    total = part.total(people)
    missing = part.pick(**{group: UNKNOWN}).total(people) / total if total else None
    found = []
    for name in _used(cells, group):
        counted = part.pick(**{group: name})
        phi, events = _phi(counted), counted.total(people)
        interval = scaled(poisson_rate(events / phi, 1.0, level=level), phi)
        found.append(
            told(
                people,
                name,
                interval,
                Scale.COUNT,
                events,
                level=level,
                stratum=_stratum(keys),
                missing_share=missing,
            )
        )
    return found


def _rate(one: Group, denominator: Denominator, keys: dict[str, str], level: float) -> Estimate:
    if denominator.is_random:
        found = count_ratio(one.events / one.phi, one.exposure / one.phi, level=level)
    else:
        found = poisson_rate(one.events / one.phi, one.exposure / one.phi, level=level)
    return told(
        f"force_per_{denominator.per:.0f}_{denominator.name}"
        if denominator.per < 1e4
        else f"force_per_1000_{denominator.name}_year",
        one.name,
        scaled(found, denominator.per),
        Scale.RATE,
        one.events,
        level=level,
        stratum=_stratum(keys),
    )


def _ratios(
    groups: list[Group],
    denominator: Denominator,
    reference: str,
    keys: dict[str, str],
    level: float,
    minimum: int,
) -> list[Estimate]:
    base = next((one for one in groups if one.name == reference), None)
    if base is None or base.events < minimum:
        return []
    estimates = []
    for one in groups:
        if one is base or one.events < minimum:
            continue
        found, p = _ratio(one, base, denominator.is_random, level)
        estimates.append(
            told(
                f"force_ratio_{denominator.name}",
                one.name,
                found,
                Scale.RATIO,
                one.events + base.events,
                level=level,
                reference=reference,
                stratum=_stratum(keys),
                p_value=p,
            )
        )
    return estimates


def _ratio(one: Group, base: Group, is_random: bool, level: float) -> tuple[Interval, float]:
    """Ratio of two rates: exact against a known denominator, log-normal against a counted one."""
    if is_random:
        variance = one.log_variance + base.log_variance + 1 / one.exposure + 1 / base.exposure
        return log_normal(one.rate / base.rate, variance, level=level)
    phi = max(one.phi, base.phi)
    found = rate_ratio(
        one.events / phi, one.exposure, base.events / phi, base.exposure, level=level
    )
    share = one.exposure / (one.exposure + base.exposure)
    return found, share_p(one.events / phi, (one.events + base.events) / phi, share)


def _shifts(
    compared: dict[str, list[Group]], reference: str, keys: dict[str, str], level: float
) -> list[Estimate]:
    """How the ratio moves when residents are replaced by another denominator.

    The people with force are the same in both ratios and cancel; what is left is the ratio of
    the denominators themselves, which is what the joint uncertainty is about.
    """
    residents = {one.name: one.exposure for one in compared.get("residents", [])}
    estimates = []
    for name, groups in compared.items():
        exposures = {one.name: one.exposure for one in groups if one.name in residents}
        if name == "residents" or reference not in exposures:
            continue
        for other, exposure in exposures.items():
            if other == reference:
                continue
            found = rate_ratio(
                exposure,
                residents[other],
                exposures[reference],
                residents[reference],
                level=level,
            )
            estimates.append(
                told(
                    f"{name}_per_resident_ratio",
                    other,
                    found,
                    Scale.RATIO,
                    exposure + exposures[reference],
                    level=level,
                    reference=reference,
                    stratum=_stratum(keys),
                    p_value=rate_ratio_p(
                        exposure,
                        residents[other],
                        exposures[reference],
                        residents[reference],
                    ),
                )
            )
    return estimates


def _diagnostics(cells: Cells, people: str) -> dict[str, float | int | str | bool | None]:
    found: dict[str, float | int | str | bool | None] = {
        "counted": people,
        "people": int(cells.total(people)),
        "design_effect": _phi(cells),
    }
    if "force_rows" in cells.measures:
        found["force_rows"] = int(cells.total("force_rows"))
    return found


def _notes(cells: Cells, group: str, available: list[Denominator]) -> tuple[Note, ...]:
    notes = [
        Note(
            code="denominator-differs",
            text="Each denominator answers another question: residents are not the people met by "
            "officers; who is stopped or arrested is itself decided by officers, and force also "
            "happens in encounters that are neither.",
        )
    ]
    if _measure(cells) == "force_rows":
        notes.append(
            Note(
                code="rows-not-people",
                text="The counts are of records; a person with several records counts as many.",
            )
        )
    total = cells.total(_measure(cells))
    described = (
        cells.total("people_by_description") if "people_by_description" in cells.measures else 0.0
    )
    if described:
        notes.append(
            Note(
                code="people-by-description",
                text=f"{described:,.0f} of {total:,.0f} people are told apart within an incident "
                "by race, sex and age alone, because the records do not name them; reports that "
                "disagree on the age count one person twice.",
            )
        )
    unknown = cells.pick(**{group: UNKNOWN}).total(_measure(cells))
    if unknown:
        notes.append(
            Note(
                code="group-not-recorded",
                text=f"{unknown:,.0f} of {total:,.0f} people have no recorded "
                f"{group.replace('_', ' ')} and are in no rate.",
            )
        )
    absent = set(cells.values(group)) - set(_used(cells, group)) - {ALL, UNKNOWN}
    if absent:
        notes.append(
            Note(
                code="group-not-used",
                text=f"The force records hold nobody recorded as {_listed(absent)}; other records "
                "do. Whether the force form can record it is not known, so no rate is given.",
            )
        )
    for denominator in available:
        size = cells.total(denominator.exposure)
        blank = cells.pick(**{group: UNKNOWN}).total(denominator.exposure) / size
        if blank >= 0.01:
            notes.append(
                Note(
                    code="denominator-blank",
                    text=f"{100 * blank:.1f} % of {denominator.name} have no recorded "
                    f"{group.replace('_', ' ')}; rates per {denominator.name[:-1]} are too high by "
                    "as much as those were of the group.",
                )
            )
        covered = cells.total(denominator.events)
        if covered < total:
            notes.append(
                Note(
                    code="shorter-period",
                    text=f"The records of {denominator.name} cover the days of {covered:,.0f} of "
                    f"{total:,.0f} people; only those enter the rate per {denominator.name[:-1]}.",
                )
            )
    return tuple(notes)


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(name.replace("_", " ") for name in names))


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
    ),
    run=force_rates,
    refuses_when="fewer than 10 people met force, or there is nothing to divide by; a ratio needs "
    "10 people in both groups",
    assumptions=(
        "officers report force on all groups alike",
        "residents stand for the people who could have met force, or stops for the people who "
        "were met",
        "incidents are independent of one another",
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
