"""What a site takes along besides runs: a register's public export, and a ledger of claims."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from daylight.claims import words
from daylight.claims.assess import standing
from daylight.claims.ledger import Ledger
from daylight.claims.pages import write_pages
from daylight.claims.runs import run_hash
from daylight.errors import StudyError
from daylight.report.context import ClaimLink
from daylight.report.language import Language
from daylight.site.runs import SiteRun

SUMS = "SHA256SUMS"
"""The list of hashes by which a register's public export is known."""

REGISTER = "register"
CLAIMS = "claims"


def register_files(folder: Path) -> dict[str, bytes]:
    """The files of a register's public export; StudyError where it is none, or was changed."""
    listed = folder / SUMS
    if not listed.is_file() or not (folder / "index.html").is_file():
        raise StudyError(
            f"{folder}: not the public export of a register ({SUMS} and index.html are looked "
            "for); make one with `daylight register publish`, or leave --register out"
        )
    files = {SUMS: listed.read_bytes()}
    for line in files[SUMS].decode("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        path = folder / name
        is_inside = name and not PurePosixPath(name).is_absolute() and ".." not in name.split("/")
        if not is_inside or not path.is_file():
            raise StudyError(f"{folder}: {SUMS} lists {name!r}, which is not there; export it anew")
        files[name] = path.read_bytes()
        if hashlib.sha256(files[name]).hexdigest() != digest:
            raise StudyError(f"{path}: is not as it was exported (its SHA-256 is another)")
    return files


def write_register(files: Mapping[str, bytes], folder: Path) -> None:
    """Put a register's public export into a site, byte for byte."""
    for name, content in files.items():
        path = folder / REGISTER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def write_claims(ledger: Ledger, folder: Path, languages: Sequence[Language]) -> None:
    """Write the pages of a ledger into a site."""
    write_pages(ledger, folder / CLAIMS, languages)


def claims_home(languages: Sequence[Language]) -> dict[Language, str]:
    """The page of all claims in each language, from the root of the site."""
    return {
        one: f"{CLAIMS}/index.html" if one is languages[0] else f"{CLAIMS}/{one.value}/index.html"
        for one in languages
    }


def claims_of(
    ledger: Ledger, run: SiteRun, language: Language, languages: Sequence[Language]
) -> tuple[ClaimLink, ...]:
    """The claims that were put to this very run, as its report in the site reaches their pages."""
    below = f"{CLAIMS}/claims" if language is languages[0] else f"{CLAIMS}/{language.value}/claims"
    asked = {one.id for one in run.again.study.questions}
    found: dict[tuple[str, str], ClaimLink] = {}
    for made in ledger.assessments.values():
        claim = ledger.claims.get(made.claim)
        if claim is None or made.question not in asked:
            continue
        if run_hash(run.again.run.folder, made.question) != made.run_sha256:
            continue
        neutral = claim.palabras if language is Language.SPANISH and claim.palabras else claim.words
        found[made.question, claim.id] = ClaimLink(
            question=made.question,
            words=neutral,
            status=words.STATUS[standing(ledger, claim).status][language],
            address=f"../../../../{below}/{claim.id}.html",
        )
    return tuple(found.values())
