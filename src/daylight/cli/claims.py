"""Commands about public claims: from a quotation to what the records say."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from daylight.claims.ledger import Ledger, LedgerAuthor

from daylight.cli.claims_add import add, authored

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


@claims.command()
@click.argument("text", type=PATH)
def scan(text: Path) -> None:
    """List the passages of TEXT that stand in quotation marks, with a speaker proposed.

    Look at each: a computer proposes, a person confirms. What is told without quotation marks is
    not found; add it by its words, with --form indirect.
    """
    from daylight.claims.scan import scan as found_in
    from daylight.claims.text import read_text

    found = found_in(read_text(text))
    if not found:
        click.echo(
            f"{text}: no words in quotation marks; add a passage "
            "by its words, with --form indirect",
            err=True,
        )
    for number, piece in enumerate(found, 1):
        speaker = piece.speaker or "speaker?"
        doubt = f"  [{piece.doubt}]" if piece.doubt else ""
        click.echo(
            f"{number:>3}  {piece.start}:{piece.end}  {piece.form.value}  {speaker}: "
            f"{' '.join(piece.words.split())}{doubt}"
        )


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
    from daylight.claims.ledger import Ledger, LedgerAuthor
    from daylight.claims.objects import Bearing
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
        role=Bearing.BEARS_ON if given["bears_on"] else Bearing.ANSWERS,
        is_kept=given["keep"],
    )
    held = put(Ledger.open(ledger), claim, run, putting, LedgerAuthor(who, why))
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
@click.argument("thing")
@authored
def withdraw(ledger: Path, thing: str, who: str, why: str) -> None:
    """Take THING out of LEDGER, such as assessments/trust-fell-poll; its history stays."""
    from daylight.claims.ledger import Ledger, LedgerAuthor
    from daylight.claims.objects import ROOMS
    from daylight.errors import ClaimError

    held = Ledger.open(ledger)
    known = {f"{room}/{key}": one for room in ROOMS for key, one in getattr(held, room).items()}
    if thing not in known:
        near = [key for key in known if key.endswith(f"/{thing}")] or list(known)
        raise ClaimError(f"no {thing!r}; there are {', '.join(near) or 'none'}")
    held.withdraw(known[thing], LedgerAuthor(who, why))
    click.echo(f"{thing}: withdrawn")


@claims.command()
@click.argument("ledger", type=PATH)
@authored
def record(ledger: Path, who: str, why: str) -> None:
    """Take changes that were made to the files of LEDGER by hand into its history."""
    from daylight.claims.ledger import Ledger, LedgerAuthor

    held = Ledger.open(ledger)
    for thing in held.unrecorded():
        if (held.folder / f"{thing}.json").is_file() and thing.startswith("assessments/"):
            click.echo(f"{thing}: not taken in; `daylight claims assess` says what a run says")
            continue
        held = _recorded(held, thing, LedgerAuthor(who, why))
        click.echo(thing)


def _recorded(held: "Ledger", thing: str, author: "LedgerAuthor") -> "Ledger":
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


@claims.command("link")
@click.argument("ledger", type=PATH)
@click.argument("run", type=PATH)
@click.option("--pages", type=PATH, required=True, help="The folder of `daylight claims page`.")
def link_run(ledger: Path, run: Path, pages: Path) -> None:
    """Link the report of RUN to the pages of the claims that were put to it, and print it again."""
    from daylight.claims.ledger import Ledger
    from daylight.claims.link import link
    from daylight.pipeline.reread import report_again

    number = link(Ledger.open(ledger), run, pages)
    click.echo(f"{number} claims linked")
    click.echo(report_again(run).report)


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


claims.add_command(add)
