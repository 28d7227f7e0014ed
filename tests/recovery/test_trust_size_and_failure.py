"""Surveys where groups and years do not differ, and where surveys are known to mislead."""

from dataclasses import replace

import numpy as np
import pytest

from daylight.data.result import Result
from daylight.data.sample import Sample
from daylight.model.methods import METHODS
from daylight.simulate.panels import clustered
from tests.recovery.truth import (
    LEVEL,
    NOMINAL,
    Quantity,
    Rng,
    answered,
    assert_covers,
    assert_noted,
    assert_size,
    coverage,
    recovers,
    results,
    three_errors,
)

pytestmark = pytest.mark.recovery

REPETITIONS = 400


def alike(rng: Rng) -> Sample:
    """Both groups think the same; neighbours resemble each other."""
    sample = clustered(rng, strata=8, clusters=6, people=12, spread=4)
    flat = sample.answers["trust"] + 5 * (sample.groups["group"] == "b")
    return replace(sample, answers={"trust": flat})


@recovers("survey-gap", shows="size")
@recovers("survey-gap", shows="failure")
def test_equal_groups_are_called_unequal_at_the_rate_and_more_often_without_the_design() -> None:
    def drawn(rng: Rng, *, design: bool) -> Result:
        # Groups live apart: clusters that resemble each other are then mostly of one group.
        sample = alike(rng)
        number = np.unique(sample.clusters, return_inverse=True)[1]
        sample = replace(sample, groups={"group": np.where(number % 2 == 0, "a", "b")})
        if not design:
            sample = replace(sample, strata=None, clusters=None)
        return answered(METHODS["survey-gap"](sample, reference="a"))

    gap = Quantity(name="survey_gap", truth=0.0, keys={"item": "trust", "group": "b"})
    found = results(lambda rng: drawn(rng, design=True), repetitions=REPETITIONS, seed=41)
    assert_size(found, gap)
    naive = results(lambda rng: drawn(rng, design=False), repetitions=200, seed=42)
    assert coverage(naive, gap) < NOMINAL - three_errors(NOMINAL, 200)
    assert_noted(naive, "design-unknown")


def two_waves(rng: Rng, *, later_mode: str, moved: float = 0.0) -> Sample:
    waves = {"2019": alike(rng), "2021": alike(rng)}
    later = replace(waves["2021"], answers={"trust": waves["2021"].answers["trust"] + moved})
    modes = (("2019", waves["2019"], "telephone"), ("2021", later, later_mode))
    return Sample.stack({name: replace(sample, mode=mode) for name, sample, mode in modes})


CHANGE = Quantity(
    name="survey_change",
    truth=0.0,
    keys={"item": "trust", "from_wave": "2019", "to_wave": "2021"},
)


@recovers("survey-change", shows="size")
def test_unchanged_opinion_is_called_changed_at_the_rate() -> None:
    """A change has an interval and no p-value: what its interval leaves out is its size."""

    def draw(rng: Rng) -> Result:
        sample = two_waves(rng, later_mode="telephone")
        return answered(METHODS["survey-change"](sample, item="trust"))

    found = results(draw, repetitions=REPETITIONS, seed=43)
    assert_covers(found, CHANGE)


@recovers("survey-change", shows="failure")
def test_asking_in_another_way_looks_like_a_change_and_a_note_says_so() -> None:
    def draw(rng: Rng) -> Result:
        sample = two_waves(rng, later_mode="web", moved=4.0)
        return answered(METHODS["survey-change"](sample, item="trust", across_modes=True))

    found = results(draw, repetitions=100, seed=44)
    assert coverage(found, CHANGE) < 1 - 10 * LEVEL
    assert_noted(found, "different-mode")
