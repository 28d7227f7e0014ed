"""Coverage of survey estimates under clustering, and what ignoring it does."""

import math
from dataclasses import replace

import numpy as np
import pytest

from daylight.data.result import Result
from daylight.data.sample import Sample
from daylight.model.methods import METHODS
from daylight.model.trust import survey_change, survey_gap, survey_level
from daylight.simulate.panels import clustered

pytestmark = pytest.mark.recovery

REPETITIONS = 400
SLACK = 3 * math.sqrt(0.95 * 0.05 / REPETITIONS)


def test_clustered_levels_and_gaps_are_covered_and_simple_ones_are_not() -> None:
    rng = np.random.default_rng(201)
    level = gap = simple = 0
    for _ in range(REPETITIONS):
        sample = clustered(rng, strata=8, clusters=6, people=12, spread=4)
        found = survey_level.run(sample)
        apart = survey_gap.run(sample, reference="a")
        naive = survey_level.run(replace(sample, strata=None, clusters=None))
        assert isinstance(found, Result)
        assert isinstance(apart, Result)
        assert isinstance(naive, Result)
        truth = 52 - 5 * 0.4
        one = found.one("survey_level", item="trust")
        level += one.low <= truth <= one.high
        two = apart.one("survey_gap", item="trust", group="b")
        gap += two.low <= -5 <= two.high
        three = naive.one("survey_level", item="trust")
        simple += three.low <= truth <= three.high
        assert "design-unknown" in {note.code for note in naive.notes}
    assert level / REPETITIONS == pytest.approx(0.95, abs=SLACK)
    assert gap / REPETITIONS == pytest.approx(0.95, abs=SLACK)
    assert simple / REPETITIONS < 0.85


def test_changes_in_a_panel_are_covered_and_narrower_than_without_the_overlap() -> None:
    rng = np.random.default_rng(202)
    covered, widths = 0, []
    for _ in range(REPETITIONS):
        first = clustered(rng, strata=4, clusters=8, people=6, spread=3)
        later = replace(
            first,
            answers={"trust": first.answers["trust"] + 2 + 3 * rng.normal(size=len(first.weights))},
        )
        waves = {"2019": first, "2021": later}
        panel = survey_change.run(Sample.stack(waves, same_design=True), item="trust")
        apart = survey_change.run(Sample.stack(waves), item="trust")
        assert isinstance(panel, Result)
        assert isinstance(apart, Result)
        one = panel.one("survey_change", item="trust", from_wave="2019", to_wave="2021")
        two = apart.one("survey_change", item="trust", from_wave="2019", to_wave="2021")
        covered += one.low <= 2 <= one.high
        widths.append((one.high - one.low) / (two.high - two.low))
    assert covered / REPETITIONS == pytest.approx(0.95, abs=SLACK)
    assert np.mean(widths) < 0.5


def test_a_raked_mean_covers_the_truth_with_18_and_with_48_clusters() -> None:
    """Known margins add no error: the interval is narrower than without them, and still covers."""
    margins = {"group": {"a": 0.6, "b": 0.4}, "sex": {"f": 0.5, "m": 0.5}}
    for clusters in (3, 8):
        held, repetitions = 0, 300
        for seed in range(repetitions):
            rng = np.random.default_rng(5000 + seed)
            drawn = clustered(rng, strata=6, clusters=clusters, people=10, spread=4)
            sex = rng.choice(["f", "m"], len(drawn.weights), p=[0.6, 0.4])
            sample = replace(drawn, groups={**drawn.groups, "sex": sex})
            found = METHODS["survey-level"](sample, margins=margins)
            assert isinstance(found, Result)
            mean = found.estimates[0]
            held += mean.low <= 50.0 <= mean.high
        assert held / repetitions >= 0.95 - 3 * (0.95 * 0.05 / repetitions) ** 0.5
