"""Everything that was ever done to a ledger: one line each, and each line proves the one before."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from daylight.errors import ClaimError

FILE = "history.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who did what to which object, when and why, and the object as it then stood.

    Parameters
    ----------
    at
        The moment in UTC, as `2026-11-27T10:00:00Z`.
    thing
        Folder and id: `claims/trust-fell`.
    content
        The object as it stood afterwards; empty where it was withdrawn.
    status
        The status computed then, where the act is about a claim's status.
    before
        The hash of the act before.
    """

    at: str
    who: str
    why: str
    act: str
    thing: str
    content: Mapping[str, Any] = field(default_factory=dict)
    status: str = ""
    before: str = ""

    @property
    def sha256(self) -> str:
        """The hash of this act, which the next one carries."""
        plain = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(plain.encode()).hexdigest()


def read_history(folder: Path) -> tuple[Act, ...]:
    """All acts in order; ClaimError where one was changed, removed or put in between."""
    path = folder / FILE
    if not path.exists():
        return ()
    acts: list[Act] = []
    for number, line in enumerate(_lines(path), 1):
        try:
            act = Act(**json.loads(line))
        except (TypeError, ValueError) as problem:
            raise ClaimError(f"{path}: line {number} is no act of a ledger: {problem}") from problem
        if act.before != (acts[-1].sha256 if acts else ""):
            raise ClaimError(
                f"{path}: line {number} does not follow from the line before it; something was "
                "changed or removed. Take the file back from your version control or a copy"
            )
        acts.append(act)
    return tuple(acts)


def _lines(path: Path) -> list[str]:
    """The lines of a file, ended by a line feed alone: a reason may hold other breaks."""
    with path.open(encoding="utf-8", newline="\n") as file:
        whole = file.read().removesuffix("\n")
    return whole.split("\n") if whole else []


def line_of(act: Act) -> str:
    """An act as a line of the file."""
    return json.dumps(asdict(act), sort_keys=True, ensure_ascii=False) + "\n"


def replayed(acts: tuple[Act, ...]) -> dict[str, Mapping[str, Any]]:
    """Every object as the history says that it stands now."""
    found: dict[str, Mapping[str, Any]] = {}
    for act in acts:
        if act.act == "withdrawn":
            found.pop(act.thing, None)
        elif act.content:
            found[act.thing] = act.content
    return found
