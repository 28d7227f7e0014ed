from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.stops.poisson import CountFit, fit_negative_binomial, fit_poisson
from daylight.model.stops.stop_rate_adjusted import METHOD, _select, design

pytestmark = pytest.mark.shared
PRINTED = 0.00005  # four decimals
PRINTED_DEVIANCE = 0.05


@pytest.fixture
def cells(shared: Path) -> Cells:
    table = pq.read_table(shared / "published/gelman_hill_frisk_precinct.parquet").to_pydict()
    return Cells.from_columns(
        {
            "subject_race": table["eth"],
            "district": [f"{p:.0f}" for p in table["precinct"]],
            "stops": table["stops"],
            "arrests": table["arrests"],
        },
        by=["subject_race", "district"],
    )


def fitted(cells: Cells, *, with_precincts: bool) -> CountFit:
    chosen = _select(cells, "black", "arrests")
    return fit_poisson(design(chosen, with_factors=with_precincts), chosen.y, chosen.exposure)


def test_the_constant_model(cells: Cells) -> None:
    chosen = _select(cells, "black", "arrests")
    fit = fit_poisson(np.ones((225, 1)), chosen.y, chosen.exposure)
    assert fit.beta[0] == pytest.approx(-0.5877, abs=PRINTED)
    assert np.sqrt(fit.covariance[0, 0]) == pytest.approx(0.0028, abs=PRINTED)
    assert fit.deviance == pytest.approx(46120.3, abs=PRINTED_DEVIANCE)
    assert fit.df == 224


def test_the_model_with_groups(cells: Cells) -> None:
    fit = fitted(cells, with_precincts=False)
    assert fit.beta == pytest.approx([-0.5881, 0.0702, -0.1616], abs=PRINTED)
    assert np.sqrt(np.diag(fit.covariance)) == pytest.approx([0.0038, 0.0061, 0.0086], abs=PRINTED)
    assert fit.deviance == pytest.approx(45437.4, abs=PRINTED_DEVIANCE)


def test_the_model_with_groups_and_precincts(cells: Cells) -> None:
    fit = fitted(cells, with_precincts=True)
    assert fit.beta[:3] == pytest.approx([-1.3789, 0.0102, -0.4190], abs=PRINTED)
    errors = np.sqrt(np.diag(fit.covariance))[:3]
    assert errors == pytest.approx([0.0510, 0.0068, 0.0094], abs=PRINTED)
    assert fit.deviance == pytest.approx(3427.1, abs=PRINTED_DEVIANCE)
    assert fit.df == 148
    assert fit.dispersion == pytest.approx(21.885, abs=0.0005)


def test_quasi_likelihood_widens_the_errors_nearly_fivefold(cells: Cells) -> None:
    fit = fitted(cells, with_precincts=True)
    quasi = np.sqrt(np.diag(fit.covariance) * fit.dispersion)
    assert quasi[:3] == pytest.approx([0.2387, 0.0318, 0.0441], abs=PRINTED)


def test_the_negative_binomial_model(cells: Cells) -> None:
    chosen = _select(cells, "black", "arrests")
    fit = fit_negative_binomial(design(chosen), chosen.y, chosen.exposure)
    assert fit.beta[:3] == pytest.approx([-1.2272, 0.0086, -0.4858], abs=PRINTED)
    assert fit.alpha == pytest.approx(0.0511, abs=PRINTED)
    assert fit.loglik == pytest.approx(-1301.672, abs=0.0005)
    errors = np.sqrt(np.diag(fit.covariance))[:3]
    assert errors == pytest.approx([0.1453, 0.0384, 0.0400], abs=PRINTED)


def test_the_method_gives_the_ratio_to_past_arrests(cells: Cells) -> None:
    result = METHOD(cells, reference="black", exposure="arrests")
    assert isinstance(result, Result)
    ratio = result.one("stop_rate_ratio_adjusted", subject_race="white")
    assert ratio.value == pytest.approx(0.66, abs=0.005)
    assert result.diagnostics["dispersion"] == pytest.approx(21.885, abs=0.0005)
    variants = {e.variant for e in result.named("stop_rate_ratio_adjusted")}
    assert variants == {None, "Poisson", "without factors", "negative binomial", "multilevel"}
    multilevel = result.one(ratio.name, subject_race="white", variant="multilevel")
    assert multilevel.value == pytest.approx(np.exp(-0.4858), rel=0.05)
