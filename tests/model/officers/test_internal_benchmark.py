import numpy as np
import pytest

from daylight.cells import Cells
from daylight.model.officers.empirical_null import empirical_null, local_fdr
from daylight.model.officers.internal_benchmark import entropy_weights, internal_benchmark
from daylight.report.wording.officer_strands import internal_benchmark as worded
from daylight.result import Refusal, Result


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
            "officer": [f"o{i:03d}" for i in officer.ravel()],
            "district": [f"d{i % 4}" for i in place.ravel()],
            "day_part": [f"s{i // 4}" for i in place.ravel()],
            "events": events.ravel().tolist(),
            "exposure": exposure.ravel().astype(float).tolist(),
        },
        by=("officer", "district", "day_part"),
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
    assert result.one("flagged", "above colleagues").value <= 2
    assert 0.8 < float(result.diagnostics["null_sd"] or 0) < 1.25


def test_officers_who_differ_are_flagged_and_few_others() -> None:
    result = internal_benchmark(stops(3, odd=10))
    assert isinstance(result, Result)
    flagged = {
        e.group
        for e in result.named("local_false_discovery_rate")
        if e.value < 0.5 and result.one("rate_above_colleagues", e.group).value > 0
    }
    odd = {f"o{i:03d}" for i in range(10)}
    assert len(flagged & odd) >= 9
    assert len(flagged - odd) <= 3
    assert worded(result)[0].sentence.startswith("Of 200 officers")


def test_without_any_circumstance_nothing_is_compared() -> None:
    assert isinstance(internal_benchmark(stops(4).collapse("officer")), Refusal)


def test_a_heap_wider_than_chance_is_taken_as_ordinary() -> None:
    rng = np.random.default_rng(5)
    z = np.concatenate([rng.normal(0.2, 1.6, 1500), rng.normal(9, 1, 20)])
    null = empirical_null(z)
    assert null.mean == pytest.approx(0.2, abs=0.25)
    assert null.sd == pytest.approx(1.6, abs=0.3)
    fdr = local_fdr(z, null)
    assert (fdr[1500:] < 0.2).mean() > 0.9
    assert (fdr[:1500] < 0.2).mean() < 0.01
