"""Force on restrained, fleeing, injured or young people: shares, and what blanks could change."""

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.model.force.tell import told
from daylight.model.intervals import Interval, risk_difference, two_sided_p, wilson
from daylight.model.intervals import pooled_z as z_of
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NAME = "force-circumstances"
ALL = "all"
SWAMPED = 20
"""With more blanks than this for every yes, the blanks decide the share and the yeses do not."""


def force_circumstances(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    group: str = "subject_race",
    minimum_people: int = 30,
    most_blank: float = 0.5,
) -> Outcome:
    """Share of people with force for whom each circumstance is recorded.

    Estimand: among people with force for whom the form says yes or no, the share of yes; the
    lowest and highest share among all of them if every blank were a no, or a yes; and the
    difference between groups.
    Method: Wilson and Newcombe intervals. A circumstance with more than `most_blank` blanks, or
    with `SWAMPED` blanks for every yes, is given by its bounds alone, without a share.
    Refuses: fewer than `minimum_people` people, or no circumstance recorded at all.
    Reference: Wilson (1927); Newcombe (1998); bounds after Manski (1989).
    """
    people = cells.total("people")
    names = [
        name for name in cells.measures if f"{name}_unknown" in cells.measures and name != "people"
    ]
    asked = [name for name in names if cells.total(f"{name}_unknown") < people]
    if people < minimum_people or not asked:
        return Refusal(
            method=NAME,
            reason="too few people, or no circumstance was recorded",
            needed=f"{minimum_people} people and one recorded circumstance",
            found=f"{people:.0f} people, {len(asked)} of {len(names)} circumstances recorded",
            provenance=cells.provenance,
        )
    estimates: list[Estimate] = []
    by_group = cells.collapse(group) if group in cells.by else None
    for name in asked:
        estimates += _of(cells, name, ALL, level, minimum_people, most_blank)
        if by_group is not None:
            estimates += _by_group(
                by_group, name, group, reference, level, minimum_people, most_blank
            )
    never = [name for name in names if name not in asked]
    return Result(
        method=NAME,
        estimates=tuple(estimates),
        level=level,
        reference=reference,
        diagnostics={
            "people": int(people),
            "not_recorded": ", ".join(never),
            "group_key": group,
        },
        notes=_notes(cells, asked, never, people, most_blank),
        provenance=cells.provenance,
    )


def _by_group(
    cells: Cells,
    name: str,
    group: str,
    reference: str,
    level: float,
    minimum: int,
    most_blank: float,
) -> list[Estimate]:
    found: list[Estimate] = []
    base = cells.pick(**{group: reference})
    for value in cells.values(group):
        if value == UNKNOWN:
            continue
        part = cells.pick(**{group: value})
        if part.total("people") < minimum:
            continue
        found += _of(part, name, value, level, minimum, most_blank)
        if (
            value != reference
            and _is_usable(part, name, minimum, most_blank)
            and _is_usable(base, name, minimum, most_blank)
        ):
            found.append(_difference(part, base, name, value, reference, level))
    return found


def _counts(part: Cells, name: str) -> tuple[float, float, float]:
    """Yes, yes or no, all."""
    people = part.total("people")
    return part.total(name), people - part.total(f"{name}_unknown"), people


def _is_usable(part: Cells, name: str, minimum: int, most_blank: float) -> bool:
    """Whether a share may be given: enough filled in, and blanks do not swamp the yeses."""
    yes, known, people = _counts(part, name)
    blank = people - known
    return known >= minimum and blank <= most_blank * people and blank <= SWAMPED * yes


def _of(
    part: Cells, name: str, group: str, level: float, minimum: int, most_blank: float
) -> list[Estimate]:
    yes, known, people = _counts(part, name)
    blank = 1 - known / people
    found = []
    if _is_usable(part, name, minimum, most_blank):
        found.append(
            told(
                f"{name}_share",
                group,
                wilson(yes, known, level=level),
                Scale.PROPORTION,
                known,
                level=level,
                missing_share=blank,
            )
        )
    if blank > 0:
        low = wilson(yes, people, level=level)
        high = wilson(yes + people - known, people, level=level)
        found += [
            told(
                f"{name}_share_{which}",
                group,
                Interval(bound.value, bound.low, bound.high),
                Scale.PROPORTION,
                people,
                level=level,
                missing_share=blank,
            )
            for which, bound in (("lowest", low), ("highest", high))
        ]
    return found


def _difference(
    part: Cells, base: Cells, name: str, group: str, reference: str, level: float
) -> Estimate:
    x, n, _ = _counts(part, name)
    x0, n0, people0 = _counts(base, name)
    some = 0 < x + x0 < n + n0
    people = part.total("people")
    return told(
        f"{name}_difference",
        group,
        risk_difference(x, n, x0, n0, level=level),
        Scale.DIFFERENCE,
        n + n0,
        level=level,
        reference=reference,
        missing_share=1 - (n + n0) / (people + people0),
        p_value=two_sided_p(z_of(x, n, x0, n0)) if some else 1.0,
    )


def _notes(
    cells: Cells, asked: list[str], never: list[str], people: float, most_blank: float
) -> tuple[Note, ...]:
    notes = []
    if never:
        notes.append(
            Note(
                code="not-recorded",
                text="These records do not say, for anybody: "
                f"{', '.join(name.replace('_', ' ') for name in never)}.",
            )
        )
    blank = [name for name in asked if cells.total(f"{name}_unknown") > most_blank * people]
    if blank:
        notes.append(
            Note(
                code="mostly-blank",
                text=f"Blank for most people: {', '.join(n.replace('_', ' ') for n in blank)}; "
                "only the bounds are given, since those who were written down are not a sample.",
            )
        )
    swamped = [
        name
        for name in asked
        if name not in blank and cells.total(f"{name}_unknown") > SWAMPED * cells.total(name)
    ]
    if swamped:
        notes.append(
            Note(
                code="blanks-swamp",
                text=f"Hardly anybody is recorded as {', '.join(map(_said, swamped))}, and far "
                "more are blank: the records may leave out just these people, so only the "
                "bounds are given.",
            )
        )
    return tuple(notes)


def _said(name: str) -> str:
    return name.replace("_", " ")


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="force_circumstances",
        by=("subject_race",),
        measures=("people",),
        optional_measures=(
            *(
                f"{name}{end}"
                for name in (
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
                for end in ("", "_unknown")
            ),
        ),
    ),
    run=force_circumstances,
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
