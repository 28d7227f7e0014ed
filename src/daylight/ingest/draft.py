"""A first recipe for a file nobody has read yet: proposals with their evidence, never silent.

What the names and values do not settle is marked `decide`; a recipe with such a mark does not
load. What is known of names, values and tables is data, in `drafting/lexicon`.
"""

from collections.abc import Sequence
from pathlib import Path

from daylight.ingest.drafting.names import plain as words
from daylight.ingest.drafting.propose import propose
from daylight.ingest.drafting.recipe_text import recipe_text

__all__ = ["draft", "words"]


def draft(files: Sequence[str | Path], *, table: str = "") -> str:
    """A recipe for these files, as TOML with the evidence in comments.

    All files must have the same header: they become one role. Relational files are drafted one
    at a time and put together by hand.

    Parameters
    ----------
    table
        The canonical table, where a person knows it; chosen by the evidence otherwise.
    """
    return recipe_text(propose(files, table=table))
