"""Whether force is written down: resisting without a report, and who takes part in a count."""

import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.model.force.tell import told
from daylight.model.intervals import Interval, wilson
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

REPORTING = "force-reporting"
PARTICIPATION = "force-participation"
ALL = "all"

RULES = ((0.8, "any statistic"), (0.6, "ratios and percentages"), (0.4, "limited lists"))
"""Least share of officers covered, and what the FBI's national force collection then publishes."""

QUANTITIES = (
    ("without_force_same_day_share", "resisting_arrests_without_force", "resisting_arrests"),
    ("officer_months_without_force_share", "officer_months_without_force", "officer_months"),
)


def force_reporting(
    cells: Cells, *, level: float = 0.95, group: str = "", minimum: int = 30
) -> Outcome:
    """Arrests for resisting on days on which the officer reported no force.

    Estimand: the share of such arrests, and of officers' months with one, without a force report.
    Method: Wilson intervals.
    Refuses: fewer than `minimum` arrests for resisting.
    Reference: Wilson (1927).

    Parameters
    ----------
    group
        A key, such as `unit` or `year`, to give the shares by as well.
    """
    if cells.total("resisting_arrests") < minimum:
        return Refusal(
            method=REPORTING,
            reason="too few arrests for resisting to say how often no force is reported",
            needed=f"{minimum} arrests for resisting with an officer and a date",
            found=f"{cells.total('resisting_arrests'):.0f}",
            provenance=cells.provenance,
        )
    parts = {ALL: cells}
    if group:
        parts |= {str(v): cells.pick(**{group: v}) for v in cells.values(group) if v != UNKNOWN}
    estimates = tuple(
        told(
            name,
            value,
            wilson(part.total(hits), part.total(base), level=level),
            Scale.PROPORTION,
            part.total(base),
            level=level,
        )
        for value, part in parts.items()
        for name, hits, base in QUANTITIES
        if base in part.measures and part.total(base) >= (1 if value == ALL else minimum)
    )
    return Result(
        method=REPORTING,
        estimates=estimates,
        level=level,
        notes=(
            Note(
                code="resisting-without-force",
                text="Resisting is often charged for words, flight or stiffening, with no force "
                "that had to be reported, and the reporting officer may be another than the "
                "arresting one. The share is where to look, not how much is missing.",
            ),
        ),
        provenance=cells.provenance,
    )


def force_participation(cells: Cells, *, level: float = 0.95) -> Outcome:
    """Share of officers whose agency reported force for every month due.

    Estimand: none; a census of agencies. The share of officers in agencies that reported, zero
    reports included, decides what may be published.
    Method: addition. An agency takes part when it reported as many months as were due.
    Refuses: no officers.
    Reference: FBI National Use-of-Force Data Collection, publication rules of 80, 60 and 40 %.
    """
    officers = cells.total("officers")
    if officers < 1:
        return Refusal(
            method=PARTICIPATION,
            reason="there are no officers to cover",
            needed="officers, months_reported and months_due by agency",
            found="no officers",
            provenance=cells.provenance,
        )
    full = cells.counts("months_reported") >= cells.counts("months_due")
    some = cells.counts("months_reported") > 0
    staffed = cells.counts("officers")
    estimates = [
        _share("officers_covered_share", staffed[full].sum(), officers, level),
        _share("officers_partly_covered_share", staffed[some].sum(), officers, level),
        _share("agencies_covered_share", float(full.sum()), float(len(cells)), level),
    ]
    allowed = next((what for share, what in RULES if estimates[0].value >= share), "nothing")
    return Result(
        method=PARTICIPATION,
        estimates=tuple(estimates),
        level=level,
        diagnostics={"may_publish": allowed, "agencies": len(cells)},
        notes=(
            Note(
                code="participation-rule",
                text=f"Under the 80/60/40 % rule this coverage allows: {allowed}. Agencies that "
                "take part are not a sample of those that do not.",
            ),
        ),
        provenance=cells.provenance,
    )


def _share(name: str, x: float, n: float, level: float) -> Estimate:
    exact = np.asarray(x / n)
    return told(name, ALL, Interval(exact, exact, exact), Scale.PROPORTION, n, level=level)


METHODS = (
    Method(
        name=REPORTING,
        needs=Needs(
            reduction="resisting_without_force",
            measures=("resisting_arrests", "resisting_arrests_without_force"),
            optional_by=("year", "unit", "subject_race"),
            optional_measures=("officer_months", "officer_months_without_force"),
        ),
        run=force_reporting,
        refuses_when="there are fewer than 30 arrests for resisting",
        assumptions=("officers are named alike in the arrest and in the force records",),
        overturned_by=("video of the arrests that shows no force",),
        cannot_say=("that force was used in any one of these arrests",),
        reference="Wilson (1927)",
    ),
    Method(
        name=PARTICIPATION,
        needs=Needs(by=("agency_id",), measures=("officers", "months_reported", "months_due")),
        run=force_participation,
        refuses_when="there are no officers",
        assumptions=("an agency that reported every month reported all of its force",),
        overturned_by=("an audit of an agency's reports against its own files",),
        cannot_say=("anything about agencies that did not report",),
        reference="FBI National Use-of-Force Data Collection, data publication rules",
    ),
)
