"""What a draft found in some files, kept beside the decisions until the files change."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from daylight import __version__
from daylight.ingest.drafting.proposal import (
    Candidate,
    CodeChoice,
    ColumnEvidence,
    ColumnProposal,
    FileProposal,
    Reason,
    TableCandidate,
)

NAME = "found.json"

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptProposal:
    """A proposal, and what it was made of.

    Parameters
    ----------
    digests
        SHA-256 of each file, in order; empty for what is no file.
    table
        The table that a person had decided on; empty where the evidence chose it.
    """

    digests: tuple[str, ...]
    table: str
    proposal: FileProposal
    version: str = __version__

    def fits(self, digests: tuple[str, ...], table: str) -> bool:
        """Whether it is of these files as they are now, and of this program."""
        return (self.digests, self.table, self.version) == (digests, table, __version__)


def digests_of(files: Sequence[str]) -> tuple[str, ...]:
    """SHA-256 of each file; empty for one that is not there or no file."""
    return tuple(_digest(Path(name)) for name in files)


def _digest(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def as_json(found: KeptProposal) -> str:
    """The text of a found.json."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n"


def read(path: Path) -> KeptProposal | None:
    """What was kept; None where there is nothing that can be read, and files are read again."""
    try:
        plain = json.loads(path.read_text("utf-8"))
        return KeptProposal(
            digests=tuple(plain["digests"]), table=plain["table"], version=plain["version"],
            proposal=_proposal(plain["proposal"]),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _proposal(plain: Plain) -> FileProposal:
    return FileProposal(
        **{
            **_frozen(plain),
            "tables": tuple(_table(one) for one in plain["tables"]),
            "columns": tuple(_column(one) for one in plain["columns"]),
        }
    )


def _table(plain: Plain) -> TableCandidate:
    return TableCandidate(**{**plain, "reasons": _reasons(plain)})


def _column(plain: Plain) -> ColumnProposal:
    formats = plain["formats_of"]
    return ColumnProposal(
        **{
            **_frozen(plain),
            "candidates": tuple(
                Candidate(**{**one, "reasons": _reasons(one)}) for one in plain["candidates"]
            ),
            "codes": tuple(CodeChoice(**_frozen(one)) for one in plain["codes"]),
            "formats_of": formats and {name: tuple(held) for name, held in formats.items()},
        }
    )


def _reasons(plain: Plain) -> tuple[Reason, ...]:
    return tuple(
        Reason(evidence=ColumnEvidence(one["evidence"]), text=one["text"])
        for one in plain["reasons"]
    )


def _frozen(plain: Plain) -> dict[str, Any]:
    """The same with lists as tuples, and those inside them too."""
    return {name: _tuple(held) for name, held in plain.items()}


def _tuple(held: Any) -> Any:
    return tuple(_tuple(inner) for inner in held) if isinstance(held, list) else held
