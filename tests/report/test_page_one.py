"""Page one says what was found, how sure it is, what is missing and what has no answer."""

import html
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from jinja2 import nodes

from daylight.report.context import ReportContext
from daylight.report.findings_file import as_dict
from daylight.report.forbidden import forbidden_words
from daylight.report.headline import MOST, answer, chosen, lead
from daylight.report.language import Language, speaking
from daylight.report.overviews import rows
from daylight.report.page import environment, render
from daylight.report.page_one import front
from daylight.report.sections import chapters
from daylight.report.themes import THEMES
from daylight.report.tiles import tile
from daylight.report.unanswered import ASKED as ASKED_BY_READERS
from daylight.report.unanswered import unanswered
from daylight.report.wording.answers import SURE
from daylight.report.wording.dates import month
from tests.report import full

KINDS: Mapping[str, Callable[[], ReportContext]] = {
    "full": full.full,
    "stops": full.plain_stops,
    "refused": full.all_refused,
    "bare": full.without_pictures,
    "longer": full.longer,
    "changed": full.changed,
}

CODE = re.compile(r"\b[a-z]+_[a-z_]+\b")


def soup(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html5lib")


def visible(page: BeautifulSoup) -> str:
    """What a reader sees, without code and without the style."""
    for tag in page.find_all(["style", "code", "pre", "title"]):
        tag.decompose()
    return page.get_text(" ")


def reached(page: BeautifulSoup) -> str:
    """Page one, and the headings that its links lead to."""
    first = page.select_one(".page-one")
    assert first is not None
    texts = [first.get_text(" ")]
    for link in first.find_all("a"):
        target = page.find(id=str(link["href"]).removeprefix("#"))
        assert target is not None, link
        texts.append(target.get_text(" "))
    return " ".join(" ".join(texts).split())


ASKED = {
    "were Black drivers searched more?": r"Black people stopped, 15 were searched|searched",
    "is it a few officers?": r"officers account for most complaints|a few officers, or the dep",
    "what is missing?": r"[Bb]lank in \d+|race was not recorded",
    "did it change since last year?": r"Did it change since last year|rising or falling|rose",
    "how sure is this?": r"Cannot tell .{0,80}could be chance",
}
"""What people ask → what the page or the place one link away says of it."""


@pytest.mark.parametrize("kind", ["full", "stops", "changed"])
@pytest.mark.parametrize("asked", ASKED)
def test_what_people_ask_is_answered_on_page_one_or_one_link_away(kind: str, asked: str) -> None:
    assert re.search(ASKED[asked], reached(soup(render(KINDS[kind]()))))


@pytest.mark.parametrize("asked", ASKED)
def test_what_people_ask_is_answered_by_the_demo(asked: str, demo_folder: Path) -> None:
    page = (demo_folder / "daylight-demo" / "report" / "index.html").read_text("utf-8")
    assert re.search(ASKED[asked], reached(soup(page)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_visible_text_claims_nothing_and_names_no_column(kind: str) -> None:
    seen = visible(soup(render(KINDS[kind]())))
    assert forbidden_words(seen) == ()
    assert CODE.findall(seen) == []
    assert "Grade " not in seen
    assert "answers of Black" not in seen


@pytest.mark.parametrize("kind", KINDS)
def test_no_grade_is_a_number_on_the_screen(kind: str) -> None:
    assert "of 4" not in visible(soup(render(KINDS[kind]())))


def test_a_question_has_at_most_one_answer_primary_ones_first() -> None:
    answers = chosen(full.many_questions(40).questions)
    assert len(answers) == MOST
    assert len({one.question for one in answers}) == MOST
    primary = [one.is_primary for one in answers]
    assert primary == sorted(primary, reverse=True)


def test_the_lead_is_what_rests_on_most_records_and_not_what_is_clearest() -> None:
    shown = full.full()
    for question in shown.questions:
        finding = lead(question)
        if finding is not None:
            assert finding.estimates[0].n == max(f.estimates[0].n for f in question.findings)


def test_what_cannot_be_told_opens_the_sentence_and_names_no_direction() -> None:
    for question in full.full().questions:
        short = answer(question)
        if short is None or short.grade != 1:
            continue
        assert short.sentence.startswith("Cannot tell. ")
        assert " more often" not in short.sentence
        assert short.interval.replace(" points", "") in short.sentence


def test_every_answer_has_its_interval_n_and_blank() -> None:
    for question in full.full().questions:
        short = answer(question)
        if short is None:
            continue
        assert short.counted[0].isdigit()
        assert short.interval
        if short.estimate.missing_share is not None:
            assert "blank" in short.blank


def test_fields_that_nothing_fills_become_questions_that_nobody_asked() -> None:
    asked = {one.asked: one for one in unanswered(full.plain_stops())}
    assert "Is it a few officers, or the department?" in asked
    assert "Did searches find anything?" in asked
    assert "How often was force used?" in asked
    assert all(one.why.endswith(".") and one.supply.endswith(".") for one in asked.values())


def test_what_the_study_asked_is_not_asked_again() -> None:
    asked = [one.asked for one in unanswered(full.full())]
    assert "Is it a few officers, or the department?" not in asked
    assert "Did searches find anything?" not in asked
    assert asked[0] == "When officers search, how often do they find something?"


def test_officers_who_are_named_and_not_asked_about_are_a_question_too() -> None:
    shown = full.plain_stops()
    (audit,) = shown.audits
    table = full.TableFilled(
        name="stops", rows=51_917, blanks={**full.STOPS.blanks, "officer_id": 0}
    )
    named = full.replace(shown, audits=(full.replace(audit, tables=(table,)),))
    asked = {one.asked: one.why for one in unanswered(named)}
    assert asked["Is it a few officers, or the department?"].startswith("The records name officers")


def test_a_field_filled_only_where_it_applies_is_not_called_empty() -> None:
    shown = full.plain_stops()
    (audit,) = shown.audits
    found = {**full.STOPS.blanks, "contraband_found": 51_000}
    table = full.TableFilled(name="stops", rows=51_917, blanks=found)
    filled = full.replace(shown, audits=(full.replace(audit, tables=(table,)),))
    assert "Did searches find anything?" not in [one.asked for one in unanswered(filled)]


def test_a_tile_says_what_is_blank() -> None:
    shown = full.full()
    (tile,) = front(shown, ()).records
    assert (tile.count, tile.unit) == (51_917, "people stopped")
    assert tile.shown is not None
    assert tile.shown.blank == 8_221
    assert "Blank in 16 %: race." in tile.said


def test_a_tile_tells_no_small_number_where_those_are_withheld() -> None:
    shown = full.full()
    (audit,) = shown.audits
    table = full.TableFilled(
        name="stops", rows=100, blanks={"subject_race": 4, "subject_sex": 97, "district": 30}
    )
    small = full.replace(audit, tables=(table,))
    fields = [field.blank for field in tile(small).fields]
    assert fields == [97, 30, 4]
    assert [field.blank for field in tile(small, 10).fields] == [30]


def test_all_that_page_one_says_is_in_the_data() -> None:
    shown = full.full()
    plain = as_dict(shown)
    page = html.unescape(render(shown))
    for one in plain["answers"]:
        assert one["asked"] in page
    assert [one["id"] for one in plain["sections"]] == [c.outline.id for c in chapters(shown)]
    told = [name for one in plain["sections"] for name in one["questions"]]
    assert sorted(told) == sorted(question.id for question in shown.questions)
    assert plain["cannot_answer"]
    assert plain["records"][0]["shown"]["share"] == pytest.approx(8_221 / 51_917)
    assert [one["mark"] for one in plain["sure"]] == ["hollow", "solid", "ring", "double-ring"]


def test_a_section_holds_at_most_four_figures_and_one_open_table() -> None:
    page = soup(render(full.many_questions(20)))
    for section in page.select("section.chapter[id^=s-]"):
        assert len(section.select(".told figure")) <= 4
        tables = [t for t in section.select("table") if t.find_parent("details") is None]
        assert len(tables) <= 1


def test_what_is_never_folded_stands_open() -> None:
    page = soup(render(full.full()))
    for fold in page.find_all("details"):
        fold.decompose()
    text = " ".join(page.get_text(" ").split())
    for finding in full.full().findings:
        one = finding.estimates[0]
        assert f"{one.n:,}" in text
        if finding.proviso:
            assert finding.proviso in text
    assert "What limits these numbers" in text
    assert "What would overturn it" in text
    assert "The records cannot answer this." in text


def test_everything_is_unfolded_where_that_is_asked_for() -> None:
    shown = full.replace(full.full(), print_all=True)
    assert all(fold.has_attr("open") for fold in soup(render(shown)).find_all("details"))


def test_ten_thousand_findings_make_a_page_that_can_be_read() -> None:
    text = render(full.ten_thousand_findings())
    page = soup(text)
    assert len(page.select("table.findings tr")) < 120
    assert len(text) < 3_000_000


def test_changes_since_an_earlier_run_stand_on_page_one() -> None:
    first = soup(render(full.changed())).select_one(".page-one")
    assert first is not None
    assert full.CHANGES[0].sentence.replace(" %", "\u00a0%") in first.get_text(" ")
    assert "What changed since the earlier report" in first.get_text(" ")
    assert "Did it change since last year?" not in first.get_text(" ")


def test_the_overview_marks_only_what_a_finding_weighs() -> None:
    shown = full.full()
    graded = {
        (f.question_id, f.estimates[0].value): f.grade for q in shown.questions for f in q.findings
    }
    marked = [row for row in rows(shown.questions) if not row.refused]
    assert marked
    weighed = {value: grade for (_, value), grade in graded.items()}
    assert all(row.grade == weighed[row.value] for row in marked)


def test_a_ratio_that_no_finding_weighs_has_no_mark() -> None:
    shown = full.full()
    question = next(q for q in shown.questions if q.id == "force")
    (row,) = [r for r in rows((question,)) if r.group == "Native American"]
    assert row.refused == "not weighed"


TEMPLATES = Path(__file__).parents[2] / "src" / "daylight" / "report" / "templates"
LETTERS = re.compile(r">\s*([A-Za-z][a-z]+ [a-z]+[^<>{}%]*)<")


@pytest.mark.parametrize(
    "name", ["report.html", "page_one.html", "section.html", "records.html", "parts.html"]
)
def test_every_fixed_text_of_a_template_is_in_both_languages(name: str) -> None:
    text = (TEMPLATES / name).read_text("utf-8")
    calls = [node.args for node in environment().parse(text).find_all(nodes.Call)
             if isinstance(node.node, nodes.Name) and node.node.name == "say"]  # fmt: skip
    assert all(len(given) == 2 for given in calls)
    assert LETTERS.findall(text) == []


def test_short_answers_are_written_in_spanish() -> None:
    with speaking(Language.SPANISH):
        assert month("2017-02") == "febrero de 2017"
        assert [SURE[grade].text for grade in SURE] == [
            "No se puede saber", "Más allá del azar", "Entre casos iguales", "Puesto a prueba",
        ]  # fmt: skip
        assert all(theme.title.text for theme in THEMES)
        assert all(one.asked.text and one.why.text and one.supply.text for one in ASKED_BY_READERS)
    assert month("2017-02") == "February 2017"
