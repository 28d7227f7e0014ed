"""Coverage and size of the effect designs, and the known failures of the ones that have them."""

import math
from dataclasses import replace

import numpy as np
import pytest

from daylight.data.panel import NEVER, Panel
from daylight.data.result import Estimate, Result
from daylight.model.effects import (
    callaway_santanna,
    event_study,
    interrupted_time_series,
    placebo,
    roth_santanna,
    synthetic_did,
    two_way_fixed_effects,
)
from daylight.simulate.panels import autoregressive, staggered

pytestmark = pytest.mark.recovery

NOMINAL = 0.95


def slack(repetitions: int, chance: float = NOMINAL) -> float:
    """Three binomial standard errors."""
    return 3 * math.sqrt(chance * (1 - chance) / repetitions)


def average(result: object) -> Estimate:
    assert isinstance(result, Result)
    return result.one("average_effect", outcome="y")


HETEROGENEOUS = {4.0: 60, 7.0: 60, 9.0: 60, NEVER: 60}


def test_staggered_growing_effects_are_covered_where_the_regression_fails() -> None:
    rng = np.random.default_rng(101)
    repetitions = 400
    covered = regressed = 0
    negative, bias = [], []
    for _ in range(repetitions):
        panel, truth = staggered(
            rng, starts=HETEROGENEOUS, periods=12, effect=0.5, growth=0.3, earliest_extra=1.0
        )
        found = average(callaway_santanna.run(panel))
        covered += found.low <= truth <= found.high
        result = two_way_fixed_effects.run(panel)
        other = average(result)
        assert isinstance(result, Result)
        regressed += other.low <= truth <= other.high
        negative.append(result.diagnostics["negative_weight_y"])
        bias.append(other.value - truth)
        assert "forbidden-comparisons" in {note.code for note in result.notes}
    assert covered / repetitions == pytest.approx(NOMINAL, abs=slack(repetitions))
    assert regressed / repetitions < 0.2
    assert np.mean(bias) < -0.3


def test_every_effect_positive_and_the_regression_negative() -> None:
    # Everyone is treated in the end, early effects grow: later units are compared with earlier
    # ones that are still rising.
    panel, truth = staggered(
        np.random.default_rng(5),
        starts={3.0: 100, 9.0: 100},
        periods=12,
        effect=0.1,
        growth=1.0,
        noise=0.01,
    )
    result = two_way_fixed_effects.run(panel)
    assert isinstance(result, Result)
    assert truth > 0
    assert average(result).high < 0
    assert float(result.diagnostics["negative_weight_y"] or 0) > 0.1
    assert average(callaway_santanna.run(panel)).low > 0


@pytest.mark.parametrize("method", [callaway_santanna, roth_santanna], ids=["cs", "rs"])
def test_size_under_no_effect(method: object) -> None:
    rng = np.random.default_rng(102)
    repetitions = 400
    settings = {"permutations": 1, "event_times": 0} if method is roth_santanna else {}
    rejected = 0
    for _ in range(repetitions):
        panel, _ = staggered(rng, starts={4.0: 40, 6.0: 40, 8.0: 40}, periods=9, rho=0.6)
        p = average(method.METHOD(panel, **settings)).p_value  # type: ignore[attr-defined]
        rejected += p < 1 - NOMINAL
    assert rejected / repetitions == pytest.approx(0.05, abs=slack(repetitions))


def test_random_order_makes_the_efficient_estimator_more_precise() -> None:
    rng = np.random.default_rng(103)
    repetitions = 300
    covered, widths = 0, []
    for _ in range(repetitions):
        panel, truth = staggered(
            rng, starts={4.0: 40, 6.0: 40, 8.0: 40}, periods=9, effect=0.4, rho=0.3
        )
        found = average(roth_santanna.run(panel, permutations=1, event_times=0))
        other = average(callaway_santanna.run(panel))
        covered += found.low <= truth <= found.high
        widths.append((found.high - found.low) / (other.high - other.low))
    assert covered / repetitions == pytest.approx(NOMINAL, abs=slack(repetitions))
    assert np.mean(widths) < 0.9


def test_few_treated_units_are_told_and_placebos_keep_their_size() -> None:
    rng = np.random.default_rng(104)
    repetitions = 150
    rejected = by_theory = 0
    for _ in range(repetitions):
        panel, _ = staggered(rng, starts={16.0: 2, NEVER: 38}, periods=20, rho=0.6)
        result = placebo.run(panel, estimator="difference", draws=199)
        p = average(result).p_value
        assert p is not None
        rejected += p <= 0.05
        theory = callaway_santanna.run(panel)
        assert isinstance(theory, Result)
        assert "few-treated" in {note.code for note in theory.notes}
        # What a normal interval would say, without the t of so few units.
        error = float(theory.diagnostics["standard_error_y"] or 0)
        by_theory += abs(average(theory).value) > 1.96 * error
    assert rejected / repetitions <= 0.05 + slack(repetitions, 0.05)
    assert by_theory / repetitions > 0.05 + slack(repetitions, 0.05)


@pytest.mark.recovery_long
def test_placebo_ranks_of_single_units_keep_their_size() -> None:
    rng = np.random.default_rng(105)
    repetitions = 120
    rejected = 0
    for _ in range(repetitions):
        panel, _ = staggered(rng, starts={13.0: 1, NEVER: 39}, periods=16, rho=0.5)
        result = placebo.run(panel, draws=99)
        assert isinstance(result, Result)
        (unit,) = result.named("effect_on_unit")
        assert unit.p_value is not None
        rejected += unit.p_value <= 0.05
    assert rejected / repetitions <= 0.05 + slack(repetitions, 0.05)


def test_synthetic_did_covers_a_common_effect_with_few_treated() -> None:
    rng = np.random.default_rng(106)
    repetitions = 120
    covered = 0
    for _ in range(repetitions):
        panel, truth = staggered(rng, starts={13.0: 3, NEVER: 30}, periods=16, effect=1.0, rho=0.5)
        found = average(synthetic_did.run(panel, draws=60))
        covered += found.low <= truth <= found.high
    assert covered / repetitions >= NOMINAL - slack(repetitions)


def test_bounds_cover_where_trends_were_not_parallel() -> None:
    rng = np.random.default_rng(107)
    repetitions = 200
    bounded = plain = straight = 0
    for _ in range(repetitions):
        panel, truth = staggered(rng, starts={7.0: 60, NEVER: 60}, periods=9, effect=0.5, rho=0.3)
        drift = 0.25 * np.arange(9) * np.isfinite(panel.first_treated)[:, None]
        drifting = Panel(
            units=panel.units,
            periods=panel.periods,
            outcomes={"y": panel.outcomes["y"] + drift},
            first_treated=panel.first_treated,
        )
        result = event_study.run(drifting, before=5, after=3, magnitudes=(1.0,))
        assert isinstance(result, Result)
        by_size, by_line = result.named("bounded_effect")
        bounded += by_size.low <= truth <= by_size.high
        plain += average(result).low <= truth <= average(result).high
        assert by_line.low < by_line.value < by_line.high
        straight += by_line.low <= truth <= by_line.high
    assert bounded / repetitions >= NOMINAL - slack(repetitions)
    assert straight / repetitions == pytest.approx(NOMINAL, abs=slack(repetitions))
    assert plain / repetitions < 0.5


@pytest.mark.parametrize("treated", [4, 10])
def test_the_shortest_interval_of_few_units_covers_where_a_line_was_carried_on(
    treated: int,
) -> None:
    rng = np.random.default_rng(110)
    repetitions = 150
    straight = 0
    for _ in range(repetitions):
        starts = {8.0: treated, NEVER: 40}
        panel, truth = staggered(rng, starts=starts, periods=11, effect=0.5, rho=0.3)
        drift = 0.25 * np.arange(11) * np.isfinite(panel.first_treated)[:, None]
        drifting = replace(panel, outcomes={"y": panel.outcomes["y"] + drift})
        result = event_study.run(drifting, before=6, after=3, magnitudes=())
        assert isinstance(result, Result)
        (by_line,) = result.named("bounded_effect")
        straight += by_line.low <= truth <= by_line.high
    assert straight / repetitions >= NOMINAL - slack(repetitions)


def ranked(rng: np.random.Generator, *, rho: float, units: int = 30, T: int = 24) -> Panel:
    """Towns whose counts wander alike, and fall alike at the date at which one is treated."""
    t = np.arange(T)
    noise = 0.15 * autoregressive(rng, (units, T), rho)
    y = rng.poisson(300 * np.exp(0.01 * t - 0.3 * (t >= T // 2) + noise)).astype(float)
    return Panel(
        units=tuple(f"town {i}" for i in range(units)),
        periods=tuple(t.tolist()),
        outcomes={"y": y},
        first_treated=np.array([float(T // 2)] + [NEVER] * (units - 1)),
    )


@pytest.mark.parametrize("rho", [0.0, pytest.param(0.9, marks=pytest.mark.recovery_long)])
def test_interrupted_series_keep_their_size_among_untreated_ones(rho: float) -> None:
    """Whatever the errors, and although every town falls at the date, step and turn keep 5 %.

    The interval of the series alone, which has no p-value, takes the common fall for the step.
    """
    rng = np.random.default_rng(108)
    repetitions = 100
    rejected = {"step": 0, "slope_change": 0}
    fooled = 0
    for _ in range(repetitions):
        panel = ranked(rng, rho=rho)
        result = interrupted_time_series.run(panel)
        assert isinstance(result, Result)
        for name in rejected:
            p = result.named(name)[0].p_value
            assert p is not None
            rejected[name] += p <= 0.05
        if rho == 0:
            alone = replace(
                panel,
                units=panel.units[:1],
                outcomes={"y": panel.outcomes["y"][:1]},
                first_treated=panel.first_treated[:1],
            )
            found = interrupted_time_series.run(alone)
            assert isinstance(found, Result)
            assert found.named("step")[0].p_value is None
            assert "series-alone" in {note.code for note in found.notes}
            fooled += found.named("step")[0].high < 1
    for name, times in rejected.items():
        assert times / repetitions <= 0.05 + slack(repetitions, 0.05), name
    assert rho > 0 or fooled / repetitions > 0.05 + slack(repetitions, 0.05)


def test_strong_autocorrelation_is_told() -> None:
    rng = np.random.default_rng(109)
    noise = 0.3 * autoregressive(rng, (1, 60), 0.9)[0]
    panel = Panel(
        units=("town",),
        periods=tuple(range(60)),
        outcomes={"y": rng.poisson(100 * np.exp(noise)).astype(float)[None, :]},
        first_treated=np.array([30.0]),
    )
    result = interrupted_time_series.run(panel)
    assert isinstance(result, Result)
    assert "autocorrelation" in {note.code for note in result.notes}
