import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.estimate import BasisKind
from daylight.data.result import Result
from daylight.model.methods import METHODS
from daylight.report.forbidden import forbidden_words
from daylight.report.labels import quantities
from daylight.report.presentations import PRESENTATIONS
from daylight.simulate import force as simulate
from tests.model.force.test_composition import TWO
from tests.model.force.test_policy import checks
from tests.model.force.test_rates import COUNTS
from tests.model.force.test_selection import CONFOUNDED

RNG = np.random.default_rng


def counted(by: list[str], **columns: list[int] | list[str]) -> Cells:
    return Cells.from_columns(columns, by=by)


CELLS: dict[str, tuple[Cells, dict[str, object]]] = {
    "force-rate": (COUNTS, {}),
    "force-composition": (TWO, {}),
    "force-circumstances": (
        counted(
            ["subject_race"],
            subject_race=["black", "white"],
            people=[100, 100],
            restrained=[30, 10],
            restrained_unknown=[20, 0],
            fleeing=[3, 1],
            fleeing_unknown=[90, 90],
            armed=[0, 0],
            armed_unknown=[100, 100],
        ),
        {},
    ),
    "force-weapons": (
        counted(
            [],
            ced_uses=[50],
            ced_cycles_recorded=[40],
            ced_over_3_cycles=[6],
            ced_seconds_recorded=[40],
            ced_over_15_seconds=[4],
            canine_deployments=[30],
            canine_bites=[9],
            firearm_used=[2],
            firearm_pointed=[70],
            firearm_shown_or_used=[72],
        ),
        {},
    ),
    "force-severity": (simulate.severity_counts(RNG(1), odds_ratio=1.3, people=100), {}),
    "force-severity-three-levels": (
        simulate.severity_counts(RNG(1), odds_ratio=1.3, people=100, scale="severity_three"),
        {},
    ),
    "force-selection": (CONFOUNDED, {}),
    "force-trend": (
        simulate.yearly_counts(RNG(2), years=tuple(range(2010, 2020)), start=90, ratio=1, phi=2),
        {"breaks": {"2015": "a new form"}},
    ),
    "benchmark-share": (
        counted(["subject_race"], subject_race=["black", "white"], people=[14, 0]),
        {"benchmarks": (0.67,), "names": ("residents",)},
    ),
    "transport-safety": (
        counted(
            [],
            transports=[17],
            injured_in_transport=[1],
            injured_at_intake=[0],
            belted=[17],
            camera_working=[3],
            long_time=[2],
        ),
        {},
    ),
    "capture-recapture": (simulate.lists(RNG(3), total=500, chances=(0.5, 0.4, 0.4)), {}),
    "force-reporting": (
        counted([], resisting_arrests=[90], resisting_arrests_without_force=[30]),
        {},
    ),
    "force-participation": (
        counted(
            ["agency_id"],
            agency_id=["a", "b"],
            officers=[70, 30],
            months_reported=[12, 3],
            months_due=[12, 12],
        ),
        {},
    ),
    "policy-checks": (
        checks([("chokeholds", "A", "meets"), ("chokeholds", "B", "partly")]),
        {},
    ),
}


def answer(name: str) -> Result:
    cells, settings = CELLS[name]
    method = METHODS[name]
    result = method(cells, **settings)
    assert isinstance(result, Result)
    return result


def test_every_force_method_is_tried_here() -> None:
    of_force = {name for name, entry in METHODS.entries.items() if entry.subject == "force"}
    assert set(CELLS) == of_force


def test_every_estimate_is_of_a_declared_quantity_with_a_label() -> None:
    for name in CELLS:
        declared = {quantity.name: quantity for quantity in METHODS[name].quantities}
        for estimate in answer(name).estimates:
            quantity = declared[estimate.name]
            assert estimate.quantity == quantity
            assert quantity.about.may_leave_the_agency
            assert estimate.name in quantities()
            assert estimate.basis.kind is not BasisKind.UNSTATED


@pytest.mark.parametrize("name", CELLS)
def test_sentences_are_whole_rest_on_numbers_and_claim_no_more(name: str) -> None:
    claims = PRESENTATIONS[name].says(answer(name))
    assert claims
    for claim in claims:
        assert claim.sentence.endswith(".")
        assert not claim.sentence.endswith("..")
        assert "_" not in claim.sentence
        assert "nan" not in claim.sentence.lower().split()
        assert claim.estimates
        for text in (claim.sentence, *claim.caveats):
            assert forbidden_words(text) == ()


@pytest.mark.parametrize(
    "name",
    ["force-rate", "force-composition", "force-selection", "force-trend", "force-circumstances"],
)
def test_pictures_have_words_for_those_who_cannot_see_them(name: str) -> None:
    pictures = PRESENTATIONS[name].picture(answer(name))
    assert pictures
    for picture in pictures:
        assert picture.alt
        assert picture.drawing.table()[1]


@pytest.mark.parametrize("name", CELLS)
def test_a_result_reads_back_unchanged(name: str) -> None:
    from daylight.data.result import from_json

    result = answer(name)
    assert from_json(result.to_json()) == result


@pytest.mark.parametrize("name", CELLS)
def test_estimates_differ_in_quantity_keys_or_variant(name: str) -> None:
    cells, settings = CELLS[name]
    if name == "benchmark-share":
        settings = {"benchmarks": (0.67, 0.85), "names": ("residents", "vehicle stops")}
    result = METHODS[name](cells, **settings)
    assert isinstance(result, Result)
    found = [(e.name, tuple(e.keys.items()), e.variant) for e in result.estimates]
    assert len(set(found)) == len(found)


def test_a_share_of_many_events_has_a_chance() -> None:
    cells = counted(["subject_race"], subject_race=["black", "white"], people=[30_000, 70_000])
    result = METHODS["benchmark-share"](cells, benchmarks=(0.3,), names=("residents",))
    assert isinstance(result, Result)
    (claim,) = PRESENTATIONS["benchmark-share"].says(result)
    assert "against the benchmark residents the difference is 0.0 points" in claim.sentence
    assert "by chance with probability 0.50" in claim.sentence


def test_a_cut_is_drawn_as_what_lies_above_a_level() -> None:
    (cuts,) = PRESENTATIONS["force-severity"].picture(answer("force-severity"))
    assert "Above level 1 " in cuts.alt


def test_a_picture_of_several_quantities_is_named_after_none_of_them() -> None:
    (picture,) = PRESENTATIONS["force-rate"].picture(answer("force-rate"))
    assert picture.title == "Rate of force relative to the reference group"
    assert picture.title in picture.alt


def test_the_rate_per_resident_and_per_stop_stand_in_one_sentence() -> None:
    (claim,) = PRESENTATIONS["force-rate"].says(answer("force-rate"))
    assert "6.67 (95 % interval 4.79 to 9.34) times as high per resident" in claim.sentence
    assert "10 against 1.5 per 1,000 residents" in claim.sentence
    assert "times as high per stop" in claim.sentence
    assert "5 against 2 per 100 stops" in claim.sentence


def test_the_widest_gap_says_that_it_was_picked() -> None:
    last = PRESENTATIONS["force-composition"].says(answer("force-composition"))[-1]
    assert "after looking" in last.caveats[0]


def test_seventeen_of_seventeen_is_worded_as_not_enough_to_tell() -> None:
    said = " ".join(
        c.sentence for c in PRESENTATIONS["transport-safety"].says(answer("transport-safety"))
    )
    assert "cannot tell whether the standard 95 % is met" in said
    assert "somebody should look at" in said
