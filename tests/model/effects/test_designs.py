from itertools import combinations

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.panel import NEVER, Panel
from daylight.data.result import Refusal, Result
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
from daylight.report.notes import sentence
from daylight.simulate.panels import staggered

ALL = (
    callaway_santanna,
    event_study,
    interrupted_time_series,
    placebo,
    roth_santanna,
    synthetic_control,
    synthetic_did,
    two_way_fixed_effects,
)
STARTS = {5.0: 6, 7.0: 5, NEVER: 25}


def simulated(seed: int = 1) -> Panel:
    return staggered(np.random.default_rng(seed), starts=STARTS, periods=10, effect=1.0)[0]


def changed(panel: Panel, **parts: object) -> Panel:
    shared = {
        "units": panel.units,
        "periods": panel.periods,
        "outcomes": panel.outcomes,
        "first_treated": panel.first_treated,
    }
    return Panel(**{**shared, **parts})  # type: ignore[arg-type]


@pytest.mark.parametrize("method", ALL, ids=lambda m: m.METHOD.name)
def test_nobody_treated_is_refused(method: object) -> None:
    panel = changed(simulated(), first_treated=np.full(36, NEVER))
    refusal = method.METHOD(panel)  # type: ignore[attr-defined]
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.facts) == ("nobody-treated", {"units": 36})


@pytest.mark.parametrize("method", ALL, ids=lambda m: m.METHOD.name)
def test_an_unknown_outcome_or_event_is_refused(method: object) -> None:
    for setting in ({"outcome": "arrests"}, {"event": "findings"}):
        refusal = method.METHOD(simulated(), **setting)  # type: ignore[attr-defined]
        assert isinstance(refusal, Refusal)
        assert refusal.code in {"no-such-outcome", "no-such-event"}
        assert refusal.facts["asked"] in setting.values()


def test_a_zero_has_no_logarithm() -> None:
    refusal = callaway_santanna.run(
        changed(simulated(), outcomes={"y": np.zeros((36, 10))}), log=True
    )
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.facts["values"]) == ("zeros-without-logarithm", 360)


@given(st.integers(0, 1000), st.floats(0.1, 10), st.floats(-5, 5))
def test_effects_follow_the_units_of_the_outcome(seed: int, scale: float, shift: float) -> None:
    panel = simulated(seed)
    other = changed(panel, outcomes={"y": panel.outcomes["y"] * scale + shift})
    for method in (callaway_santanna, two_way_fixed_effects):
        one, two = method.METHOD(panel), method.METHOD(other)
        assert isinstance(one, Result)
        assert isinstance(two, Result)
        a, b = one.one("average_effect", outcome="y"), two.one("average_effect", outcome="y")
        assert (b.value, b.low, b.high) == pytest.approx(
            (a.value * scale, a.low * scale, a.high * scale), rel=1e-6, abs=1e-8
        )


def test_the_order_of_units_changes_nothing() -> None:
    panel = simulated()
    order = np.random.default_rng(0).permutation(36)
    shuffled = changed(
        panel,
        units=tuple(panel.units[i] for i in order),
        outcomes={"y": panel.outcomes["y"][order]},
        first_treated=panel.first_treated[order],
    )
    for method in (callaway_santanna, event_study, two_way_fixed_effects, synthetic_control):
        one, two = method.METHOD(panel), method.METHOD(shuffled)
        assert isinstance(one, Result)
        assert isinstance(two, Result)
        first = {(e.name, e.where): e.value for e in one.estimates}
        second = {(e.name, e.where): e.value for e in two.estimates}
        assert first == pytest.approx(second, abs=1e-6)


def test_two_groups_and_two_periods_are_the_difference_of_differences() -> None:
    Y = np.array([[1.0, 4.0], [2.0, 6.0], [1.0, 2.0], [3.0, 3.5]])
    panel = Panel(
        units=("a", "b", "c", "d"),
        periods=(1, 2),
        outcomes={"y": Y},
        first_treated=np.array([2.0, 2.0, NEVER, NEVER]),
    )
    for method in (callaway_santanna, two_way_fixed_effects):
        result = method.METHOD(panel)
        assert isinstance(result, Result)
        assert result.one("average_effect", outcome="y").value == pytest.approx(3.5 - 0.75)


def test_the_regression_is_that_of_independent_software_with_blanks() -> None:
    panel = simulated()
    Y = panel.outcomes["y"].copy()
    Y[3, 2] = Y[20, 7] = np.nan
    result = two_way_fixed_effects.run(changed(panel, outcomes={"y": Y}))
    assert isinstance(result, Result)
    long = pd.DataFrame(
        {
            "y": Y.ravel(),
            "d": (np.array(panel.periods) >= panel.first_treated[:, None]).astype(float).ravel(),
            "unit": np.repeat(panel.units, 10),
            "period": np.tile(panel.periods, 36),
        }
    ).dropna()
    fit = smf.ols("y ~ d + C(unit) + C(period)", long).fit(
        cov_type="cluster", cov_kwds={"groups": long["unit"]}
    )
    found = result.one("average_effect", outcome="y")
    assert found.value == pytest.approx(fit.params["d"], abs=1e-8)
    # The other software counts unit effects, which are nested in the clusters, as estimated.
    n, T, N = len(long), 10, 36
    nested = np.sqrt((n - T - N) / (n - T - 1))
    error = result.diagnostics["standard_error_y"]
    assert error == pytest.approx(fit.bse["d"] * nested, rel=1e-6)


def test_earlier_movement_is_told() -> None:
    panel = simulated()
    drift = 0.8 * np.arange(10) * np.isfinite(panel.first_treated)[:, None]
    result = event_study.run(changed(panel, outcomes={"y": panel.outcomes["y"] + drift}))
    assert isinstance(result, Result)
    assert "moved-before" in {note.code for note in result.notes}


def test_breaks_and_unchecked_dates_stand_beside_the_number() -> None:
    panel = changed(simulated(), breaks={6: "a new form"}, unverified=("u0000", "u0035"))
    result = callaway_santanna.run(panel)
    assert isinstance(result, Result)
    texts = {note.code: sentence(note) for note in result.notes}
    assert texts["break"] == "6: a new form."
    assert "u0000" in texts["unverified-dates"]
    assert "u0035" not in texts["unverified-dates"]


def test_counts_are_set_against_their_exposure() -> None:
    panel = simulated()
    people = np.exp(np.random.default_rng(5).normal(size=(36, 10))) * 1000
    rates = np.exp(panel.outcomes["y"])
    counted = changed(panel, outcomes={"y": rates * people}, exposure={"y": people})
    plain = changed(panel, outcomes={"y": rates})
    one, two = callaway_santanna.run(counted, log=True), callaway_santanna.run(plain, log=True)
    assert isinstance(one, Result)
    assert isinstance(two, Result)
    assert one.one("average_effect", outcome="y").value == pytest.approx(
        two.one("average_effect", outcome="y").value
    )


def test_a_start_that_was_not_random_is_told() -> None:
    panel = simulated()
    early = 5.0 * (panel.first_treated == 5)[None, :] * np.ones((10, 1))
    result = roth_santanna.run(
        changed(panel, outcomes={"y": panel.outcomes["y"] + early.T}), permutations=20
    )
    assert isinstance(result, Result)
    assert "order-not-random" in {note.code for note in result.notes}


def test_placebo_intervals_and_ranks_agree() -> None:
    result = placebo.run(simulated(), draws=300)
    assert isinstance(result, Result)
    for unit in result.named("effect_on_unit"):
        assert unit.p_value is not None
        assert (unit.p_value <= 0.05) == (not unit.low <= 0 <= unit.high)
    average = result.one("average_effect", outcome="y")
    assert average.low > 0
    assert average.p_value is not None
    assert average.p_value < 0.05


def test_a_panel_too_small_for_placebos_is_refused() -> None:
    small = staggered(np.random.default_rng(1), starts={8.0: 1, NEVER: 6}, periods=9)[0]
    refusal = placebo.run(small)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "no-placebos"
    assert refusal.facts["placebos"] < refusal.facts["least"]


def test_a_panel_is_read_from_a_file(tmp_path: object) -> None:
    path = tmp_path / "panel.csv"  # type: ignore[operator]
    path.write_text(
        "unit,period,first_treated,complaints\na,1,2,3\na,2,2,1\nb,1,,4\nb,2,,4\n", "utf-8"
    )
    panel = Panel.read(path)
    assert panel.units == ("a", "b")
    assert panel.first_treated.tolist() == [2, np.inf]
    assert panel.outcomes["complaints"].tolist() == [[3, 1], [4, 4]]
    assert panel.provenance.rows_read == 4


def test_a_single_treated_unit_has_no_design_based_error() -> None:
    panel = changed(simulated(), first_treated=np.array([5.0] + [NEVER] * 35))
    for method in (callaway_santanna, event_study, two_way_fixed_effects):
        assert isinstance(method.METHOD(panel), Refusal)


def test_one_unit_per_start_counts_differences_between_units_as_error() -> None:
    first = np.array([4.0, 5.0, 6.0, 7.0] + [NEVER] * 32)
    result = callaway_santanna.run(changed(simulated(), first_treated=first))
    assert isinstance(result, Result)
    codes = {note.code for note in result.notes}
    assert {"single-unit-cohorts", "few-treated"} <= codes
    tested = event_study.run(changed(simulated(), first_treated=first))
    assert isinstance(tested, Result)
    assert "no-pre-trend-test" in {note.code for note in tested.notes}


def test_everybody_treated_at_once_leaves_no_comparison() -> None:
    panel = changed(simulated(), first_treated=np.full(36, 5.0))
    for method in (callaway_santanna, event_study, two_way_fixed_effects, synthetic_control):
        assert isinstance(method.METHOD(panel), Refusal)


def test_cohorts_average_to_the_whole() -> None:
    result = callaway_santanna.run(simulated(), detail="cohorts")
    assert isinstance(result, Result)
    five = result.one("effect_on_cohort", outcome="y", first_treated=5).value
    seven = result.one("effect_on_cohort", outcome="y", first_treated=7).value
    whole = result.one("average_effect", outcome="y").value
    assert whole == pytest.approx((six_periods(five) + four_periods(seven)) / (36 + 20))
    by_size = result.one("average_effect_by_cohort", outcome="y").value
    assert by_size == pytest.approx((6 * five + 5 * seven) / 11)


def six_periods(effect: float) -> float:
    return 6 * 6 * effect


def four_periods(effect: float) -> float:
    return 5 * 4 * effect


def test_a_roll_out_of_single_units_is_refused() -> None:
    first = np.arange(3.0, 3 + 36)
    refusal = roth_santanna.run(changed(simulated(), first_treated=first))
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.facts["cohorts"]) == ("too-few-start-together", 0)


def test_a_treated_unit_without_reports_is_named() -> None:
    panel = simulated()
    Y = panel.outcomes["y"].copy()
    Y[0, :4] = np.nan
    result = placebo.run(changed(panel, outcomes={"y": Y}), draws=100)
    assert isinstance(result, Result)
    texts = {note.code: sentence(note) for note in result.notes}
    assert "u0000" in texts["no-placebos"]


def test_the_regression_of_few_is_tested_by_every_way_the_dates_could_have_fallen() -> None:
    """Eight towns, two treated: 28 ways to choose them, each fitted by independent software."""
    rng = np.random.default_rng(6)
    first = np.array([5.0, 5.0] + [NEVER] * 6)
    Y = rng.normal(size=(8, 9)) + 2.5 * (np.isfinite(first)[:, None] & (np.arange(9) >= 5))
    panel = Panel(
        units=tuple("abcdefgh"), periods=tuple(range(9)), outcomes={"y": Y}, first_treated=first
    )

    def coefficient(treated: tuple[int, ...], values: np.ndarray) -> float:
        D = np.zeros((8, 9))
        D[list(treated), 5:] = 1
        after = values[:, 5:].mean(axis=1) - values[:, :5].mean(axis=1)
        is_treated = D[:, -1] == 1
        return float(after[is_treated].mean() - after[~is_treated].mean())

    pairs = list(combinations(range(8), 2))
    all_ways = np.array([abs(coefficient(pair, Y)) for pair in pairs])
    exact = float((all_ways >= all_ways[0] - 1e-9).mean())
    result = two_way_fixed_effects.run(panel, deals=9999)
    assert isinstance(result, Result)
    average = result.one("average_effect", outcome="y")
    assert average.value == pytest.approx(coefficient((0, 1), Y))
    assert average.p_value == pytest.approx(exact, abs=3 * np.sqrt(exact * (1 - exact) / 9999))
    # The end of the interval is where the same count of ways turns from too few to enough.
    for end in (average.low, average.high):
        beyond, within = (
            end + 1e-3 * np.sign(end - average.value),
            end - 1e-3 * np.sign(end - average.value),
        )
        shares = []
        for effect in (beyond, within):
            left = Y - effect * (np.isfinite(first)[:, None] & (np.arange(9) >= 5))
            ways = np.array([abs(coefficient(pair, left)) for pair in pairs])
            shares.append((ways >= ways[0] - 1e-9).mean())
        assert shares[0] <= 0.05 + 1 / 28
        assert shares[1] >= 0.05 - 1 / 28
        assert shares[0] < shares[1]


@pytest.mark.parametrize("blank", [False, True])
def test_the_regression_of_few_rejects_where_its_interval_excludes_no_effect(blank: bool) -> None:
    for seed, effect in ((1, 0.0), (2, 1.0), (3, 3.0)):
        panel = staggered(
            np.random.default_rng(seed), starts={6.0: 2, NEVER: 38}, periods=10, effect=effect
        )[0]
        Y = panel.outcomes["y"].copy()
        if blank:
            Y[3, 2] = Y[0, 8] = np.nan
        result = two_way_fixed_effects.run(changed(panel, outcomes={"y": Y}), deals=499)
        assert isinstance(result, Result)
        average = result.one("average_effect", outcome="y")
        assert average.p_value is not None
        assert (average.p_value <= 0.05) == (not average.low < 0 < average.high)
        assert average.low < average.value < average.high


def test_two_or_three_treated_units_are_said_to_find_next_to_nothing() -> None:
    panel = staggered(np.random.default_rng(1), starts={6.0: 2, NEVER: 38}, periods=10)[0]
    for method in (callaway_santanna, event_study):
        result = method.METHOD(panel)
        assert isinstance(result, Result)
        (note,) = [note for note in result.notes if note.code == "no-power"]
        # t on one degree of freedom over a normal quantile: 12.706 / 1.960
        assert note.facts["longer"] == pytest.approx(6.483, abs=0.001)
        assert "says nothing" in sentence(note)
