import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.stops.place_concentration import METHOD, dissimilarity, top_tenth
from daylight.report.presentations import PRESENTATIONS


def cells(black: list[int], white: list[int]) -> Cells:
    return Cells.from_columns(
        {
            "subject_race": ["black"] * len(black) + ["white"] * len(white),
            "beat": [f"b{i}" for i in range(len(black))] * 2,
            "stops": black + white,
        },
        by=["subject_race", "beat"],
    )


def test_dissimilarity_is_nought_for_like_and_one_for_separate_places() -> None:
    assert dissimilarity(np.array([1.0, 2]), np.array([10.0, 20])) == pytest.approx(0)
    assert dissimilarity(np.array([5.0, 0]), np.array([0.0, 7])) == 1


def test_the_top_tenth_of_places_is_rounded_up() -> None:
    assert top_tenth(np.array([50.0, *[5.0] * 10])) == pytest.approx(55 / 100)


def test_few_stops_scattered_by_chance_are_not_called_unlike_places() -> None:
    rng = np.random.default_rng(2)
    black, white = rng.multinomial(150, np.full(40, 1 / 40), size=2).tolist()
    result = METHOD(cells(black, white))
    assert isinstance(result, Result)
    index = result.one("dissimilarity", subject_race="black")
    assert result.one("dissimilarity_as_counted", subject_race="black").value > 0.15
    assert index.value < 0.1
    assert index.low == 0
    assert index.p_value is not None
    assert index.p_value > 0.01


def test_separate_places_are_found_and_worded() -> None:
    result = METHOD(cells([500] * 5 + [10] * 5, [10] * 5 + [500] * 5))
    assert isinstance(result, Result)
    index = result.one("dissimilarity", subject_race="black")
    assert index.value > 0.9
    assert index.p_value is not None
    assert index.p_value < 0.01
    assert "chance alone" in PRESENTATIONS["place-concentration"].says(result)[-1].sentence


def test_without_places_it_is_refused() -> None:
    assert isinstance(METHOD(cells([500], [500])), Refusal)
    whole = cells([500] * 9, [500] * 9).collapse("subject_race")
    assert isinstance(METHOD(whole), Refusal)
