"""Whether a finding is about what a claim is about: whom, where, when, and what is counted."""

from daylight.claims.objects import AGAINST, ClaimAssessment, PublicClaim
from daylight.data.when import read_when
from daylight.errors import ClaimError


def mismatches(claim: PublicClaim, assessment: ClaimAssessment) -> tuple[dict[str, str], ...]:
    """Each term on which the two differ: the claim's words and the records'.

    A term in other words is the same only where a person said so, in the assessment's `matches`.
    Time is never a matter of words: both must be the same days.
    """
    found = assessment.found
    apart = []
    for term in claim.terms:
        if term == "period":
            if not _same_time(claim, found.covers):
                apart.append(_facts(term, claim.period, found.covers))
            continue
        records = found.compared_with if term == AGAINST else getattr(found, term)
        said = getattr(claim, term)
        if not assessment.matches.get(term) and not _same(said, records):
            apart.append(_facts(term, said, records))
    return tuple(apart)


def _facts(term: str, claim: str, records: str) -> dict[str, str]:
    return {"term": term, "claim": claim, "records": records}


def _same(said: str, records: str) -> bool:
    one, other = (" ".join(text.casefold().split()) for text in (said, records))
    return bool(other) and one == other


def _same_time(claim: PublicClaim, covers: str) -> bool:
    if claim.when is None:
        return False
    try:
        return claim.when == read_when(covers)
    except ClaimError:
        return False
