"""Whether force is written down: resisting without a report, and who takes part in a count."""

from dataclasses import replace

from daylight.data.cells import Cells
from daylight.data.clustering import ARREST_CLUSTERS
from daylight.data.estimate import FIXED, INDEPENDENT
from daylight.data.facts.force import ParticipationFacts
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Note, Outcome, Refusal, Result
from daylight.model.clustered_parts import Part, PartCount, trials_of_parts
from daylight.model.clustered_rates import share
from daylight.model.force.counted import DECIDES
from daylight.model.force.parts import parts
from daylight.model.intervals import no_chance
from daylight.model.method import Method, Needs

REPORTING = "force-reporting"
PARTICIPATION = "force-participation"

RULES = ((0.8, "any statistic"), (0.6, "ratios and percentages"), (0.4, "limited lists"))
"""Least share of officers covered, and what the FBI's national force collection then publishes."""

SAME_DAY = Quantity(
    name="without_force_same_day_share",
    scale=Scale.PROPORTION,
    about=About.AGENCY,
    unit="arrests for resisting",
)
MONTHS = replace(
    SAME_DAY,
    name="officer_months_without_force_share",
    unit="months of one officer with an arrest for resisting",
)
OFFICERS_COVERED = Quantity(
    name="officers_covered_share", scale=Scale.PROPORTION, about=About.AGENCY, unit="officers"
)
OFFICERS_PARTLY_COVERED = replace(OFFICERS_COVERED, name="officers_partly_covered_share")
AGENCIES_COVERED = replace(OFFICERS_COVERED, name="agencies_covered_share", unit="agencies")

WITHOUT_FORCE = (
    (SAME_DAY, "resisting_arrests_without_force", "resisting_arrests"),
    (MONTHS, "officer_months_without_force", "officer_months"),
)


def force_reporting(
    cells: Cells, *, level: float = 0.95, group: str = "", minimum: int = 30
) -> Outcome:
    """Arrests for resisting on days on which the officer reported no force.

    Estimand: the share of such arrests, and of officers' months with one, without a force report.
    Method: Wilson intervals, of as many arrests as those of officers and days amount to
    (`model.clusters`).
    Refuses: fewer than `minimum` arrests for resisting.
    Reference: Wilson (1927).

    Parameters
    ----------
    group
        A key, such as `unit` or `year`, to give the shares by as well.
    """
    if cells.total("resisting_arrests") < minimum:
        return Refusal(
            code="too-few-resisting-arrests",
            facts={"least": minimum, "arrests": int(cells.total("resisting_arrests"))},
        )
    estimates = tuple(
        share(
            trials_of_parts(Part(PartCount(part, hits), PartCount(part, base)), decides=DECIDES),
            level,
        ).estimate(quantity, n=part.total(base), keys=keys)
        for keys, part in parts(cells, group)
        for quantity, hits, base in WITHOUT_FORCE
        if base in part.measures and part.total(base) >= (minimum if keys else 1)
    )
    return Result(estimates=estimates, notes=(Note(code="resisting-without-force"),))


def force_participation(cells: Cells) -> Outcome:
    """Share of officers whose agency reported force for every month due.

    Estimand: none; a census of agencies. The share of officers in agencies that reported, zero
    reports included, decides what may be published.
    Method: addition. An agency takes part when it reported as many months as were due.
    Refuses: no officers.
    Reference: FBI National Use-of-Force Data Collection, publication rules of 80, 60 and 40 %.
    """
    officers = cells.total("officers")
    if officers < 1:
        return Refusal(code="no-officers")
    full = cells.counts("months_reported") >= cells.counts("months_due")
    some = cells.counts("months_reported") > 0
    staffed = cells.counts("officers")
    covered, reporting = staffed[full].sum(), staffed[some].sum()
    estimates = (
        no_chance(covered / officers).estimate(OFFICERS_COVERED, n=officers),
        no_chance(reporting / officers).estimate(OFFICERS_PARTLY_COVERED, n=officers),
        no_chance(full.sum() / len(cells)).estimate(AGENCIES_COVERED, n=len(cells)),
    )
    allowed = next((what for share, what in RULES if estimates[0].value >= share), "nothing")
    return Result(
        estimates=estimates,
        facts=ParticipationFacts(may_publish=allowed),
        diagnostics={"may_publish": allowed, "agencies": len(cells)},
        notes=(Note(code="participation-rule", facts={"may_publish": allowed}),),
    )


METHODS = (
    Method(
        name=REPORTING,
        needs=Needs(
            reduction="resisting_without_force",
            measures=("resisting_arrests", "resisting_arrests_without_force"),
            optional_by=("year", "unit", "subject_race"),
            optional_measures=("officer_months", "officer_months_without_force"),
            clusters=ARREST_CLUSTERS,
        ),
        run=force_reporting,
        quantities=(SAME_DAY, MONTHS),
        basis=INDEPENDENT,
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
        quantities=(OFFICERS_COVERED, OFFICERS_PARTLY_COVERED, AGENCIES_COVERED),
        basis=FIXED,
        refuses_when="there are no officers",
        assumptions=("an agency that reported every month reported all of its force",),
        overturned_by=("an audit of an agency's reports against its own files",),
        cannot_say=("anything about agencies that did not report",),
        reference="FBI National Use-of-Force Data Collection, data publication rules",
    ),
)
