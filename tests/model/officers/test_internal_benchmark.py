import numpy as np
import pytest
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.officers.empirical_null import (
    OfficerCounts,
    gamma_poisson_z,
    local_fdr,
    ordinary,
)
from daylight.model.officers.internal_benchmark import entropy_weights, internal_benchmark
from daylight.report.disclosure import published
from daylight.report.wording.officer_strands import internal_benchmark as worded


def stops(seed: int, odd: int = 0) -> Cells:
    """200 officers with their own mix of four districts and two shifts; the first `odd` differ.

    Rates depend on district and shift, so officers of busy districts look high without adjustment.
    """
    rng = np.random.default_rng(seed)
    mix = rng.dirichlet(np.full(8, 2.0), 200)
    exposure = rng.poisson(400 * mix)
    rate = np.array([0.05, 0.1, 0.2, 0.3, 0.08, 0.14, 0.26, 0.38])
    rates = np.tile(rate, (200, 1))
    rates[:odd] = np.minimum(2 * rates[:odd], 0.9)
    events = rng.binomial(exposure, rates)
    officer, place = np.indices(exposure.shape)
    return Cells.from_columns(
        {
            "officer_id": [f"o{i:03d}" for i in officer.ravel()],
            "district": [f"d{i % 4}" for i in place.ravel()],
            "day_part": [f"s{i // 4}" for i in place.ravel()],
            "events": events.ravel().tolist(),
            "exposure": exposure.ravel().astype(float).tolist(),
        },
        by=("officer_id", "district", "day_part"),
    )


def test_weights_match_every_circumstance_to_the_target() -> None:
    rng = np.random.default_rng(1)
    design, base = (rng.random((60, 3)) < 0.4).astype(float), rng.uniform(1, 9, 60)
    weight = entropy_weights(design, base, np.array([0.7, 0.2, 0.5]))
    assert weight is not None
    assert weight @ design / weight.sum() == pytest.approx([0.7, 0.2, 0.5], abs=0.001)
    assert (weight > 0).all()


def test_officers_who_only_work_elsewhere_are_not_flagged() -> None:
    result = internal_benchmark(stops(2))
    assert isinstance(result, Result)
    gaps = np.array([e.value for e in result.named("rate_above_colleagues")])
    assert abs(gaps.mean()) < 0.005
    assert result.one("flagged", colleagues="above").value <= 2
    assert 0.8 < float(result.diagnostics["plain_z_sd"] or 0) < 1.25


def test_officers_who_differ_are_flagged_and_few_others() -> None:
    result = internal_benchmark(stops(3, odd=10))
    assert isinstance(result, Result)
    flagged = {
        e.keys["officer_id"]
        for e in result.named("local_false_discovery_rate")
        if e.value < 0.5 and result.one("rate_above_colleagues", **e.keys).value > 0
    }
    odd = {f"o{i:03d}" for i in range(10)}
    assert len(flagged & odd) >= 9
    assert len(flagged - odd) <= 3
    assert worded(result)[0].sentence.startswith("Of 200 officers")


def test_without_any_circumstance_nothing_is_compared() -> None:
    assert isinstance(internal_benchmark(stops(4).collapse("officer_id")), Refusal)


def test_a_spread_of_rates_beyond_chance_is_taken_as_ordinary() -> None:
    rng = np.random.default_rng(5)
    n = rng.integers(50, 3000, 1500).astype(float)
    rates = 0.1 * rng.gamma(1 / 0.09, 0.09, 1500)
    rates[:20] = 0.5
    counts = OfficerCounts(
        rng.binomial(n.astype(int), rates).astype(float), n, np.full(1500, 0.1), np.full(1500, 1e5)
    )
    found = ordinary(counts)
    assert found.spread == pytest.approx(0.3, abs=0.04)
    assert found.shift == pytest.approx(1.0, abs=0.05)
    fdr = local_fdr(found.z)
    assert (fdr[:20] < 0.2).mean() > 0.9
    assert (fdr[20:] < 0.2).mean() < 0.002


def test_z_is_a_mid_p_of_the_gamma_poisson_distribution() -> None:
    # Rare events, no uncertainty: the negative binomial of scipy with mean 3 and shape 4.
    counts = OfficerCounts(*(np.array([v]) for v in (6.0, 3e6, 1e-6, 1e12)))
    law = stats.nbinom(4, 4 / 7)
    above = (law.sf(5) + law.sf(6)) / 2
    assert gamma_poisson_z(counts, 1.0, 0.5)[0] == pytest.approx(stats.norm.isf(above), abs=1e-4)


def test_no_value_beyond_chance_makes_nobody_unusual() -> None:
    z = stats.norm.ppf((np.arange(200) + 0.5) / 200)
    assert (local_fdr(z) > 0.5).all()


def test_a_public_page_keeps_the_counts_and_names_no_officer() -> None:
    result = internal_benchmark(stops(3, odd=10))
    assert isinstance(result, Result)
    assert {e.name for e in published(result).estimates} == {
        "flagged",
        "flagged_by_plain_z_above_2",
    }
