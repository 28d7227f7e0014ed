"""A site is always public: what a run withholds cannot be found anywhere in it."""

import dataclasses
import json
import zipfile
from pathlib import Path

import pytest

from daylight.disclose import manifest as releases
from daylight.disclose.attack import attack
from daylight.errors import DisclosureError
from daylight.report.language import Language
from daylight.site import disclosure
from daylight.site.runs import opened
from daylight.site.told import tell
from daylight.site.write import SiteWish, write_site
from tests.site.agencies import Invented, made

FEW = Invented(agency="Few Police", tiny=3, head="minimum_cell = 10\n")


def texts(site: Path) -> dict[str, str]:
    """Every text of a site, those in archives too."""
    found = {}
    for path in sorted(site.rglob("*")):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as held:
                for name in held.namelist():
                    found[f"{path}/{name}"] = held.read(name).decode("utf-8", "replace")
        elif path.is_file():
            found[str(path)] = path.read_text("utf-8")
    return found


def test_a_group_of_three_is_named_and_counted_nowhere(
    tmp_path: Path, runs: dict[str, Path]
) -> None:
    few = made(tmp_path, FEW)
    assert "pacific_islander" in (few / "model" / "search-rate.json").read_text("utf-8")
    out = tmp_path / "site"
    wish = SiteWish(languages=(Language.ENGLISH, Language.SPANISH))
    write_site([few, runs["zinnia"]], out, wish)
    for name, text in texts(out).items():
        assert "acific" not in text.replace("Asian/Pacific", ""), name
        assert "las islas del Pac" not in text, name
    [report] = (out / "en" / "reports" / "few-police").iterdir()
    assert attack(report, 10) == ()
    assert releases.read(report).minimum_cell == 10


def test_a_count_that_can_be_worked_out_stops_the_whole_site(
    tmp_path: Path, runs: dict[str, Path]
) -> None:
    out = tmp_path / "site"
    write_site([runs["zinnia"]], out)
    before = texts(out)
    leaks = dataclasses.replace(FEW, head="", title="Of 4 people stopped")
    given = [made(tmp_path, leaks), made(tmp_path, FEW), runs["zinnia"]]
    with pytest.raises(
        DisclosureError, match=r"Few Police(?s:.*)4 people(?s:.*)for the agency alone"
    ):
        write_site(given, out)
    assert texts(out) == before
    assert not list(tmp_path.glob(".*"))


def test_pages_are_tried_with_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: dict[str, Path]
) -> None:
    """What every report withholds and a page of the site would say is found on the page."""
    monkeypatch.setattr("daylight.site.words.inventory", lambda *_: "3 people were stopped.")
    with pytest.raises(DisclosureError, match="3 people"):
        write_site([made(tmp_path, FEW), runs["zinnia"]], tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_one_study_does_not_show_what_another_of_its_agency_withholds(tmp_path: Path) -> None:
    """Both count the same stops; that of the open study would give the three away."""
    open_study = dataclasses.replace(FEW, head="", title="The same stops again")
    found = opened([made(tmp_path, FEW), made(tmp_path, open_study)])
    assert [one.minimum_cell for one in found] == [10, 10]
    out = tmp_path / "site"
    write_site([one.given for one in found], out)
    assert all("acific" not in text for text in texts(out).values())


def test_only_records_that_may_overlap_are_laid_against_one_another(runs: dict[str, Path]) -> None:
    earlier, later = opened([runs["birch"], runs["birch-later"]])
    assert not earlier.shares_records_with(later)
    assert earlier.shares_records_with(dataclasses.replace(later, span=None))
    assert [len(lot) for lot in disclosure.lots([earlier, later])] == [1, 1]
    alike = dataclasses.replace(later, span=earlier.span)
    assert [len(lot) for lot in disclosure.lots([earlier, alike])] == [2]


def test_a_number_of_an_officer_is_found_whatever_the_smallest_cell(
    tmp_path: Path, runs: dict[str, Path]
) -> None:
    [run] = opened([runs["zinnia"]])
    folder = tmp_path / "report"
    folder.mkdir()
    told = tell(run, Language.ENGLISH, folder)
    plain = json.loads((folder / "findings.json").read_text("utf-8"))
    plain["findings"][0]["estimates"][0]["keys"]["officer_id"] = "badge-1"
    (folder / "findings.json").write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(DisclosureError, match="about a single officer"):
        disclosure.check_site(tmp_path, {Language.ENGLISH: [told]}, lambda *_: None)
