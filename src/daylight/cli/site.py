"""`daylight site`: several finished runs as one public site."""

from pathlib import Path
from typing import Any

import click

from daylight.report.language import WRITTEN

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("runs", nargs=-1, type=PATH, metavar="RUN…")
@click.option("-o", "--out", type=PATH, required=True, help="Folder of the site.")
@click.option(
    "--language",
    "tags",
    metavar="TAGS",
    default="en",
    help=f"{', '.join(WRITTEN)}; several with commas.",
)
@click.option("--address", metavar="URL", default="", help="Where the site will stand.")
@click.option("--register", type=PATH, help="A register's public export, to be taken along.")
@click.option("--claims", type=PATH, help="A ledger of public claims, to be taken along.")
def site(runs: tuple[Path, ...], out: Path, tags: str, **asked: Any) -> None:
    """A public site of finished RUNs: by agency, by question, by method; with feeds and pictures.

    \b
      daylight site minneapolis nashville -o public
      daylight site runs/* -o public --language en,es --address https://example.org/policing
      daylight site runs/* -o public --register export --claims ledger

    What must be withheld is withheld, single officers always; where something could be worked out
    all the same, nothing is written and the count is named. Agencies are compared only where
    method, definition, period and completeness agree. It opens from a disk, without JavaScript.
    """
    from daylight.cli.render import progress
    from daylight.report.formats.formats import language
    from daylight.site.write import SiteWish, write_site

    named = dict.fromkeys(tag.strip() for tag in tags.split(","))
    wish = SiteWish(languages=tuple(language(tag) for tag in named), **asked)
    with progress() as show:
        page = write_site(runs, out, wish, lambda what: show("site", what))
    click.echo(page)
