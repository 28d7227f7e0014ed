from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.result import Refusal, Result
from daylight.data.sample import Sample
from daylight.errors import CellsError
from daylight.model.methods import METHODS
from daylight.model.trust import survey_change, survey_gap, survey_level
from daylight.model.trust.design import SurveyDesign
from daylight.model.trust.raking import rake
from daylight.simulate.panels import clustered


def sample(seed: int = 1, **changes: object) -> Sample:
    made = clustered(np.random.default_rng(seed), strata=4, clusters=5, people=15, spread=3)
    shared = {
        name: getattr(made, name) for name in ("answers", "groups", "weights", "strata", "clusters")
    }
    return Sample(**{**shared, **changes})  # type: ignore[arg-type]


def answered(result: object) -> Result:
    assert isinstance(result, Result)
    return result


def test_a_domain_is_never_a_subset() -> None:
    # A cluster without anybody of the group still counts as a cluster that might have had some.
    whole = sample()
    design = SurveyDesign.of(whole)
    inside = whole.groups["group"] == "b"
    score = np.where(inside, 1.0, 0.0)[:, None]
    only = sample(
        answers={"trust": whole.answers["trust"][inside]},
        groups={"group": whole.groups["group"][inside]},
        weights=whole.weights[inside],
        strata=whole.strata[inside] if whole.strata is not None else None,
        clusters=whole.clusters[inside] if whole.clusters is not None else None,
    )
    assert len(design.stratum_of) == 20
    assert design.covariance(score)[0, 0] > 0
    as_domain = answered(survey_level.run(whole)).one("survey_level", item="trust", group="b")
    as_subset = answered(survey_level.run(only)).one("survey_level", item="trust", group="b")
    assert as_domain.value == pytest.approx(as_subset.value)


def test_a_group_below_thirty_effective_respondents_is_hidden() -> None:
    whole = sample()
    group = whole.groups["group"].astype("U9")
    group[:29] = "few"
    result = answered(survey_level.run(sample(groups={"group": group})))
    assert "few" not in {e.keys.get("group") for e in result.estimates}
    assert "small-groups-hidden" in {note.code for note in result.notes}


def test_blank_answers_are_nobodys_answer() -> None:
    whole = sample()
    y = whole.answers["trust"].copy()
    y[:60] = np.nan
    found = answered(survey_level.run(sample(answers={"trust": y}))).one(
        "survey_level", item="trust"
    )
    assert found.n == 240
    assert found.missing_share == pytest.approx(0.2)
    assert found.value == pytest.approx(np.average(y[60:], weights=whole.weights[60:]))


def test_a_convenience_sample_has_no_margin_and_no_differences() -> None:
    given_ = sample(is_probability=False)
    level = answered(survey_level.run(given_))
    assert all(np.isnan(e.low) and np.isnan(e.high) for e in level.estimates)
    assert "convenience-sample" in {note.code for note in level.notes}
    assert isinstance(survey_gap.run(given_, reference="a"), Refusal)
    assert isinstance(survey_change.run(given_), Refusal)


def test_a_probability_and_a_convenience_sample_are_never_pooled() -> None:
    with pytest.raises(CellsError, match="cannot be pooled"):
        Sample.stack({"2020": sample(), "2021": sample(is_probability=False)})


def test_a_single_cluster_in_a_stratum_is_told_and_adds_error() -> None:
    whole = sample()
    strata = np.asarray(whole.strata).astype("U9")
    strata[:15] = "lonely"
    result = answered(survey_level.run(sample(strata=strata)))
    assert "single-cluster-strata" in {note.code for note in result.notes}
    found = result.one("survey_level", item="trust")
    assert found.high > found.low


def test_a_share_near_one_keeps_within_one() -> None:
    y = np.ones(300)
    y[0] = 0
    found = answered(survey_level.run(sample(answers={"trusts": y}))).one(
        "survey_level", item="trusts"
    )
    assert 0 < found.low < found.value < found.high <= 1
    certain = answered(survey_level.run(sample(answers={"trusts": np.ones(300)})))
    assert certain.one("survey_level", item="trusts").high == 1
    assert certain.one("survey_level", item="trusts").low < 1


@given(st.integers(0, 500), st.floats(0.1, 20))
def test_weights_count_only_relatively(seed: int, factor: float) -> None:
    one = answered(survey_gap.run(sample(seed), reference="a"))
    made = sample(seed)
    two = answered(survey_gap.run(sample(seed, weights=made.weights * factor), reference="a"))
    for a, b in zip(one.estimates, two.estimates, strict=True):
        assert (a.value, a.low, a.high) == pytest.approx((b.value, b.low, b.high), abs=1e-8)


@given(st.integers(0, 500))
def test_swapping_group_and_reference_turns_the_gap_around(seed: int) -> None:
    one = answered(survey_gap.run(sample(seed), reference="a")).one(
        "survey_gap", item="trust", group="b"
    )
    two = answered(survey_gap.run(sample(seed), reference="b")).one(
        "survey_gap", item="trust", group="a"
    )
    assert (one.value, one.low, one.high) == pytest.approx((-two.value, -two.high, -two.low))


def test_waves_are_listed_and_gaps_may_change() -> None:
    later = sample(2)
    later.answers["trust"][later.groups["group"] == "b"] += 9
    both = Sample.stack({"2019": sample(1), "2021": later})
    result = answered(survey_change.run(both, reference="a"))
    narrowed = result.one(
        "survey_gap_change", item="trust", group="b", from_wave="2019", to_wave="2021"
    )
    assert narrowed.low > 0
    assert narrowed.compared_with == "a"


def test_the_same_panel_asked_the_same_has_not_changed() -> None:
    both = Sample.stack({"2019": sample(1), "2021": sample(1)}, same_design=True)
    found = answered(survey_change.run(both, reference="a"))
    change = found.one("survey_change", item="trust", from_wave="2019", to_wave="2021")
    assert (change.value, change.low, change.high) == pytest.approx((0, 0, 0), abs=1e-12)


def test_margins_that_do_not_fit_are_refused() -> None:
    refusal = survey_level.run(sample(), margins={"group": {"a": 0.5, "c": 0.5}})
    assert isinstance(refusal, Refusal)
    assert refusal.code == "margin-does-not-fit"
    assert refusal.facts["only_in_margin"] == ("c",)
    assert isinstance(survey_level.run(sample(), margins={"sex": {"f": 1.0}}), Refusal)


def test_raking_to_the_samples_own_shares_changes_nothing() -> None:
    whole = sample()
    own = {name: float(whole.weights[whole.groups["group"] == name].sum()) for name in ("a", "b")}
    raked = rake(whole.weights, whole.groups, {"group": own})
    np.testing.assert_allclose(raked, whole.weights)


def test_known_margins_narrow_the_interval_of_what_they_predict() -> None:
    whole = sample()
    y = np.where(whole.groups["group"] == "b", 40.0, 60.0) + np.random.default_rng(1).normal(
        size=300
    )
    plain = answered(survey_level.run(sample(answers={"trust": y}))).one(
        "survey_level", item="trust"
    )
    margins = {"group": {"a": 0.6, "b": 0.4}}
    raked = answered(survey_level.run(sample(answers={"trust": y}), margins=margins))
    known = raked.one("survey_level", item="trust")
    assert known.high - known.low < 0.5 * (plain.high - plain.low)
    assert known.value == pytest.approx(0.6 * 60 + 0.4 * 40, abs=0.3)


def test_an_unknown_item_or_group_is_refused() -> None:
    assert isinstance(survey_level.run(sample(), item="fear"), Refusal)
    assert isinstance(survey_level.run(sample(), by="sex"), Refusal)
    assert isinstance(survey_gap.run(sample(), reference="white"), Refusal)


def test_nobody_left_to_show_is_refused() -> None:
    refusal = survey_level.run(sample(), smallest_effective_n=10_000)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.facts["answered"]) == ("too-few-respondents", 300)


def test_a_census_of_every_cluster_has_no_sampling_error() -> None:
    result = answered(survey_level.run(sample(sampled_share=np.ones(300))))
    found = result.one("survey_level", item="trust")
    assert found.low == pytest.approx(found.high)


def test_a_survey_is_read_from_a_file_without_those_who_have_no_weight(tmp_path: object) -> None:
    path = tmp_path / "survey.csv"  # type: ignore[operator]
    path.write_text("item_trust,group_race,w\n1,white,2\n0,,1\n1,black,0\n,white,1\n", "utf-8")
    read = Sample.read(path, weight="w")
    assert read.groups["race"].tolist() == ["white", "unknown", "white"]
    assert read.provenance.rows_dropped == {"no weight": 1}
    assert np.isnan(read.answers["trust"][-1])
    bare = tmp_path / "bare.csv"  # type: ignore[operator]
    bare.write_text("w\n1\n", "utf-8")
    with pytest.raises(CellsError, match="no items named"):
        Sample.read(bare)


def survey_file(path: Path, weights: list[object]) -> Path:
    answers = [30 + 50 * (i % 2) for i in range(len(weights))]
    lines = ["respondent,wave,item_trust,group_race,weight,stratum,cluster"]
    lines += [
        f"r{i},2020,{answer},{('white', 'black')[i // 2 % 2]},{weight},s,{i}"
        for i, (answer, weight) in enumerate(zip(answers, weights, strict=True))
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_design_is_taken_by_the_names_of_its_columns(tmp_path: Path) -> None:
    """Weights 9 for an answer of 30 and 1 for one of 80: the mean is 35, not 55."""
    path = survey_file(tmp_path / "survey.csv", [9, 1] * 40)
    by_name = Sample.read(path)
    said = Sample.read(
        path,
        weight="weight",
        stratum="stratum",
        cluster="cluster",
        wave="wave",
        respondent="respondent",
    )
    found = [METHODS["survey-level"](sample) for sample in (by_name, said)]
    assert found[0] == found[1]
    assert isinstance(found[0], Result)
    assert found[0].estimates[0].value == pytest.approx((9 * 30 + 80) / 10)


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ([1, -2, 1, 1], "1 weights are below zero or infinite, the first in row 2"),
        ([1, 1, "inf", 1], "infinite"),
        ([0, 0, "", 0], "no respondent has a weight above zero"),
    ],
)
def test_a_weight_that_is_none_is_refused(tmp_path: Path, weights: list[object], said: str) -> None:
    with pytest.raises(CellsError, match=said):
        Sample.read(survey_file(tmp_path / "survey.csv", weights))


def test_who_has_no_weight_was_not_asked_and_is_counted(tmp_path: Path) -> None:
    sample = Sample.read(survey_file(tmp_path / "survey.csv", [9, 0, "", 1]))
    assert sample.provenance.rows_dropped == {"no weight": 2}
