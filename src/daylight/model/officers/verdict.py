"""A few officers, a unit, or the department: the strands of evidence in one place."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array
from daylight.model.intervals import two_sided_p
from daylight.model.method import Method, Needs
from daylight.model.officers.concentration import concentration
from daylight.model.officers.levels import LEVELS, variance_by_level
from daylight.model.officers.persistence import persistence
from daylight.model.officers.removal import choices, removal

NAME = "officers-or-department"
SPREAD = 0.2
"""Standard deviation of rates, relative to their mean, below which differences are called small."""

NOTABLE = 0.02
"""Share of all events by which the top tenth must exceed chance, where no unit is recorded."""

STRANDS = ("concentration", "persistence", "variance-by-level", "removal")


class Reading(NamedTuple):
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
    middle half, whom a few high ones do not move. A level is read as yes where it spreads rates
    by more than 20 % of their mean and chance does not explain it; the department, where its
    middle half lies more than 20 % above the others' and chance does not explain it.
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
        return Refusal(
            method=NAME,
            reason="no strand of evidence can be computed",
            needed="officers with events, better by period and unit and with exposure",
            found=first.found if isinstance(first, Refusal) else "nothing",
            provenance=cells.provenance,
        )
    beside = _beside_others(cells, asked, level) if several else ()
    levels = results.get("variance-by-level")
    by_choice = choices(own, level=level) if "removal" in results else ()
    reading = _read(results, beside)
    return Result(
        method=NAME,
        estimates=(*_taken(results), *by_choice, *beside),
        level=level,
        seed=seed,
        diagnostics={
            "agency": asked,
            "levels": str(levels.diagnostics["levels"]) if levels else "",
            "other_departments": len(cells.values("agency")) - 1 if several else 0,
            "strands": ", ".join(results),
            "strands_refused": ", ".join(sorted(set(strands) - set(results))),
            "individuals": reading.individuals,
            "units": reading.units,
            "department": reading.department,
            "exposure_used": "exposure" in cells.measures,
        },
        notes=_notes(strands, results, several=several),
        provenance=cells.provenance,
    )


def _strands(own: Cells, *, level: float, seed: int) -> dict[str, Outcome]:
    """Every strand that the keys allow."""
    found: dict[str, Outcome] = {
        "concentration": concentration(own.collapse("officer"), level=level, seed=seed)
    }
    if "period" in own.by:
        found["persistence"] = persistence(own, level=level, seed=seed)
        found["removal"] = removal(own, level=level, seed=seed)
    below = tuple(name for name in LEVELS if name in own.by and name != "agency")
    if below:
        found["variance-by-level"] = variance_by_level(
            own.collapse(*below, "officer"), level=level, seed=seed
        )
    return found


def _taken(results: dict[str, Result]) -> list[Estimate]:
    """The numbers a reader needs from each strand."""
    wanted = {
        "concentration": ("top_share", "top_share_by_chance", "top_share_above_chance"),
        "persistence": (
            "later_share_above_alike",
            "later_share",
            "earlier_share",
            "exposure_share",
            "reliability",
        ),
        "removal": ("share_avoided", "past_share", "gap_removed"),
        "variance-by-level": ("variance_component", "variance_share", "chance_share"),
    }
    return [
        estimate
        for name, result in results.items()
        for quantity in wanted[name]
        for estimate in result.named(quantity)
    ]


def _beside_others(cells: Cells, asked: str, level: float) -> tuple[Estimate, ...]:
    known = cells.collapse("agency", "officer").without_unknown("agency", "officer")
    x = known.counts("events")
    e = known.counts("exposure") if "exposure" in known.measures else np.ones(len(x))
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
    for name, part in (("rate_ratio", (0.0, 1.0)), ("typical_rate_ratio", (0.25, 0.75))):
        sums = np.array([_part(x, e, names == agency, part) for agency in agencies])
        found.append(_ratio(f"{name}_to_other_departments", sums, agencies == asked, asked, level))
    return tuple(estimate for estimate in found if estimate)


def _part(
    x: Array, e: Array, here: npt.NDArray[np.bool_], part: tuple[float, float]
) -> tuple[float, float]:
    """Events and exposure of the officers between two shares of the ranking by rate."""
    order = np.argsort(x[here] / e[here], kind="stable")
    chosen = order[int(part[0] * len(order)) : int(np.ceil(part[1] * len(order)))]
    return float(x[here][chosen].sum()), float(e[here][chosen].sum())


def _ratio(
    name: str, sums: Array, own: npt.NDArray[np.bool_], asked: str, level: float
) -> Estimate | None:
    x, e = sums.T
    others = ~own & (x > 0)
    if others.sum() < 3 or not x[own].sum():
        return None
    logs = np.log(x[others] / e[others])
    gap = float(np.log(x[own].sum() / e[own].sum()) - np.median(logs))
    error = float(np.sqrt(1 / x[own].sum() + logs.var(ddof=1) * (1 + 1 / others.sum())))
    z = -_quantile((1 - level) / 2, int(others.sum()) - 1)
    return untyped(
        name=name,
        group=asked,
        reference="the middle one of the other departments",
        value=float(np.exp(gap)),
        low=float(np.exp(gap - z * error)),
        high=float(np.exp(gap + z * error)),
        level=level,
        scale=Scale.RATIO,
        n=int(x[own].sum()),
        p_value=two_sided_p(gap / error),
    )


def _quantile(p: float, df: int) -> float:
    from scipy import stats

    return float(stats.t.ppf(p, df))


def _read(results: dict[str, Result], beside: Sequence[Estimate]) -> Reading:
    levels = results.get("variance-by-level")
    units, individuals = "not known", "not known"
    if levels:
        above = [
            e for e in levels.named("variance_component") if e.group not in ("officer", "agency")
        ]
        units = _any(above)
        individuals = _side(levels.one("variance_component", "officer"))
    elif "concentration" in results:
        individuals = _concentrated(results["concentration"])
    department = "not known"
    typical = [e for e in beside if e.name.startswith("typical")]
    if typical:
        department = "yes" if typical[0].value > 1 + SPREAD and typical[0].low > 1 else "no"
    return Reading(individuals, units, department)


def _concentrated(result: Result) -> str:
    """Whether the top tenth has clearly more events than identical officers would give it."""
    top = result.one("top_share_above_chance", "top 10 %")
    if top.low > NOTABLE:
        return "yes"
    return "no" if top.high < NOTABLE else "not known"


def _any(estimates: Sequence[Estimate]) -> str:
    sides = {_side(estimate) for estimate in estimates}
    return "yes" if "yes" in sides else ("not known" if "not known" in sides else "no")


def _side(component: Estimate) -> str:
    """Whether a level's relative variance is above the bar and more than chance."""
    if component.value <= SPREAD**2:
        return "no"
    by_chance = component.p_value is None or component.p_value > 1 - component.level
    return "not known" if by_chance else "yes"


def _notes(
    strands: dict[str, Outcome], results: dict[str, Result], *, several: bool
) -> tuple[Note, ...]:
    seen: dict[str, Note] = {}
    for result in results.values():
        seen |= {note.code: note for note in result.notes}
    for name, found in strands.items():
        if isinstance(found, Refusal):
            seen[f"no-{name}"] = Note(code=f"no-{name}", text=f"{name}: {found.reason}.")
    if not several:
        seen["department-wide-shift-invisible"] = Note(
            code="department-wide-shift-invisible",
            text="A practice that all officers of the department share cannot be seen by comparing "
            "its officers with one another. Read the department-level comparisons beside this.",
        )
    return tuple(seen.values())


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="officer_searches",
        by=("officer",),
        measures=("events",),
        optional_by=("period", "unit", "district", "agency", "subject_race"),
        optional_measures=("exposure",),
    ),
    run=officers_or_department,
    refuses_when="none of its strands can be computed",
    assumptions=(
        "exposure, where given, measures the opportunity for an event alike for all officers",
        "units are recorded as they were when the events happened",
    ),
    overturned_by=(
        "assignments that differ between officers or units and are not in the exposure",
        "recording that differs between units or departments",
    ),
    cannot_say=(
        "why rates differ, or whether any single event was wrong",
        "a practice common to the whole department, unless other departments are given",
    ),
    reference="the methods concentration, persistence, variance-by-level and removal",
)
