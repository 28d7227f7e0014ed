"""No number about a single officer, or about nobody knows whom, reaches a public page."""

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from daylight.data.quantity import About
from daylight.data.result import Result
from daylight.model.methods import METHODS
from daylight.report.context import ReportContext
from daylight.report.disclosure import published
from daylight.report.finding import Weighing, claims, findings
from daylight.report.page import fit_to_publish, write
from daylight.report.presentations import PRESENTATIONS, wordings
from tests.report.example import context
from tests.report.test_every_method import random_cells
from tests.report.test_words_of_every_method import EXAMPLES

WITHHELD = (About.OFFICER, About.UNDECLARED)
OFFICER_KEYS = {"officer", "officer_id"}
OF_OFFICERS = ("internal-benchmark", "officer-gaps", "same-scene", "missing-race")
"""Methods that do estimate something of each officer: what the page withholds is not nothing."""


@cache
def example(name: str) -> Result:
    outcome = EXAMPLES[name]()
    if name == "missing-race":
        method = METHODS[name]
        needs = replace(method.needs, optional_by=("officer_id",))
        cells = (random_cells(needs, seed, 900) for seed in range(30))
        outcome = method(next(one for one in cells if "officer_id" in one.by))
    assert isinstance(outcome, Result), outcome
    return outcome


def report(name: str, *, is_public: bool = True) -> ReportContext:
    """A report of the one result, with all that is said and drawn of it."""
    result, base = example(name), context()
    question = replace(
        base.questions[0],
        id="q",
        method=name,
        subject=METHODS[name].subject,
        outcome=result,
        findings=findings({"q": result}, claims({"q": result}, wordings()), Weighing()),
        charts=PRESENTATIONS[name].picture(result),
    )
    return replace(base, questions=(question,), is_public=is_public, minimum_cell=0)


def officers_of(result: Result) -> set[str]:
    """The names by which single officers' estimates are known."""
    return {
        str(value)
        for e in result.estimates
        if e.quantity.about in WITHHELD
        for key, value in e.keys.items()
        if key in OFFICER_KEYS
    }


def named_in(text: str, officers: set[str]) -> set[str]:
    return {officer for officer in officers if re.search(rf"\b{re.escape(officer)}\b", text)}


@pytest.mark.parametrize("name", METHODS)
def test_whom_every_quantity_is_about_is_declared(name: str) -> None:
    declared = {quantity.name: quantity for quantity in METHODS[name].quantities}
    assert declared
    assert all(quantity.about is not About.UNDECLARED for quantity in declared.values())
    for estimate in example(name).estimates:
        assert estimate.quantity.about is declared[estimate.name].about, estimate.name
        of_one = bool(OFFICER_KEYS & set(estimate.keys))
        assert of_one == (estimate.quantity.about is About.OFFICER), estimate.name


@pytest.mark.parametrize("name", METHODS)
def test_no_single_officer_reaches_a_public_page(name: str, tmp_path: Path) -> None:
    shown = report(name)
    (question,) = fit_to_publish(shown).questions
    assert isinstance(question.outcome, Result)
    kept = (*question.outcome.estimates, *(e for f in question.findings for e in f.estimates))
    assert not [e for e in kept if e.quantity.about in WITHHELD]
    write(tmp_path, shown)
    rows = pq.read_table(tmp_path / "estimates.parquet")
    assert not OFFICER_KEYS & set(rows.column_names)
    of_officers = {e.name for e in example(name).estimates if e.quantity.about in WITHHELD}
    assert not of_officers & set(rows["quantity"].to_pylist())
    written = json.loads((tmp_path / "findings.json").read_text("utf-8"))["findings"]
    assert all(e["about"] not in WITHHELD for f in written for e in f["estimates"])
    texts = [(tmp_path / file).read_text("utf-8") for file in ("index.html", "findings.json")]
    assert not named_in(" ".join(texts), officers_of(example(name)))


@pytest.mark.parametrize("name", OF_OFFICERS)
def test_the_agency_itself_sees_its_officers(name: str, tmp_path: Path) -> None:
    result = example(name)
    officers = officers_of(result)
    assert officers
    assert len(published(result).estimates) < len(result.estimates)
    write(tmp_path, report(name, is_public=False))
    (key,) = OFFICER_KEYS & set(result.tidy().column_names)
    rows = pq.read_table(tmp_path / "estimates.parquet")
    assert set(rows[key].drop_null().to_pylist()) == officers
