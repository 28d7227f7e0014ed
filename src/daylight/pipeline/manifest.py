"""The record of a folder: the hash of every file in it, and a seal over the record itself."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from daylight.errors import StudyError

RUN = "run.json"
"""The record of a run."""

PUBLICATION = "publication.json"
"""The record of a report that was written for others than the agency."""

SEAL = "seal"


def hashed(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hashes(folder: Path) -> dict[str, str]:
    """Every file below a folder, except its record, with its hash."""
    return {
        path.relative_to(folder).as_posix(): hashed(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path not in {folder / RUN, folder / PUBLICATION}
    }


def write(folder: Path, name: str, plain: Mapping[str, Any]) -> None:
    """Write the record of a folder with the hash of every file in it, in one step."""
    whole = {**plain, "files": hashes(folder)}
    text = _text({**whole, SEAL: _seal(whole)})
    scratch = folder / f".{name}"
    scratch.write_text(text, encoding="utf-8")
    scratch.replace(folder / name)


def record_of(folder: Path) -> Path:
    """The record of a run or of a published report; StudyError where there is none."""
    for name in (RUN, PUBLICATION):
        if (folder / name).is_file():
            return folder / name
    raise StudyError(
        f"{folder}: neither a run nor a published report (no {RUN}, no {PUBLICATION}); make one "
        "with `daylight run` or `daylight report RUN --public -o DIR`"
    )


def seal_fault(path: Path) -> str:
    """What shows that a record is not as it was written; empty where nothing does.

    A record is read strictly: one space more is a fault, because whoever wrote it was not Daylight.
    """
    raw = path.read_bytes()
    try:
        found = json.loads(raw)
        seal = found.pop(SEAL)
        whole = _text({**found, SEAL: seal}).encode()
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as problem:
        return f"it is not a record that Daylight wrote with a seal ({type(problem).__name__})"
    if seal != _seal(found):
        return "what it says is not what was sealed"
    return "" if whole == raw else "it says the same, in other bytes than were written"


def _seal(plain: Mapping[str, Any]) -> str:
    return hashlib.sha256(_text(plain).encode()).hexdigest()


def _text(plain: Mapping[str, Any]) -> str:
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"
