"""What a feed says of a run: no clock is read, so its date is that of its last record."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from daylight.report.language import spoken
from daylight.site.told import ToldRun

UNDATED = "1970-01-01T00:00:00Z"
"""The date of records that bear none: Atom asks for one."""

MOST_ANSWERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One run in a feed.

    Parameters
    ----------
    id
        Another one for a run that was made again with another result.
    address
        Its report, below the folder of the language.
    """

    id: str
    title: str
    agency: str
    updated: str
    address: str
    answers: tuple[str, ...]


def entries(told: Sequence[ToldRun]) -> tuple[FeedEntry, ...]:
    """The runs as a feed lists them, the latest records first."""
    made = sorted(told, key=lambda one: (one.run.order, one.run.address), reverse=True)
    return tuple(
        FeedEntry(
            id=urn(f"{one.run.address}/{one.run.seal}/{spoken().value}"),
            title=f"{one.shown.title} ({one.shown.period})"
            if one.shown.period
            else one.shown.title,
            agency=one.run.agency,
            updated=f"{one.run.span.last.isoformat()}T00:00:00Z" if one.run.span else UNDATED,
            address=f"reports/{one.run.address}/index.html",
            answers=tuple(answer.sentence for answer in one.answers[:MOST_ANSWERS]),
        )
        for one in made
    )


def urn(name: str) -> str:
    """A lasting name of something in a site."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"daylight:site:{name}").urn
