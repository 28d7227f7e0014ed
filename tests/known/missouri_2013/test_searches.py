import pytest

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.intervals import pooled_z
from daylight.model.methods import METHODS

CELLS = Cells.from_columns(
    {"subject_race": ["black", "white"], "stops": [4632, 686], "searches": [562, 47]},
    by=["subject_race"],
)


def test_search_rates_and_their_ratio_are_the_published_ones() -> None:
    result = METHODS["search-rate"](CELLS)
    assert isinstance(result, Result)
    assert result.one("search_rate", subject_race="black").value == pytest.approx(
        0.1213, abs=0.00005
    )
    assert result.one("search_rate", subject_race="white").value == pytest.approx(
        0.0685, abs=0.00005
    )
    assert result.one("search_rate_ratio", subject_race="black").value == pytest.approx(
        1.771, abs=0.0005
    )


def test_the_pooled_z_of_the_search_rates_is_four() -> None:
    assert pooled_z(562, 4632, 47, 686) == pytest.approx(4.05, abs=0.005)


HITS = Cells.from_columns(
    {"subject_race": ["black", "white"], "searches": [562, 47], "hits": [122, 16]},
    by=["subject_race"],
)


def test_hit_rates_are_the_published_ones_and_the_difference_is_inconclusive() -> None:
    result = METHODS["outcome"](HITS)
    assert isinstance(result, Result)
    assert result.one("hit_rate", subject_race="black").value == pytest.approx(0.217, abs=0.0005)
    assert result.one("hit_rate", subject_race="white").value == pytest.approx(0.340, abs=0.0005)
    gap = result.one("hit_rate_difference", subject_race="black")
    assert gap.p_value == pytest.approx(0.068, abs=0.0005)  # Fisher's exact, two-sided
    assert pooled_z(122, 562, 16, 47) == pytest.approx(-1.94, abs=0.005)
