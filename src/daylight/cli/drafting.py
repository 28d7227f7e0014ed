"""From files nobody has read yet to a recipe and a study: draft, then decide."""

from pathlib import Path

import click

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option("-o", "--out", type=PATH, help="Where to write the recipe; the screen when left out.")
def draft(files: tuple[str, ...], out: Path | None) -> None:
    """Propose a recipe for FILES nobody has read yet, with the evidence for each choice.

    Whatever a person must decide is marked; `daylight check` refuses the recipe until no mark is
    left.
    """
    from daylight.ingest.draft import draft as propose

    text = propose(files)
    if out is None:
        click.echo(text)
        return
    out.write_text(text, encoding="utf-8")
    click.echo(f"{text.count('decide = ')} marks to decide, then: daylight check {out}")
