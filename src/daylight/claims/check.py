"""Everything that is wrong with a ledger, in one list."""

from collections.abc import Iterator
from pathlib import Path

from daylight.claims.assess import standings
from daylight.claims.ledger import Ledger
from daylight.claims.objects import Bearing, Closeness, Document, Form, Quotation
from daylight.claims.text import digest, nearest, passage, read_text
from daylight.errors import ClaimError


def faults(ledger: Ledger) -> tuple[str, ...]:
    """What does not hold together: passages, references, hashes, changes that nobody recorded."""
    return (
        *_documents(ledger),
        *_quotations(ledger),
        *_claims(ledger),
        *(
            f"{thing}: changed without a name and a reason; `daylight claims record` takes it in"
            for thing in ledger.unrecorded()
        ),
    )


def doubts(ledger: Ledger) -> tuple[str, ...]:
    """What holds together and yet wants a person: statuses gone stale, claims put to nothing."""
    found = [
        f"claims/{key}: {standing.status.value}; stale, put it to its finding again"
        for key, standing in standings(ledger).items()
        if standing.is_stale
    ]
    for document in ledger.documents.values():
        if document.closeness is Closeness.REPORT and not document.of:
            found.append(f"documents/{document.id}: a report; no primary document is named")
        if not _text_of(ledger, document):
            found.append(f"documents/{document.id}: its text is not here: no passage checked")
    spoken = {q for claim in ledger.claims.values() for q in claim.quotations}
    found += [
        f"quotations/{key}: no claim is made of it"
        for key, one in ledger.quotations.items()
        if key not in spoken and one.form is not Form.SCARE
    ]
    return tuple(found)


def text_of(ledger: Ledger, document: Document) -> str | None:
    """A document's text, where it is here and is what was quoted from; else None.

    ClaimError where the text is here and is another.
    """
    path = _text_of(ledger, document)
    if path is None:
        return None
    text = read_text(path)
    if digest(text) != document.sha256:
        raise ClaimError(
            f"documents/{document.id}: {path} is not the text that was quoted from (its hash "
            "differs); put the old text back, or add the new one as a document of its own"
        )
    return text


def _text_of(ledger: Ledger, document: Document) -> Path | None:
    path = ledger.folder / document.text
    return path if document.text and path.is_file() else None


def _documents(ledger: Ledger) -> Iterator[str]:
    for document in ledger.documents.values():
        if document.of and document.of not in ledger.documents:
            yield f"documents/{document.id}: is a report of {document.of!r}, which is not here"
        try:
            text_of(ledger, document)
        except ClaimError as problem:
            yield str(problem)


def _quotations(ledger: Ledger) -> Iterator[str]:
    for quotation in ledger.quotations.values():
        where = f"quotations/{quotation.id}"
        document = ledger.documents.get(quotation.document)
        if document is None:
            yield f"{where}: document {quotation.document!r} is not here"
            continue
        if quotation.words and digest(quotation.words) != quotation.sha256:
            yield f"{where}: its words are not those of its hash"
        yield from _passage(ledger, document, quotation, where)


def _passage(ledger: Ledger, document: Document, quotation: Quotation, where: str) -> Iterator[str]:
    try:
        text = text_of(ledger, document)
    except ClaimError:
        return
    if text is None:
        return
    try:
        found = passage(text, quotation.start, quotation.end)
    except ClaimError as problem:
        yield f"{where}: {problem}"
        return
    if found.sha256 != quotation.sha256:
        near = nearest(text, quotation.words) if quotation.words else None
        hint = "" if near is None else f"; the nearest passage is {near.start}:{near.end}"
        yield f"{where}: characters {quotation.start} to {quotation.end} are other words{hint}"


def _claims(ledger: Ledger) -> Iterator[str]:
    for claim in ledger.claims.values():
        for key in claim.quotations:
            if key not in ledger.quotations:
                yield f"claims/{claim.id}: quotation {key!r} is not here"
    for made in ledger.assessments.values():
        if made.claim not in ledger.claims:
            yield f"assessments/{made.id}: claim {made.claim!r} is not here"
        elif made.role is Bearing.ANSWERS and not ledger.claims[made.claim].kind.is_of_fact:
            yield (
                f"assessments/{made.id}: {made.claim} is not a claim of fact, which no finding "
                "answers; make it one that bears on it"
            )
