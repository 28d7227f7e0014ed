"""Transports in custody: how often somebody is hurt, belted, filmed, and what to review."""

from typing import Any

from daylight.data.cells import Cells
from daylight.data.clustering import TRANSPORT_CLUSTERS
from daylight.data.estimate import INDEPENDENT
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.clustered_parts import Part, PartCount, trials_of_parts
from daylight.model.clustered_rates import against_standard, exact_share, share
from daylight.model.force.counted import DECIDES
from daylight.model.force.intervals import scaled, share_p
from daylight.model.force.parts import EVERY, Keys, parts
from daylight.model.method import Method, Needs

NAME = "transport-safety"

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


def _of_transports(name: str, scale: Scale) -> Quantity:
    return Quantity(name=name, scale=scale, about=About.AGENCY, unit="transports")


PER_1000 = {name: _of_transports(f"{name}_per_1000", Scale.RATE) for name in INJURIES}
SHARES = {name: _of_transports(f"{name}_share", Scale.PROPORTION) for name in (*AUDITS, *REVIEW)}
MINUS_STANDARD = {
    name: _of_transports(f"{name}_minus_standard", Scale.DIFFERENCE) for name in AUDITS
}


def transport_safety(
    cells: Cells, *, level: float = 0.95, standard: float = 0.95, group: str = ""
) -> Outcome:
    """Injuries per 1,000 transports, audits against a standard, and transports to review.

    Estimand: the chance of each event in one more transport.
    Method: Wilson intervals for injuries and flags; exact (Clopper–Pearson) intervals for audits,
    which are then held against `standard` with the exact two-sided binomial p; both of as many
    transports as those of drivers and days amount to (`model.clusters`).
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
        return Refusal(code="no-transports", facts={"transports": int(cells.total("transports"))})
    estimates = [
        estimate
        for keys, part in parts(cells, group, without=(EVERY,))
        for estimate in _of(part, keys, level, standard)
    ]
    if not estimates:
        return Refusal(
            code="transports-all-blank", facts={"transports": int(cells.total("transports"))}
        )
    return Result(
        estimates=tuple(estimates),
        diagnostics={"transports": int(cells.total("transports")), "standard": standard},
        notes=_notes(cells, estimates, standard),
    )


def _of(part: Cells, keys: Keys, level: float, standard: float) -> list[Estimate]:
    found = []
    for name in (*INJURIES, *AUDITS, *REVIEW):
        if name not in part.measures:
            continue
        x, n, blank = _counts(part, name)
        if n == 0:
            continue
        about: dict[str, Any] = {"n": n, "keys": keys, "missing_share": blank}
        counted = Part(PartCount(part, name), PartCount(part, "transports", f"{name}_unknown"))
        trials = trials_of_parts(counted, decides=DECIDES)
        if name in AUDITS:
            against = against_standard(trials, standard, level, share_p(x, n, standard))
            versus = f"{100 * standard:g} %"
            found += [
                exact_share(trials, level).estimate(SHARES[name], **about),
                against.estimate(MINUS_STANDARD[name], compared_with=versus, **about),
            ]
        elif name in INJURIES:
            met = share(trials, level)
            per_1000 = met._replace(interval=scaled(met.interval, 1000))
            found.append(per_1000.estimate(PER_1000[name], **about))
        else:
            found.append(share(trials, level).estimate(SHARES[name], **about))
    return found


def _counts(part: Cells, name: str) -> tuple[float, float, float]:
    """Yes, recorded, and the share not recorded."""
    total = part.total("transports")
    unknown = part.total(f"{name}_unknown") if f"{name}_unknown" in part.measures else 0.0
    return part.total(name), total - unknown, unknown / total if total else 0.0


def _notes(cells: Cells, estimates: list[Estimate], standard: float) -> tuple[Note, ...]:
    audited = {quantity: name for name, quantity in MINUS_STANDARD.items()}
    notes = [Note(code="review-not-accusation")]
    for one in estimates:
        if one.quantity in audited and one.low < 0 < one.high:
            facts: dict[str, str | float] = {
                "field": audited[one.quantity],
                "n": one.n,
                "standard": standard,
            }
            notes.append(Note(code="audit-inconclusive", facts=facts))
    blank = tuple(
        name
        for name in (*INJURIES, *AUDITS, *REVIEW)
        if f"{name}_unknown" in cells.measures
        and cells.total(f"{name}_unknown") == cells.total("transports")
    )
    if blank:
        notes.append(Note(code="transports-not-recorded", facts={"fields": blank}))
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
        clusters=TRANSPORT_CLUSTERS,
    ),
    run=transport_safety,
    quantities=(*PER_1000.values(), *SHARES.values(), *MINUS_STANDARD.values()),
    basis=INDEPENDENT,
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
