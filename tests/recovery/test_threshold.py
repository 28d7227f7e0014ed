"""The threshold test finds thresholds it was given: coverage, size, and what it cannot see."""

from functools import partial

import numpy as np
import pytest
from scipy import special

from daylight.cells import Cells
from daylight.model.chains import mixing
from daylight.model.searches import threshold_nuts
from daylight.model.searches.hit_rate import hit_rates
from daylight.model.searches.threshold import threshold, threshold_discriminant
from daylight.result import Result
from tests.model.searches.thresholds import (
    GROUPS,
    beta_rates,
    cells,
    department,
    discriminant_rates,
)

pytestmark = pytest.mark.recovery

DEPARTMENTS = 40


def answered(given: Cells, family: str = "beta", **settings: object) -> Result:
    method = {"beta": threshold, "discriminant": threshold_discriminant}[family]
    result = method(given, **{"sweep": False, "draws": 128, "engine": "laplace", **settings})  # type: ignore[arg-type]
    assert isinstance(result, Result)
    return result


def from_the_prior(family: str, seed: int) -> tuple[Cells, np.ndarray]:
    """A department whose parameters are drawn from the family's own priors, so that intervals of
    a correct engine cover by construction."""
    rng = np.random.default_rng(seed)
    groups, places = 3, 10
    stops = rng.integers(300, 15_000, (groups, places))
    stops[:, 0] = 15_000
    free = np.where(np.arange(places) > 0, 1.0, 0.0)
    if family == "beta":
        one = rng.normal(-3.5, 0.25, (groups, 1)) + free * rng.normal(0, 0.25, (1, places))
        two = rng.normal(2, 0.5, (groups, 1)) + free * rng.normal(0, 0.5, (1, places))
        sigma = np.abs(rng.normal(0, 0.25, (groups, 1)))
        t = special.expit(rng.normal(-2, 1, (groups, 1)) + sigma * rng.normal(0, 1, stops.shape))
        return cells(stops, beta_rates(special.expit(one), np.exp(two), t), seed), t
    later = (np.arange(groups) > 0)[:, None]
    one = rng.normal() + later * rng.normal(0, 0.25, (groups, 1))
    one = one + free * rng.normal(0, 0.1, (1, places))
    two = rng.normal() + later * rng.normal(0, 0.1, (groups, 1))
    delta = np.exp(two + free * rng.normal(0, 0.1, (1, places)))
    signal = rng.normal(0, 1, (groups, 1)) + abs(rng.normal()) * rng.normal(0, 1, stops.shape)
    rates = discriminant_rates(special.expit(one), delta, signal)
    return cells(stops, rates, seed), special.expit(one + delta * signal - delta**2 / 2)


@pytest.mark.parametrize("family", ["beta", "discriminant"])
def test_ninety_percent_intervals_cover_nine_tenths_and_means_lie_in_the_middle(
    family: str,
) -> None:
    covered, apart, gaps, of = [], [], 0, 0
    for seed in range(DEPARTMENTS):
        given, truth = from_the_prior(family, seed)
        outcome = {"beta": threshold, "discriminant": threshold_discriminant}[family](
            given, sweep=False, draws=128, engine="laplace", level=0.9
        )
        if not isinstance(outcome, Result):
            continue
        inside = [
            e.low <= truth[GROUPS.index(e.group), int(e.stratum[1:])] <= e.high
            for e in outcome.named("threshold")
        ]
        covered.append(float(np.mean(inside)))
        apart.append(
            np.mean(
                [
                    (truth[GROUPS.index(e.group), int(e.stratum[1:])] - e.value) / (e.high - e.low)
                    for e in outcome.named("threshold")
                    if e.high - e.low > 1e-6  # else a threshold of one, to rounding
                ]
            )
        )
        # true averages over the places that took part, with the same weights
        for gap in outcome.named("threshold_gap"):
            group = GROUPS.index(gap.group)
            took = {
                g: {int(e.stratum[1:]) for e in outcome.named("threshold") if e.group == g}
                for g in ("white", gap.group)
            }
            both = sorted(took["white"] & took[gap.group])
            weights = given.collapse("place").counts("stops")[both]
            true = np.average(truth[group, both] - truth[0, both], weights=weights)
            gaps, of = gaps + (gap.low <= true <= gap.high), of + 1
    assert of >= DEPARTMENTS
    # cells of one department share parameters: the department is the unit of the standard error
    error = np.std(covered, ddof=1) / np.sqrt(len(covered))
    assert np.mean(covered) == pytest.approx(0.9, abs=3 * error)
    # truth drawn from the prior lies around the posterior mean, neither above nor below on average
    error = np.std(apart, ddof=1) / np.sqrt(len(apart))
    assert np.mean(apart) == pytest.approx(0, abs=3 * error)
    # gaps of one department share a reference: at worst half as many independent ones
    assert gaps / of == pytest.approx(0.9, abs=3 * np.sqrt(0.9 * 0.1 / (of / 2)))


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
        gap = answered(given).one("threshold_gap", "black")
        assert gap.p_value is not None
        rejected += gap.p_value < 0.05
        outcome = hit_rates(given.collapse("subject_race"))
        assert isinstance(outcome, Result)
        difference = outcome.one("hit_rate_difference", "black")
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
        gap = result.one("threshold_gap", GROUPS[group])
        assert gap.p_value is not None
        assert gap.p_value < 0.001
        weights = given.collapse("place").counts("stops")
        true = np.average(truth[group] - truth[0], weights=weights)
        assert gap.low < true < gap.high


@pytest.mark.parametrize("family", ["beta", "discriminant"])
def test_sampling_gives_what_nested_laplace_gives(
    family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not threshold_nuts.is_installed():
        pytest.fail("the mcmc extra is not installed")
    short = partial(threshold_nuts.sample, warm_up=200, draws=300, chains=1)
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


def sliced(counts: tuple[np.ndarray, ...], steps: int, chains: int) -> np.ndarray:
    """Thresholds (steps, chains, 6) by elliptical slices (Murray, Adams & MacKay 2010)."""
    rng = np.random.default_rng(8)
    x = rng.normal(0, 0.3, (chains, 18))
    value, t = log_likelihood(x, counts)
    kept = np.empty((steps, chains, 6))
    for step in range(steps):
        across, level = rng.normal(size=x.shape), value + np.log(rng.random(chains))
        angle = rng.uniform(0, 2 * np.pi, chains)
        low, high = angle - 2 * np.pi, angle.copy()
        going = np.arange(chains)
        while going.size:
            turn = angle[going, None]
            trial = x[going] * np.cos(turn) + across[going] * np.sin(turn)
            there, thresholds = log_likelihood(trial, counts)
            ok = there > level[going]
            done = going[ok]
            x[done], value[done], t[done] = trial[ok], there[ok], thresholds[ok]
            going = going[~ok]
            low[going] = np.where(angle[going] < 0, angle[going], low[going])
            high[going] = np.where(angle[going] >= 0, angle[going], high[going])
            angle[going] = rng.uniform(low[going], high[going])
        kept[step] = t.reshape(chains, 6)
    return kept


def test_the_answer_on_tiny_counts_is_that_of_an_independent_sampler() -> None:
    """Where Laplace is weakest: a handful of searches per cell, none of them a find in some."""
    stops = np.array([[400, 150, 60], [200, 80, 30]])
    searches = np.array([[18, 9, 4], [16, 10, 5]])
    hits = np.array([[6, 2, 1], [3, 1, 0]])
    sampled = sliced((stops - searches, hits, searches - hits), steps=400, chains=60)[50:]
    effective = mixing(sampled).ess_bulk
    assert effective > 300
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
    mean, spread = sampled.mean(axis=(0, 1)), sampled.std(axis=(0, 1))
    # the engine's own stated accuracy, and four standard errors of the sampler
    allowed = 0.05 + 4 / np.sqrt(effective)
    for at, (group, place) in enumerate((g, p) for g in ("white", "black") for p in "abc"):
        ours = result.one("threshold", group, place)
        assert ours.value == pytest.approx(mean[at], abs=allowed * spread[at])
        low, high = np.quantile(sampled[..., at], (0.025, 0.975))
        assert ours.high - ours.low == pytest.approx(high - low, rel=0.15)
