"""The last gate before a site is public: all that it says of the same records, tried together."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

from daylight.disclose.check import check
from daylight.disclose.officers import OFFICER_KEYS
from daylight.disclose.surfaces import read
from daylight.errors import DisclosureError
from daylight.report.language import Language
from daylight.site.runs import SiteRun
from daylight.site.told import ToldRun

Told = Mapping[Language, Sequence[ToldRun]]

NOT_TO_LEAVE = frozenset({"officer", "undeclared"})


def check_site(folder: Path, told: Told, lay_out: Callable[[Path, Told], None]) -> None:
    """DisclosureError where something withheld can be worked out of a site, or an officer is told.

    Every run's reports and all pages that speak of it are tried at once, in every language; with
    them those of its agency's other runs of the same time, which count the same records. Counts of
    other agencies and of other times add up to nothing with them, and a smaller smallest cell is
    no fault there: so each lot is tried as a site of its own.

    Parameters
    ----------
    lay_out
        Writes the pages of some of the runs into a folder.
    """
    first, *_ = told.values()
    for one in first:
        _refuse_officers(one)
    tried_apart = list(lots([one.run for one in first]))
    for lot in tried_apart:
        minimum, names = lot[0].minimum_cell, _names(first, lot)
        if minimum < 2:
            continue
        alone = len(tried_apart) == 1
        with nullcontext(folder) if alone else _apart(folder, told, lot, lay_out) as tried:
            try:
                check(tried, minimum, names=names)
            except DisclosureError as problem:
                whom = ", ".join(f"{one.given} ({one.agency})" for one in lot)
                raise DisclosureError(f"{whom}: {problem}") from problem


def lots(runs: Sequence[SiteRun]) -> Iterator[list[SiteRun]]:
    """Runs of one agency and one time together, every other run alone."""
    left = list(runs)
    while left:
        first = left.pop(0)
        span = first.span
        lot = [
            one
            for one in left
            if one.agency == first.agency
            and span is not None
            and one.span is not None
            and one.span.is_like(span)
        ]
        left = [one for one in left if not any(one is other for other in lot)]
        yield [first, *lot]


def _names(told: Sequence[ToldRun], lot: Sequence[SiteRun]) -> tuple[str, ...]:
    """What none of the runs may name."""
    held = [set(one.names) for one in told if any(one.run is run for run in lot)]
    return tuple(sorted(set.intersection(*held)))


@contextmanager
def _apart(
    folder: Path, told: Told, lot: Sequence[SiteRun], lay_out: Callable[[Path, Told], None]
) -> Iterator[Path]:
    """A site of some of the runs alone."""
    chosen = {
        language: [one for one in every if any(one.run is run for run in lot)]
        for language, every in told.items()
    }
    with TemporaryDirectory(dir=folder, prefix=".tried-") as scratch:
        tried = Path(scratch)
        for every in chosen.values():
            for one in every:
                shutil.copytree(
                    one.folder, tried / one.folder.relative_to(folder), copy_function=os.link
                )
        lay_out(tried, chosen)
        yield tried


def _refuse_officers(told: ToldRun) -> None:
    """Whatever the smallest cell: no number of a single officer."""
    for row in read(told.folder).rows:
        if row.about in NOT_TO_LEAVE or any(key in OFFICER_KEYS for key, _ in row.keys):
            raise DisclosureError(
                f"{told.run.given} ({told.run.agency}): nothing was published, because "
                f"{row.quantity} of {row.where} in {row.file} is about a single officer; leave the "
                "question out of the study that is published"
            )
