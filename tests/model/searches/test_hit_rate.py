import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.kitagawa import kitagawa
from daylight.model.searches.hit_rate import METHOD
from daylight.report.notes import sentence
from daylight.report.presentations import PRESENTATIONS

Row = tuple[object, ...]


def cells(rows: list[Row], *more: str) -> Cells:
    names = ["subject_race", *more, "searches", "hits", "hits_unknown"]
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    return Cells.from_columns(columns, by=["subject_race", *more])


def answered(rows: list[Row], *more: str) -> Result:
    result = METHOD(cells(rows, *more))
    assert isinstance(result, Result)
    return result


def test_a_blank_outcome_is_not_a_miss() -> None:
    result = answered([("black", 100, 20, 50), ("white", 100, 40, 0)])
    assert result.one("hit_rate", subject_race="black").value == 0.4
    bounds = result.one("hit_rate_difference_bounds", subject_race="black")
    assert (bounds.low, bounds.high) == (pytest.approx(-0.2), pytest.approx(0.3))
    assert any(note.code == "blank-search-outcome" for note in result.notes)


def test_the_infra_marginality_note_is_always_there() -> None:
    result = answered([("black", 100, 20, 0), ("white", 100, 40, 0)])
    assert any(note.code == "infra-marginality" for note in result.notes)


def test_one_standard_with_unlike_risks_gives_unlike_hit_rates_and_the_note_says_so() -> None:
    """The method's known failure: risk beta(2, 8) against beta(1, 9), searched above 0.3."""
    rng = np.random.default_rng(11)
    rows: list[Row] = []
    for group, (a, b) in {"black": (2, 8), "white": (1, 9)}.items():
        risk = rng.beta(a, b, 1_000_000)
        searched = risk > 0.3
        rows.append((group, int(searched.sum()), int(rng.binomial(1, risk[searched]).sum()), 0))
    result = answered(rows)
    gap = result.one("hit_rate_difference", subject_race="black")
    assert gap.p_value is not None
    assert gap.p_value < 1e-6
    (note,) = (note for note in result.notes if note.code == "infra-marginality")
    assert "one and the same standard" in sentence(note)


MIXED: list[Row] = [
    # Incident to arrest finds much and is what most searches of one group are.
    ("black", "incident_to_arrest", 800, 320, 0),
    ("black", "consent", 200, 10, 0),
    ("white", "incident_to_arrest", 200, 80, 0),
    ("white", "consent", 800, 80, 0),
]


def test_a_different_mix_of_grounds_is_told_apart_from_different_hit_rates() -> None:
    result = answered(MIXED, "search_basis")
    pooled = result.one("hit_rate_difference", subject_race="black")
    same = result.one(
        "hit_rate_difference_same_ground", subject_race="black", variant="by search_basis"
    )
    mix = result.one(
        "hit_rate_difference_mix_of_grounds", subject_race="black", variant="by search_basis"
    )
    assert pooled.value > 0 > same.value
    assert pooled.value == pytest.approx(same.value + mix.value)
    assert any(note.code == "mix-of-grounds" for note in result.notes)
    consent = result.one(
        "hit_rate_difference_by_ground", subject_race="black", search_basis="consent"
    )
    assert consent.value == pytest.approx(-0.05)
    claim, *grounds = PRESENTATIONS["outcome"].says(result)
    assert claim.estimates[0] is same
    assert "Were both searched on one mix of grounds" in claim.sentence
    assert len(grounds) == 2


def test_a_ground_that_points_the_other_way_is_named() -> None:
    rows: list[Row] = [
        ("black", "plain_view", 1000, 400, 0),
        ("black", "consent", 1000, 100, 0),
        ("white", "plain_view", 1000, 250, 0),
        ("white", "consent", 1000, 150, 0),
    ]
    (note,) = (n for n in answered(rows, "search_basis").notes if n.code == "grounds-disagree")
    assert "consent −5.0 points (2,000 searches) against plain view +15.0 points" in sentence(note)


@given(
    st.lists(st.tuples(*[st.integers(1, 50)] * 4), min_size=1, max_size=5),
)
def test_the_two_parts_of_a_difference_add_up(strata: list[tuple[int, int, int, int]]) -> None:
    a, miss, c, miss0 = (np.array(v, dtype=float) for v in zip(*strata, strict=True))
    split = kitagawa(a, a + miss, c, c + miss0)
    whole = a.sum() / (a + miss).sum() - c.sum() / (c + miss0).sum()
    assert split.rates + split.mix == pytest.approx(whole)
    assert split.parts.sum() == pytest.approx(split.rates)


def test_one_place_that_moves_the_comparison_is_named() -> None:
    rows: list[Row] = [("white", d, 100, 30, 0) for d in "abcd"]
    rows += [("black", d, 100, 30, 0) for d in "abcd"]
    rows += [("white", "airport", 300, 0, 0), ("black", "airport", 10, 0, 0)]
    result = answered(rows, "district")
    (note,) = (note for note in result.notes if note.code == "one-place")
    assert "without airport" in sentence(note)
    within = result.one(
        "hit_rate_difference_within", subject_race="black", variant="within district"
    )
    assert within.value == pytest.approx(0)


def test_too_few_searches_are_refused() -> None:
    assert isinstance(METHOD(cells([("black", 9, 2, 0), ("white", 90, 20, 0)])), Refusal)
    assert isinstance(METHOD(cells([("black", 90, 2, 85), ("white", 90, 20, 0)])), Refusal)
