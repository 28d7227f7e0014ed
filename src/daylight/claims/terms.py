"""Whether a finding is about what a claim is about: whom, where, when, and what is counted."""

import re
import unicodedata

from daylight.claims.objects import AGAINST, ClaimAssessment, PublicClaim, RunNumber
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
        if other := _other_group(term, said, found):
            apart.append(_facts(term, said, other))
        elif not assessment.matches.get(term) and not _same(said, records):
            apart.append(_facts(term, said, records))
    return tuple(apart)


GROUPS = {
    "black": ("black", "african american", "african-american", "afroamerican", "negr"),
    "white": ("white", "blanc"),
    "hispanic": ("hispanic", "latino", "latina", "latinx", "hispano", "hispana"),
    "asian": ("asian", "asiátic"),
    "native": ("native american", "american indian", "indígena"),
    "female": ("women", "female", "mujer"),
    "male": ("men", "male", "hombre"),
}
"""How people name the groups that records tell apart."""
GROUPED_BY = frozenset({"subject_race", "subject_sex"})


def _other_group(term: str, said: str, found: RunNumber) -> str:
    """The group that a number is about, where a claim names another; empty where none is amiss.

    A person may hold other words to be the same, never another group.
    """
    own = [found.compared_with] if term == AGAINST else []
    if term == "population":
        own = [str(value) for key, value in found.keys.items() if key in GROUPED_BY]
    told, held = _groups(said), _groups(" ".join(own))
    return ", ".join(own) if told and held and not told & held else ""


def _groups(text: str) -> set[str]:
    words = _folded(text)
    return {
        group
        for group, names in GROUPS.items()
        if any(re.search(rf"(?<!non-)(?<!\w){re.escape(name)}", words) for name in names)
    }


def _facts(term: str, claim: str, records: str) -> dict[str, str]:
    return {"term": term, "claim": claim, "records": records}


def _same(said: str, records: str) -> bool:
    one, other = (
        " ".join(unicodedata.normalize("NFC", text).casefold().split()) for text in (said, records)
    )
    return bool(other) and one == other


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _same_time(claim: PublicClaim, covers: str) -> bool:
    if claim.when is None:
        return False
    try:
        return claim.when == read_when(covers)
    except ClaimError:
        return False
