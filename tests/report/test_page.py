import ast
import json
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pyarrow.parquet as pq
import pytest
from jinja2 import meta, nodes

from daylight.data.result import Result
from daylight.data.tidy import Answered, tidy
from daylight.errors import RowsLost
from daylight.report.context import (
    AnsweredQuestion,
    ChangeSince,
    Code,
    ReportContext,
    RowAccount,
    TableFilled,
)
from daylight.report.page import as_json, environment, render, spoken, tied, write
from tests.report.example import context

TEMPLATES = ("report.html", "page_one.html", "section.html", "records.html", "parts.html")
MADE = {"chapters", "sheet", "page", "overview"}
"""What the page makes of the context for its templates."""

REPORT = Path(__file__).parents[2] / "src" / "daylight" / "report"
MAKERS = ("themes.py", "headline.py", "sections.py", "tiles.py", "unanswered.py", "page_one.py")
"""Modules that read the context for page one and the sections."""


class Outline(HTMLParser):
    """Headings, ids, links and outside addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append(tag)
        if tag in {"h1", "h2", "h3", "h4", "h5"}:
            self.headings.append(int(tag[1]))
        if named.get("id"):
            self.ids.append(str(named["id"]))
        if tag == "a":
            self.links.append(str(named["href"]))
        self.fetched += [str(named[a]) for a in ("src", "srcset", "data") if named.get(a)]
        if tag == "link":
            self.fetched.append(str(named.get("href")))


@pytest.fixture(scope="module")
def page() -> str:
    return render(context())


@pytest.fixture(scope="module")
def outline(page: str) -> Outline:
    parsed = Outline()
    parsed.feed(page)
    return parsed


def test_templates_use_exactly_the_documented_fields() -> None:
    made = environment()
    loader = made.loader
    assert isinstance(loader, jinja2.FileSystemLoader)
    trees = [made.parse(loader.get_source(made, name)[0]) for name in TEMPLATES]
    top = {f.name for f in fields(ReportContext)}
    used = set().union(*(meta.find_undeclared_variables(tree) for tree in trees))
    read = {node.attr for tree in trees for node in tree.find_all(nodes.Getattr)}
    read |= {
        node.attr
        for name in MAKERS
        for node in ast.walk(ast.parse((REPORT / name).read_text("utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert used - set(made.globals) - MADE - {"caller"} <= top
    assert top - used - read == set()
    for part in (AnsweredQuestion, RowAccount, Code, TableFilled, ChangeSince):
        assert {f.name for f in fields(part)} - read == set(), part


@pytest.mark.parametrize(
    "part", [ReportContext, AnsweredQuestion, RowAccount, Code, TableFilled, ChangeSince]
)
def test_every_field_says_what_it_is_for(part: type) -> None:
    assert is_dataclass(part)
    assert all(len(f.metadata["help"]) > 10 for f in fields(part))


def test_the_page_needs_nothing_but_itself(outline: Outline, page: str) -> None:
    assert outline.fetched == []
    assert not {"script", "iframe", "object", "embed", "link"} & set(outline.tags)
    assert "url(http" not in page
    assert "@import" not in page
    assert " on" + "click" not in page


def test_headings_descend_one_step_at_a_time(outline: Outline) -> None:
    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    steps = zip(outline.headings, outline.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)


def test_ids_are_unique_and_every_link_leads_somewhere(outline: Outline) -> None:
    assert len(outline.ids) == len(set(outline.ids))
    assert {link.removeprefix("#") for link in outline.links} <= set(outline.ids)


def test_every_finding_refusal_and_row_is_on_the_page(page: str) -> None:
    shown = context()
    for finding in shown.findings:
        assert tied(finding.sentence) in page
        assert tied(finding.standing).replace("<", "&lt;") in page
    assert page.count("Too few searches have a known result.") == 2
    assert page.count("there are 0 of white people and 0 of Black people") == 1
    assert page.count("a form on which officers always write down whether they found anything") == 2
    assert "51,920" in page
    assert "Set aside: 2, impossible date." in page
    for audit in shown.audits:
        for sha256 in audit.files.values():
            assert sha256 in page


def test_text_from_records_is_escaped() -> None:
    hostile = "<script>alert(1)</script>"
    example = context()
    audit = replace(
        example.audits[0],
        source=hostile,
        set_aside={hostile: 3},
        blanks={hostile: 1},
        codes=(Code(column=hostile, found=hostile, becomes="", rows=1),),
    )
    questions = []
    for question in example.questions:
        outcome = question.outcome
        if isinstance(outcome, Result):
            strange = [replace(e, keys={"subject_race": hostile}) for e in outcome.estimates]
            outcome = replace(outcome, estimates=tuple(strange))
        charts = tuple(replace(c, alt=hostile, caption=hostile) for c in question.charts)
        questions.append(replace(question, asked=hostile, outcome=outcome, charts=charts))
    made = render(
        replace(
            example, title=hostile, notes=(hostile,), audits=(audit,), questions=tuple(questions)
        )
    )
    assert "<script" not in made.lower()
    assert "&lt;script&gt;" in made


def test_an_account_of_rows_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(RowsLost, match="do not add up"):
        RowAccount(source="s", rows_read=3, rows_kept=1, set_aside={"no date": 1})


def test_the_same_results_give_the_same_bytes(page: str, tmp_path: Path) -> None:
    assert render(context()) == page
    write(tmp_path / "a", context())
    write(tmp_path / "b", context())
    for name in ("index.html", "findings.json", "estimates.parquet"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_the_same_findings_are_written_as_data(tmp_path: Path) -> None:
    write(tmp_path, context())
    plain = json.loads((tmp_path / "findings.json").read_text("utf-8"))
    assert [f["sentence"] for f in plain["findings"]] == [f.sentence for f in context().findings]
    assert [r["question"] for r in plain["refusals"]] == ["hits"]
    assert plain == json.loads(as_json(context()))
    estimates = pq.read_table(tmp_path / "estimates.parquet")
    answers = [
        Answered(q.outcome, q.id) for q in context().questions if isinstance(q.outcome, Result)
    ]
    assert estimates.schema.equals(tidy(answers).schema, check_metadata=True)
    assert estimates.num_rows == sum(len(a.result.estimates) for a in answers)
    assert estimates.column("question").to_pylist() == [
        a.question for a in answers for _ in a.result.estimates
    ]


def test_a_study_with_nothing_but_refusals_still_makes_a_page() -> None:
    example = context()
    refused = tuple(q for q in example.questions if q.is_refused)
    made = render(replace(example, questions=refused, audits=(), families={}))
    assert "The records answer none of the questions that were asked." in made
    assert "What these records cannot answer" in made


def test_a_caveat_that_all_findings_share_is_said_once() -> None:
    example = context()
    question = example.questions[0]
    own, both = "Only the first is limited so.", "Both are limited so."
    first, second, third = question.findings
    found = (
        replace(first, caveats=(own, both)),
        replace(second, caveats=(both,)),
        replace(third, caveats=(both,)),
    )
    page = render(replace(example, questions=(replace(question, findings=found),)))
    assert page.count(both) == 1
    assert page.count(own) == 1


def test_codes_of_groups_are_words_in_what_a_method_notes() -> None:
    assert spoken("Not compared: native_american, hispanic and white (12.0 %).") == (
        "Not compared: Native American, Hispanic and white (12.0\u00a0%)."
    )


def test_minus_signs_and_dates_are_told_apart() -> None:
    assert tied("from -0.7 to +4.0 in 2017-02 (-3 points)") == (
        "from \u22120.7 to +4.0 in 2017-02 (\u22123\u00a0points)"
    )
