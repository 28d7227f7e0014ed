"""What a report makes of stops: every quantity has a label, and no sentence hangs on a note."""

from dataclasses import replace

import pytest
from tools import examples

from daylight.data.cells import Cells
from daylight.data.quantity import About
from daylight.data.result import Result, from_json
from daylight.model.methods import METHODS
from daylight.report.labels import quantities
from daylight.report.notes import NOTES
from daylight.report.notes.words import fixed
from daylight.report.presentations import PRESENTATIONS
from tests.model.stops import test_place_concentration as places
from tests.model.stops import test_veil_of_darkness as darkness
from tests.report.test_every_method import random_cells

OURS = [name for name, entry in METHODS.entries.items() if entry.home.startswith("stops.")]


def example(name: str) -> Cells:
    """Records that the method answers, by district where it can be told apart by district."""
    if name == "veil-of-darkness":
        return darkness.cells(darkness.stops(), "district")
    if name == "place-concentration":
        return places.cells([500] * 5 + [10] * 5, [10] * 5 + [500] * 5)
    if name == "search-rate-by-likely-race":
        return examples.likely()[0]
    needs = METHODS[name].needs
    within = tuple(key for key in needs.optional_by if key == "district")
    return random_cells(replace(needs, by=(*needs.by, *within), optional_by=()), 1, 2000)


@pytest.fixture(scope="module", params=OURS)
def result(request: pytest.FixtureRequest) -> Result:
    answer = METHODS[request.param](example(request.param))
    assert isinstance(answer, Result)
    return answer


def test_every_estimate_is_of_a_declared_and_labelled_quantity(result: Result) -> None:
    declared = METHODS[result.method].quantities
    for estimate in result.estimates:
        assert estimate.quantity in declared
        assert estimate.quantity.about is not About.UNDECLARED
        assert set(estimate.quantity.keys) <= set(estimate.keys)
        assert estimate.level == result.level
    assert {quantity.name for quantity in declared} <= set(quantities())


def test_other_words_of_the_notes_change_nothing_else(
    result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    presentation = PRESENTATIONS[result.method]
    claims, pictures = presentation.says(result), presentation.picture(result)
    for code in NOTES:
        monkeypatch.setitem(NOTES, code, fixed("Said otherwise."))
    others = presentation.says(result)
    assert claims
    assert [replace(c, caveats=()) for c in claims] == [replace(c, caveats=()) for c in others]
    own = {
        presentation.notes[note.code](note.facts)
        for note in result.notes
        if note.code in presentation.notes
    }
    assert all(set(claim.caveats) <= {"Said otherwise.", *own} for claim in others)
    assert presentation.picture(result) == pictures


def test_a_result_with_its_facts_and_notes_is_read_back_as_it_was(result: Result) -> None:
    back = from_json(result.to_json())
    assert isinstance(back, Result)
    assert (back.facts, back.notes) == (result.facts, result.notes)
    wording = PRESENTATIONS[result.method].says
    assert [c.sentence for c in wording(back)] == [c.sentence for c in wording(result)]
