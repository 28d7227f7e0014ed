import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.officers.levels import _nested as nested
from daylight.model.officers.levels import components, variance_by_level


def cells(rng: np.random.Generator, between: float, within: float) -> Cells:
    """Forty units of twenty officers, rates gamma with these relative variances."""
    units = rng.gamma(1 / between, between, 40) if between else np.ones(40)
    officers = rng.gamma(1 / within, within, (40, 20)) if within else np.ones((40, 20))
    x = rng.poisson(6 * units[:, None] * officers)
    i, j = np.indices(x.shape)
    return Cells.from_columns(
        {
            "unit": [f"u{k}" for k in i.ravel()],
            "officer_id": [f"{a}-{b}" for a, b in zip(i.ravel(), j.ravel(), strict=True)],
            "events": x.ravel().tolist(),
        },
        by=("unit", "officer_id"),
    )


def test_chance_alone_leaves_no_variance_at_any_level() -> None:
    result = variance_by_level(cells(np.random.default_rng(1), 0, 0))
    assert isinstance(result, Result)
    for name in ("unit", "officer"):
        assert abs(result.one("variance_component", between=name).value) < 0.02
    assert result.one("chance_share").value > 0.9


@pytest.mark.parametrize(("between", "within"), [(0.3, 0.0), (0.0, 0.3), (0.2, 0.4)])
def test_variance_is_found_at_the_level_where_it_is(between: float, within: float) -> None:
    draws = np.array(
        [components(nested(cells(np.random.default_rng(s), between, within))) for s in range(40)]
    )
    unit, officer = draws[:, 0], draws[:, 1]
    # Three standard errors of the mean of 40; officers' own variance is on top of their unit's.
    for found, truth in ((unit, between), (officer, within * (1 + between))):
        error = 3 * found.std(ddof=1) / np.sqrt(len(found))
        assert abs(found.mean() - truth) < error + 0.1 * truth + 0.005


def test_one_odd_unit_is_more_than_chance() -> None:
    rng = np.random.default_rng(4)
    x = rng.poisson(np.where(np.arange(300) < 30, 12.0, 3.0))
    made = Cells.from_columns(
        {
            "unit": [f"u{i // 30}" for i in range(300)],
            "officer_id": [f"o{i}" for i in range(300)],
            "events": x.tolist(),
        },
        by=("unit", "officer_id"),
    )
    result = variance_by_level(made)
    assert isinstance(result, Result)
    p = result.one("variance_component", between="unit").p_value
    assert p is not None
    assert p < 0.05


def test_officers_without_any_unit_are_refused() -> None:
    made = cells(np.random.default_rng(1), 0, 0).collapse("officer_id")
    assert isinstance(variance_by_level(made), Refusal)


def test_where_units_are_few_an_interval_leaves_out_officers_by_their_own_key() -> None:
    few = cells(np.random.default_rng(5), 0, 0.3).pick(unit=["u0", "u1", "u2"])
    result = variance_by_level(few)
    assert isinstance(result, Result)
    (basis,) = {estimate.basis for estimate in result.estimates}
    assert (basis.key, basis.clusters) == ("officer_id", 60)
