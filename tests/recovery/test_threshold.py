"""The threshold test finds thresholds it was given: coverage, size, and what it cannot see."""

from functools import partial

import numpy as np
import pytest
from scipy import special

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Refusal, Result
from daylight.model.searches import threshold_nuts
from daylight.model.searches.hit_rate import hit_rates
from daylight.model.searches.threshold import METHOD, METHOD_DISCRIMINANT
from tests.model.searches.thresholds import (
    GROUPS,
    beta_rates,
    cells,
    department,
    discriminant_rates,
)

pytestmark = pytest.mark.recovery

DEPARTMENTS = 40
METHODS = {"beta": METHOD, "discriminant": METHOD_DISCRIMINANT}


def answered(given: Cells, family: str = "beta", **settings: object) -> Result:
    result = METHODS[family](
        given, **{"sweep": False, "draws": 128, "engine": "laplace", **settings}
    )  # type: ignore[arg-type]
    assert isinstance(result, Result)
    return result


def from_the_prior(family: str, seed: int) -> tuple[Cells, np.ndarray]:
    """A department whose parameters are drawn from the family's own priors, so that intervals of
    a correct engine cover by construction, and its true thresholds."""
    rng = np.random.default_rng(seed)
    groups, places = 3, 10
    stops = rng.integers(300, 15_000, (groups, places))
    stops[:, 0] = 15_000
    free = np.where(np.arange(places) > 0, 1.0, 0.0)
    chance = seed + 1_000_000  # counts must not be drawn from the truth's own random numbers
    if family == "beta":
        one = rng.normal(-3.5, 0.25, (groups, 1)) + free * rng.normal(0, 0.25, (1, places))
        two = rng.normal(2, 0.5, (groups, 1)) + free * rng.normal(0, 0.5, (1, places))
        sigma = np.abs(rng.normal(0, 0.25, (groups, 1)))
        t = special.expit(rng.normal(-2, 1, (groups, 1)) + sigma * rng.normal(0, 1, stops.shape))
        return cells(stops, beta_rates(special.expit(one), np.exp(two), t), chance), t
    later = (np.arange(groups) > 0)[:, None]
    one = rng.normal() + later * rng.normal(0, 0.25, (groups, 1))
    one = one + free * rng.normal(0, 0.1, (1, places))
    two = rng.normal() + later * rng.normal(0, 0.1, (groups, 1))
    delta = np.exp(two + free * rng.normal(0, 0.1, (1, places)))
    signal = rng.normal(0, 1, (groups, 1)) + abs(rng.normal()) * rng.normal(0, 1, stops.shape)
    rates = discriminant_rates(special.expit(one), delta, signal)
    return cells(stops, rates, chance), special.expit(one + delta * signal - delta**2 / 2)


def codes(result: Result) -> set[str]:
    return {note.code for note in result.notes}


def group_number(estimate: Estimate) -> int:
    return GROUPS.index(str(estimate.keys["subject_race"]))


DOUBTED = {"approximation-doubtful", "threshold-not-settled"}
SIMULATED = {"beta": 80, "discriminant": 150}
"""Departments; about three fifths of them are answered without a note."""


@pytest.mark.recovery_long
@pytest.mark.parametrize("family", ["beta", "discriminant"])
def test_intervals_without_a_note_cover_as_often_as_they_say_and_means_lie_in_the_middle(
    family: str,
) -> None:
    """Whether a note is raised depends on the counts alone, so that given the counts, and over
    all counts that raise none, exact intervals cover at exactly their level."""
    covered, apart, averages, between = [], [], [], []
    for seed in range(SIMULATED[family]):
        given, truth = from_the_prior(family, 5000 + seed)
        # pairs never searched stay in: dropping them is a choice that the likelihood does not know
        result = METHODS[family](
            given, level=0.9, keep_unsearched=True, sweep=False, draws=128, engine="laplace"
        )
        if isinstance(result, Refusal) or DOUBTED & codes(result):
            continue
        if len(result.named("average_threshold")) < 3:  # a group left out for lack of searches
            continue
        weights = given.collapse("place").counts("stops")
        true = truth @ weights / weights.sum()
        for of, name, expected in (
            (averages, "average_threshold", true),
            (between, "threshold_gap", true - true[0]),
        ):
            found = [(e.low, expected[group_number(e)], e.high) for e in result.named(name)]
            of.append(np.mean([low <= value <= high for low, value, high in found]))
        if "threshold-barely-known" in codes(result):
            continue
        single = [
            (e, truth[group_number(e), int(str(e.keys["place"])[1:])])
            for e in result.named("threshold")
        ]
        covered.append(np.mean([e.low <= value <= e.high for e, value in single]))
        apart.append(np.mean([(value - e.value) / (e.high - e.low) for e, value in single]))
    # cells of one department share parameters: the department is the unit of the standard error
    errors = [np.std(each, ddof=1) / np.sqrt(len(each)) for each in (covered, averages, between)]
    for shares, error in zip((covered, averages, between), errors, strict=True):
        assert np.mean(shares) == pytest.approx(0.9, abs=3 * error)
    # variances 0.6 times too small would cover 0.80: the bound on cells must be able to tell
    assert 3 * errors[0] < 0.1
    # truth drawn from the prior lies around the posterior mean, neither above nor below on average
    error = np.std(apart, ddof=1) / np.sqrt(len(apart))
    assert np.mean(apart) == pytest.approx(0, abs=3 * error)


def test_a_bent_posterior_is_noted_although_its_weights_look_even() -> None:
    """Thresholds alike in all places leave φ, δ and t on a narrow curve. On other counts from this
    truth, NUTS put all thirty true thresholds between its 1 % and 20 % quantiles; importance
    sampling, which saw the straight piece in the middle alone, put 29 outside 1 to 99 %, with a
    Pareto k of 0.5."""
    given, _ = from_the_prior("discriminant", 1)
    result = answered(given, "discriminant", keep_unsearched=True)
    assert result.diagnostics["pareto_k"] < 0.7
    assert result.diagnostics["uneven"] > 1.25
    assert "approximation-doubtful" in codes(result)


def test_equal_thresholds_give_no_gap_although_hit_rates_differ() -> None:
    """Infra-marginality: one standard, unlike spreads of risk."""
    rejected, opposed = 0, 0
    for seed in range(DEPARTMENTS):
        rng = np.random.default_rng(seed)
        places = 10
        stops = rng.integers(3000, 15_000, (3, places))
        logit_phi = -3.5 + np.array([[0.0], [0.3], [-0.2]]) + rng.normal(0, 0.2, (1, places))
        log_lam = 2.0 + np.array([[0.0], [-0.7], [0.4]]) + rng.normal(0, 0.3, (1, places))
        t = np.repeat(special.expit(-1.7 + rng.normal(0, 0.15, (1, places))), 3, axis=0)
        rates = beta_rates(special.expit(logit_phi), np.exp(log_lam), t)
        given = cells(stops, rates, seed)
        gap = answered(given).one("threshold_gap", subject_race="black")
        assert gap.p_value is not None
        rejected += gap.p_value < 0.05
        outcome = hit_rates(given.collapse("subject_race"))
        assert isinstance(outcome, Result)
        difference = outcome.one("hit_rate_difference", subject_race="black")
        assert difference.p_value is not None
        opposed += difference.p_value < 0.05
        assert any(note.code == "infra-marginality" for note in outcome.notes)
    # P(more than 6 of 40 at 5 %) = 0.4 %
    assert rejected <= 6
    assert opposed > DEPARTMENTS / 2


def test_a_lower_threshold_is_found() -> None:
    given, truth = department(groups=3, places=20, gap=-0.7)
    result = answered(given)
    for group in (1, 2):
        gap = result.one("threshold_gap", subject_race=GROUPS[group])
        assert gap.p_value is not None
        assert gap.p_value < 0.001
        weights = given.collapse("place").counts("stops")
        true = np.average(truth[group] - truth[0], weights=weights)
        assert gap.low < true < gap.high


@pytest.mark.recovery_long
@pytest.mark.parametrize("family", ["beta", "discriminant"])
def test_sampling_gives_what_nested_laplace_gives(
    family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not threshold_nuts.is_installed():
        pytest.fail("the mcmc extra is not installed")
    short = partial(threshold_nuts.sample, length=threshold_nuts.Length(200, 300, 1))
    monkeypatch.setattr(threshold_nuts, "sample", short)
    given, _ = department(groups=2, places=4, most=6000)
    ours, theirs = (answered(given, family, engine=engine) for engine in ("laplace", "nuts"))
    assert theirs.diagnostics["engine"] == "NUTS"
    for one, other in zip(ours.named("threshold"), theirs.named("threshold"), strict=True):
        spread = (other.high - other.low) / 4
        # 300 draws hold at least 100 effective ones: four standard errors of the mean
        assert one.value == pytest.approx(other.value, abs=0.4 * spread)


def log_likelihood(x: np.ndarray, counts: tuple[np.ndarray, ...]) -> tuple[np.ndarray, np.ndarray]:
    """The beta family written apart from the engine, for chains (C, 18): two groups, three places.

    Standard normal a priori: logit φ and log λ of two groups, their mean logit t, the normal score
    of their spread of t; logit φ and log λ of the two places that are not pinned; t of six cells.
    """
    none, hits, misses = counts
    phi_r, lam_r, t_r, score = (x[:, at : at + 2, None] for at in (0, 2, 4, 6))
    phi_d, lam_d = (np.pad(x[:, None, at : at + 2], ((0, 0), (0, 0), (1, 0))) for at in (8, 10))
    phi = special.expit(-3.5 + 0.25 * (phi_r + phi_d))
    lam = np.exp(2 + 0.5 * (lam_r + lam_d))
    sigma = 0.25 * special.ndtri((1 + special.ndtr(score)) / 2)
    t = special.expit(-2 + t_r + sigma * x[:, 12:].reshape(-1, 2, 3))
    searched, hit_rate = beta_rates(phi, lam, t)
    value = (
        special.xlogy(hits + misses, searched)
        + special.xlog1py(none, -searched)
        + special.xlogy(hits, hit_rate)
        + special.xlog1py(misses, -hit_rate)
    ).sum(axis=(1, 2))
    return value, t


def sampled(counts: tuple[np.ndarray, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Thresholds (draws, 6) and their weights, by importance sampling of all 18 parameters at once
    from a t distribution fitted to the round before (Cappé et al. 2008); the first is the prior."""
    rng, points, df = np.random.default_rng(8), 6000, 8
    mean, root = np.zeros(18), np.eye(18)
    for _ in range(6):
        own = rng.normal(size=(points, 18))
        own *= np.sqrt(df / rng.chisquare(df, (points, 1)))
        x = mean + own @ root.T
        value, t = log_likelihood(x, counts)
        proposed = -(df + 18) / 2 * np.log1p((own**2).sum(axis=1) / df)
        log_weights = value - (x**2).sum(axis=1) / 2 - proposed
        # tempered while few draws count, so that the next proposal does not rest on them alone
        power = 1.0
        while 1 / (special.softmax(power * log_weights) ** 2).sum() < 300:
            power *= 0.8
        weights = special.softmax(power * log_weights)
        mean = weights @ x
        root = np.linalg.cholesky((x - mean).T @ ((x - mean) * weights[:, None]))
    return t.reshape(points, 6), special.softmax(log_weights)


def quantiles(values: np.ndarray, weights: np.ndarray, at: tuple[float, float]) -> np.ndarray:
    order = np.argsort(values)
    return np.interp(at, np.cumsum(weights[order]), values[order])


def test_the_answer_on_tiny_counts_is_that_of_an_independent_sampler() -> None:
    """Where Laplace is weakest: a handful of searches per cell, none of them a find in some."""
    stops = np.array([[400, 150, 60], [200, 80, 30]])
    searches = np.array([[18, 9, 4], [16, 10, 5]])
    hits = np.array([[6, 2, 1], [3, 1, 0]])
    draws, weights = sampled((stops - searches, hits, searches - hits))
    effective = 1 / (weights**2).sum()
    assert effective > 600
    given = Cells.from_columns(
        {
            "place": ["a", "b", "c"] * 2,
            "subject_race": ["white"] * 3 + ["black"] * 3,
            "stops": stops.ravel(),
            "searches": searches.ravel(),
            "hits": hits.ravel(),
        },
        by=["place", "subject_race"],
    )
    result = answered(given, draws=512)
    mean = weights @ draws
    spread = np.sqrt(weights @ (draws - mean) ** 2)
    # the engine's own stated accuracy, and four standard errors of the sampler
    allowed = 0.05 + 4 / np.sqrt(effective)
    for at, (group, place) in enumerate((g, p) for g in ("white", "black") for p in "abc"):
        ours = result.one("threshold", subject_race=group, place=place)
        assert ours.value == pytest.approx(mean[at], abs=allowed * spread[at])
        low, high = quantiles(draws[:, at], weights, (0.025, 0.975))
        assert ours.high - ours.low == pytest.approx(high - low, rel=0.15)
