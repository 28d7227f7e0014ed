import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.officers.removal import forecast, removal
from daylight.simulate.officers import Trouble, departments

TOP = 5.0


def agency(trouble: Trouble, seed: int) -> Cells:
    one = departments(trouble, seed=seed).pick(agency="agency 0")
    return one.collapse("officer_id", "period")


def found(cells: Cells, **settings: float) -> Result:
    result = removal(cells, **settings)  # type: ignore[arg-type]
    assert isinstance(result, Result)
    return result


def test_replacing_identical_officers_avoids_nothing_though_the_past_promised_it() -> None:
    result = found(agency(Trouble.NONE, 5))
    avoided = result.one("share_avoided", top_percent=TOP)
    assert result.one("past_share", top_percent=TOP).value > avoided.high
    assert avoided.low < 0.01
    assert avoided.value < 0.02


def test_replacing_officers_who_do_differ_avoids_their_excess() -> None:
    cells = agency(Trouble.INDIVIDUALS, 6)
    result = found(cells)
    # 5 % at four times the rate: 0.05 · 3 of 1.15 would go if all of them were picked.
    truth = 0.05 * 3 / (1 + 0.05 * 3)
    avoided = result.one("share_avoided", top_percent=TOP)
    assert 0.3 * truth < avoided.value < 1.4 * truth
    assert avoided.low > 0


def test_retraining_by_half_avoids_half_and_spillover_adds() -> None:
    cells = agency(Trouble.INDIVIDUALS, 6)
    whole = found(cells).one("share_avoided", top_percent=TOP).value
    half = found(cells, effect=0.5).one("share_avoided", top_percent=TOP).value
    more = found(cells, spillover=0.2).one("share_avoided", top_percent=TOP).value
    assert half == pytest.approx(whole / 2)
    assert more == pytest.approx(1.2 * whole)


def test_one_period_is_refused() -> None:
    cells = agency(Trouble.NONE, 5).pick(period=2011)
    assert isinstance(removal(cells), Refusal)


def test_a_gap_that_a_few_officers_make_goes_with_them() -> None:
    rng = np.random.default_rng(9)
    rows: dict[str, list[object]] = {
        k: [] for k in ("officer_id", "period", "subject_race", "events", "exposure")
    }
    for i in range(200):
        for period in (1, 2):
            for race in ("black", "white"):
                high = i < 10 and race == "black"
                rows["officer_id"].append(f"o{i:03d}")
                rows["period"].append(period)
                rows["subject_race"].append(race)
                rows["events"].append(int(rng.poisson(300 * (0.5 if high else 0.05))))
                rows["exposure"].append(300.0)
    result = found(Cells.from_columns(rows, by=("officer_id", "period", "subject_race")))
    gap = result.one("gap_removed", top_percent=TOP, subject_race="black")
    assert gap.low < 1 < gap.high + 0.1
    assert gap.value > 0.85


@given(st.lists(st.integers(0, 30), min_size=5, max_size=40), st.integers(1, 9))
def test_forecasts_keep_the_order_of_equally_exposed_officers(x: list[int], e: int) -> None:
    counts = np.array(x, dtype=float) + 1
    rates = forecast(counts, np.full(len(x), float(e)))
    order = np.argsort(counts)
    assert (np.diff(rates[order]) >= -1e-12).all()
    low, high = counts.min() / e, counts.max() / e
    assert (rates >= low - 1e-9).all()
    assert (rates <= high + 1e-9).all()


def test_no_share_is_given_of_a_gap_that_chance_could_make() -> None:
    rng = np.random.default_rng(10)
    i, period, race = (axis.ravel() for axis in np.indices((200, 2, 2)))
    rows = {
        "officer_id": [f"o{k}" for k in i],
        "period": period.tolist(),
        "subject_race": [("black", "white")[k] for k in race],
        "events": rng.poisson(15.0, len(i)).tolist(),
        "exposure": [300.0] * len(i),
    }
    result = found(Cells.from_columns(rows, by=("officer_id", "period", "subject_race")))
    assert not result.named("gap_removed")
