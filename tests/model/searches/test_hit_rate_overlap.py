import pytest

from daylight.data.result import Result
from daylight.model.methods import METHODS
from tests.recovery.truth import cells


@pytest.mark.parametrize("absent", ["black", "white"])
def test_a_place_where_only_one_group_was_searched_counts_for_neither(absent: str) -> None:
    """Within places: the searches of a place without the other group are not behind the number."""

    def asked(third: int) -> Result:
        searches = [100, 80, 0 if absent == "black" else third]
        others = [90, 120, 0 if absent == "white" else third]
        result = METHODS["outcome"].run(
            cells(
                subject_race=["black"] * 3 + ["white"] * 3,
                district=["1", "2", "3"] * 2,
                searches=[*searches, *others],
                hits=[n // 4 for n in searches] + [n // 3 for n in others],
            )
        )
        assert isinstance(result, Result)
        return result

    for third in (40, 400):
        within = asked(third).named("hit_rate_difference_within")[0]
        assert within.n == 100 + 80 + 90 + 120
