"""From a newspaper sentence to a page, as somebody does it who has never seen the command."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from daylight.claims import words
from daylight.claims.export import exported
from daylight.claims.ledger import Ledger
from daylight.claims.objects import Beyond, Form, Kind, Relation
from daylight.claims.pages import write_pages
from daylight.claims.status import Because, Status, Why
from daylight.cli.main import main
from daylight.errors import ClaimError
from daylight.report.forbidden import forbidden_words
from daylight.report.language import Language

DEMO = "daylight-demo"
SENTENCE = "Black residents are stopped more often than white residents in this city."
NAMED = ["--who", "Ann", "--why", "to try"]


def daylight(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["claims", *arguments])


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    text = tmp_path / "paper.txt"
    text.write_text(f"Mayor Lee said: “{SENTENCE}” Nobody asked.", encoding="utf-8")
    folder = tmp_path / "ledger"
    made = daylight(
        "add", str(folder), "document", str(text), "--id", "paper", "--title", "A paper",
        "--publisher", "The Paper", "--date", "2018-03-01", "--show", *NAMED,
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    return folder


def test_from_a_sentence_to_a_page(ledger: Path, demo_folder: Path, tmp_path: Path) -> None:
    scanned = daylight("scan", str(tmp_path / "paper.txt"))
    assert "Mayor Lee: Black residents" in scanned.output
    quoted = daylight(
        "add", str(ledger), "quotation", "paper", "--number", "1", "--speaker", "Mayor Lee", *NAMED
    )
    said = quoted.output.strip()
    claimed = daylight(
        "add", str(ledger), "claim", said, "--id", "stopped-more", "--kind", "comparison",
        "--words", "Black residents were stopped more often than white residents.",
        "--population", "Black residents", "--against", "white residents", "--place", "Minneapolis",
        "--period", "2017", "--measure", "stops per resident", "--relation", "higher", *NAMED,
    )  # fmt: skip
    assert claimed.output.strip() == "stopped-more"
    where = ("assess", str(ledger), "stopped-more", str(demo_folder / DEMO))
    ambiguous = daylight(*where, "--question", "search-rate", *NAMED)
    assert ambiguous.exit_code == 2
    assert "choose with --finding" in ambiguous.output
    unmatched = daylight(*where, "--question", "stop-rate", "--covers", "2017", *NAMED)
    assert "not settled" in unmatched.output
    assert "the records: “Minneapolis Police Department”" in unmatched.output
    put = daylight(
        *where, "--question", "stop-rate", "--covers", "2017",
        "--match", "population=stops of Black people over Black residents",
        "--match", "against=stops of white people over white residents",
        "--match", "place=Minneapolis Police Department",
        "--match", "measure=stops per resident", *NAMED,
    )  # fmt: skip
    assert "stopped-more: supported by the records" in put.output
    checked = daylight("check", str(ledger))
    assert checked.exit_code == 0, checked.output
    verified = daylight("verify", str(ledger))
    assert verified.exit_code == 0
    assert "hold together" in verified.output
    paged = daylight("page", str(ledger), "-o", str(tmp_path / "pages"))
    assert paged.exit_code == 0, paged.output
    linked = daylight(
        "link", str(ledger), str(demo_folder / DEMO), "--pages", str(tmp_path / "pages")
    )
    assert "1 claims linked" in linked.output
    report = (demo_folder / DEMO / "report" / "index.html").read_text("utf-8")
    assert "claims/stopped-more.html" in report
    assert "supported by the records" in report
    assert daylight("verify", str(ledger)).exit_code == 0  # a report written again is no new result
    page = (tmp_path / "pages" / "claims" / "stopped-more.html").read_text("utf-8")
    for part in ("4.73", "3.47", "6.44", "Mayor Lee", "supported by the records", SENTENCE):
        assert part in page


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--words", SENTENCE.replace("often", "oftem")], "nearest passage"),
        (["--span", "3"], "write it as 120:184"),
        (["--span", "3:9", "--words", "x"], "give the passage once"),
        (["--number", "7"], "no number 7"),
        ([], "give the passage once"),
    ],
)
def test_a_passage_that_is_none_is_refused(ledger: Path, arguments: list[str], told: str) -> None:
    found = daylight(
        "add", str(ledger), "quotation", "paper", *arguments, "--speaker", "Lee", *NAMED
    )
    assert found.exit_code == 2
    assert told in found.output
    assert not (ledger / "quotations").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "nowhere"], "no such ledger"),
        (["add", "LEDGER", "quotation", "other", "--words", "x", "--speaker", "y"], "no document"),
        (["add", "LEDGER", "claim", "q", "--words", "w", "--kind", "level"], "no quotation q"),
        (["assess", "LEDGER", "c", "run", "--question", "q"], "no claim 'c'"),
    ],
)
def test_what_does_not_exist_is_named(ledger: Path, arguments: list[str], told: str) -> None:
    given = [str(ledger) if one == "LEDGER" else one for one in arguments]
    found = daylight(*given, *(NAMED if arguments[0] != "check" else []))
    assert found.exit_code == 2
    assert told in found.output
    assert "Traceback" not in found.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"], ["verify"], ["page", "-o", "PAGES"], ["export", "-o", "table.csv"],
        ["withdraw", "claims/x", *NAMED], ["record", *NAMED], ["link", "run", "--pages", "pages"],
        ["assess", "c", "run", "--question", "q", *NAMED],
    ],
)  # fmt: skip
def test_a_folder_that_is_no_ledger_is_said_to_be_none(
    arguments: list[str], tmp_path: Path
) -> None:
    empty, pages = tmp_path / "empty", tmp_path / "PAGES"
    empty.mkdir()
    given = [str(pages) if one == "PAGES" else one for one in arguments]
    found = daylight(given[0], str(empty), *given[1:])
    assert found.exit_code == 2
    assert "no such ledger" in found.output
    assert not pages.exists()


@pytest.mark.parametrize("text", ["", "Nobody is quoted here.\n"])
def test_a_text_without_marks_says_that_nothing_was_found(text: str, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text(text, encoding="utf-8")
    found = daylight("scan", str(tmp_path / "plain.txt"))
    assert found.exit_code == 0
    assert "no words in quotation marks" in found.stderr
    assert not found.stdout


def test_changes_by_hand_are_wrong_until_they_are_recorded(invented: Ledger) -> None:
    path = invented.folder / "claims" / "reasons-recorded.json"
    path.write_text(path.read_text("utf-8").replace("every search", "each search"), "utf-8")
    assert daylight("verify", str(invented.folder)).exit_code == 2
    recorded = daylight("record", str(invented.folder), *NAMED)
    assert recorded.output.strip() == "claims/reasons-recorded"
    assert daylight("verify", str(invented.folder)).exit_code == 0
    kept = daylight("verify", str(invented.folder), "--head", "0" * 12)
    assert kept.exit_code == 2
    assert "rewritten" in kept.output


class Reader(HTMLParser):
    """Links, ids and tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "href" and value:
                self.links.append(value)
            if name == "id" and value:
                self.ids.add(value)


@pytest.mark.parametrize("which", ["invented", "worked"])
def test_pages_link_only_to_pages_that_are_there_and_run_nothing(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    ledger: Ledger = request.getfixturevalue(which)
    out = tmp_path / "pages"
    write_pages(ledger, out, [Language.ENGLISH, Language.SPANISH])
    pages = sorted(out.rglob("*.html"))
    assert len(pages) == 2 * (1 + len(ledger.claims) + len(ledger.documents))
    for page in pages:
        reader = Reader()
        reader.feed(page.read_text("utf-8"))
        assert not reader.tags & {"script", "iframe", "img", "link", "form"}
        for link in reader.links:
            if link.startswith("http"):
                continue
            path, _, anchor = link.partition("#")
            target = (page.parent / path).resolve() if path else page
            assert target.is_file(), (page, link)
            if anchor:
                other = Reader()
                other.feed(target.read_text("utf-8"))
                assert anchor in other.ids


def test_a_text_that_may_not_be_shown_is_shown_nowhere(worked: Ledger, tmp_path: Path) -> None:
    write_pages(worked, tmp_path / "pages", [Language.ENGLISH])
    page = (tmp_path / "pages" / "documents" / "report-2.html").read_text("utf-8")
    assert "stays with its owner" in page
    assert "<mark>" not in page
    assert "<q>" not in page


def test_words_of_others_are_escaped(ledger: Path, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    text = tmp_path / "evil.txt"
    text.write_text("He said: “plain words here.”", encoding="utf-8")
    daylight(
        "add", str(ledger), "document", str(text), "--id", "evil", "--title", evil, "--publisher",
        evil, "--date", "2018", "--url", "javascript:alert(1)", "--show", *NAMED,
    )  # fmt: skip
    daylight(
        "add", str(ledger), "quotation", "evil", "--number", "1", "--id", "q", "--speaker", evil,
        *NAMED,
    )  # fmt: skip
    daylight("add", str(ledger), "claim", "q", "--words", evil, "--kind", "ought", *NAMED)
    out = tmp_path / "pages"
    assert daylight("page", str(ledger), "-o", str(out)).exit_code == 0
    for page in out.rglob("*.html"):
        assert "<script" not in page.read_text("utf-8")
        assert 'href="javascript' not in page.read_text("utf-8")


def test_a_folder_of_something_else_is_never_replaced(invented: Ledger, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.doc").touch()
    with pytest.raises(ClaimError, match="something else"):
        write_pages(invented, tmp_path / "mine", [Language.ENGLISH])
    assert (tmp_path / "mine" / "thesis.doc").exists()


def test_the_table_holds_every_claim_and_no_formula(worked: Ledger) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(worked, "csv"))))
    assert [row["claim"] for row in rows] == list(worked.claims)
    assert {row["status"] for row in rows} <= {status.value for status in Status}
    assert not any(
        cell.lstrip().startswith(("=", "@", "+")) for row in rows for cell in row.values()
    )


def test_claim_review_has_what_its_definition_asks_and_no_scale(worked: Ledger) -> None:
    plain = json.loads(exported(worked, "jsonld"))
    assert plain["@context"] == "https://schema.org"
    assert len(plain["@graph"]) == len(worked.claims)
    for review in plain["@graph"]:
        assert review["@type"] == "ClaimReview"
        assert review["claimReviewed"]
        assert review["itemReviewed"]["@type"] == "Claim"
        rating = review["reviewRating"]
        assert rating["alternateName"] in {status.value for status in Status}
        assert not {"ratingValue", "bestRating", "worstRating"} & set(rating)


def test_every_word_is_there_in_both_languages_and_claims_too_much_in_none() -> None:
    for table, kinds in (
        (words.STATUS, Status), (words.KIND, Kind), (words.FORM, Form), (words.BEYOND, Beyond),
        (words.RELATION, Relation),
    ):  # fmt: skip
        assert set(table) == set(kinds)
    assert set(words.REASONS) == set(Why)
    facts = {
        "beyond": "universal", "term": "place", "unsaid": "which list", "id": "a",
        "reason": "changed", "claim": "here", "records": "there", "figure": "1", "quantity": "x",
        "grade": 1, "needed": 2, "printed": "30 %", "value": 0.3, "proviso": "Provided that it is",
    }  # fmt: skip
    for language in Language:
        told = [words.because(Because(why, facts), language) for why in Why]
        told += [one[language] for one in words.UI.values()]
        told += [one[language] for one in words.STALE.values()]
        assert all(told)
        assert [one for one in told if forbidden_words(one)] == []
        assert not any(re.search(r"[{}]|None", one) for one in told)
    sentences = [words.because(Because(why, facts), Language.SPANISH) for why in Why]
    english = [words.because(Because(why, facts), Language.ENGLISH) for why in Why]
    assert not set(sentences) & set(english)


def test_a_claim_put_again_replaces_what_was_and_withdrawing_leaves_its_trace(
    ledger: Path, demo_folder: Path, tmp_path: Path
) -> None:
    daylight("add", str(ledger), "quotation", "paper", "--number", "1", "--speaker", "Lee",
             "--id", "said", *NAMED)  # fmt: skip
    claim = ("add", str(ledger), "claim", "said", "--id", "more", "--kind", "comparison",
             "--words", "They are stopped more often.", "--relation", "higher")  # fmt: skip
    daylight(*claim, *NAMED)
    put = ("assess", str(ledger), "more", str(demo_folder / DEMO), "--question", "stop-rate",
           "--covers", "2017", *NAMED)  # fmt: skip
    assert "out of date" not in daylight(*put).output
    daylight(*claim, "--period", "2017", *NAMED)
    assert daylight("verify", str(ledger)).exit_code == 2
    assert "out of date" not in daylight(*put).output
    assert daylight("verify", str(ledger)).exit_code == 0
    assert [path.stem for path in (ledger / "assessments").iterdir()] == ["more-stop-rate"]
    assert "withdraw those first" in daylight("withdraw", str(ledger), "claims/more", *NAMED).output
    assert "there are claims/more" in daylight("withdraw", str(ledger), "more", *NAMED).output
    gone = daylight("withdraw", str(ledger), "assessments/more-stop-rate", *NAMED)
    assert gone.exit_code == 0, gone.output
    assert daylight("verify", str(ledger)).exit_code == 0
    daylight("page", str(ledger), "-o", str(tmp_path / "pages"))
    page = (tmp_path / "pages" / "claims" / "more.html").read_text("utf-8")
    assert "withdrawn" in page


def test_pages_number_passages_as_they_list_them_and_tell_acts_in_their_language(
    invented: Ledger, tmp_path: Path
) -> None:
    out = tmp_path / "pages"
    write_pages(invented, out, [Language.ENGLISH, Language.SPANISH])
    document = (out / "documents" / "courier.html").read_text("utf-8")
    refs = re.findall(r'class="ref" href="#[^"]*">(\d+)</a>', document)
    assert refs == [str(number) for number in range(1, len(refs) + 1)]
    spanish = (out / "es" / "claims" / "stopped-three-times-as-often.html").read_text("utf-8")
    assert "intervalo del 95 %" in spanish
    assert "sometido a un hallazgo" in spanish
    assert "→ respaldada por los registros" in spanish
