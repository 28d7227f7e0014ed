"""A register's public export and a ledger of claims, taken along."""

import hashlib
import shutil
from pathlib import Path

import pytest

from daylight import claims
from daylight.claims.assess import Putting, assess
from daylight.claims.ledger import Ledger, LedgerAuthor
from daylight.claims.runs import Chosen
from daylight.errors import ClaimError, StudyError
from daylight.report.language import Language
from daylight.site.write import SiteWish, write_site
from tests.site.test_pages import page, pages


def export(folder: Path) -> Path:
    """What a register leaves for the public, as small as it may be."""
    folder.mkdir()
    text = (
        '<!doctype html><html lang="en"><head><title>Decree</title></head><body><main>'
        '<h1>Decree</h1><p>3 people met.</p><a href="text.html">Text</a></main></body></html>'
    )
    files = {"index.html": text, "text.html": text.replace("Decree", "Text")}
    sums = ""
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
        sums += f"{hashlib.sha256(content.encode()).hexdigest()}  {name}\n"
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")
    return folder


def test_a_register_is_copied_byte_for_byte_and_linked(
    tmp_path: Path, runs: dict[str, Path]
) -> None:
    given = export(tmp_path / "export")
    out = tmp_path / "site"
    write_site([runs["birch"]], out, SiteWish(register=given))
    for path in given.iterdir():
        assert (out / "register" / path.name).read_bytes() == path.read_bytes()
    assert "register/index.html" in page(out, "index.html").links
    assert "../../register/index.html" in page(out, "en/agencies/birch-police.html").links


def test_a_register_that_was_changed_or_is_none_is_refused(
    tmp_path: Path, runs: dict[str, Path]
) -> None:
    given = export(tmp_path / "export")
    (given / "text.html").write_text("changed", encoding="utf-8")
    with pytest.raises(StudyError, match=r"text\.html: is not as it was exported"):
        write_site([runs["birch"]], tmp_path / "site", SiteWish(register=given))
    (given / "SHA256SUMS").write_text("00  ../../secret\n", encoding="utf-8")
    with pytest.raises(StudyError, match="which is not there"):
        write_site([runs["birch"]], tmp_path / "site", SiteWish(register=given))
    with pytest.raises(StudyError, match="not the public export of a register"):
        write_site([runs["birch"]], tmp_path / "site", SiteWish(register=tmp_path))
    assert not (tmp_path / "site").exists()


@pytest.fixture
def ledger(tmp_path: Path, runs: dict[str, Path]) -> Path:
    """An invented ledger, of which one claim is put to the earlier run of Birch."""
    folder = tmp_path / "ledger"
    shutil.copytree(Path(claims.__file__).parent / "example" / "invented", folder)
    chosen = Chosen(
        question="search-rate",
        quantity="search_rate_ratio",
        keys={"subject_race": "black"},
    )
    ann = LedgerAuthor("Ann", "a test", "2026-01-01T00:00:00Z")
    opened = Ledger.open(folder)
    assess(opened, "searched-more-often", runs["birch"], Putting(chosen=chosen), ann)
    return folder


def test_claims_stand_in_the_site_and_beside_the_findings_they_were_put_to(
    tmp_path: Path, runs: dict[str, Path], ledger: Path
) -> None:
    out = tmp_path / "site"
    both = (Language.ENGLISH, Language.SPANISH)
    write_site([runs["birch"], runs["zinnia"]], out, SiteWish(claims=ledger, languages=both))
    assert "claims/index.html" in page(out, "index.html").links
    assert "../claims/es/index.html" in page(out, "es/index.html").links
    [report] = (out / "en" / "reports" / "birch-police").glob("*/index.html")
    links = [one for one in pages(report.parent)[report].links if "/claims/" in one]
    assert len(links) == 1
    assert (report.parent / links[0]).resolve().is_file()
    [other] = (out / "en" / "reports" / "zinnia-police").glob("*/index.html")
    assert not any("/claims/" in one for one in pages(other.parent)[other].links)


def test_a_ledger_that_is_none_is_refused(tmp_path: Path, runs: dict[str, Path]) -> None:
    with pytest.raises(ClaimError, match="no such ledger"):
        write_site([runs["birch"]], tmp_path / "site", SiteWish(claims=tmp_path / "none"))
