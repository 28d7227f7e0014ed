"""Changes between two runs as a table."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from daylight.data.change import FindingChange, Graded
from daylight.report.formats.tables import write_csv
from daylight.report.wording.changes import cause_words, changed, named

COLUMNS = (
    "question",
    "asked",
    "what",
    "reasons",
    "causes",
    *(
        f"{name}_{when}"
        for name in ("value", "low", "high", "n", "grade")
        for when in ("before", "after")
    ),
    "said",
)


def write_changes_table(path: Path, changes: Sequence[FindingChange]) -> None:
    """Write one row for each change, in one step."""
    scratch = path.with_name(f".{path.name}")
    write_csv(scratch, COLUMNS, [_row(change) for change in changes])
    scratch.replace(path)


def _row(change: FindingChange) -> dict[str, Any]:
    return {
        "question": change.question,
        "asked": change.asked,
        "what": named(change),
        "reasons": "; ".join(reason.value for reason in change.reasons),
        "causes": "; ".join(cause_words(cause) for cause in change.causes),
        **_held(change.before, "before"),
        **_held(change.after, "after"),
        "said": changed(change),
    }


def _held(one: Graded | None, when: str) -> dict[str, Any]:
    names = ("value", "low", "high", "n")
    if one is None:
        return {f"{name}_{when}": "" for name in (*names, "grade")}
    numbers = {f"{name}_{when}": getattr(one.estimate, name) for name in names}
    return {**numbers, f"grade_{when}": one.grade}
