from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from daylight.data.result import Result
from daylight.data.sample import Sample
from daylight.model.trust import design, survey_change, survey_gap, survey_level
from daylight.model.trust.raking import rake

EXACT = 1e-9
PRINTED = 5e-6
LEVELS = {
    ("score", "all"): (65.56087981146902, 58.7358776339424, 72.38588198899564),
    ("score", "black"): (57.350515463917525, 50.480366471780506, 64.22066445605455),
    ("score", "hispanic"): (57.2755905511811, 44.26619375151863, 70.28498735084356),
    ("score", "white"): (71.73351648351648, 63.675284755264855, 79.79174821176811),
    ("agree", "all"): (0.5349567949725064, 0.43045624981508307, 0.6364759677882252),
    ("agree", "black"): (0.3676975945017182, 0.1283807460158114, 0.6965955889373326),
    ("agree", "hispanic"): (0.43307086614173224, 0.17005116435849418, 0.7401212463254236),
    ("agree", "white"): (0.6373626373626373, 0.45819484871068145, 0.78507376545607),
}
GAPS = {"black": (-14.38300, 3.79071), "hispanic": (-14.45793, 5.03731)}
SMALL = 5


@pytest.fixture
def people() -> Sample:
    return Sample.read(
        Path(__file__).parent / "people.csv",
        items=("score", "agree"),
        groups=("group", "stratum"),
        weight="weight",
        stratum="stratum",
        cluster="cluster",
    )


def test_levels_and_their_intervals_are_those_of_independent_software(people: Sample) -> None:
    result = survey_level.run(people, by="group", smallest_effective_n=SMALL)
    assert isinstance(result, Result)
    for (item, group), (value, low, high) in LEVELS.items():
        found = result.one(
            "survey_level", item=item, **({} if group == "all" else {"group": group})
        )
        assert (found.value, found.low, found.high) == pytest.approx((value, low, high), abs=EXACT)
    effect = result.diagnostics["design_effect score all all"]
    assert effect == pytest.approx(2.7804427926522215, abs=EXACT)


def test_gaps_use_the_covariance_of_groups_in_one_cluster(people: Sample) -> None:
    result = survey_gap.run(people, item="score", by="group", smallest_effective_n=SMALL)
    assert isinstance(result, Result)
    for group, (value, error) in GAPS.items():
        found = result.one("survey_gap", item="score", group=group)
        half = (found.high - found.low) / 2
        assert found.value == pytest.approx(value, abs=PRINTED)
        # Clusters less strata among those that hold the group: 5; the software counts 4 here.
        assert half / stats.t.ppf(0.975, 5) == pytest.approx(error, abs=PRINTED)


def test_kish_effective_number_is_that_of_independent_software(people: Sample) -> None:
    effective = design.kish(people.weights)
    assert len(people.weights) / effective == pytest.approx(1.2016020694476928, abs=EXACT)


def test_equal_weights_lose_nobody() -> None:
    assert design.kish(np.full(40, 2.5)) == pytest.approx(40)


def test_raked_means_are_those_of_independent_software(people: Sample) -> None:
    margins = {
        "group": {"white": 0.60, "black": 0.25, "hispanic": 0.15},
        "stratum": {"north": 0.3, "south": 0.3, "east": 0.4},
    }
    weights = rake(people.weights, people.groups, margins)
    for name, margin in margins.items():
        for category, share in margin.items():
            reached = weights[people.groups[name] == category].sum() / weights.sum()
            assert reached == pytest.approx(share, abs=EXACT)
    result = survey_level.run(people, by="group", smallest_effective_n=SMALL, margins=margins)
    assert isinstance(result, Result)
    assert result.one("survey_level", item="score").value == pytest.approx(
        65.92609691894268, abs=1e-6
    )
    assert result.one("survey_level", item="agree").value == pytest.approx(
        0.5396158458886635, abs=1e-8
    )


def test_a_change_within_a_panel_is_the_paired_comparison() -> None:
    rng = np.random.default_rng(3)
    first = rng.normal(50, 10, 80)
    second = first + rng.normal(2, 3, 80)
    names = np.array([f"p{i}" for i in range(80)])

    def wave(y: np.ndarray) -> Sample:
        return Sample(answers={"trust": y}, groups={}, weights=np.ones(80), respondent=names)

    panel = Sample.stack({"2019": wave(first), "2021": wave(second)}, same_design=True)
    result = survey_change.run(panel)
    assert isinstance(result, Result)
    paired = stats.ttest_rel(second, first)
    found = result.one("survey_change", item="trust", from_wave="2019", to_wave="2021")
    assert found.p_value == pytest.approx(paired.pvalue, rel=1e-9)
    interval = paired.confidence_interval()
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), abs=1e-9)


def test_a_change_between_separate_samples_is_the_two_sample_comparison() -> None:
    rng = np.random.default_rng(4)
    first, second = rng.normal(50, 10, 90), rng.normal(52, 14, 60)

    def wave(y: np.ndarray) -> Sample:
        return Sample(answers={"trust": y}, groups={}, weights=np.ones(len(y)))

    both = Sample.stack({"2019": wave(first), "2021": wave(second)})
    result = survey_change.run(both)
    assert isinstance(result, Result)
    found = result.one("survey_change", item="trust", from_wave="2019", to_wave="2021")
    error = np.sqrt(first.var(ddof=1) / 90 + second.var(ddof=1) / 60)
    reach = stats.t.ppf(0.975, 59)
    # Degrees of freedom of the smaller wave less one: more cautious than Welch's.
    assert found.value == pytest.approx(second.mean() - first.mean())
    assert (found.high - found.low) / 2 == pytest.approx(reach * error, rel=1e-9)
