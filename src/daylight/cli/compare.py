"""`daylight compare`: two runs side by side."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from daylight.compare.runs import LaidBeside

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("before", type=PATH)
@click.argument("after", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Every change as JSON, on the screen.")
@click.option("-o", "--out", type=PATH, help="Folder for changes.json and changes.csv.")
def compare(before: Path, after: Path, out: Path | None, *, as_json: bool) -> None:
    """What changed from the run BEFORE to the run AFTER, and whether by data, definition or method.

    \b
      daylight compare RUN-2023 RUN-2024                 in words
      daylight compare RUN-2023 RUN-2024 -o changes      as tables
    A finding is the same where question, number, group and reference are. What differs is looked
    for along the line: files, recipe, counting, method; a step that made the same of its input in
    both runs is no cause. Several that differ at once cannot be told apart.
    """
    from daylight.compare.runs import compared
    from daylight.plan.study import Run

    found = compared(Run.open(before), Run.open(after))
    if as_json:
        click.echo(_as_json(found))
        return
    if out is not None:
        _write(found, out)
        click.echo(out)
        return
    _tell(found)


def _tell(found: "LaidBeside") -> None:
    from daylight.report.wording.changes import changed, summed_up

    click.echo(summed_up(found.changes, found.same))
    told = ""
    for change in found.changes:
        if change.question != told:
            told = change.question
            click.echo(f"\n{told}{f': {change.asked}' if change.asked else ''}")
        click.echo(f"  {changed(change)}")


def _as_json(found: "LaidBeside") -> str:
    plain = {"same": found.same, "changes": [one.to_dict() for one in found.changes]}
    return json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False)


def _write(found: "LaidBeside", out: Path) -> None:
    from daylight.report.formats.changes import write_changes_table

    out.mkdir(parents=True, exist_ok=True)
    scratch = out / ".changes.json"
    scratch.write_text(_as_json(found) + "\n", encoding="utf-8")
    scratch.replace(out / "changes.json")
    write_changes_table(out / "changes.csv", found.changes)
