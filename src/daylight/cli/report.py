"""`daylight report`: a finished run's report again, in other formats or for others to read."""

from pathlib import Path

import click

from daylight.report.language import WRITTEN

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("run", type=PATH)
@click.option(
    "--format",
    "formats",
    metavar="NAMES",
    help="html, pdf, docx, slides, csv, sqlite, parquet; several with commas.",
)
@click.option("--language", metavar="TAG", help=f"What it is written in: {', '.join(WRITTEN)}.")
@click.option("--public", is_flag=True, help="What anybody may read, in the folder of -o.")
@click.option(
    "--earlier",
    type=PATH,
    multiple=True,
    metavar="DIR",
    help="With --public: a release published before, whose readers must learn nothing; repeatable.",
)
@click.option("-o", "--out", type=PATH, help="Folder for the public report.")
@click.option("--since", type=PATH, metavar="OLDRUN", help="Say what changed since that run.")
@click.option(
    "--pdf-engine", metavar="NAME", help="chromium or weasyprint; the first that is there."
)
def report(
    run: Path,
    out: Path | None,
    since: Path | None,
    *,
    public: bool,
    earlier: tuple[Path, ...],
    **asked: str | None,
) -> None:
    """Write the report of a finished RUN again, from its results; nothing is counted again.

    \b
      daylight report RUN                                the page
      daylight report RUN --format pdf,docx,slides       for a court, counsel, a council
      daylight report RUN --format csv,sqlite            for a spreadsheet, for Datasette
      daylight report RUN --since OLDRUN                 what changed, and why
      daylight report RUN --public -o FOLDER             for anybody to read
      daylight report RUN --public --earlier FOLDER -o FOLDER2    and a month later
    Formats and language stay as they were where they are not given. With --public what must be
    withheld is withheld, and neither records nor counts go along.
    """
    from daylight.cli.ways import making
    from daylight.errors import DaylightError
    from daylight.pipeline.reread import publish_apart, report_again

    if public != (out is not None):
        raise DaylightError(
            "--public and -o FOLDER go together: what anybody may read stands in a folder of its "
            "own, apart from the run"
        )
    if since is not None and public:
        raise DaylightError(
            "--since writes into the run: give it first without --public, then publish the run"
        )
    if earlier and not public:
        raise DaylightError("--earlier names what was published before: it goes with --public")
    how = making(run, **asked)
    if out is not None:
        click.echo(publish_apart(run, out, how, earlier=earlier))
        return
    click.echo(report_again(run, how, since=since).report)
