"""Put a claim to a finding, and say where every claim of a ledger stands."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from daylight.claims.ledger import Ledger, LedgerAuthor
from daylight.claims.objects import Bearing, ClaimAssessment, PublicClaim, RunNumber, to_dict
from daylight.claims.runs import Chosen, find_number, keep, places_of, run_hash, why_stale
from daylight.claims.status import Standing, standing_of
from daylight.errors import ClaimError, DaylightError

ASSESSED = "assessed"
"""The act that puts a claim to a finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Putting:
    """How a claim is put to a run.

    Parameters
    ----------
    matches
        Term of the claim → what the records count for it, where a person holds them to be the same.
    role
        Whether the finding answers the claim or only bears on it.
    is_kept
        Whether the ledger keeps a copy of the result.
    """

    chosen: Chosen
    matches: Mapping[str, str] = field(default_factory=dict)
    role: Bearing = Bearing.ANSWERS
    is_kept: bool = True


def assess(ledger: Ledger, claim: str, run: Path, putting: Putting, author: LedgerAuthor) -> Ledger:
    """Put a claim to a number of a finished run, and write both with their hashes.

    ClaimError where the claim or the number does not exist, or a term is matched that is none.
    """
    asked = claim_of(ledger, claim)
    if wrong := sorted(set(putting.matches) - (set(asked.terms) - {"period"})):
        raise ClaimError(
            f"no term {', '.join(wrong)} to match; population, place, measure and, in a "
            "comparison, against may be in other words, the period may not"
        )
    chosen = putting.chosen
    digest = run_hash(run, chosen.question)
    found = find_number(run, chosen)
    if putting.is_kept:
        keep(ledger.folder, run, chosen.question, digest)
    made = ClaimAssessment(
        id=_id_of(ledger, claim, chosen.question, found),
        claim=claim,
        run=Path(os.path.relpath(run.resolve(), ledger.folder.resolve())).as_posix(),
        run_sha256=digest,
        claim_sha256=claim_hash(ledger, asked),
        question=chosen.question,
        role=putting.role,
        found=found,
        matches=dict(putting.matches),
    )
    after = replace(ledger, assessments={**ledger.assessments, made.id: made})
    answering = after.assessed(claim)
    stale = {o.id: why for o in answering if o.id != made.id and (why := _stale(after, asked, o))}
    status = standing_of(asked, answering, stale).status
    return ledger.write(made, author, act=ASSESSED, status=status.value)


def _id_of(ledger: Ledger, claim: str, question: str, found: RunNumber) -> str:
    """The id of what was put to the same number before, which this replaces; else a new one."""
    for one in ledger.assessed(claim):
        same = (one.question, one.found.finding, one.found.quantity) == (
            question,
            found.finding,
            found.quantity,
        )
        if same and dict(one.found.keys) == dict(found.keys):
            return one.id
    return ledger.free_id("assessments", f"{claim} {question}")


def standing(ledger: Ledger, claim: PublicClaim) -> Standing:
    """Where a claim stands now, with everything that changed since it was put to a finding."""
    made = ledger.assessed(claim.id)
    stale = {one.id: reason for one in made if (reason := _stale(ledger, claim, one))}
    return standing_of(claim, made, stale)


def standings(ledger: Ledger) -> dict[str, Standing]:
    """Every claim's id → where it stands."""
    return {key: standing(ledger, claim) for key, claim in ledger.claims.items()}


def claim_of(ledger: Ledger, claim: str) -> PublicClaim:
    """A claim by its id; ClaimError names those there are."""
    if claim not in ledger.claims:
        raise ClaimError(f"no claim {claim!r}; there are {', '.join(ledger.claims) or 'none'}")
    return ledger.claims[claim]


def claim_hash(ledger: Ledger, claim: PublicClaim) -> str:
    """The hash of a claim together with the quotations it is made in."""
    held = [to_dict(claim)]
    held += [to_dict(ledger.quotations[q]) for q in claim.quotations if q in ledger.quotations]
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()


def _stale(ledger: Ledger, claim: PublicClaim, made: ClaimAssessment) -> str:
    """Why an assessment no longer holds; empty where it does."""
    if not _is_as_assessed(ledger, made):
        return "not as assessed"
    if made.claim_sha256 != claim_hash(ledger, claim):
        return "claim changed"
    reason = why_stale(ledger.folder, made.run, made.question, made.run_sha256)
    return reason or _altered(ledger, made)


def _altered(ledger: Ledger, made: ClaimAssessment) -> str:
    """Why a number, whose run stands, is no longer the run's own; empty where it is."""
    chosen = Chosen(
        question=made.question,
        finding=made.found.finding,
        quantity=made.found.quantity,
        keys={key: str(value) for key, value in made.found.keys.items()},
        covers=made.found.covers,
    )
    place, *_ = places_of(ledger.folder, made.run, made.run_sha256)
    try:
        now = find_number(place, chosen)
    except DaylightError:
        return "number changed"
    return "" if _same(now, made.found) else "number changed"


def _same(one: RunNumber, other: RunNumber) -> bool:
    """Whether two are alike in all that a status or a page rests on."""
    return json.dumps(asdict(one), sort_keys=True) == json.dumps(asdict(other), sort_keys=True)


def _is_as_assessed(ledger: Ledger, made: ClaimAssessment) -> bool:
    """Whether an assessment is what `assess` wrote: no other act may say what a run says."""
    acts = ledger.acts_on(f"assessments/{made.id}")
    now = json.loads(json.dumps(to_dict(made)))
    return bool(acts) and acts[-1].act == ASSESSED and dict(acts[-1].content) == now
