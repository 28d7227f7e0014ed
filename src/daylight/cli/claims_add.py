"""Commands that add to a ledger of public claims: documents, quotations, claims."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from daylight.claims.ledger import Ledger

PATH = click.Path(path_type=Path)


def authored(command: Any) -> Any:
    """The options that every change of a ledger needs."""
    for option in (
        click.option("--why", required=True, help="The reason, kept in the history."),
        click.option("--who", required=True, help="Your name, kept in the history."),
    ):
        command = option(command)
    return command


@click.group()
@click.argument("ledger", type=PATH)
@click.pass_context
def add(context: click.Context, ledger: Path) -> None:
    """Add to LEDGER a document, a quotation of it, or a claim made in a quotation."""
    context.obj = ledger


@add.command("document")
@click.argument("text", type=PATH)
@click.option("--id", "name", default="", help="A short name; made from the title when left out.")
@click.option("--title", required=True)
@click.option("--publisher", required=True)
@click.option("--date", required=True, help="The day it was published: 2017-08-01.")
@click.option("--url", default="")
@click.option("--primary", is_flag=True, help="The speech, statement or record itself.")
@click.option("--report-of", default="", help="Id of the primary document that it reports.")
@click.option("--show", is_flag=True, help="Pages may print its words; else only where they stand.")
@authored
@click.pass_obj
def add_document(ledger: Path, /, text: Path, who: str, why: str, **given: Any) -> None:
    """Add the document whose plain TEXT is in a file; the text itself is not copied."""
    from daylight.claims.ledger import Ledger, LedgerAuthor
    from daylight.claims.objects import Closeness, Document
    from daylight.claims.text import digest, read_text
    from daylight.errors import ClaimError

    if given["primary"] and given["report_of"]:
        raise ClaimError("a document is the primary source or a report of one, not both")
    held = Ledger.begin(ledger)
    made = Document(
        id=given["name"] or held.free_id("documents", given["title"]),
        title=given["title"],
        publisher=given["publisher"],
        date=given["date"],
        sha256=digest(read_text(text)),
        closeness=Closeness.PRIMARY if given["primary"] else Closeness.REPORT,
        of=given["report_of"],
        url=given["url"],
        text=Path(os.path.relpath(text.resolve(), ledger.resolve())).as_posix(),
        may_be_shown=given["show"],
    )
    _new(held, made)
    held.write(made, LedgerAuthor(who, why))
    click.echo(made.id)


@add.command("quotation")
@click.argument("document")
@click.option("--id", "name", default="", help="A short name; numbered when left out.")
@click.option("--words", default="", help="The passage, exactly as it stands.")
@click.option("--span", default="", help="Its first and last character instead: 120:184.")
@click.option("--number", type=int, help="The passage of that number in `daylight claims scan`.")
@click.option("--speaker", required=True, help="Who says it, as you confirmed.")
@click.option("--form", type=click.Choice(["direct", "indirect", "scare"]), default="direct")
@authored
@click.pass_obj
def add_quotation(ledger: Path, /, document: str, who: str, why: str, **given: Any) -> None:
    """Add a passage of DOCUMENT: by its words, its characters, or its number in the scan.

    Words that do not stand there are refused, with the passage that is nearest.
    """
    from daylight.claims.check import text_of
    from daylight.claims.ledger import Ledger, LedgerAuthor
    from daylight.claims.objects import Form, Quotation
    from daylight.errors import ClaimError

    held = Ledger.open(ledger)
    if document not in held.documents:
        raise ClaimError(f"no document {document!r}; there are {', '.join(held.documents)}")
    text = text_of(held, held.documents[document])
    if text is None:
        raise ClaimError(f"the text of {document} is not here, so no passage of it can be checked")
    found = _passage(text, given["words"], given["span"], given["number"])
    shown = held.documents[document].may_be_shown
    made = Quotation(
        id=given["name"] or held.free_id("quotations", f"{document} {found.start}"),
        document=document,
        start=found.start,
        end=found.end,
        sha256=found.sha256,
        speaker=given["speaker"],
        form=Form(given["form"]),
        words=found.words if shown else "",
    )
    _new(held, made)
    held.write(made, LedgerAuthor(who, why))
    click.echo(made.id)


def _passage(text: str, words: str, span: str, number: int | None) -> Any:
    from daylight.claims.scan import scan as found_in
    from daylight.claims.text import find, passage
    from daylight.errors import ClaimError

    if sum(map(bool, (words, span, number))) != 1:
        raise ClaimError("give the passage once: by --words, by --span or by --number")
    if words:
        return find(text, words)
    if number is not None:
        pieces = found_in(text)
        if not 1 <= number <= len(pieces):
            raise ClaimError(f"the scan has {len(pieces)} passages, and no number {number}")
        return passage(text, pieces[number - 1].start, pieces[number - 1].end)
    try:
        start, end = map(int, span.split(":"))
    except ValueError as problem:
        raise ClaimError(f"--span {span!r}: write it as 120:184") from problem
    return passage(text, start, end)


KINDS = ("level", "change", "comparison", "count", "status", "cause", "ought", "directive")
RELATIONS = (
    "is", "about", "at least", "more than", "at most", "less than", "higher", "lower", "unchanged",
)  # fmt: skip
BEYOND = ("universal", "single event", "state of mind", "future", "uncountable")


@add.command("claim")
@click.argument("quotations", nargs=-1, required=True)
@click.option("--id", "name", default="", help="A short name; made from the words when left out.")
@click.option("--words", required=True, help="The claim in neutral words.")
@click.option("--palabras", default="", help="The same in Spanish.")
@click.option("--kind", type=click.Choice(KINDS), required=True)
@click.option("--population", default="", help="Of whom; leave out what the speaker does not say.")
@click.option("--place", default="", help="Where.")
@click.option("--period", default="", help="When: 2017, 2017-08, or 2014 to 2015.")
@click.option("--measure", default="", help="What is counted; one measure.")
@click.option("--against", default="", help="In a comparison: with whom.")
@click.option("--relation", type=click.Choice(RELATIONS), default="is", help="What is said of it.")
@click.option("--figure", default="", help="The number as printed: 35 %, 3 in 10, 5 points.")
@click.option("--margin", default="", help="For unchanged: how little still counts as none.")
@click.option(
    "--stands",
    type=click.Choice(["population", "publication"]),
    default="population",
    help="publication: about what a source prints, not about the people it stands for.",
)
@click.option("--unsaid", default="", help="What else it leaves open: which list of cities.")
@click.option("--beyond", type=click.Choice(BEYOND), help="Why no record can settle it.")
@click.option("--question", default="", help="What would be asked of records.")
@authored
@click.pass_obj
def add_claim(
    ledger: Path, /, quotations: tuple[str, ...], who: str, why: str, **given: Any
) -> None:
    """Add the claim made in QUOTATIONS, in neutral words; an id that is taken changes that claim.

    A claim says one thing of one measure. What the speaker leaves open stays open: then the claim
    is not settled, because it does not say which.
    """
    from daylight.claims.ledger import Ledger, LedgerAuthor
    from daylight.claims.objects import Beyond, Kind, PublicClaim, Relation, StandsFor
    from daylight.errors import ClaimError

    held = Ledger.open(ledger)
    if absent := [key for key in quotations if key not in held.quotations]:
        raise ClaimError(
            f"no quotation {', '.join(absent)}; there are {', '.join(held.quotations)}"
        )
    name = given.pop("name") or held.free_id("claims", given["words"])
    typed: dict[str, Any] = {
        "kind": Kind(given.pop("kind")),
        "relation": Relation(given.pop("relation")),
        "stands": StandsFor(given.pop("stands")),
        "beyond": Beyond(beyond) if (beyond := given.pop("beyond")) else None,
    }
    made = PublicClaim(id=name, quotations=quotations, **given, **typed)
    held.write(made, LedgerAuthor(who, why), act="changed" if name in held.claims else "added")
    click.echo(made.id)


def _new(ledger: "Ledger", thing: Any) -> None:
    """Refuse an id that something else has: documents and quotations are never changed."""
    from daylight.claims.objects import room_of
    from daylight.errors import ClaimError

    if thing.id in getattr(ledger, room_of(thing)):
        raise ClaimError(f"{thing.id} is there already; give another --id")
