"""What the records say of a claim: computed from its findings, never typed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from daylight.claims.objects import (
    Bearing,
    ClaimAssessment,
    Kind,
    PublicClaim,
    RunNumber,
    StandsFor,
)
from daylight.claims.says import Region, Side, region_of
from daylight.claims.terms import mismatches
from daylight.data.quantity import Scale


class Status(StrEnum):
    """What a claim's records say of it."""

    SUPPORTED = "supported by the records"
    CONTRADICTED = "contradicted by the records"
    NOT_SETTLED = "not settled by these records"
    NO_RECORD = "no record can settle it"
    NOT_OF_FACT = "not a claim of fact"


class Why(StrEnum):
    """The reason for a status; `claims/words.py` has its sentence."""

    OUGHT = "ought"
    DIRECTIVE = "directive"
    BEYOND = "beyond"
    UNSTATED = "unstated"
    UNSAID = "unsaid"
    NOTHING_PUT = "nothing put to it"
    STALE = "stale"
    OTHER_TERMS = "other terms"
    INCOMPARABLE = "incomparable"
    ACROSS = "across"
    PROVISO = "proviso"
    TOO_WEAK = "too weak"
    NO_DESIGN = "no design"
    DISAGREE = "disagree"
    PRINTED = "printed so"
    PRINTED_OTHERWISE = "printed otherwise"
    WITHIN = "within"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Because:
    """One reason, with what its sentence states."""

    why: Why
    facts: Mapping[str, str | int | float] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim's status and the reasons for it; stale where a claim or a run changed since."""

    status: Status
    because: tuple[Because, ...]
    is_stale: bool = False


ELSEWHERE = frozenset({Why.OTHER_TERMS, Why.INCOMPARABLE})
"""Reasons for which a finding is not about the claim at all."""

CHANCE_EXCLUDED = 2
"""The grade of a difference larger than chance explains."""

ALL_CHECKS = 4
"""The grade of a finding that survives the checks of its method's main threat."""

STRENGTH = {Kind.CHANGE: CHANCE_EXCLUDED, Kind.COMPARISON: CHANCE_EXCLUDED, Kind.CAUSE: ALL_CHECKS}
"""The grade a finding needs before it can settle a claim of that kind; 1 for others."""


def standing_of(
    claim: PublicClaim, assessments: Sequence[ClaimAssessment], stale: Mapping[str, str]
) -> Standing:
    """The status of a claim from what it was put to.

    Parameters
    ----------
    assessments
        All that were made of it, those that only bear on it among them.
    stale
        Id of an assessment → why it no longer holds: a run or claim changed, or the run is gone.
    """
    if not claim.kind.is_of_fact:
        why = Why.OUGHT if claim.kind is Kind.OUGHT else Why.DIRECTIVE
        return Standing(Status.NOT_OF_FACT, (Because(why),))
    if claim.beyond is not None:
        return Standing(Status.NO_RECORD, (Because(Why.BEYOND, {"beyond": claim.beyond.value}),))
    answering = [one for one in assessments if one.role is Bearing.ANSWERS]
    old = [one for one in answering if one.id in stale]
    if old:
        reasons = tuple(Because(Why.STALE, {"id": one.id, "reason": stale[one.id]}) for one in old)
        return Standing(Status.NOT_SETTLED, reasons, is_stale=True)
    if open_terms := _open(claim):
        return Standing(Status.NOT_SETTLED, open_terms)
    if not answering:
        return Standing(Status.NOT_SETTLED, (Because(Why.NOTHING_PUT),))
    return _together([_one(claim, one) for one in answering])


def _open(claim: PublicClaim) -> tuple[Because, ...]:
    """What the speaker leaves open."""
    found = [Because(Why.UNSTATED, {"term": term}) for term in claim.unstated]
    if claim.unsaid:
        found.append(Because(Why.UNSAID, {"unsaid": claim.unsaid}))
    return tuple(found)


def _together(parts: Sequence[Standing]) -> Standing:
    """One standing from several findings: all that are about the claim must settle it alike.

    One that is about other people, another time or another sort of number says nothing of it.
    """
    about = [one for one in parts if not {b.why for b in one.because} & ELSEWHERE]
    settled = [one for one in about if one.status is not Status.NOT_SETTLED]
    if not settled:
        return Standing(Status.NOT_SETTLED, tuple(b for one in parts for b in one.because))
    if len({one.status for one in about}) > 1:
        return Standing(Status.NOT_SETTLED, (Because(Why.DISAGREE),))
    return Standing(settled[0].status, tuple(b for one in settled for b in one.because))


def _one(claim: PublicClaim, assessment: ClaimAssessment) -> Standing:
    found = assessment.found
    if apart := mismatches(claim, assessment):
        return Standing(
            Status.NOT_SETTLED, tuple(Because(Why.OTHER_TERMS, facts) for facts in apart)
        )
    region = region_of(claim, Scale(found.scale))
    if region is None or not _of_a_kind(claim.kind, found):
        facts = {"figure": claim.figure, "quantity": found.quantity}
        return Standing(Status.NOT_SETTLED, (Because(Why.INCOMPARABLE, facts),))
    if claim.stands is StandsFor.PUBLICATION:
        return _printed(found, region)
    return _settled(claim, found, region)


def _printed(found: RunNumber, region: Region) -> Standing:
    """A claim about what a source prints: its number at the claim's rounding."""
    facts: dict[str, str | int | float] = {"printed": found.printed, "value": found.value}
    if not found.printed:
        return Standing(
            Status.NOT_SETTLED, (Because(Why.INCOMPARABLE, {"quantity": found.quantity}),)
        )
    if region.side(found.value, found.value) is Side.WITHIN:
        return Standing(Status.SUPPORTED, (Because(Why.PRINTED, facts),))
    return Standing(Status.CONTRADICTED, (Because(Why.PRINTED_OTHERWISE, facts),))


def _settled(claim: PublicClaim, found: RunNumber, region: Region) -> Standing:
    """A claim about the population: the whole interval, and a grade that reaches its strength."""
    side = region.side(*_ends(found))
    if side is Side.ACROSS:
        return Standing(Status.NOT_SETTLED, (Because(Why.ACROSS),))
    if found.proviso:
        return Standing(Status.NOT_SETTLED, (Because(Why.PROVISO, {"proviso": found.proviso}),))
    if claim.kind is Kind.CAUSE and not found.is_design:
        return Standing(Status.NOT_SETTLED, (Because(Why.NO_DESIGN),))
    needed = STRENGTH.get(claim.kind, 1)
    exempt = found.is_counted and claim.kind is not Kind.CAUSE
    if found.grade < needed and not exempt:
        facts = {"grade": found.grade, "needed": needed}
        return Standing(Status.NOT_SETTLED, (Because(Why.TOO_WEAK, facts),))
    if side is Side.WITHIN:
        return Standing(Status.SUPPORTED, (Because(Why.WITHIN),))
    return Standing(Status.CONTRADICTED, (Because(Why.OUTSIDE),))


def _ends(found: RunNumber) -> tuple[float, float]:
    """The interval that must lie on the claim's side: the widest among its variants."""
    low = -math.inf if found.lowest is None else found.lowest
    high = math.inf if found.highest is None else found.highest
    return low, high


def _of_a_kind(kind: Kind, found: RunNumber) -> bool:
    """Whether a number is of the sort that a claim of this kind is about."""
    scale = Scale(found.scale)
    compares = scale.no_difference is not None
    match kind:
        case Kind.CHANGE:
            return compares and found.is_over_time
        case Kind.COMPARISON:
            return compares and bool(found.compared_with)
        case Kind.CAUSE:
            return compares
        case Kind.COUNT | Kind.STATUS:
            return scale is Scale.COUNT
    return not compares
