import numpy as np
import pytest
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.searches.knowles_persico_todd import METHOD, exact_p
from daylight.report.presentations import PRESENTATIONS


def cells(hits: list[int], searches: list[int]) -> Cells:
    groups = ["black", "hispanic", "white"][: len(hits)]
    columns = {"subject_race": groups, "searches": searches, "hits": hits}
    return Cells.from_columns(columns, by=["subject_race"])


def test_the_statistic_is_pearsons() -> None:
    hits, searches = np.array([122, 30, 160]), np.array([562, 100, 470])
    table = np.array([hits, searches - hits])
    wanted = stats.chi2_contingency(table, correction=False)
    result = METHOD(cells(hits.tolist(), searches.tolist()))
    assert isinstance(result, Result)
    assert result.diagnostics["chi_square subject_race"] == pytest.approx(wanted.statistic)
    assert result.estimates[0].p_value == pytest.approx(wanted.pvalue)
    (claim,) = PRESENTATIONS["knowles-persico-todd"].says(result)
    assert "1,132 searches" in claim.sentence


def test_small_tables_get_fishers_exact_p() -> None:
    hits, misses = np.array([3.0, 9.0]), np.array([12.0, 6.0])
    wanted = stats.fisher_exact([[3, 9], [12, 6]]).pvalue
    drawn = exact_p(hits, misses, np.random.default_rng(0))
    three_sigma = 3 * np.sqrt(wanted * (1 - wanted) / 10_000)
    assert drawn == pytest.approx(wanted, abs=three_sigma + 1e-4)


def test_without_hits_or_without_two_groups_there_is_nothing_to_test() -> None:
    assert isinstance(METHOD(cells([0, 0], [50, 60])), Refusal)
    assert isinstance(METHOD(cells([10], [50])), Refusal)
