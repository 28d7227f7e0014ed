"""The help of every command, as a page of the documentation."""

from collections.abc import Iterator

import click

from daylight.cli.main import main


def help_page() -> str:
    """Every command and the commands of groups, each under a heading of its own."""
    root = click.Context(main, info_name="daylight")
    parts = [f"```text\n{main.get_help(root)}\n```\n"]
    return "\n".join([*parts, *_below(main, root, depth=2)])


def _below(group: click.Group, context: click.Context, depth: int) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            continue
        own = click.Context(command, info_name=name, parent=context)
        yield f"{'#' * depth} {own.command_path}\n\n```text\n{command.get_help(own)}\n```\n"
        if isinstance(command, click.Group) and name != "register":
            yield from _below(command, own, depth + 1)
