"""A ledger as data for others: a table, JSON, and schema.org's ClaimReview."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

from daylight.claims import words
from daylight.claims.assess import standing
from daylight.claims.ledger import Ledger
from daylight.claims.objects import Bearing, PublicClaim, to_dict
from daylight.claims.status import Standing
from daylight.errors import ClaimError
from daylight.report.language import Language

COLUMNS = (
    "claim", "words", "kind", "population", "place", "period", "measure", "relation", "figure",
    "status", "stale", "why", "speakers", "documents", "dates", "findings", "values", "lows",
    "highs", "grades", "runs",
)  # fmt: skip

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the start of a cell."""


def exported(ledger: Ledger, kind: str) -> str:
    """The ledger as `csv`, `json` or `jsonld` (ClaimReview); ClaimError for another."""
    if kind not in FORMATS:
        raise ClaimError(f"no export {kind!r}; there are {', '.join(FORMATS)}")
    return FORMATS[kind](ledger)


def as_csv(ledger: Ledger) -> str:
    """One row for each claim; lists are parted by a bar."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for claim in ledger.claims.values():
        row = _row(ledger, claim)
        writer.writerow({key: _cell(value) for key, value in row.items()})
    return out.getvalue()


def as_json(ledger: Ledger) -> str:
    """Everything: objects, statuses with their reasons, and the head of the history."""
    plain = {
        "head": ledger.head,
        **{
            room: [to_dict(one) for one in getattr(ledger, room).values()]
            for room in ("documents", "quotations", "claims", "assessments")
        },
        "statuses": {key: _told(standing(ledger, claim)) for key, claim in ledger.claims.items()},
    }
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


def as_claim_review(ledger: Ledger) -> str:
    """schema.org ClaimReview, one for each claim and quotation; a rating in words, no scale.

    Reference: https://schema.org/ClaimReview.
    """
    reviews = [
        _review(ledger, claim, key)
        for claim in ledger.claims.values()
        for key in claim.quotations
        if key in ledger.quotations and ledger.quotations[key].document in ledger.documents
    ]
    plain = {"@context": "https://schema.org", "@graph": reviews}
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


FORMATS: dict[str, Callable[[Ledger], str]] = {
    "csv": as_csv,
    "json": as_json,
    "jsonld": as_claim_review,
}


def _row(ledger: Ledger, claim: PublicClaim) -> dict[str, Any]:
    now = standing(ledger, claim)
    said = [ledger.quotations[key] for key in claim.quotations if key in ledger.quotations]
    documents = [ledger.documents[q.document] for q in said if q.document in ledger.documents]
    made = [one for one in ledger.assessed(claim.id) if one.role is Bearing.ANSWERS]
    return {
        "claim": claim.id,
        "words": claim.words,
        "kind": claim.kind.value,
        "population": claim.population,
        "place": claim.place,
        "period": claim.period,
        "measure": claim.measure,
        "relation": claim.relation.value,
        "figure": claim.figure,
        "status": now.status.value,
        "stale": "yes" if now.is_stale else "no",
        "why": " ".join(words.because(one, Language.ENGLISH) for one in now.because),
        "speakers": _list(one.speaker for one in said),
        "documents": _list(one.title for one in documents),
        "dates": _list(one.date for one in documents),
        "findings": _list(one.found.finding for one in made),
        "values": _list(one.found.value for one in made),
        "lows": _list(one.found.lowest for one in made),
        "highs": _list(one.found.highest for one in made),
        "grades": _list(one.found.grade for one in made),
        "runs": _list(one.run_sha256 for one in made),
    }


def _list(parts: Any) -> str:
    return " | ".join("" if part is None else str(part) for part in parts)


def _cell(value: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    text = str(value)
    if not text.lstrip().startswith(FORMULA):
        return text
    try:
        float(text)
    except ValueError:
        return f"'{text}"
    return text


def _told(now: Standing) -> dict[str, Any]:
    return {
        "status": now.status.value,
        "stale": now.is_stale,
        "because": [{"why": one.why.value, "facts": dict(one.facts)} for one in now.because],
    }


def _review(ledger: Ledger, claim: PublicClaim, quotation: str) -> dict[str, Any]:
    said = ledger.quotations[quotation]
    document = ledger.documents[said.document]
    now = standing(ledger, claim)
    acts = ledger.acts_on(f"claims/{claim.id}")
    appearance: dict[str, Any] = {
        "@type": "CreativeWork",
        "name": document.title,
        "publisher": {"@type": "Organization", "name": document.publisher},
        "datePublished": document.date,
    }
    if document.url:
        appearance["url"] = document.url
    return {
        "@type": "ClaimReview",
        "claimReviewed": claim.words,
        "datePublished": acts[-1].at[:10] if acts else document.date,
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Thing", "name": said.speaker},
            "appearance": appearance,
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": now.status.value,
            "ratingExplanation": " ".join(
                words.because(one, Language.ENGLISH) for one in now.because
            ),
        },
    }
