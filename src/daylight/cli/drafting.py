"""From files nobody has read yet to a recipe and a study: draft, then decide."""

import getpass
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from daylight.ingest.decisions.decision import DraftDecision
    from daylight.plan.drafted_folder import DraftedFolder

PATH = click.Path(path_type=Path)
ROWS_SHOWN = 5


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option(
    "-o",
    "--out",
    type=PATH,
    help="Folder for decisions.toml, recipe.toml and study.toml, or a .toml file for the recipe "
    "alone; the recipe goes to the screen when left out.",
)
@click.option("--table", default="", help="The table that the rows are, where you know it.")
def draft(files: tuple[str, ...], out: Path | None, table: str) -> None:
    """Propose a recipe for FILES nobody has read yet, with the evidence for each choice.

    Whatever a person must decide is marked; `daylight check` refuses the recipe until no mark is
    left. With -o the marks become decisions, which `daylight decide` asks one by one.
    """
    if out is None or out.suffix == ".toml":
        from daylight.ingest.draft import draft as propose

        text = propose(files, table=table)
        if out is None:
            click.echo(text)
            return
        _write_new(out, text)
        click.echo(f"{text.count('decide = ')} marks to decide, then: daylight check {out}")
        return
    from daylight.plan.drafted_folder import DraftedFolder

    made = DraftedFolder.start(files, out, table)
    click.echo(f"{len(made.decisions.open)} decisions to take, then: daylight decide {out}")


@click.command()
@click.argument("folder", type=PATH)
@click.option("--by", default="", help="Who decides; the name of the user when left out.")
def decide(folder: Path, by: str) -> None:
    """Ask what is to be decided about the drafted files in FOLDER, one decision at a time.

    Every answer is written at once to decisions.toml, with who gave it and when; recipe.toml and
    study.toml follow. Stop with q and go on another day; u takes an answer back; r shows rows.
    Answers may come from a pipe, one a line. What an editor wrote into decisions.toml counts.
    """
    from daylight.plan.drafted_folder import DraftedFolder

    found = DraftedFolder.open(folder).saved()
    if found.changed:
        click.echo(
            "a file is not the one that was drafted: it was read again, and whatever its columns "
            "and codes make new is asked"
        )
    found = _asked(found, by or _user())
    left = found.decisions.open
    for one in left:
        click.echo(f"open: {one.question}")
    if left:
        click.echo(f"{len(left)} decisions are open; go on with: daylight decide {folder}")
    elif "[[questions]]" not in (folder / "study.toml").read_text("utf-8"):
        click.echo(
            "all is decided, and these records can answer no question; "
            f"{folder / 'study.toml'} lists the columns that are missing"
        )
    else:
        click.echo(f"all is decided; now: daylight run {folder / 'study.toml'}")


def _asked(found: "DraftedFolder", by: str) -> "DraftedFolder":
    """Put every open decision; those that are left open are not asked again this time."""
    from daylight.cli.dialogue import QUIT, SKIP, UNDO, Terminal, put
    from daylight.ingest.decisions.faults import fault

    def rows(decision: "DraftDecision") -> Iterator[str]:
        return _rows(found, decision)

    def judge(decision: "DraftDecision") -> str:
        return fault(found.proposal, decision) if decision.answer else ""

    terminal = Terminal(hear=_hear, say=click.echo, rows=rows, judge=judge, by=by, now=_now)
    skipped: set[str] = set()
    past: list[DraftDecision] = []
    while asked := [one for one in found.decisions.open if one.id not in skipped]:
        decision = asked[0]
        count = len(found.decisions.decisions)
        place = f"{count - len(found.decisions.open) + 1}/{count}"
        heard = put(decision, place, terminal)
        if heard.command == QUIT:
            break
        if heard.command == SKIP:
            skipped.add(decision.id)
        elif heard.command == UNDO:
            found = _undone(found, past)
        elif heard.decision is not None:
            past.append(decision)
            found = found.decided(heard.decision)
    return found


def _undone(found: "DraftedFolder", past: "list[DraftDecision]") -> "DraftedFolder":
    if not past:
        click.echo("there is nothing to undo in this session; decisions.toml holds earlier answers")
        return found
    return found.decided(past.pop())


def _hear(prompt: str) -> str:
    """The next line; from a pipe it is shown too, so that a recording reads like a dialogue."""
    click.echo(prompt, nl=False)
    line = sys.stdin.readline()
    if not line:
        click.echo()
        raise EOFError
    if not sys.stdin.isatty():
        click.echo(line.rstrip("\n"))
    return line


def _write_new(out: Path, text: str) -> None:
    """Write a recipe; one that is there already may hold somebody's decisions."""
    from daylight.errors import RecipeError

    try:
        with out.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as problem:
        raise RecipeError(f"{out}: is there already; give another name") from problem
    except OSError as problem:
        raise RecipeError(f"{out}: cannot be written ({problem.strerror})") from problem


def _rows(found: "DraftedFolder", decision: "DraftDecision") -> Iterator[str]:
    """Rows of the file that hold the open values of the decision, or the first."""
    from daylight.plan.drafted_rows import rows

    return rows(found, decision, ROWS_SHOWN)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="minutes")
