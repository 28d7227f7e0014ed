"""Where it is not recorded whose stops they are: what a grade still promises, and until when."""

from dataclasses import replace

import numpy as np
import pytest

from daylight.data.result import Result
from daylight.model.methods import METHODS
from daylight.report.grade import withstands_clusters
from tests.recovery.officers_own_rates import OfficersOwnRates
from tests.recovery.test_clusters import bare
from tests.recovery.truth import LEVEL, three_errors

pytestmark = pytest.mark.recovery

DRAWS = 300


def passed(department: OfficersOwnRates, officers: int | None) -> float:
    """The share of draws whose difference withstands that officers are not told apart.

    Parameters
    ----------
    officers
        How many the study says there are; None where it does not.
    """
    rng = np.random.default_rng(31)
    each = department.stops / officers if officers else None
    passes = 0
    for _ in range(DRAWS):
        result = METHODS["search-rate"](bare(department.draw(rng).collapse("subject_race")))
        assert isinstance(result, Result)
        one = result.one("search_rate_difference", subject_race="black")
        assert one.basis.lacks == "officer_id"
        passes += withstands_clusters(replace(one, basis=replace(one.basis, each=each)))
    return passes / DRAWS


@pytest.mark.parametrize("each", [100, 800, 4000])
@pytest.mark.parametrize("officers", [30, 300])
def test_officers_who_differ_are_no_difference_where_their_number_is_told(
    officers: int, each: int
) -> None:
    department = OfficersOwnRates(officers=officers, stops=officers * each)
    assert passed(department, officers) <= LEVEL + three_errors(LEVEL, DRAWS)


def test_untold_it_holds_for_officers_with_as_many_stops_as_nashvilles() -> None:
    department = OfficersOwnRates(officers=300, stops=300 * 800)
    assert passed(department, None) <= LEVEL + three_errors(LEVEL, DRAWS)


def test_untold_it_does_not_hold_where_each_makes_thousands_of_stops() -> None:
    """The known failure, which the sentence beside the number says."""
    department = OfficersOwnRates(officers=300, stops=300 * 5000)
    assert passed(department, None) > 3 * LEVEL


def test_a_difference_of_four_errors_of_clusters_withstands() -> None:
    """The error over draws of such a department is .0065."""
    department = OfficersOwnRates(officers=300, stops=300 * 300, difference=4 * 0.0065)
    assert passed(department, 300) >= 0.9 - three_errors(0.9, DRAWS)
