import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.stops.poisson import fit_multilevel
from daylight.model.stops.stop_rate_adjusted import METHOD
from daylight.report.presentations import PRESENTATIONS

PLACES = 60
TRUE = np.log(1.8)


def counts(seed: int = 4, cell_sd: float = 0.3) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    """Stops and residents of two groups in places that differ, the second stopped 1.8 times."""
    rng = np.random.default_rng(seed)
    residents = rng.integers(200, 3000, (PLACES, 2)).astype(float)
    log_rate = np.array([-2.0, -2.0 + TRUE]) + rng.normal(0, 0.6, (PLACES, 1))
    return rng.poisson(
        residents * np.exp(log_rate + rng.normal(0, cell_sd, (PLACES, 2)))
    ), residents


def cells(y: np.ndarray, n: np.ndarray) -> Cells:  # type: ignore[type-arg]
    return Cells.from_columns(
        {
            "subject_race": ["white"] * PLACES + ["black"] * PLACES,
            "neighborhood": [f"n{i}" for i in range(PLACES)] * 2,
            "stops": y.T.ravel().tolist(),
            "population": n.T.ravel().astype(int).tolist(),
        },
        by=["subject_race", "neighborhood"],
    )


def test_every_model_finds_the_ratio_and_overdispersion_widens_it() -> None:
    result = METHOD(cells(*counts()))
    assert isinstance(result, Result)
    found = {e.variant: e for e in result.named("stop_rate_ratio_adjusted")}
    for variant in (None, "negative binomial", "multilevel"):
        assert found[variant].low < np.exp(TRUE) < found[variant].high
    plain, quasi = found["Poisson"], found[None]
    assert np.log(quasi.high / quasi.low) > 3 * np.log(plain.high / plain.low)
    (claim,) = PRESENTATIONS["stop-rate-adjusted"].says(result)
    assert claim.adjusted_for == ("neighbourhood",)
    assert claim.survives == ("a negative binomial model", "a multilevel model")


def test_the_multilevel_model_recovers_its_spreads() -> None:
    fit = fit_multilevel(*(v.astype(float) for v in counts(seed=9)))
    assert fit is not None
    assert fit.place_sd == pytest.approx(0.6, abs=0.2)
    assert fit.cell_sd == pytest.approx(0.3, abs=0.1)
    assert fit.alpha[1] - fit.alpha[0] == pytest.approx(TRUE, abs=0.25)


def test_a_cell_without_exposure_is_left_out_and_counted() -> None:
    y, n = counts()
    n[0, 1] = 0
    result = METHOD(cells(y, n))
    assert isinstance(result, Result)
    assert result.diagnostics["stops_left_out"] == int(y[0, 1])
    assert result.noted("left-out")


def test_without_a_place_or_with_few_cells_it_is_refused() -> None:
    whole = cells(*counts()).collapse("subject_race")
    assert isinstance(METHOD(whole), Refusal)
    few = cells(*counts()).pick(neighborhood=["n1", "n2"])
    assert isinstance(METHOD(few), Refusal)
