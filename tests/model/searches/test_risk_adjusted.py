import numpy as np
import pytest
import statsmodels.api as sm

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.searches.risk_adjusted import METHOD, Atoms, coefficient, extreme, variances
from daylight.report.presentations import PRESENTATIONS


def atoms(seed: int = 3, size: int = 40) -> Atoms:
    rng = np.random.default_rng(seed)
    r = rng.beta(2, 6, size)
    g = (rng.random(size) < 0.5).astype(float)
    a = (rng.random(size) < r + 0.15 * g).astype(float)
    return Atoms(w=rng.integers(1, 30, size).astype(float), a=a, g=g, r=r)


def test_at_epsilon_zero_it_is_ordinary_least_squares_of_decision_on_risk_and_group() -> None:
    given = atoms()
    repeat = given.w.astype(int)
    X = np.column_stack(
        [np.ones(repeat.sum()), np.repeat(given.g, repeat), np.repeat(given.r, repeat)]
    )
    ols = sm.OLS(np.repeat(given.a, repeat), X).fit(cov_type="HC0")
    value, variance = coefficient(given), sum(variances(given))
    assert value == pytest.approx(ols.params[1])
    assert np.sqrt(variance) == pytest.approx(ols.bse[1])
    for sign in (-1.0, 1.0):
        assert extreme(given, 0.0, sign, given.r)[0] == pytest.approx(value)


def test_the_range_grows_with_epsilon_and_keeps_to_the_budget() -> None:
    given = atoms()
    value = coefficient(given)
    previous = (value, value)
    low_at = high_at = given.r
    for epsilon in (0.01, 0.03, 0.08):
        low, low_at = extreme(given, epsilon, -1.0, low_at)
        high, high_at = extreme(given, epsilon, 1.0, high_at)
        assert low <= previous[0] < previous[1] <= high or previous == (value, value)
        for moved in (low_at, high_at):
            assert (given.w * np.abs(moved - given.r)).sum() / given.w.sum() <= epsilon + 1e-9
            assert moved.min() >= 0
            assert moved.max() <= 1
        previous = (low, high)


def test_the_range_reaches_what_random_search_does() -> None:
    given = atoms(size=12)
    rng = np.random.default_rng(1)
    epsilon = 0.03
    share = given.w / given.w.sum()
    reached = []
    for _ in range(4000):
        change = rng.dirichlet(np.full(12, 0.3)) * epsilon / share * rng.choice([-1, 1], 12)
        risk = np.clip(given.r + change, 0, 1)
        reached.append(coefficient(Atoms(w=given.w, a=given.a, g=given.g, r=risk)))
    assert extreme(given, epsilon, 1.0, given.r)[0] >= max(reached)
    assert extreme(given, epsilon, -1.0, given.r)[0] <= min(reached)


def department(gap: float) -> Cells:
    """Risk differs by band and the groups differ in bands; searched if risky, or by group."""
    rng = np.random.default_rng(8)
    rows = []
    for group, mix in (("black", (0.3, 0.4, 0.3)), ("white", (0.6, 0.3, 0.1))):
        for band, (share, risk) in enumerate(zip(mix, (0.1, 0.3, 0.6), strict=True)):
            stops = int(60_000 * share)
            searches = rng.binomial(stops, 0.5 * risk + gap * (group == "black"))
            rows.append((group, f"b{band}", stops, searches, rng.binomial(searches, risk)))
    names = ["subject_race", "district", "stops", "searches", "hits"]
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    return Cells.from_columns(columns, by=names[:2])


@pytest.mark.parametrize("gap", [0.0, 0.05])
def test_a_difference_that_risk_explains_is_taken_away_and_another_is_not(gap: float) -> None:
    result = METHOD(department(gap))
    assert isinstance(result, Result)
    found = result.one("search_rate_difference_at_equal_risk", subject_race="black")
    assert found.value == pytest.approx(gap, abs=0.01)
    (claim,) = PRESENTATIONS["risk-adjusted"].says(result)
    assert claim.adjusted_for == ("estimated risk",)


def test_too_few_searches_to_learn_risk_from_are_refused() -> None:
    assert isinstance(METHOD(department(0).collapse("subject_race")), Refusal)
