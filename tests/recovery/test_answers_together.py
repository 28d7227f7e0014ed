"""Several answers weighed together: agreement of tests, and answers under every choice."""

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.estimate import Estimate
from daylight.data.facts.searches import AgreementFacts
from daylight.data.result import Note, Result
from daylight.model.methods import METHODS
from daylight.model.searches.threshold_estimates import GAP
from tests.recovery.truth import (
    LEVEL,
    Rng,
    answered,
    assert_noted,
    cells,
    recovers,
    results,
    three_errors,
)

pytestmark = pytest.mark.recovery

REPETITIONS = 400
SEED = 9600
PLACES = 8
ASKED_OF_BLACK = {"subject_race": "black", "question": "searched more often"}
ASKED = ("search-rate", "search-rate-adjusted", "search-regression", "outcome")


def department(rng: Rng, *, ratio: float = 1.0, gap: float = 0.0, unwritten: float = 0.0) -> Cells:
    """Eight places; one group searched `ratio` times as often, finding `gap` more; searches of it
    that find nothing go unwritten with some chance."""
    stops = np.array([[600], [1000]]) * np.ones((1, PLACES), dtype=int)
    searches = rng.binomial(stops, np.array([[0.1 * ratio], [0.1]]))
    hits = rng.binomial(searches, np.array([[0.25 + gap], [0.25]]))
    lost = rng.binomial(searches - hits, [[unwritten], [0.0]])
    return cells(
        subject_race=np.repeat(["black", "white"], PLACES),
        district=[f"district {p}" for p in range(PLACES)] * 2,
        stops=stops.ravel(),
        searches=(searches - lost).ravel(),
        hits=hits.ravel(),
    )


def answers(counted: Cells) -> list[Result]:
    """The tests of searches on the same counts, as a study would ask them."""
    return [answered(METHODS[method](counted)) for method in ASKED]


@recovers("agreement", shows="size")
@recovers("multiverse", shows="size")
def test_where_groups_are_alike_tests_point_somewhere_at_the_rate() -> None:
    """The chance that any fact points is bounded; choices clear of no difference are as rare."""
    pointing, clear = [], []
    rng = np.random.default_rng(SEED)
    for _ in range(REPETITIONS):
        given = answers(department(rng))
        said = answered(METHODS["agreement"](given))
        pointing.append(
            said.one("facts_pointing_to_more", subject_race="black").value
            + said.one("facts_pointing_to_less", subject_race="black").value
            > 0
        )
        choices = answered(METHODS["multiverse"](given))
        name = "share_of_choices_clear_of_no_difference"
        clear.append(choices.one(name, **ASKED_OF_BLACK).value)
    assert np.mean(pointing) <= LEVEL + three_errors(LEVEL, REPETITIONS)
    assert np.mean(clear) <= LEVEL + three_errors(LEVEL, REPETITIONS)


@recovers("agreement", shows="coverage")
@recovers("multiverse", shows="coverage")
def test_under_a_lower_standard_for_one_group_tests_point_to_more_and_choices_hold_truth() -> None:
    truth, held = 1.6, []
    rng = np.random.default_rng(SEED)
    for _ in range(200):
        given = answers(department(rng, ratio=truth, gap=-0.08))
        said = answered(METHODS["agreement"](given))
        points = said.facts_as(AgreementFacts).facts["black"]
        assert points["searches given a stop"] == "more"
        assert said.one("facts_pointing_to_less", subject_race="black").value == 0
        choices = answered(METHODS["multiverse"](given))
        own = [e for e in choices.named("choice") if "search-rate" in str(e.variant)]
        held.append(all(e.low <= truth <= e.high for e in own))
        middle = choices.one("median_choice", **ASKED_OF_BLACK)
        assert middle.value == pytest.approx(truth, rel=0.2)
    assert np.mean(held) >= 0.95 - three_errors(0.95, len(held))


def threshold_answer(gaps: tuple[float, ...], seed: int) -> Result:
    """A threshold test's headline and its alternatives, as that method writes them."""
    variants = (None, "scale 0.5", "scale 1.5", "discriminant")
    return Result(
        method="threshold",
        estimates=tuple(
            Estimate(
                quantity=GAP,
                keys={"subject_race": "black"},
                compared_with="white",
                variant=variant,
                value=gap,
                low=gap - 0.01,
                high=gap + 0.01,
                level=0.95,
                n=1000 + seed,
                p_value=1e-6,
            )
            for variant, gap in zip(variants, gaps, strict=True)
        ),
        notes=(Note(code="uneven-blanks"),),
    )


@pytest.mark.parametrize(
    ("gaps", "points"),
    [
        ((-0.05, -0.04, -0.05, -0.03), "more"),
        ((-0.05, -0.04, -0.05, -0.02), "depends on the model"),
        ((-0.05, -0.04, -0.05, 0.01), "depends on the model"),
    ],
    ids=["kept", "less than half", "other sign"],
)
@recovers("agreement", shows="failure")
def test_a_threshold_gap_counts_only_where_every_family_and_scale_keeps_it(
    gaps: tuple[float, ...], points: str
) -> None:
    said = answered(
        METHODS["agreement"](
            [threshold_answer(gaps, 1), *answers(department(np.random.default_rng(3)))]
        )
    )
    assert said.facts_as(AgreementFacts).facts["black"]["suspicion before a search"] == points


@recovers("agreement", "multiverse", shows="failure")
def test_records_that_lose_one_groups_empty_searches_mislead_every_test_and_a_note_says_so() -> (
    None
):
    """Half of one group's searches without a find are never written down."""

    def lost(rng: Rng) -> list[Result]:
        return answers(department(rng, unwritten=0.5))

    found = results(lambda rng: METHODS["agreement"](lost(rng)), repetitions=20, seed=SEED)
    wrong = [
        r.facts_as(AgreementFacts).facts["black"]["searches given a stop"] == "less" for r in found
    ]
    assert np.mean(wrong) > 0.9
    assert_noted(found, "not-votes")
    choices = results(lambda rng: METHODS["multiverse"](lost(rng)), repetitions=3, seed=SEED)
    assert_noted(choices, "not-independent")
