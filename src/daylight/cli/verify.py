"""`daylight verify` and `daylight pack`: a run handed on, and checked by whoever is given it."""

from pathlib import Path

import click

UNSOUND = 1

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("what", type=PATH)
@click.option("--data", type=PATH, help="Folder with the study's files: make the run again.")
def verify(what: Path, data: Path | None) -> None:
    """Check a run, a published report or an archive of either, byte for byte.

    \b
      daylight verify RUN                    every file against its hash
      daylight verify RUN.zip --data FOLDER  and made again from the study's files
    Exits with 1 where anything differs, and says what. The seal that is printed stands for every
    byte: compare it with the one that the publisher names, because whoever can write files can
    write a record of them too.
    """
    from daylight.cli.render import progress
    from daylight.pipeline.verify import verify as check

    with progress() as show:
        found = check(what, data, show)
    for fault in found.faults:
        click.echo(f"FAULT  {fault}")
    click.echo(f"{found.what}: {found.files:,} files are as they were written")
    if found.remade is not None:
        click.echo(f"made again: {found.remade:,} files are the same, byte for byte")
    for name in found.not_remade:
        click.echo(f"not made again, checked by its hash alone: {name}")
    if found.seal:
        click.echo(f"seal {found.seal}")
    if not found.is_sound:
        click.get_current_context().exit(UNSOUND)


@click.command()
@click.argument("folder", type=PATH)
@click.option("-o", "--out", type=PATH, required=True, help="The archive, FILE.zip.")
def pack(folder: Path, out: Path) -> None:
    """Pack a run, or a report written with --public, into one archive; always the same bytes.

    \b
      daylight pack RUN -o run.zip
    A run holds the agency's records, row by row: whoever is given its archive is given them. For
    others, pack the folder of `daylight report RUN --public -o FOLDER`.
    """
    from daylight.pipeline.manifest import hashed
    from daylight.pipeline.pack import pack as put

    click.echo(put(folder, out))
    click.echo(f"sha256 {hashed(out)}")
