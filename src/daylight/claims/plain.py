"""What a claim's own words may not be: two measures in one, or other than they look."""

import re
from collections.abc import Mapping

from daylight.errors import ClaimError

TWO = re.compile(
    r"[;+&]|\b(?:and|plus|as well as|along with|together with|y|así como|además de)\b", re.I
)
"""What joins two measures into one claim."""

UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]")
"""Characters that nobody sees, some of which turn what a page shows."""


def refuse_two(name: str, measure: str) -> None:
    """ClaimError where a measure is two."""
    if TWO.search(measure):
        raise ClaimError(f"{name}: {measure!r} are two measures; make a claim of each")


def refuse_unseen(name: str, texts: Mapping[str, object]) -> None:
    """ClaimError where a text holds characters that turn or hide what is read."""
    for field, text in texts.items():
        if isinstance(text, str) and UNSEEN.search(text):
            raise ClaimError(
                f"{name}: {field} holds characters that are not seen; type it again without them"
            )
