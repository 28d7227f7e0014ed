"""Transports in custody: how often somebody is hurt, belted, filmed, and what to review."""

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.model.force.tell import scaled, share_p, told
from daylight.model.intervals import Interval, clopper_pearson, wilson
from daylight.model.method import Method, Needs

NAME = "transport-safety"
ALL = "all"

INJURIES = ("injured_in_transport", "injured_at_intake")
AUDITS = ("belted", "camera_working", "second_officer")
REVIEW = (
    "unbelted_not_refused",
    "prone",
    "long_time",
    "long_distance",
    "unlogged_stops",
    "medical_complaint",
    "medical_aid_late",
)


def transport_safety(
    cells: Cells, *, level: float = 0.95, standard: float = 0.95, group: str = ""
) -> Outcome:
    """Injuries per 1,000 transports, audits against a standard, and transports to review.

    Estimand: the chance of each event in one more transport, transports independent.
    Method: Wilson intervals for injuries and flags; exact (Clopper–Pearson) intervals for audits,
    which are then held against `standard` with the exact two-sided binomial p.
    Refuses: no transports, or nothing recorded about any of them.
    Reference: Wilson (1927); Clopper & Pearson (1934).

    Parameters
    ----------
    standard
        The share an audit must reach, such as 0.95 of transports belted.
    group
        A key, such as `vehicle_type`, to give every number by as well.
    """
    if not cells.total("transports") or not any(
        name in cells.measures for name in (*INJURIES, *AUDITS, *REVIEW)
    ):
        return Refusal(
            method=NAME,
            reason="there are no transports, or nothing was recorded about them",
            needed="transports with injuries, belts or cameras recorded",
            found=f"{cells.total('transports'):.0f} transports",
            provenance=cells.provenance,
        )
    estimates = _of(cells, ALL, level, standard)
    if group:
        for value in cells.values(group):
            estimates += _of(cells.pick(**{group: value}), str(value), level, standard)
    if not estimates:
        return Refusal(
            method=NAME,
            reason="every field about transports is blank",
            needed="one field recorded for one transport",
            found=f"{cells.total('transports'):.0f} transports, all fields blank",
            provenance=cells.provenance,
        )
    return Result(
        method=NAME,
        estimates=tuple(estimates),
        level=level,
        diagnostics={"transports": int(cells.total("transports")), "standard": standard},
        notes=_notes(cells, estimates, standard),
        provenance=cells.provenance,
    )


def _of(part: Cells, group: str, level: float, standard: float) -> list[Estimate]:
    found = []
    for name in (*INJURIES, *AUDITS, *REVIEW):
        if name not in part.measures:
            continue
        x, n, blank = _counts(part, name)
        if n == 0:
            continue
        if name in AUDITS:
            found += _audit(name, x, n, blank, group, level, standard)
        elif name in INJURIES:
            found.append(
                told(
                    f"{name}_per_1000",
                    group,
                    scaled(wilson(x, n, level=level), 1000),
                    Scale.RATE,
                    n,
                    level=level,
                    missing_share=blank,
                )
            )
        else:
            found.append(
                told(
                    f"{name}_share",
                    group,
                    wilson(x, n, level=level),
                    Scale.PROPORTION,
                    n,
                    level=level,
                    missing_share=blank,
                )
            )
    return found


def _counts(part: Cells, name: str) -> tuple[float, float, float]:
    """Yes, recorded, and the share not recorded."""
    total = part.total("transports")
    unknown = part.total(f"{name}_unknown") if f"{name}_unknown" in part.measures else 0.0
    return part.total(name), total - unknown, unknown / total if total else 0.0


def _audit(
    name: str, x: float, n: float, blank: float, group: str, level: float, standard: float
) -> list[Estimate]:
    exact = clopper_pearson(x, n, level=level)
    against = Interval(exact.value - standard, exact.low - standard, exact.high - standard)
    return [
        told(
            f"{name}_share",
            group,
            exact,
            Scale.PROPORTION,
            n,
            level=level,
            missing_share=blank,
        ),
        told(
            f"{name}_minus_standard",
            group,
            against,
            Scale.DIFFERENCE,
            n,
            level=level,
            reference=f"standard {100 * standard:g} %",
            missing_share=blank,
            p_value=share_p(x, n, standard),
        ),
    ]


def _notes(cells: Cells, estimates: list[Estimate], standard: float) -> tuple[Note, ...]:
    notes = [
        Note(
            code="review-not-accusation",
            text="Long, far or unlogged transports and injuries found at intake are reasons to "
            "look at the record of that transport. Traffic, a hospital visit or a late entry "
            "explains many of them; none of them shows how the vehicle was driven.",
        )
    ]
    notes += [
        Note(
            code="audit-inconclusive",
            text=f"{one.name.removesuffix('_minus_standard').replace('_', ' ')}: {one.n} "
            f"transports cannot tell whether {100 * standard:g} % is reached.",
        )
        for one in estimates
        if one.name.endswith("_minus_standard") and one.low < 0 < one.high
    ]
    blank = [
        name
        for name in (*INJURIES, *AUDITS, *REVIEW)
        if f"{name}_unknown" in cells.measures
        and cells.total(f"{name}_unknown") == cells.total("transports")
    ]
    if blank:
        notes.append(
            Note(
                code="not-recorded",
                text="The records do not say, for any transport: "
                f"{', '.join(name.replace('_', ' ') for name in blank)}.",
            )
        )
    return tuple(notes)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="transports",
        measures=("transports",),
        optional_by=("vehicle_type", "subject_race"),
        optional_measures=(
            *(f"{name}{end}" for name in (*INJURIES, *AUDITS, *REVIEW) for end in ("", "_unknown")),
        ),
    ),
    run=transport_safety,
    refuses_when="there are no transports or nothing was recorded about them",
    assumptions=(
        "every transport is in the records, also those in which somebody was hurt",
        "audited transports were picked without looking at the outcome",
    ),
    overturned_by=(
        "injuries known to a hospital or a jail that are not in the transport records",
        "an audit of transports that were chosen because they were in order",
    ),
    cannot_say=(
        "whether anybody drove in order to hurt",
        "that belts are always used, from a few transports in which they were",
    ),
    reference="Wilson (1927); Clopper & Pearson (1934) Biometrika 26:404",
)
