"""Make the ledgers that ship as examples: an invented article, and claims of a public dispute.

    python -m tools.ledgers DEMO_RUN PUBLISHED_RUN CHICAGO_RUN ARTICLES OUT

ARTICLES holds the two news reports, `article_1.txt` and `article_2.txt`; their texts stay where
they are, and the ledger holds where passages stand and their hashes alone.
"""

import shutil
import sys
from pathlib import Path

from daylight.claims.assess import Putting, assess
from daylight.claims.ledger import Ledger, LedgerAuthor
from daylight.claims.objects import (
    Bearing,
    Closeness,
    Document,
    PublicClaim,
    Quotation,
)
from daylight.claims.text import digest, find, read_text
from tools.claimed import Worked
from tools.claimed_remarks import REMARKS
from tools.claimed_reports import REPORTS
from tools.claimed_riverbend import RIVERBEND

HOME = Path(__file__).parents[1] / "src" / "daylight" / "claims" / "example"
AUTHOR = LedgerAuthor("Daylight", "Shipped as an example", "2026-11-27T00:00:00Z")

SPEECH = (
    "murder rate has surged nearly 11 percent nationwide in just one year—the largest increase "
    "since 1968\n\nPer capita homicide rates are up in 27 of our 35 largest cities\n"
)
"""Two passages of the Attorney General's prepared remarks of 1 August 2017, a public document."""


def worked(runs: dict[str, Path], articles: Path, out: Path) -> Ledger:
    """The ledger of the dispute's claims; the texts stay in `articles`."""
    shutil.rmtree(out, ignore_errors=True)
    ledger = Ledger.begin(out)
    texts = {"speech": SPEECH} | {
        f"report-{n}": read_text(articles / f"article_{n}.txt") for n in (1, 2)
    }
    ledger = ledger.write(
        Document(
            id="speech",
            title="Prepared remarks to the National Organization of Black Law Enforcement "
            "Executives (two passages)",
            publisher="United States Department of Justice",
            date="2017-08-01",
            sha256=digest(SPEECH),
            closeness=Closeness.PRIMARY,
            may_be_shown=True,
            text="speech.txt",
        ),
        AUTHOR,
    )
    (out / "speech.txt").write_text(SPEECH, encoding="utf-8")
    for number, told in ((1, "first"), (2, "second")):
        ledger = ledger.write(
            Document(
                id=f"report-{number}",
                title=f"News report of the remarks ({told})",
                publisher="a news site",
                date="2017-08",
                sha256=digest(texts[f"report-{number}"]),
                closeness=Closeness.REPORT,
                of="speech",
            ),
            AUTHOR,
        )
    for one in (*REPORTS, *REMARKS):
        ledger = _added(ledger, one, texts[one.where])
        if one.put is not None:
            putting = Putting(chosen=one.put, matches=one.matches or {})
            ledger = assess(ledger, one.name, runs["published"], putting, AUTHOR)
        for name, chosen in one.bears:
            putting = Putting(chosen=chosen, role=Bearing.BEARS_ON)
            ledger = assess(ledger, one.name, runs[name], putting, AUTHOR)
    return ledger


def _added(ledger: Ledger, one: Worked, text: str) -> Ledger:
    found = find(text, one.passage)
    shown = ledger.documents[one.where].may_be_shown
    quotation = Quotation(
        id=f"{one.where}.{found.start}",
        document=one.where,
        start=found.start,
        end=found.end,
        sha256=found.sha256,
        speaker=one.speaker,
        form=one.form,
        words=found.words if shown else "",
    )
    if quotation.id not in ledger.quotations:
        ledger = ledger.write(quotation, AUTHOR)
    claim = PublicClaim(id=one.name, quotations=(quotation.id,), **one.claim)
    return ledger.write(claim, AUTHOR)


def invented(run: Path, out: Path) -> Ledger:
    """The ledger of the invented article: one claim is put to the demo's own records."""
    shutil.rmtree(out, ignore_errors=True)
    ledger = Ledger.begin(out)
    text = read_text(HOME / "article.txt")
    (out / "article.txt").write_text(text, encoding="utf-8")
    ledger = ledger.write(
        Document(
            id="courier",
            title="The numbers speak for themselves (an invented article)",
            publisher="Riverbend Courier (invented)",
            date="2018-05-02",
            sha256=digest(text),
            closeness=Closeness.REPORT,
            text="article.txt",
            may_be_shown=True,
        ),
        AUTHOR,
    )
    for one in RIVERBEND:
        ledger = _added(ledger, one, text)
        if one.put is not None:
            putting = Putting(chosen=one.put, matches=one.matches or {})
            ledger = assess(ledger, one.name, run, putting, AUTHOR)
    return ledger


if __name__ == "__main__":
    demo, published, chicago, articles, folder = map(Path, sys.argv[1:6])
    invented(demo, folder / "invented")
    runs = {"published": published, "chicago": chicago}
    worked(runs, articles, folder / "worked")
