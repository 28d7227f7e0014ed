"""What every method on searches promises of its results, whatever they are of."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.quantity import About
from daylight.data.result import Result, from_json
from daylight.model.methods import METHODS
from daylight.report import labels, notes
from daylight.report.notes.words import fixed
from daylight.report.presentations import PRESENTATIONS
from tests.model.searches.thresholds import department

REWORDED = "In 1987 nobody wrote this down otherwise."
GROUPS, DISTRICTS, BASES = ("black", "white", "asian"), "abcd", ("consent", "plain_view")
WEIGHED = ("search-rate", "search-regression", "outcome", "threshold", "threshold-discriminant")


def counted(*keys: str, unit: int = 400) -> Cells:
    """Searches of three groups by the keys, some of them without an outcome."""
    rng = np.random.default_rng(5)
    shape = (len(GROUPS), len(DISTRICTS), 2)
    stops = unit * rng.integers(3, 9, shape)
    searches = rng.binomial(stops, np.array([0.2, 0.12, 0.15])[:, None, None])
    known = rng.binomial(searches, 0.8)
    group, district, other = (index.ravel() for index in np.indices(shape))
    columns = {
        "subject_race": [GROUPS[i] for i in group],
        "district": [DISTRICTS[i] for i in district],
        "search_basis": [BASES[i] for i in other],
        "officer_race": [("black", "white")[i] for i in other],
        "stops": stops.ravel().tolist(),
        "searches": searches.ravel().tolist(),
        "hits": rng.binomial(known, 0.3).ravel().tolist(),
        "hits_unknown": (searches - known).ravel().tolist(),
        "frisks": rng.binomial(stops, 0.1).ravel().tolist(),
        "citations": rng.binomial(stops, 0.5).ravel().tolist(),
        "arrests": rng.binomial(stops, 0.05).ravel().tolist(),
    }
    by = ["subject_race", "district", "search_basis", "officer_race"]
    return Cells.from_columns(columns, by=by).collapse("subject_race", *keys)


@cache
def example(name: str) -> Result:
    method = METHODS[name]
    if method.needs.noun == "results":
        outcome = method([example(one) for one in WEIGHED])
    elif name.startswith("threshold"):
        outcome = method(department(groups=3, places=6, most=4000)[0], draws=64)
    elif name == "anwar-fang":
        outcome = method(counted("officer_race"))
    else:
        outcome = method(counted(*(["search_basis"] if name == "outcome" else []), "district"))
    assert isinstance(outcome, Result), outcome
    return outcome


NAMES = [name for name in METHODS if METHODS.entries[name].home.startswith("searches.")]


@pytest.mark.parametrize("name", NAMES)
def test_every_estimate_has_a_declared_quantity_that_may_be_shown_and_has_a_label(
    name: str,
) -> None:
    declared = {quantity.name: quantity for quantity in METHODS[name].quantities}
    result = example(name)
    for estimate in result.estimates:
        quantity = declared[estimate.name]
        assert estimate.quantity.about is quantity.about is not About.UNDECLARED
        assert estimate.quantity.is_bound == quantity.is_bound
        assert set(quantity.keys) <= set(estimate.keys)
        assert "group" not in estimate.keys
        assert estimate.basis.kind.value != "unstated"
        assert estimate.name in labels.quantities()
    assert {e.name for e in result.estimates} <= set(declared)


@pytest.mark.parametrize("name", NAMES)
def test_a_result_is_read_back_as_it_was_written(name: str) -> None:
    result = example(name)
    read = from_json(result.to_json())
    assert isinstance(read, Result)
    assert read.facts == result.facts
    assert read.to_json() == result.to_json()
    first, second = (
        [(claim.sentence, claim.survives, claim.caveats) for claim in PRESENTATIONS[name].says(one)]
        for one in (result, read)
    )
    assert first == second


@pytest.mark.parametrize("name", NAMES)
def test_rewording_a_note_changes_no_sentence_and_no_picture(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, result = PRESENTATIONS[name], example(name)
    assert result.notes

    def said() -> object:
        claims = [replace(claim, caveats=()) for claim in shown.says(result)]
        return claims, [(chart.spec, chart.alt, chart.caption) for chart in shown.picture(result)]

    before = said()
    for note in result.notes:
        assert notes.sentence(note).endswith(".")
        monkeypatch.setitem(notes.NOTES, note.code, fixed(REWORDED))
    assert str(said()) == str(before)
    assert all(set(claim.caveats) == {REWORDED} for claim in shown.says(result))
