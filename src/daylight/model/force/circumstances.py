"""Force on restrained, fleeing, injured or young people: shares, and what blanks could change."""

from dataclasses import replace
from typing import NamedTuple, Self

from daylight.data.cells import Cells
from daylight.data.clustering import FORCE_CLUSTERS
from daylight.data.estimate import INDEPENDENT
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.clustered_parts import Part, PartCount, trials_of_parts
from daylight.model.clustered_rates import difference, share
from daylight.model.force.counted import DECIDES
from daylight.model.force.parts import Keys, parts
from daylight.model.intervals import pooled_z, two_sided_p, wilson
from daylight.model.method import Method, Needs

MIN_PEOPLE = 30
"""People on whom force was used, below which nothing is said."""

MOST_BLANK = 0.5
"""Share of blanks above which a circumstance is not answered."""

NAME = "force-circumstances"
SWAMPED = 20
"""With more blanks than this for every yes, the blanks decide the share and the yeses do not."""

CIRCUMSTANCES = (
    "restrained",
    "fleeing",
    "in_crisis",
    "under_influence",
    "under_18",
    "armed",
    "subject_injured",
    "officer_injured",
    "not_arrested",
    "resisting_only",
    "firearm_pointed",
    "firearm_discharged",
)
"""Yes-or-no fields of a force report."""


class CircumstanceShares(NamedTuple):
    """The quantities of one circumstance.

    `lowest` and `highest` are the shares if every blank were a no, or a yes.
    """

    share: Quantity
    lowest: Quantity
    highest: Quantity
    difference: Quantity

    @classmethod
    def of(cls, name: str) -> Self:
        """Those of a circumstance, named after it."""
        share = Quantity(
            name=f"{name}_share",
            scale=Scale.PROPORTION,
            about=About.GROUP,
            unit="people with force",
        )
        return cls(
            share=share,
            lowest=replace(share, name=f"{name}_share_lowest"),
            highest=replace(share, name=f"{name}_share_highest"),
            difference=replace(share, name=f"{name}_difference", scale=Scale.DIFFERENCE),
        )


def force_circumstances(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    group: str = "subject_race",
) -> Outcome:
    """Share of people with force for whom each circumstance is recorded.

    Estimand: among people with force for whom the form says yes or no, the share of yes; the
    lowest and highest share among all of them if every blank were a no, or a yes; and the
    difference between groups.
    Method: Wilson and Newcombe intervals, of as many people as those of officers and days amount to
    (`model.clusters`). A circumstance with more than half blank, or
    with `SWAMPED` blanks for every yes, is given by its bounds alone, without a share.
    Refuses: fewer than 30 people, or no circumstance recorded at all.
    Reference: Wilson (1927); Newcombe (1998); bounds after Manski (1989).
    """
    people = cells.total("people")
    names = [
        name for name in cells.measures if f"{name}_unknown" in cells.measures and name != "people"
    ]
    asked = [name for name in names if cells.total(f"{name}_unknown") < people]
    if people < MIN_PEOPLE or not asked:
        return Refusal(
            code="no-circumstance",
            facts={
                "least": MIN_PEOPLE,
                "people": int(people),
                "asked": len(asked),
                "names": len(names),
            },
        )
    asking = Asking(group, reference, level)
    estimates: list[Estimate] = []
    by_group = cells.collapse(group) if group in cells.by else None
    for name in asked:
        estimates += _of(cells, name, {}, asking)
        if by_group is not None:
            estimates += _by_group(by_group, name, asking)
    never = tuple(name for name in names if name not in asked)
    return Result(
        estimates=tuple(estimates),
        diagnostics={"people": int(people), "not_recorded": ", ".join(never), "group_key": group},
        notes=_notes(cells, asked, never, people),
    )


class Asking(NamedTuple):
    """How groups are compared, and what must be filled in before a share is given."""

    group: str
    reference: str
    level: float


def _by_group(cells: Cells, name: str, asking: Asking) -> list[Estimate]:
    found: list[Estimate] = []
    group = asking.group
    base = cells.pick(**{group: asking.reference})
    _, *groups = parts(cells, group)
    for keys, part in groups:
        if part.total("people") < MIN_PEOPLE:
            continue
        found += _of(part, name, keys, asking)
        usable = _is_usable(part, name) and _is_usable(base, name)
        if keys[group] != asking.reference and usable:
            found.append(_difference(part, base, name, keys, asking))
    return found


def _counts(part: Cells, name: str) -> tuple[float, float, float]:
    """Yes, yes or no, all."""
    people = part.total("people")
    return part.total(name), people - part.total(f"{name}_unknown"), people


def _is_usable(part: Cells, name: str) -> bool:
    """Whether a share may be given: enough filled in, and blanks do not swamp the yeses."""
    yes, known, people = _counts(part, name)
    blank = people - known
    few = blank <= MOST_BLANK * people and blank <= SWAMPED * yes
    return known >= MIN_PEOPLE and few


def _counted(part: Cells, name: str) -> Part:
    """Yes, among yes or no."""
    return Part(PartCount(part, name), PartCount(part, "people", f"{name}_unknown"))


def _of(part: Cells, name: str, keys: Keys, asking: Asking) -> list[Estimate]:
    yes, known, people = _counts(part, name)
    told, blank = CircumstanceShares.of(name), 1 - known / people
    found = []
    if _is_usable(part, name):
        answered = share(trials_of_parts(_counted(part, name), decides=DECIDES), asking.level)
        found.append(answered.estimate(told.share, n=known, keys=keys, missing_share=blank))
    if blank > 0:
        for quantity, hits in ((told.lowest, yes), (told.highest, yes + people - known)):
            bound = wilson(hits, people, level=asking.level)
            found.append(bound.estimate(quantity, n=people, keys=keys, missing_share=blank))
    return found


def _difference(part: Cells, base: Cells, name: str, keys: Keys, asking: Asking) -> Estimate:
    x, n, people = _counts(part, name)
    x0, n0, people0 = _counts(base, name)
    some = 0 < x + x0 < n + n0
    trials = trials_of_parts(_counted(part, name), _counted(base, name), decides=DECIDES)
    p = two_sided_p(pooled_z(x, n, x0, n0)) if some else 1.0
    return difference(trials, asking.level, p).estimate(
        CircumstanceShares.of(name).difference,
        n=n + n0,
        keys=keys,
        compared_with=asking.reference,
        missing_share=1 - (n + n0) / (people + people0),
    )


def _notes(
    cells: Cells, asked: list[str], never: tuple[str, ...], people: float
) -> tuple[Note, ...]:
    blanks = {name: cells.total(f"{name}_unknown") for name in asked}
    blank = tuple(name for name in asked if blanks[name] > MOST_BLANK * people)
    swamped = tuple(
        name for name in asked if name not in blank and blanks[name] > SWAMPED * cells.total(name)
    )
    said = (("never-recorded", never), ("mostly-blank", blank), ("blanks-swamp", swamped))
    return tuple(Note(code=code, facts={"fields": names}) for code, names in said if names)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="force_circumstances",
        by=("subject_race",),
        measures=("people",),
        optional_measures=(
            *(f"{name}{end}" for name in CIRCUMSTANCES for end in ("", "_unknown")),
        ),
        clusters=FORCE_CLUSTERS,
    ),
    run=force_circumstances,
    quantities=tuple(q for name in CIRCUMSTANCES for q in CircumstanceShares.of(name)),
    basis=INDEPENDENT,
    refuses_when="fewer than 30 people, or no circumstance recorded",
    assumptions=(
        "a box that is ticked or crossed is right, and is filled in alike for all groups",
    ),
    overturned_by=("video or medical records that disagree with the form",),
    cannot_say=(
        "anything about people whose form is blank, beyond the bounds",
        "whether force in these circumstances was necessary",
    ),
    reference="Wilson (1927); Newcombe (1998) Statistics in Medicine 17:873; Manski (1989)",
)
