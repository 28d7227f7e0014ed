import numpy as np
import pytest
from scipy import stats

from daylight.data.result import Refusal, Result
from daylight.model.officers import verdict
from daylight.model.officers.verdict import officers_or_department
from daylight.report.wording.officer_verdict import officers_or_department as worded
from daylight.simulate.officers import Trouble, departments

EXPECTED = {
    Trouble.NONE: ("no", "no", "no"),
    Trouble.INDIVIDUALS: ("yes", "no", "no"),
    Trouble.UNIT: ("no", "yes", "no"),
    Trouble.DEPARTMENT: ("no", "no", "yes"),
}


@pytest.mark.parametrize("trouble", Trouble)
def test_the_three_kinds_of_department_are_told_apart(trouble: Trouble) -> None:
    result = officers_or_department(departments(trouble, seed=11))
    assert isinstance(result, Result)
    found = tuple(result.diagnostics[name] for name in ("individuals", "units", "department"))
    assert found == EXPECTED[trouble]
    claims = worded(result)
    assert len(claims) == 6


def test_a_shift_of_the_whole_department_is_invisible_from_inside() -> None:
    inside = departments(Trouble.DEPARTMENT, seed=3).pick(agency="agency 0")
    result = officers_or_department(inside.collapse("unit", "officer_id", "period"))
    assert isinstance(result, Result)
    assert result.diagnostics["department"] == "not known"
    assert "department-beside-none" in {note.code for note in result.notes}


def test_nothing_to_go_on_is_refused() -> None:
    few = departments(Trouble.NONE, seed=3).pick(officer_id=["0-0-0", "0-0-1"])
    assert isinstance(officers_or_department(few.collapse("officer_id")), Refusal)


def test_a_department_beside_others_is_a_ratio_of_rates_with_the_interval_of_its_log() -> None:
    rates = np.array([8.0, 1.0, 2.0, 2.0, 4.0])
    events = np.repeat(100 * rates, 10)
    names = np.repeat(np.array(list("abcde")), 10)
    whole, typical = verdict.beside(events, np.full(50, 100.0), names, "a", 0.95)
    assert whole.value == pytest.approx(4.0)  # 8 over the middle one of 1, 2, 2 and 4
    logs = np.log(rates[1:])
    for ratio, n in ((whole, 8000), (typical, 4800)):
        assert ratio.n == n
        error = np.sqrt(1 / n + logs.var(ddof=1) * (1 + 1 / 4))
        width = np.exp(stats.t.ppf(0.975, 3) * error)
        assert (ratio.low, ratio.high) == pytest.approx((4.0 / width, 4.0 * width))
        # The p-value is of the same t as the interval: below 5 % where it leaves out 1, only there.
        assert ratio.p_value == pytest.approx(2 * stats.t.sf(np.log(4.0) / error, 3))
        assert (ratio.p_value < 0.05) == (ratio.low > 1)


def test_a_department_of_the_middle_rate_is_no_different_from_others() -> None:
    result = officers_or_department(departments(Trouble.NONE, seed=11))
    assert isinstance(result, Result)
    (ratio,) = result.named("typical_rate_ratio_to_other_departments")
    assert ratio.low < 1 < ratio.high
