"""A few officers, a unit, or the department: the strands of evidence in one place."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from daylight.data.cells import Cells
from daylight.data.estimate import RESAMPLED, Basis, BasisKind
from daylight.data.facts.officers import VerdictFacts
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.intervals import Interval, log_wald, two_sided_t
from daylight.model.method import Method, Needs
from daylight.model.officers.concentration import METHOD as CONCENTRATION
from daylight.model.officers.concentration import TOP_SHARE, TOP_SHARE_ABOVE_CHANCE, by_chance
from daylight.model.officers.levels import CHANCE_SHARE, LEVELS, VARIANCE_COMPONENT, VARIANCE_SHARE
from daylight.model.officers.levels import METHOD as VARIANCE_BY_LEVEL
from daylight.model.officers.listed import only_with_events
from daylight.model.officers.persistence import (
    EARLIER_SHARE,
    EXPOSURE_SHARE,
    LATER_SHARE,
    LATER_SHARE_ABOVE_ALIKE,
    RELIABILITY,
)
from daylight.model.officers.persistence import METHOD as PERSISTENCE
from daylight.model.officers.records import exposure_of, period_grid
from daylight.model.officers.removal import (
    AVOIDED_BY_CHOICE,
    GAP_REMOVED,
    PAST_SHARE,
    SHARE_AVOIDED,
    choices,
)
from daylight.model.officers.removal import METHOD as REMOVAL

NAME = "officers-or-department"
SPREAD = 0.2
"""Standard deviation of rates, relative to their mean, below which differences are called small."""

NOTABLE = 0.02
"""Share of later events by which the earlier top tenth must exceed identical officers, in a list of
officers with an event."""

TAKEN: dict[str, tuple[Quantity, ...]] = {
    "concentration": (TOP_SHARE, by_chance(TOP_SHARE), TOP_SHARE_ABOVE_CHANCE),
    "persistence": (
        LATER_SHARE_ABOVE_ALIKE,
        LATER_SHARE,
        EARLIER_SHARE,
        EXPOSURE_SHARE,
        RELIABILITY,
    ),
    "removal": (SHARE_AVOIDED, PAST_SHARE, GAP_REMOVED),
    "variance-by-level": (VARIANCE_COMPONENT, VARIANCE_SHARE, CHANCE_SHARE),
}
"""The numbers a reader needs from each strand."""

RATE_RATIO = Quantity(
    name="rate_ratio_to_other_departments",
    scale=Scale.RATIO,
    about=About.AGENCY,
    unit="events",
    keys=("agency",),
)
TYPICAL_RATE_RATIO = replace(RATE_RATIO, name="typical_rate_ratio_to_other_departments")

BY_AGENCY = Basis(kind=BasisKind.CLUSTERED, key="agency")


class ThreeAnswers(NamedTuple):
    """Which of the three the evidence shows: each yes, no, or not known."""

    individuals: str
    units: str
    department: str


def officers_or_department(
    cells: Cells,
    *,
    level: float = 0.95,
    seed: int = 20_210_528,
    agency: str = "",
) -> Result | Refusal:
    """A few officers, a unit, or the department: the strands of evidence in one place.

    Estimand: concentration beyond chance, persistence, the variance between units and between
    officers within them, what replacing officers would have avoided, and, where other departments
    are given, the department's rate beside theirs.
    Method: the methods of those names on the department's own cells, replacement also under every
    combination of choices that could be defended; the department against the
    others with the spread between departments as the yardstick, all officers and those in the
    middle half, whom a few high ones do not move (Student's t with the other departments less one).
    A level is read as yes where it spreads rates by more than 20 % of their mean and chance does
    not explain it (p at most one less the level); as no only where the upper bound lies below 20 %;
    else as not known. The department likewise, by how far its middle half lies above the others'.
    Without periods bursts look like officers, and the answer for single officers is never yes.
    Where only officers with an event are listed it is yes where those with the most earlier ones
    have clearly more of the later ones, and never no. The strands carry no p-value here: the
    methods of their names test them, and one fact is tested once.
    Refuses: no strand can be computed.
    Reference: the methods it combines.

    Parameters
    ----------
    agency
        Which department is asked about; the first by name where several are given.
    """
    several = "agency" in cells.by
    asked = agency or (str(cells.values("agency")[0]) if several else "")
    own = cells.pick(agency=asked) if several else cells
    strands = _strands(own, level=level, seed=seed)
    results = {name: found for name, found in strands.items() if isinstance(found, Result)}
    if not results:
        first = next(iter(strands.values()))
        return Refusal(code="no-strand", facts=first.as_facts if isinstance(first, Refusal) else {})
    beside = _beside_others(cells, asked, level) if several else ()
    levels = results.get("variance-by-level")
    by_choice = choices(own) if "removal" in results else ()
    grid = period_grid(own)
    reading = read(results, beside, level)
    return Result(
        estimates=(*_taken(results), *by_choice, *beside),
        diagnostics={
            "agency": asked,
            "levels": _named_levels(levels),
            "other_departments": len(cells.values("agency")) - 1 if several else 0,
            "strands": ", ".join(results),
            "strands_refused": ", ".join(sorted(set(strands) - set(results))),
            "individuals": reading.individuals,
            "units": reading.units,
            "department": reading.department,
            "exposure_used": "exposure" in cells.measures,
        },
        facts=VerdictFacts(
            **reading._asdict(),
            other_departments=len(cells.values("agency")) - 1 if several else 0,
            exposure_used="exposure" in cells.measures,
            periods=len(grid.periods) > 1,
            listed=only_with_events(grid.events, grid.exposure),
        ),
        notes=_notes(strands, results, several=several),
    )


def _named_levels(levels: Result | None) -> str:
    components = levels.named(VARIANCE_COMPONENT.name) if levels else ()
    return ", ".join(str(e.keys["between"]) for e in components)


def _strands(own: Cells, *, level: float, seed: int) -> dict[str, Outcome]:
    """Every strand that the keys allow."""
    period = ("period",) if "period" in own.by else ()
    counted = own.collapse("officer_id", *period)
    found: dict[str, Outcome] = {"concentration": CONCENTRATION(counted, level=level, seed=seed)}
    if "period" in own.by:
        found["persistence"] = PERSISTENCE(own, level=level, seed=seed)
        found["removal"] = REMOVAL(own, level=level, seed=seed)
    below = tuple(name for name in LEVELS if name in own.by and name != "agency")
    found["variance-by-level"] = VARIANCE_BY_LEVEL(
        own.collapse(*below, "officer_id", *period), level=level, seed=seed
    )
    return found


def _taken(results: dict[str, Result]) -> list[Estimate]:
    """The numbers a reader needs from each strand; their p-values are those of the strand."""
    return [
        replace(estimate, p_value=None)
        for name, result in results.items()
        for quantity in TAKEN[name]
        for estimate in result.named(quantity.name)
    ]


def _beside_others(cells: Cells, asked: str, level: float) -> tuple[Estimate, ...]:
    known = cells.collapse("agency", "officer_id").without_unknown("agency", "officer_id")
    x = known.counts("events")
    e = exposure_of(known)
    return beside(x, e, known.keys("agency").astype(str), asked, level)


def beside(
    x: Array, e: Array, names: npt.NDArray[np.str_], asked: str, level: float
) -> tuple[Estimate, ...]:
    """The department's rate over the others' middle one: all officers, and their middle half."""
    x, e, names = x[e > 0], e[e > 0], names[e > 0]
    agencies = np.unique(names)
    if asked not in agencies or len(agencies) < 4:
        return ()
    found = []
    for quantity, part in ((RATE_RATIO, (0.0, 1.0)), (TYPICAL_RATE_RATIO, (0.25, 0.75))):
        sums = np.array([_part(x, e, names == agency, part) for agency in agencies])
        ratio = _ratio(sums, agencies == asked, level)
        if ratio is not None:
            interval, p = ratio
            keys = {"agency": asked}
            n = sums[agencies == asked, 0].sum()
            found.append(
                interval.estimate(
                    quantity,
                    n=n,
                    keys=keys,
                    compared_with="the middle one of the other departments",
                    p_value=p,
                    basis=BY_AGENCY,
                )
            )
    return tuple(found)


def _part(
    x: Array, e: Array, here: npt.NDArray[np.bool_], part: tuple[float, float]
) -> tuple[float, float]:
    """Events and exposure of the officers between two shares of the ranking by rate."""
    order = np.argsort(x[here] / e[here], kind="stable")
    chosen = order[int(part[0] * len(order)) : int(np.ceil(part[1] * len(order)))]
    return float(x[here][chosen].sum()), float(e[here][chosen].sum())


def _ratio(sums: Array, own: npt.NDArray[np.bool_], level: float) -> tuple[Interval, float] | None:
    """The ratio of a department's rate to the others' middle one, with its p-value."""
    x, e = sums.T
    others = ~own & (x > 0)
    if others.sum() < 3 or not x[own].sum():
        return None
    logs = np.log(x[others] / e[others])
    gap = float(np.log(x[own].sum() / e[own].sum()) - np.median(logs))
    se = float(np.sqrt(1 / x[own].sum() + logs.var(ddof=1) * (1 + 1 / others.sum())))
    ratio = log_wald(float(np.exp(gap)), se, level=level, df=int(others.sum()) - 1)
    return ratio, two_sided_t(gap / se, int(others.sum()) - 1)


def read(results: dict[str, Result], beside: Sequence[Estimate], level: float) -> ThreeAnswers:
    """The three answers, from the strands' results and the department beside others."""
    levels = results.get("variance-by-level")
    units, individuals = "not known", "not known"
    if levels:
        components = {e.keys["between"]: e for e in levels.named(VARIANCE_COMPONENT.name)}
        above = [e for name, e in components.items() if name not in ("officer", "agency")]
        units, individuals = _any(above, level), _answer(components["officer"], SPREAD**2, level)
    elif "persistence" in results:
        individuals = _lasting(results["persistence"])
    typical = [e for e in beside if e.quantity == TYPICAL_RATE_RATIO]
    department = _answer(typical[0], 1 + SPREAD, level) if typical else "not known"
    return ThreeAnswers(individuals, units, department)


def _lasting(result: Result) -> str:
    """Whether those with the most earlier events have clearly more of the later ones."""
    above = result.one(LATER_SHARE_ABOVE_ALIKE.name, earlier_top_percent=10.0)
    return "yes" if above.low > NOTABLE else "not known"


def _any(estimates: Sequence[Estimate], level: float) -> str:
    answers = {_answer(estimate, SPREAD**2, level) for estimate in estimates}
    if "yes" in answers:
        return "yes"
    return "no" if answers == {"no"} else "not known"


def _answer(estimate: Estimate, bar: float, level: float) -> str:
    """Yes above the bar and beyond chance; no where the upper bound lies below the bar."""
    p = estimate.p_value
    if estimate.value > bar and p is not None and p <= 1 - level:
        return "yes"
    return "no" if estimate.high < bar else "not known"


def _notes(
    strands: dict[str, Outcome], results: dict[str, Result], *, several: bool
) -> tuple[Note, ...]:
    seen: dict[str, Note] = {}
    for result in results.values():
        seen |= {note.code: note for note in result.notes}
    for name, found in strands.items():
        if isinstance(found, Refusal):
            facts = {"strand": name, **found.as_facts}
            seen[name] = Note(code="strand-refused", facts=facts)
    if not several:
        seen.pop("department-wide-shift-invisible", None)
        seen["department"] = Note(code="department-beside-none")
    return tuple(seen.values())


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="officer_searches",
        by=("officer_id",),
        measures=("events",),
        optional_by=("period", "unit", "district", "agency", "subject_race"),
        optional_measures=("exposure",),
    ),
    run=officers_or_department,
    quantities=(
        *(quantity for taken in TAKEN.values() for quantity in taken),
        AVOIDED_BY_CHOICE,
        RATE_RATIO,
        TYPICAL_RATE_RATIO,
    ),
    basis=RESAMPLED,
    refuses_when="none of its strands can be computed",
    assumptions=(
        "exposure, where given, measures the opportunity for an event alike for all officers",
        "events of one period say nothing of those of another, given the officers' rates",
        "the other departments are as different from one another as the one asked about may be",
        "units are recorded as they were when the events happened",
    ),
    overturned_by=(
        "assignments that differ between officers or units and are not in the exposure",
        "recording that differs between units or departments",
        "bursts of events that last from one period into the next",
    ),
    cannot_say=(
        "why rates differ, or whether any single event was wrong",
        "a practice common to the whole department, unless other departments are given",
    ),
    reference="the methods concentration, persistence, variance-by-level and removal",
)
