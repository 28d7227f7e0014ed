"""Commands about public claims: from a quotation to what the records say."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from daylight.claims.ledger import Author, Ledger

PATH = click.Path(path_type=Path)


@click.group()
def claims() -> None:
    """Public claims: from a quotation to what the records say.

    A ledger is a folder of plain files, with a history that shows every change. The status of a
    claim is computed from findings of finished runs; nobody types it.

    \b
    In this order:
      daylight claims scan TEXT                        passages in quotation marks
      daylight claims add LEDGER document TEXT …       a document, by its hash
      daylight claims add LEDGER quotation DOC …       a passage of it
      daylight claims add LEDGER claim QUOTATION …     what it says, in neutral words
      daylight claims assess LEDGER CLAIM RUN …        put it to a finding
      daylight claims page LEDGER -o DIR               the pages
    """


def authored(command: Any) -> Any:
    """The options that every change of a ledger needs."""
    for option in (
        click.option("--why", required=True, help="The reason, kept in the history."),
        click.option("--who", required=True, help="Your name, kept in the history."),
    ):
        command = option(command)
    return command


@claims.command()
@click.argument("text", type=PATH)
def scan(text: Path) -> None:
    """List the passages of TEXT that stand in quotation marks, with a speaker proposed.

    Look at each: a computer proposes, a person confirms. What is told without quotation marks is
    not found; add it by its words, with --form indirect.
    """
    from daylight.claims.scan import scan as found_in
    from daylight.claims.text import read_text

    for number, piece in enumerate(found_in(read_text(text)), 1):
        speaker = piece.speaker or "speaker?"
        doubt = f"  [{piece.doubt}]" if piece.doubt else ""
        click.echo(
            f"{number:>3}  {piece.start}:{piece.end}  {piece.form.value}  {speaker}: "
            f"{' '.join(piece.words.split())}{doubt}"
        )


@claims.group()
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
    import os

    from daylight.claims.ledger import Author, Ledger
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
    held.write(made, Author(who, why))
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
    from daylight.claims.ledger import Author, Ledger
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
    held.write(made, Author(who, why))
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
    from daylight.claims.ledger import Author, Ledger
    from daylight.claims.objects import Beyond, Kind, PublicClaim, Relation, Stands
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
        "stands": Stands(given.pop("stands")),
        "beyond": Beyond(beyond) if (beyond := given.pop("beyond")) else None,
    }
    made = PublicClaim(id=name, quotations=quotations, **given, **typed)
    held.write(made, Author(who, why), act="changed" if name in held.claims else "added")
    click.echo(made.id)


def _new(ledger: "Ledger", thing: Any) -> None:
    """Refuse an id that something else has: documents and quotations are never changed."""
    from daylight.claims.objects import room_of
    from daylight.errors import ClaimError

    if thing.id in getattr(ledger, room_of(thing)):
        raise ClaimError(f"{thing.id} is there already; give another --id")


@claims.command()
@click.argument("ledger", type=PATH)
@click.argument("claim")
@click.argument("run", type=PATH)
@click.option("--question", required=True, help="A question of the run's study.")
@click.option("--finding", default="", help="Which of its findings: search-rate-2.")
@click.option("--quantity", default="", help="Which of its numbers; the headline when left out.")
@click.option(
    "--where", multiple=True, metavar="KEY=VALUE", help="Whose number: subject_race=black."
)
@click.option("--covers", default="", help="The time it is about, where the run says so in prose.")
@click.option(
    "--match",
    "matches",
    multiple=True,
    metavar="TERM=WORDS",
    help="What the records count for the claim's population, place or measure, in their words.",
)
@click.option("--bears-on", is_flag=True, help="It bears on the claim without answering it.")
@click.option("--keep/--no-keep", default=True, help="Keep a copy of the result in the ledger.")
@authored
def assess(ledger: Path, claim: str, run: Path, who: str, why: str, **given: Any) -> None:
    """Put CLAIM to a finding of a finished RUN and print where it then stands."""
    from daylight.claims.assess import Putting, claim_of, standing
    from daylight.claims.assess import assess as put
    from daylight.claims.ledger import Author, Ledger
    from daylight.claims.objects import Role
    from daylight.claims.runs import Chosen

    chosen = Chosen(
        question=given["question"],
        finding=given["finding"],
        quantity=given["quantity"],
        keys=_pairs(given["where"], "--where"),
        covers=given["covers"],
    )
    putting = Putting(
        chosen=chosen,
        matches=_pairs(given["matches"], "--match"),
        role=Role.BEARS_ON if given["bears_on"] else Role.ANSWERS,
        is_kept=given["keep"],
    )
    held = put(Ledger.open(ledger), claim, run, putting, Author(who, why))
    _say(claim, standing(held, claim_of(held, claim)))


def _pairs(given: tuple[str, ...], option: str) -> dict[str, str]:
    from daylight.errors import ClaimError

    found: dict[str, str] = {}
    for pair in given:
        name, mark, value = pair.partition("=")
        if not mark or not value.strip():
            raise ClaimError(f"{option} {pair!r}: write it as name=value")
        found[name.strip()] = value.strip()
    return found


def _say(claim: str, now: Any) -> None:
    from daylight.claims import words
    from daylight.report.language import Language

    stale = " (out of date)" if now.is_stale else ""
    click.echo(f"{claim}: {now.status.value}{stale}")
    for reason in now.because:
        click.echo(f"  {words.because(reason, Language.ENGLISH)}")


@claims.command()
@click.argument("ledger", type=PATH)
@click.pass_context
def check(context: click.Context, ledger: Path) -> None:
    """Say where every claim stands, and everything that is wrong with the ledger, in one list."""
    from daylight.claims.assess import standings
    from daylight.claims.check import doubts, faults
    from daylight.claims.ledger import Ledger

    held = Ledger.open(ledger)
    for key, now in standings(held).items():
        _say(key, now)
    for doubt in doubts(held):
        click.echo(f"look at: {doubt}")
    wrong = faults(held)
    for fault in wrong:
        click.echo(f"wrong: {fault}", err=True)
    if wrong:
        context.exit(2)


@claims.command()
@click.argument("ledger", type=PATH)
@authored
def record(ledger: Path, who: str, why: str) -> None:
    """Take changes that were made to the files of LEDGER by hand into its history."""
    from daylight.claims.ledger import Author, Ledger

    held = Ledger.open(ledger)
    for thing in held.unrecorded():
        held = _recorded(held, thing, Author(who, why))
        click.echo(thing)


def _recorded(held: "Ledger", thing: str, author: "Author") -> "Ledger":
    from daylight.claims.history import replayed
    from daylight.claims.objects import from_dict

    room, _, name = thing.partition("/")
    now = getattr(held, room).get(name)
    if now is not None:
        return held.write(now, author, act="changed")
    was = from_dict(room, replayed(held.acts)[thing], thing)
    return held.withdraw(was, author)


@claims.command()
@click.argument("ledger", type=PATH)
@click.option("-o", "--out", type=PATH, required=True, help="Folder for the pages.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    type=click.Choice(["en", "es"]),
    default=("en",),
    show_default=True,
    help="Repeat for both; the first one is at the root.",
)
def page(ledger: Path, out: Path, languages: tuple[str, ...]) -> None:
    """Write a page for every claim and document; they work offline and print."""
    from daylight.claims.ledger import Ledger
    from daylight.claims.pages import write_pages
    from daylight.report.language import Language

    chosen = [Language(one) for one in dict.fromkeys(languages)]
    click.echo(write_pages(Ledger.open(ledger), out, chosen))


@claims.command()
@click.argument("ledger", type=PATH)
@click.option("-o", "--out", type=PATH, required=True, help="A .csv, .json or .jsonld file.")
def export(ledger: Path, out: Path) -> None:
    """Write the ledger as a table, as JSON, or as schema.org ClaimReview (.jsonld)."""
    from daylight.claims.export import exported
    from daylight.claims.ledger import Ledger

    out.write_text(exported(Ledger.open(ledger), out.suffix.removeprefix(".")), encoding="utf-8")
    click.echo(out)


@claims.command()
@click.argument("ledger", type=PATH)
@click.option("--head", default="", help="A head that was kept elsewhere and must still be there.")
@click.pass_context
def verify(context: click.Context, ledger: Path, head: str) -> None:
    """Prove that LEDGER is what its history made it, and that its numbers its runs' own."""
    from daylight.claims.assess import standings
    from daylight.claims.check import faults
    from daylight.claims.ledger import Ledger

    held = Ledger.open(ledger)
    wrong = list(faults(held))
    if head and not any(act.sha256.startswith(head) for act in held.acts):
        wrong.append(f"no act has the hash {head}: the history was rewritten since it was kept")
    wrong += [f"claims/{key}: out of date" for key, now in standings(held).items() if now.is_stale]
    for fault in wrong:
        click.echo(f"wrong: {fault}", err=True)
    if wrong:
        context.exit(2)
    click.echo(f"{len(held.acts):,} acts hold together; the head is {held.head}")
