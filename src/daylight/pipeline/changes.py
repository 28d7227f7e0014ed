"""What changed since an earlier run, as a run's folder keeps it for its report."""

import json
from collections.abc import Sequence
from pathlib import Path

from daylight.data.change import FindingChange
from daylight.errors import StudyError
from daylight.plan.finished import Run
from daylight.plan.study import Study

CHANGES = "changes.json"
"""The file of a run folder that lists them."""


def read_changes(folder: Path) -> tuple[FindingChange, ...]:
    """The changes that a run folder lists; none where there is no such file."""
    path = folder / CHANGES
    if not path.is_file():
        return ()
    try:
        return tuple(FindingChange.from_dict(one) for one in json.loads(path.read_text("utf-8")))
    except (AttributeError, KeyError, TypeError, ValueError) as problem:
        raise StudyError(
            f"{path}: not what `--since` wrote ({problem}); write it anew with `daylight report "
            "RUN --since OLDRUN`, or remove it"
        ) from problem


def earlier_run(folder: str | Path, study: Study) -> Run:
    """The run that another is compared with; StudyError where its numbers may not be told.

    A report that withholds counts says what an earlier one said, and may say no more than it would.
    """
    before = Run.open(folder)
    earlier = Study.read(before.folder / "study.toml")
    if earlier.department.name != study.department.name:
        raise StudyError(
            f"{folder}: is of another agency ({earlier.department.name}) than this one "
            f"({study.department.name}); what changed is told of one agency, so give a run of its "
            "own records, or leave --since out"
        )
    least = earlier.minimum_cell
    if least < study.minimum_cell:
        raise StudyError(
            f"{folder}: its report withholds less (minimum_cell {least}) than this one (minimum_"
            f"cell {study.minimum_cell}), and its numbers would stand here; set minimum_cell = "
            f"{study.minimum_cell} in its study and run that again, or leave --since out"
        )
    return before


def write_changes(folder: Path, changes: Sequence[FindingChange]) -> None:
    """Keep the changes in a run folder."""
    plain = [one.to_dict() for one in changes]
    text = json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    (folder / CHANGES).write_text(text, encoding="utf-8")
