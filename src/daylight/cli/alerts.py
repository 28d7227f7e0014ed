"""Commands about early-intervention alerts and their log, for the agency alone."""

from datetime import UTC, datetime
from pathlib import Path

import click

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("cells", type=PATH)
@click.option("--month", required=True, help="Alerts as of the start of this month: 2017-03.")
@click.option("--rules", type=PATH, help="Rules of your own, as TOML; those that ship otherwise.")
@click.option("--log", type=PATH, help="List only alerts that this log has not dealt with.")
@click.option("-o", "--out", type=PATH, required=True, help="A .csv file, for the agency only.")
def alerts(cells: Path, month: str, rules: Path | None, log: Path | None, out: Path) -> None:
    """List early-intervention alerts with their reasons: agency use only, never published.

    CELLS holds events by officer_id and month, with unit and exposure where there are.
    """
    from pyarrow.csv import write_csv

    from daylight.alerts.log import alert_list, open_alerts, read_log
    from daylight.model.methods import named
    from daylight.model.officers.early_rules import read_rules
    from daylight.pipeline.call import FileKeys, read_input

    own = read_rules(rules) if rules else ()
    counts, _ = read_input(named("early-intervention"), cells, FileKeys(), {})
    listed = alert_list(counts, month, own)
    if log is not None and log.exists():
        listed = open_alerts(listed, read_log(log))
    write_csv(listed, out)
    officers = len(set(listed["officer_id"].to_pylist()))
    click.echo(
        f"{listed.num_rows:,} alerts on {officers:,} officers; an alert is a reason to look, not a "
        "finding"
    )
    click.echo(out)


@click.command()
@click.argument("log", type=PATH)
@click.option("--officer", default="", help="Whose entries; everybody's when left out.")
@click.option("--rule", help="The rule that alerted. With it, an entry is added.")
@click.option("--version", type=int, default=1, show_default=True, help="The rule's version.")
@click.option("--kind", help="review, plan, no_action, follow_up; contest by the officer; answer.")
@click.option("--author", help="Who makes the entry.")
@click.option("--reason", help="What was found or decided, and why; always needed.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day of the entry; today otherwise.")
def alert_log(
    log: Path,
    officer: str,
    rule: str | None,
    version: int,
    kind: str | None,
    author: str | None,
    reason: str | None,
    on: datetime | None,
) -> None:
    """Show the LOG of what was done about alerts, or add to it: agency use only.

    With --officer alone an officer sees every entry about them, and contests one by adding an
    entry of the kind `contest`. Nothing is ever changed or removed; a changed file is refused.
    """
    from daylight.alerts.log import LogEntry, log_entry, read_log

    if rule is None:
        for entry in read_log(log, officer=officer):
            click.echo(
                f"{entry.on}  officer {entry.officer}  {entry.rule} v{entry.version}  "
                f"{entry.kind} by {entry.author}: {entry.reason}"
            )
        return
    if not (officer and kind and author):
        raise click.UsageError("an entry needs --officer, --rule, --kind, --author and --reason")
    entry = LogEntry(
        on=(on or datetime.now(UTC)).date().isoformat(),
        officer=officer,
        rule=rule,
        version=version,
        kind=kind,  # type: ignore[arg-type]  # checked by log_entry
        author=author,
        reason=reason or "",
    )
    log_entry(log, entry)
    click.echo(log)
