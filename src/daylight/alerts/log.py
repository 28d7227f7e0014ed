"""Early-intervention alerts for the agency, with reasons, and the log of what was done.

Both are about named pseudonyms: they are for the agency alone and never part of a report.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

from daylight.data.cells import Cells
from daylight.errors import StudyError
from daylight.model.officers.early_rules import (
    Rule,
    alerts,
    expected_from_peers,
    latest,
    read_rules,
    score,
)
from daylight.model.officers.monthly import Monthly, monthly

Kind = Literal["review", "plan", "no_action", "follow_up", "contest", "answer"]
KINDS: tuple[Kind, ...] = ("review", "plan", "no_action", "follow_up", "contest", "answer")


def alert_list(cells: Cells, month: str, rules: tuple[Rule, ...] = ()) -> pa.Table:
    """Who is alerted at the start of a month, by which version of which rule, and why.

    The furthest above what the unit's rate would give come first. Where exposure is given, only
    officers in service in the month before are listed.

    Parameters
    ----------
    cells
        Events by `officer` and `month` (`2017-03`), with `unit` and `exposure` where there are.
    month
        Only events before it count.
    """
    records = monthly(cells)
    until = _position(records, month)
    rows = [
        row for rule in latest(rules or read_rules()) for row in _rows(rule, records, until, month)
    ]
    schema = pa.schema(
        [
            ("officer", pa.string()),
            ("rule", pa.string()),
            ("version", pa.int64()),
            ("month", pa.string()),
            ("unit", pa.string()),
            ("events", pa.int64()),
            ("event_months", pa.string()),
            ("last_event", pa.string()),
            ("exposure", pa.float64()),
            ("expected_at_unit_rate", pa.float64()),
            ("reason", pa.string()),
        ]
    )
    rows.sort(key=lambda row: (row["rule"], -row["events"] / (row["expected_at_unit_rate"] + 1)))
    return pa.Table.from_pylist(rows, schema=schema)


def _position(records: Monthly, month: str) -> int:
    if month not in records.months:
        raise StudyError(
            f"no records up to {month}; they run from {records.months[0]} to {records.months[-1]}"
            if records.months
            else f"no records up to {month}: the cells are empty"
        )
    return records.months.index(month)


def _rows(rule: Rule, records: Monthly, until: int, month: str) -> list[dict[str, Any]]:
    scores = score(rule, records, until)
    events = records.within(records.events, until, rule.window_months)
    exposure = records.within(records.exposure, until, rule.window_months)
    unit = records.unit_before(until)
    expected = expected_from_peers(events, exposure, unit)
    serving = records.within(records.exposure, until, 1) > 0
    return [
        {
            "officer": records.officers[i],
            "rule": rule.id,
            "version": rule.version,
            "month": month,
            "unit": records.units[unit[i]],
            "events": int(events[i]),
            "exposure": float(exposure[i]),
            "expected_at_unit_rate": float(expected[i]),
            "reason": _reason(rule, float(events[i]), float(expected[i]), records.units[unit[i]]),
            **_evidence(records, int(i), until, rule.window_months),
        }
        for i in (alerts(rule, scores) & serving).nonzero()[0]
    ]


def _evidence(records: Monthly, i: int, until: int, window: int) -> dict[str, str]:
    """The months of the events that count, so that the reader can pull each of them."""
    months = [t for t in range(max(until - window, 0), until) if records.events[i, t]]
    told = [
        records.months[t] + (f" ({n})" if (n := int(records.events[i, t])) > 1 else "")
        for t in months
    ]
    return {
        "event_months": ", ".join(told),
        "last_event": records.months[months[-1]] if months else "",
    }


def _reason(rule: Rule, events: float, expected: float, unit: str) -> str:
    window = f"{events:.0f} events in {rule.window_months} months"
    if rule.kind == "threshold":
        return f"{window}; the rule's threshold is {rule.threshold:.0f}"
    chance = f"{100 * rule.threshold:g} in 100"
    return (
        f"{window}; at the rate of others in the unit ({unit}) {expected:.1f} were to be expected, "
        f"and so many or more would happen to fewer than {chance} by chance"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One entry of the log.

    Parameters
    ----------
    kind
        `review`, `plan`, `no_action`, `follow_up` by a supervisor; `contest` by the officer;
        `answer` to a contest.
    before
        Hash of the entry before, so that a changed or missing entry shows.
    """

    on: str
    officer: str
    rule: str
    version: int
    kind: Kind
    author: str
    reason: str
    before: str = ""

    @property
    def sha256(self) -> str:
        """Hash of this entry, which the next one carries."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def log_entry(
    path: Path,
    *,
    on: date,
    officer: str,
    rule: str,
    version: int,
    kind: Kind,
    author: str,
    reason: str,
) -> LogEntry:
    """Add an entry to a log file; nothing is ever changed or removed, and a reason is required."""
    if kind not in KINDS:
        raise StudyError(f"kind {kind!r}: one of {', '.join(KINDS)}")
    if not reason.strip():
        raise StudyError("an entry needs a reason, also when no action is taken")
    earlier = read_log(path) if path.exists() else ()
    entry = LogEntry(
        on=on.isoformat(),
        officer=officer,
        rule=rule,
        version=version,
        kind=kind,
        author=author,
        reason=reason,
        before=earlier[-1].sha256 if earlier else "",
    )
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
    return entry


def read_log(path: Path, *, officer: str = "") -> tuple[LogEntry, ...]:
    """The entries in order, of one officer where named; StudyError where an entry was changed."""
    entries: list[LogEntry] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            entry = LogEntry(**json.loads(line))
        except (TypeError, json.JSONDecodeError) as problem:
            raise StudyError(f"{path}: line {number} is not an entry of the log") from problem
        if entry.before != (entries[-1].sha256 if entries else ""):
            raise StudyError(f"{path}: line {number} does not follow from the line before it")
        entries.append(entry)
    return tuple(e for e in entries if not officer or e.officer == officer)


def open_alerts(listed: pa.Table, entries: tuple[LogEntry, ...]) -> pa.Table:
    """The alerts that nobody has reviewed, planned on, or closed with a reason.

    An alert opens again when a later event has come since.
    """
    done: dict[tuple[str, str, int], str] = {}
    for e in entries:
        if e.kind in {"review", "plan", "no_action"}:
            key = (e.officer, e.rule, e.version)
            done[key] = max(done.get(key, ""), e.on[:7])
    mask = [
        row["last_event"] > done.get((row["officer"], row["rule"], row["version"]), "")
        for row in listed.to_pylist()
    ]
    return listed.filter(pa.array(mask, pa.bool_()))
