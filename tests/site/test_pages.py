"""What stands on the pages of a site, and that every one of them can be read and reached."""

import re
import xml.etree.ElementTree as ET
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from daylight.pipeline.verify import verify
from daylight.report.forbidden import forbidden_words
from daylight.report.language import Language

ATOM = "{http://www.w3.org/2005/Atom}"


class Read(HTMLParser):
    """The ids, links and words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.cells: list[list[str]] = []
        self.words: list[str] = []
        self._in: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._in.append(tag)
        if tag == "tr":
            self.cells.append([])
        elif tag in {"td", "th"} and self.cells:
            self.cells[-1].append("")
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in {"href", "src", "srcset"}:
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._in:
            while self._in.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if {"style", "script"} & set(self._in):
            return
        self.words.append(data)
        if {"td", "th"} & set(self._in) and self.cells and self.cells[-1]:
            self.cells[-1][-1] += data

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def pages(site: Path) -> dict[Path, Read]:
    return {path: Read(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}


def page(site: Path, name: str) -> Read:
    return Read((site / name).read_text("utf-8"))


def test_every_link_leads_somewhere_and_every_id_is_one(site: Path) -> None:
    read, lost = pages(site), []
    for path, one in read.items():
        assert sorted(one.ids) == sorted(set(one.ids)), path
        for link in one.links:
            parts = urlsplit(link)
            assert not parts.scheme, (path, link)
            to = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            is_there = to.is_file() and site.resolve() in to.parents
            if not is_there or (parts.fragment and unquote(parts.fragment) not in read[to].ids):
                lost.append((path.name, link))
    assert len(read) > 30
    assert lost == []


def test_every_page_is_valid_and_runs_nothing(site: Path) -> None:
    for path, one in pages(site).items():
        html5lib.HTMLParser(strict=True).parse(path.read_text("utf-8"))
        assert not {"script", "iframe", "object", "embed", "link-module"} & set(one.tags), path
        assert one.tags.count("main") == one.tags.count("h1") == 1, path


def test_no_file_says_where_it_was_made(site: Path, runs: dict[str, Path]) -> None:
    made_in = str(next(iter(runs.values())).parent.parent)
    for path in site.rglob("*"):
        if path.is_file():
            assert made_in.encode() not in path.read_bytes(), path


def test_nothing_about_a_single_officer_leaves(site: Path, runs: dict[str, Path]) -> None:
    told = re.compile(rb"badge-\d|race_share_of_officer")
    assert told.search((runs["elan"] / "model" / "who-leaves-race-blank.json").read_bytes())
    for path in site.rglob("*"):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as held:
                assert set(held.namelist()) == {"findings.json", "estimates.parquet", "queries.txt"}
                for name in held.namelist():
                    assert not told.search(held.read(name)), (path, name)
        elif path.is_file():
            assert not told.search(path.read_bytes()), path


def test_equal_definitions_stand_side_by_side_in_the_order_of_names(site: Path) -> None:
    """120 of 600 and 90 of 900 are 10 points apart; 180 of 600 are 20, 150 of 600 are 15."""
    one = page(site, "en/questions/search-rate.html")
    rows = [(row[0], row[2]) for row in one.cells if row and "Police" in row[0] and len(row) > 3]
    found = [(name.partition(" ")[0], number.split()[0]) for name, number in rows]
    assert found == [("Birch", "+20.0"), ("Élan", "+15.0"), ("Zinnia", "+10.0")]
    assert "Answers that may be compared: 3 of 4" in one.text


def test_another_period_stands_with_its_reason_and_no_number(site: Path) -> None:
    one = page(site, "en/questions/search-rate.html")
    later = [row for row in one.cells if row and "2025" in row[0]]
    assert [len(row) for row in later] == [3]
    assert later[0][2].strip() == "another period, from January 2025 to June 2025"


def test_the_agency_page_says_what_changed(site: Path) -> None:
    """60 more of 600 were searched than at first, then 90: 20 points more than 10, then 25."""
    one = page(site, "en/agencies/birch-police.html").text
    assert "What changed since the earlier run" in one
    assert re.search(
        r"Difference in search rates, Black: it was \+20\.0 points .* it is \+25\.0", one
    )
    assert one.index("January to June 2025") < one.index("January to June 2024")


def test_the_method_page_says_what_would_overturn_it_and_where_it_is_used(site: Path) -> None:
    one = page(site, "en/methods/search-rate.html")
    assert "What would overturn it" in one.text
    assert sum("#q-search-rate" in link for link in one.links) == 4


def test_the_index_has_everything_by_letter_and_by_agency(site: Path) -> None:
    one = page(site, "en/all.html").text
    for name in ("Birch Police", "Élan <Police> / Sheriff & Co", "Zinnia Police", "search-rate"):
        assert name in one
    assert one.index("Birch") < one.index("Élan") < one.index("Zinnia")


def test_both_languages_stand_side_by_side(site: Path) -> None:
    for path in sorted((site / "en").rglob("*.html")):
        name = path.relative_to(site / "en")
        other = site / "es" / name
        assert other.is_file(), name
        assert '<html lang="en">' in path.read_text("utf-8")
        assert '<html lang="es">' in other.read_text("utf-8")
        if "reports" not in name.parts:
            assert any("/es/" in link for link in page(site, f"en/{name}").links), name
    spoken = page(site, "es/questions/search-rate.html").text
    assert "otro periodo, de enero de 2025 a junio de 2025" in spoken
    assert "Every agency" not in spoken


def test_no_page_says_more_than_records_can(site: Path) -> None:
    """What a method cannot say is said on its own page."""
    for path, one in pages(site).items():
        if "methods" not in path.parts and path.name != "index.html":
            spoken = Language.SPANISH if "es" in path.parts else Language.ENGLISH
            assert forbidden_words(one.text, spoken) == (), path


def test_feeds_are_atom_dated_by_the_records(site: Path) -> None:
    feed = ET.parse(site / "en" / "feed.xml").getroot()
    entries = feed.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}updated") for one in entries] == [
        "2025-06-28T00:00:00Z",
        *["2024-06-28T00:00:00Z"] * 3,
    ]
    assert feed.findtext(f"{ATOM}updated") == "2025-06-28T00:00:00Z"
    ids = [one.findtext(f"{ATOM}id") for one in (feed, *entries)]
    assert len(set(ids)) == 5
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    own = ET.parse(site / "en" / "agencies" / "birch-police.xml").getroot()
    for one in own.findall(f"{ATOM}entry"):
        link = one.find(f"{ATOM}link")
        assert link is not None
        assert (site / "en" / "agencies" / link.attrib["href"]).is_file()


def test_a_picture_can_be_taken_with_its_table_words_source_and_hash(site: Path) -> None:
    [name] = [
        link for link in page(site, "en/questions/search-rate.html").links if "embed/" in link
    ][:1]
    taken = site / "embed" / Path(name).name
    text = taken.read_text("utf-8")
    for number in ("+20.0 points", "+15.0 points", "+10.0 points"):
        assert number in text
    assert taken.stem in Read(text).text
    assert re.search(r'alt="[^"]{40,}"', text)
    ET.parse(taken.with_suffix(".svg"))
    assert "nobody" in Read(text).text


def test_the_frame_to_copy_names_the_picture(site: Path) -> None:
    [listed] = (site / "en" / "reports" / "zinnia-police").glob("*/pictures.html")
    assert '<iframe src="embed/' in Read(listed.read_text("utf-8")).text


def test_a_site_is_verified_like_a_run(site: Path) -> None:
    assert verify(site).is_sound


@pytest.mark.parametrize("name", ["Élan", "Zinnia", "Birch"])
def test_reports_lead_back(site: Path, name: str) -> None:
    for path in (site / "en" / "reports").glob("*/*/index.html"):
        text = path.read_text("utf-8")
        if f"{name} " in text[: text.index("<main>")]:
            assert any(link.startswith("../../../agencies/") for link in Read(text).links)
            return
    pytest.fail(f"no report of {name}")
