"""Interrupted time series: a known step, seasons, jumps elsewhere, series too short."""

import numpy as np
import pytest

from daylight.data.panel import NEVER, Panel
from daylight.data.result import Refusal, Result
from daylight.model.effects import interrupted_time_series
from daylight.report.notes import sentence
from daylight.simulate.panels import staggered


def test_a_series_with_a_known_step_gives_it_back() -> None:
    t = np.arange(40.0)
    y = 1e6 * np.exp(0.01 * t + np.log(1.5) * (t >= 20) - 0.02 * np.maximum(t - 20, 0))
    y = y + np.random.default_rng(1).normal(size=40)
    panel = Panel(
        units=("town",),
        periods=tuple(range(40)),
        outcomes={"stops": y[None, :].round()},
        first_treated=np.array([20.0]),
    )
    for family in ("quasi-poisson", "negative-binomial"):
        result = interrupted_time_series.run(panel, family=family)
        assert isinstance(result, Result)
        town = {"outcome": "stops", "unit": "town", "first_treated": 20}
        assert result.one("step", **town).value == pytest.approx(1.5, rel=1e-5)
        turn = result.one("slope_change", **town).value
        assert turn == pytest.approx(np.exp(-0.02), rel=1e-5)
        later = result.one("effect_at_horizon", **town).value
        assert later == pytest.approx(1.5 * np.exp(-0.1), rel=1e-5)


def test_a_short_series_is_refused_by_name() -> None:
    starts = {5.0: 6, 7.0: 5, NEVER: 25}
    short = staggered(np.random.default_rng(1), starts=starts, periods=10, effect=1.0)[0]
    refusal = interrupted_time_series.run(short)
    assert isinstance(refusal, Refusal)
    assert "u0000 (5)" in refusal.facts["units"]


def test_seasons_do_not_pass_for_a_step() -> None:
    t = np.arange(72)
    y = (200 * np.exp(0.5 * np.sin(2 * np.pi * t / 12))).round()
    panel = Panel(
        units=("town",),
        periods=tuple(t.tolist()),
        outcomes={"stops": y[None, :]},
        first_treated=np.array([39.0]),
    )
    result = interrupted_time_series.run(panel, season=12)
    assert isinstance(result, Result)
    assert result.named("step")[0].value == pytest.approx(1, abs=0.02)


def test_a_series_that_jumps_away_from_its_date_is_cut_there_and_said() -> None:
    """The form changes in period 20, the date is 40: across the jump its fall would look a turn."""
    rng = np.random.default_rng(8)
    t = np.arange(60)
    mean = 400 * np.exp(-0.9 * (t >= 20) + np.log(0.8) * (t >= 40))
    panel = Panel(
        units=("town",),
        periods=tuple(range(60)),
        outcomes={"stops": rng.poisson(mean).astype(float)[None, :]},
        first_treated=np.array([40.0]),
    )
    result = interrupted_time_series.run(panel)
    assert isinstance(result, Result)
    (note,) = [note for note in result.notes if note.code == "break-in-series"]
    assert note.facts["period"] == 20
    assert note.facts["factor"] == pytest.approx(np.exp(-0.9), rel=0.1)
    assert "only the stretch around the date" in sentence(note)
    step = result.named("step")[0]
    assert step.n == 40
    # Four halves of 20 periods, 160 or 130 events in each: the log step's error is about .05.
    assert step.value == pytest.approx(0.8, abs=3 * 0.05)
