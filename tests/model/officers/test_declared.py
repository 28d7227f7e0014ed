"""What every method on officers promises of its results, whatever they are of."""

from dataclasses import replace

import pytest

from daylight.data.facts import from_dict, to_dict
from daylight.data.quantity import About
from daylight.data.result import Result, from_json
from daylight.model.methods import METHODS
from daylight.report import labels, notes
from daylight.report.notes.words import fixed
from daylight.report.presentations import PRESENTATIONS
from tests.report.test_single_officers import example

REWORDED = "In 1987 nobody wrote this down otherwise."
NAMES = [name for name in METHODS if METHODS.entries[name].home.startswith("officers.")]
OF_ONE = {
    "rate_above_colleagues",
    "ordinary_difference",
    "own_rate",
    "colleagues_rate",
    "officer_gap",
    "local_false_discovery_rate",
    "propensity",
    "propensity_sd",
    "peers",
    "escalation",
    "rank",
    "probability_top_5_percent",
    "probability_bottom_5_percent",
    "not_comparable_scenes",
}
"""What is estimated of each officer: never to be published."""

WITHOUT_FACTS = {"persistence", "removal", "variance-by-level"}


@pytest.mark.parametrize("name", NAMES)
def test_every_estimate_has_a_declared_quantity_and_a_label(name: str) -> None:
    declared = {quantity.name: quantity for quantity in METHODS[name].quantities}
    result = example(name)
    for estimate in result.estimates:
        quantity = declared[estimate.name]
        assert estimate.quantity == quantity
        assert (quantity.about is About.OFFICER) == (quantity.name in OF_ONE)
        required = set(quantity.keys) - ({"top_percent"} if name == "early-intervention" else set())
        assert required <= set(estimate.keys)
        assert not {"group", "stratum"} & set(estimate.keys)
        assert "all" not in estimate.keys.values()
        assert estimate.basis.kind.value != "unstated"
        assert estimate.level == result.level
        assert estimate.name in labels.quantities()
    assert len(declared) == len(METHODS[name].quantities)


@pytest.mark.parametrize("name", NAMES)
def test_numbers_in_keys_are_numbers(name: str) -> None:
    whole = {"decile", "severity", "network"}
    parts = {"top_percent", "earlier_top_percent", "lowest_percent"}
    for estimate in example(name).estimates:
        for key, value in estimate.keys.items():
            assert isinstance(value, int if key in whole else float if key in parts else str), key


@pytest.mark.parametrize("name", NAMES)
def test_a_result_is_read_back_as_it_was_written(name: str) -> None:
    result = example(name)
    read = from_json(result.to_json())
    assert isinstance(read, Result)
    assert (result.facts is None) == (name in WITHOUT_FACTS)
    assert read.facts == result.facts
    if result.facts is not None:
        assert from_dict(to_dict(result.facts)) == result.facts
    assert read.to_json() == result.to_json()
    first, second = (
        [
            (claim.sentence, claim.adjusted_for, claim.caveats)
            for claim in PRESENTATIONS[name].says(r)
        ]
        for r in (result, read)
    )
    assert first == second


@pytest.mark.parametrize("name", NAMES)
def test_rewording_a_note_changes_no_sentence_and_no_picture(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, result = PRESENTATIONS[name], example(name)

    def said() -> object:
        claims = [replace(claim, caveats=()) for claim in shown.says(result)]
        return claims, [(chart.spec, chart.alt, chart.caption) for chart in shown.picture(result)]

    before = said()
    for note in result.notes:
        assert notes.sentence(note).endswith(".")
        monkeypatch.setitem(notes.NOTES, note.code, fixed(REWORDED))
    assert str(said()) == str(before)


@pytest.mark.parametrize("name", NAMES)
def test_a_report_reads_nothing_of_the_diagnostics(name: str) -> None:
    shown, result = PRESENTATIONS[name], example(name)
    bare = replace(result, diagnostics={})
    assert shown.says(bare) == shown.says(result)
    assert str(shown.picture(bare)) == str(shown.picture(result))


def test_an_interval_between_levels_names_the_groups_it_leaves_out() -> None:
    result = example("variance-by-level")
    (basis,) = {replace(e.basis, draws=None) for e in result.estimates}
    assert (basis.kind.value, basis.key) == ("clustered", "unit")
    assert basis.clusters is not None
    assert basis.clusters >= 8
