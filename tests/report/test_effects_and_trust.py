import numpy as np
import pytest

from daylight.data.panel import NEVER, Panel
from daylight.data.result import Result
from daylight.data.sample import Sample
from daylight.model.effects import (
    callaway_santanna,
    event_study,
    interrupted_time_series,
    placebo,
    roth_santanna,
    synthetic_control,
    synthetic_did,
    two_way_fixed_effects,
)
from daylight.model.trust import survey_change, survey_gap, survey_level
from daylight.report.charts.courses import Courses
from daylight.report.forbidden import checked
from daylight.report.presentations import PRESENTATIONS
from daylight.simulate.panels import clustered, staggered

EFFECTS = (
    callaway_santanna,
    event_study,
    placebo,
    roth_santanna,
    synthetic_control,
    synthetic_did,
    two_way_fixed_effects,
)


@pytest.fixture(scope="module")
def panel() -> Panel:
    starts = {12.0: 3, 14.0: 3, NEVER: 30}
    return staggered(np.random.default_rng(1), starts=starts, periods=20, effect=2.0)[0]


@pytest.fixture(scope="module")
def waves() -> Sample:
    rng = np.random.default_rng(2)
    shape = {"strata": 4, "clusters": 5, "people": 20, "spread": 3.0}
    first = Sample.stack({"2019": clustered(rng, **shape), "2021": clustered(rng, **shape)})
    yes = (first.answers["trust"] > 50).astype(float)
    return Sample(
        answers={**first.answers, "approves": yes},
        groups=first.groups,
        weights=first.weights,
        strata=first.strata,
        clusters=first.clusters,
        wave=first.wave,
    )


@pytest.mark.parametrize("method", EFFECTS, ids=lambda m: m.METHOD.name)
@pytest.mark.parametrize("log", [False, True])
def test_effects_are_told_and_drawn_without_claiming_too_much(
    method: object, log: bool, panel: Panel
) -> None:
    name = method.METHOD.name  # type: ignore[attr-defined]
    positive = Panel(
        units=panel.units,
        periods=panel.periods,
        outcomes={"use_of_force": np.exp(panel.outcomes["y"] / 5)},
        first_treated=panel.first_treated,
    )
    result = method.METHOD(positive, log=log)  # type: ignore[attr-defined]
    assert isinstance(result, Result)
    claims = PRESENTATIONS[name].says(result)
    assert claims
    for claim in claims:
        assert checked(claim.sentence, name).endswith(".")
        assert "nan" not in claim.sentence
        assert claim.caveats
    for chart in PRESENTATIONS[name].picture(result):
        assert "use of force" in chart.alt.casefold()
        assert chart.svg(340).startswith("<svg")


def test_a_series_is_told_by_its_step_and_turn(panel: Panel) -> None:
    counts = Panel(
        units=panel.units[:1],
        periods=panel.periods,
        outcomes={"stops": np.full((1, 20), 50.0) + np.arange(20)},
        first_treated=np.array([11.0]),
    )
    result = interrupted_time_series.run(counts)
    assert isinstance(result, Result)
    step, turn = PRESENTATIONS["interrupted-time-series"].says(result)
    for claim in (step, turn):
        assert "judged by its own earlier trend" in claim.sentence
        assert "no chance is given" in claim.sentence
        assert claim.estimates[0].p_value is None
    assert "stepped" in step.sentence
    assert "turned" in turn.sentence


def test_step_and_turn_are_each_weighed_by_their_own_rank_among_untreated_series() -> None:
    rng = np.random.default_rng(4)
    t = np.arange(40)
    means = 500 * np.exp(0.1 * rng.normal(size=(40, 40)))
    means[0] *= np.exp(-0.12 * np.maximum(t - 20, 0))
    panel = Panel(
        units=tuple(f"town {i}" for i in range(40)),
        periods=tuple(t.tolist()),
        outcomes={"stops": rng.poisson(means).astype(float)},
        first_treated=np.array([20.0] + [NEVER] * 39),
    )
    result = interrupted_time_series.run(panel)
    assert isinstance(result, Result)
    step, turn = PRESENTATIONS["interrupted-time-series"].says(result)
    assert turn.estimates[0].name == "slope_change"
    assert turn.estimates[0].p_value == pytest.approx(1 / 40)
    assert "of it and 39 places without one, 2.5 % moved as far" in turn.sentence
    assert "enough evidence" not in turn.sentence
    assert step.estimates[0].name == "step"
    p = step.estimates[0].p_value
    assert p is not None
    assert p > 0.05
    assert "not enough evidence either way" in step.sentence


@pytest.mark.parametrize("method", [survey_level, survey_gap, survey_change])
def test_surveys_are_told_and_drawn(method: object, waves: Sample) -> None:
    name = method.METHOD.name  # type: ignore[attr-defined]
    settings = {} if method is survey_level else {"reference": "a"}
    result = method.METHOD(waves, **settings)  # type: ignore[attr-defined]
    assert isinstance(result, Result)
    claims = PRESENTATIONS[name].says(result)
    assert claims
    for claim in claims:
        assert checked(claim.sentence, name).endswith(".")
    for chart in PRESENTATIONS[name].picture(result):
        assert chart.svg(340).startswith("<svg")


def test_a_placebo_picture_lays_the_average_over_the_band(panel: Panel) -> None:
    result = placebo.run(panel, draws=200)
    assert isinstance(result, Result)
    (plot,) = PRESENTATIONS["placebo"].picture(result)
    assert isinstance(plot.drawing, Courses)
    (panel,) = plot.drawing.panels
    assert len(panel.band) == len(panel.points)
    assert plot.svg(700).count('class="f-band2"') == 1
    assert "later periods lie outside the placebo band" in plot.alt
