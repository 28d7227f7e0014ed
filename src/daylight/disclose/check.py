"""The last gate before a folder is public: the attacker tries it, and what it finds stops it."""

from collections.abc import Sequence
from pathlib import Path

from daylight.disclose.attack import attack
from daylight.disclose.recovered import Recovered
from daylight.errors import DisclosureError

TOLD = 5
"""So many of what came out are named; the others are counted."""

REMEDIES = {
    "count": (
        "count at a coarser level (a larger place, a longer period, fewer groups), raise "
        "`minimum_cell`, or leave the question out of the public report"
    ),
    "name": (
        "take the name out of the study's own words (`about`, `ask`, a source's notes); groups "
        "of which nothing is published are not to be named"
    ),
    "officer": (
        "leave the question out of the public report, or declare in its method whom the "
        "quantity is about"
    ),
}


def check(
    folder: str | Path,
    minimum_cell: int,
    *,
    earlier: Sequence[str | Path] = (),
    names: Sequence[str] = (),
) -> None:
    """DisclosureError where something can be worked out of a folder that is to be published.

    Parameters
    ----------
    folder
        Every file that is to be published, and no other.
    minimum_cell
        Counts from 1 to one below it are to stay unknown; nothing is checked where it is 0.
    earlier
        Folders published before.
    names
        Groups and places of which nothing is published, which are to be named nowhere.
    """
    if minimum_cell < 2:
        return
    before = [Path(path) for path in earlier]
    found = attack(Path(folder), minimum_cell, before, names)
    if found:
        raise DisclosureError(_told(found))


def _told(found: Sequence[Recovered]) -> str:
    said = [f"  {one.where}: {_what(one)}; {one.how}" for one in found[:TOLD]]
    more = f"\n  and {len(found) - TOLD} more" if len(found) > TOLD else ""
    kinds = dict.fromkeys(one.kind for one in found)
    remedies = "; ".join(REMEDIES[kind] for kind in kinds)
    listed = "\n".join(said)
    return (
        "nothing was published, because a reader could work out what is to stay unknown:\n"
        f"{listed}{more}\nRemedy: {remedies}. This message is for the agency alone."
    )


def _what(one: Recovered) -> str:
    if one.kind != "count":
        return one.what
    span = str(one.low) if one.low == one.high else f"{one.low} to {one.high}"
    return f"{one.what} = {span}"
