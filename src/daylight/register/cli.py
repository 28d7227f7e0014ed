"""`daylight register …`: serve, demo, import, export, publish, back up, restore, verify."""

import os
import secrets
import webbrowser
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from daylight.errors import DaylightError

FOLDER = click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("register-data"),
    show_default=True,
    help="Where the register keeps its database, evidence and releases.",
)
DATABASE = click.option(
    "--database",
    default="",
    envvar="DAYLIGHT_REGISTER_DATABASE",
    help="A PostgreSQL URL; without it, SQLite in the folder.",
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def register_group() -> click.Group:
    """The group, for Daylight's command line to add."""
    return register


class Explained(click.Group):
    """A group whose explained errors are messages, never tracebacks."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except DaylightError as fault:
            raise click.ClickException(str(fault)) from fault


@click.group("register", cls=Explained)
def register() -> None:
    """The consent-decree register: a decree's text, requirements, evidence and ratings."""


def start(folder: Path, database: str, *, plain: bool = True) -> None:
    """Make the folder, start Django and bring the database up to date."""
    os.environ["DAYLIGHT_REGISTER"] = str(folder.absolute())
    os.environ["DAYLIGHT_REGISTER_DATABASE"] = database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daylight.register.settings")
    if plain:
        os.environ["DAYLIGHT_REGISTER_PLAIN_HTTP"] = "1"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


@register.command()
@FOLDER
@DATABASE
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8765, show_default=True)
@click.option("--browser/--no-browser", default=True, help="Open the register in a browser.")
def serve(folder: Path, database: str, host: str, port: int, browser: bool) -> None:
    """Make the database, ask for a first administrator, and open the register."""
    start(folder, database, plain=host in LOOPBACK)
    _first_administrator()
    _serve(host, port, browser)


def _first_administrator() -> None:
    from django.contrib.auth.models import User
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from daylight.register.choices import Role
    from daylight.register.permissions import make_person
    from daylight.register.record import command_line

    if User.objects.exists():
        return
    click.echo("This register has no accounts yet. Make the first administrator.")
    name = click.prompt("Account name", default="administrator")
    while True:
        password = click.prompt(
            "Password (at least 14 characters)", hide_input=True, confirmation_prompt=True
        )
        try:
            validate_password(password, User(username=name))
        except ValidationError as fault:
            click.echo(" ".join(fault.messages))
            continue
        break
    make_person(name, password, Role.ADMINISTRATOR, by=command_line("the first account"))
    click.echo(f"{name} is administrator; add the monitor and the others under People.")


def _serve(host: str, port: int, browser: bool) -> None:
    import waitress

    from daylight.register.wsgi import application

    address = f"http://{host}:{port}/"
    click.echo(f"The register is open at {address} (Ctrl-C ends it)")
    if host not in LOOPBACK:
        click.echo("It expects a proxy in front of it that speaks HTTPS.")
    elif browser:
        webbrowser.open(address)
    waitress.serve(
        application,
        host=host,
        port=port,
        threads=16,
        connection_limit=1000,
        max_request_body_size=64 * 1024 * 1024,
        ident=None,
        clear_untrusted_proxy_headers=host in LOOPBACK,
    )


@register.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("register-demo"),
    show_default=True,
    help="Where the demonstration is kept.",
)
@click.option(
    "--albuquerque",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A Parquet file of Albuquerque's ratings: paragraph, title, imr, score.",
)
@click.option("--port", default=8765, show_default=True)
@click.option("--serve/--no-serve", "serving", default=True)
@click.option("--browser/--no-browser", default=True)
@click.option("--password", default="", help="For all demonstration accounts; made up if empty.")
def demo(
    folder: Path,
    albuquerque: Path | None,
    port: int,
    serving: bool,
    browser: bool,
    password: str,
) -> None:
    """Open a register filled with a synthetic decree, with one account per role."""
    start(folder, "")
    from daylight.register.choices import Role
    from daylight.register.demo import albuquerque as ratings
    from daylight.register.demo.build import build
    from daylight.register.demo.people import reset_password

    chosen = password or "-".join(secrets.token_hex(2) for _ in range(4))
    decree = build(chosen)
    reset_password(chosen)
    if albuquerque:
        ratings.load(albuquerque)
    click.echo(f"{decree}: the text and everything about it are synthetic.")
    click.echo(f"Accounts: {', '.join(role.value for role in Role)}")
    click.echo(f"Password of each: {chosen}")
    if serving:
        _serve("127.0.0.1", port, browser)


@register.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--decree", "slug", required=True, help="The decree's short name in the register.")
@click.option("--version-name", required=True, help="For example: Agreement as amended.")
@click.option("--in-force-from", type=click.DateTime(["%Y-%m-%d"]), required=True)
@click.option("--text-status", type=click.Choice(["official", "ocr", "paraphrase", "synthetic"]),
              required=True)  # fmt: skip
@click.option("--doc-no", default="")
@FOLDER
@DATABASE
def import_(
    file: Path,
    slug: str,
    version_name: str,
    in_force_from: datetime,
    text_status: str,
    doc_no: str,
    folder: Path,
    database: str,
) -> None:
    """Import a decree's text (TXT, HTML, DOCX, PDF) as a proposal that people then read."""
    start(folder, database)
    from daylight.register.choices import TextStatus
    from daylight.register.models import Decree, DecreeVersion
    from daylight.register.record import command_line
    from daylight.register.services import texts

    decree = Decree.objects.filter(slug=slug).first()
    if decree is None:
        known = ", ".join(Decree.objects.values_list("slug", flat=True)) or "none yet"
        raise DaylightError(f"there is no decree “{slug}”; the register holds: {known}")
    version = texts.import_text(
        DecreeVersion(
            decree=decree,
            name=version_name,
            doc_no=doc_no,
            in_force_from=in_force_from.date(),
            text_status=TextStatus(text_status),
        ),
        command_line(f"import of {file.name}"),
        name=file.name,
        content=file.read_bytes(),
    )
    doubts = version.paragraphs.filter(checked=False).count()
    click.echo(
        f"{version.paragraphs.count()} paragraphs proposed, {doubts} with doubts. "
        "Nothing counts before people have read it in the register."
    )


@register.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@FOLDER
@DATABASE
def export(file: Path, folder: Path, database: str) -> None:
    """Write every record and the log to a ZIP of CSV and JSON. It holds drafts: keep it safe."""
    start(folder, database)
    from daylight.register import record
    from daylight.register.outputs.data import everything

    record.note(record.command_line("export"), kind="download", about="everything", act="download")
    file.write_bytes(everything())
    file.chmod(0o600)
    click.echo(str(file))


@register.command()
@click.argument("target", type=click.Path(path_type=Path, file_okay=False))
@click.option("--decree", "slug", required=True)
@FOLDER
@DATABASE
def publish(target: Path, slug: str, folder: Path, database: str) -> None:
    """Copy the latest release of a decree to a folder that any web server can serve."""
    start(folder, database)
    from daylight.register.services.releases import copy_released

    click.echo(f"{copy_released(slug, target)} files in {target}")


@register.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@FOLDER
def backup(file: Path, folder: Path) -> None:
    """Write database, evidence and releases to one file, while others go on working."""
    start(folder, "")
    from daylight.register.backup import back_up

    click.echo(str(back_up(file)))


@register.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@FOLDER
def restore(file: Path, folder: Path) -> None:
    """Unpack a backup into a new folder."""
    # No start(): it would make the folder and a database in it.
    from daylight.register.backup import restore as unpack

    click.echo(f"{unpack(file, folder)} files in {folder}")


@register.command()
@FOLDER
@DATABASE
@click.option("--head", default="", help="A head printed in a report or a release, to look for.")
def verify(folder: Path, database: str, head: str) -> None:
    """Check every seal of the log, replay it, and compare every record with it."""
    start(folder, database)
    from daylight.register import anchor, replay
    from daylight.register.record import verify as check

    click.echo(f"{check()} entries, all sealed.")
    click.echo(f"{replay.compare()} records, each as the log says.")
    if head:
        click.echo(f"The head of entry {anchor.check(head).entries} stands in the log.")
    click.echo(f"Head now: {anchor.current()}")


@register.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    add_help_option=False,
)
@FOLDER
@DATABASE
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(folder: Path, database: str, words: tuple[str, ...]) -> None:
    """Pass words to Django's own management, for example `check --deploy`."""
    start(folder, database, plain=False)
    from django.core.management import execute_from_command_line

    arguments: list[Any] = ["daylight register manage", *words]
    execute_from_command_line(arguments)
