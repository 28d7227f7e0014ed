import pytest

from daylight.data.result import Refusal, Result
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
    result = officers_or_department(inside.collapse("unit", "officer", "period"))
    assert isinstance(result, Result)
    assert result.diagnostics["department"] == "not known"
    assert "department-beside-none" in {note.code for note in result.notes}


def test_nothing_to_go_on_is_refused() -> None:
    few = departments(Trouble.NONE, seed=3).pick(officer=["0-0-0", "0-0-1"])
    assert isinstance(officers_or_department(few.collapse("officer")), Refusal)
