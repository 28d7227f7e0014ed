"""Files → a proposal: the one entrance of this room."""

from collections.abc import Sequence
from pathlib import Path

from daylight.ingest.drafting.proposal import Proposal


def propose(files: Sequence[str | Path], *, table: str = "") -> Proposal:
    """What these files seem to hold; all of them must have the same header.

    Parameters
    ----------
    table
        The canonical table, where a person has decided it; chosen by the evidence otherwise.
    """
    raise NotImplementedError(f"{len(files)} files, table {table}")
