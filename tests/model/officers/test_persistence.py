import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.officers.persistence import persistence, top_weights


def cells(x: np.ndarray) -> Cells:
    officers, periods = x.shape
    return Cells.from_columns(
        {
            "officer_id": [f"o{i}" for i in range(officers) for _ in range(periods)],
            "period": [2001 + t for _ in range(officers) for t in range(periods)],
            "events": x.ravel().tolist(),
        },
        by=["officer_id", "period"],
    )


def test_one_period_is_refused() -> None:
    assert isinstance(persistence(cells(np.full((50, 1), 5))), Refusal)


def test_officers_who_differ_for_good_stay_at_the_top() -> None:
    rng = np.random.default_rng(3)
    rates = np.where(np.arange(300) < 30, 8.0, 1.0)
    result = persistence(cells(rng.poisson(np.repeat(rates[:, None], 6, axis=1))))
    assert isinstance(result, Result)
    later = result.one("later_share", earlier_top_percent=10.0)
    assert later.low < 240 / (240 + 270) < later.high
    assert result.one("reliability").low > 0.8


def test_identical_officers_do_not_stay_at_the_top() -> None:
    rng = np.random.default_rng(4)
    result = persistence(cells(rng.poisson(2.0, size=(300, 6))))
    assert isinstance(result, Result)
    later = result.one("later_share", earlier_top_percent=10.0)
    assert later.low < 0.1 < later.high
    excess = result.one("later_share_above_alike", earlier_top_percent=10.0)
    assert excess.p_value is not None
    assert excess.p_value > 0.05


def test_ties_at_the_border_of_the_top_tenth_count_as_fractions() -> None:
    weights = top_weights(np.array([5.0] + [2.0] * 10 + [0.0] * 9), 10.0)
    assert weights[0] == 1
    assert weights[1:11].tolist() == [0.1] * 10
    assert weights.sum() == 2
