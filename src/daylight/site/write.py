"""Runs → a site: told, laid out, tried, and put in its place whole."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daylight import __version__
from daylight.claims.ledger import Ledger
from daylight.errors import StudyError
from daylight.pipeline import manifest
from daylight.pipeline.atomic import staged
from daylight.report.language import Language
from daylight.site.comparisons import definitions
from daylight.site.disclosure import Told, check_site
from daylight.site.download import packed
from daylight.site.pages import SiteShape, write_pages
from daylight.site.runs import SiteRun, opened
from daylight.site.supplements import (
    claims_home,
    claims_of,
    register_files,
    write_claims,
    write_register,
)
from daylight.site.told import ToldRun, tell


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteWish:
    """What is asked of a site.

    Parameters
    ----------
    languages
        In which it is written; the first one is that of the page at its root.
    address
        Where it will stand, for feeds and for pages that take its pictures; empty where unknown.
    register
        The folder of a register's public export.
    claims
        The folder of a ledger of public claims.
    """

    languages: tuple[Language, ...] = (Language.ENGLISH,)
    address: str = ""
    register: Path | None = None
    claims: Path | None = None


def write_site(
    folders: Sequence[Path],
    out: Path,
    wish: SiteWish | None = None,
    progress: Callable[[str], None] | None = None,
) -> Path:
    """Write a public site of finished runs; the page to begin with.

    It is written beside its place and takes it whole. DisclosureError, and nothing written, where
    something withheld could be worked out of it.
    """
    asked = wish or SiteWish()
    say_so = progress or (lambda _: None)
    runs = opened(folders)
    _refuse_places(runs, out)
    register = register_files(asked.register) if asked.register else {}
    ledger = Ledger.open(asked.claims) if asked.claims else None
    shape = SiteShape(
        languages=asked.languages,
        address=f"{asked.address.rstrip('/')}/" if asked.address else "",
        known=definitions(runs),
        claims=claims_home(asked.languages) if ledger else {},
        has_register=bool(register),
    )
    with staged(out, manifest.PUBLICATION) as scratch:
        told = {
            language: _told(runs, (language, asked.languages), ledger, (scratch, say_so))
            for language in asked.languages
        }

        def lay_out(folder: Path, some: Told) -> None:
            write_pages(folder, some, shape)

        say_so("pages")
        lay_out(scratch, told)
        say_so("what a reader could work out")
        check_site(scratch, told, lay_out)
        packed(one.folder for every in told.values() for one in every)
        if ledger:
            write_claims(ledger, scratch, asked.languages)
        write_register(register, scratch)
        manifest.write(scratch, manifest.PUBLICATION, _record(runs, asked))
    return out / "index.html"


def _told(
    runs: Sequence[SiteRun],
    tongue: tuple[Language, Sequence[Language]],
    ledger: Ledger | None,
    place: tuple[Path, Callable[[str], None]],
) -> tuple[ToldRun, ...]:
    """Every run's public report in one language, each with those before it in mind."""
    (language, languages), (scratch, say_so) = tongue, place
    made: list[ToldRun] = []
    for run in runs:
        say_so(f"{run.agency}: {run.again.study.title} ({language.value})")
        folder = scratch / language.value / "reports" / run.address
        folder.mkdir(parents=True)
        earlier = [one.folder for one in made if _may_show(one.run, run)]
        links = claims_of(ledger, run, language, languages) if ledger else ()
        made.append(tell(run, language, folder, earlier, links))
    return tuple(made)


def _may_show(one: SiteRun, other: SiteRun) -> bool:
    """Whether what one run publishes may show what another withholds."""
    return bool(other.minimum_cell) and one.shares_records_with(other)


def _record(runs: Sequence[SiteRun], asked: SiteWish) -> dict[str, Any]:
    """What the record of a site says; every run is named by its own seal."""
    return {
        "daylight": __version__,
        "site": {"languages": [one.value for one in asked.languages], "address": asked.address},
        "runs": [
            {
                "agency": run.agency,
                "title": run.again.study.title,
                "period": run.again.study.period,
                "run": run.seal,
                "minimum_cell": run.minimum_cell,
                "address": f"reports/{run.address}",
            }
            for run in runs
        ],
    }


def _refuse_places(runs: Sequence[SiteRun], out: Path) -> None:
    """A site stands apart from runs, which hold records, and takes the place of a site alone."""
    there = out.resolve()
    for run in runs:
        own = run.again.run.folder.resolve()
        if there == own or own in there.parents or there in own.parents:
            raise StudyError(
                f"{out}: is the run {run.given}, within it or around it; give a folder of its own"
            )
    record = there / manifest.PUBLICATION
    if (there / manifest.RUN).exists():
        raise StudyError(f"{out}: holds a run, which would be replaced; give another folder")
    if record.is_file() and not _is_of_a_site(record):
        raise StudyError(
            f"{out}: holds a published report, which would be replaced; give another folder"
        )


def _is_of_a_site(record: Path) -> bool:
    try:
        plain: Mapping[str, Any] = json.loads(record.read_text("utf-8"))
    except ValueError:
        return False
    return isinstance(plain, dict) and "site" in plain
