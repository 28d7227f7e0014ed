"""The pooled share of graver violations, and the right one of probation, through the method."""

from pathlib import Path

from daylight.data.cells import Cells
from daylight.model.methods import METHODS
from tests.evidence import gives
from tests.recovery.truth import answered

COUNTS = Cells.read(
    Path(__file__).with_name("grades.csv"), by=("charged_grade", "supervision_kind")
)


@gives("charge-grades")
def test_the_commissions_share_is_the_pooled_one_and_schumans_that_of_probation() -> None:
    found = answered(METHODS["charge-grades"](COUNTS))
    pooled = next(one for one in found.named("graver_charge_share") if not one.keys)
    probation = found.one("graver_charge_share", supervision_kind="probation")
    assert COUNTS.total("cases") == 108_115
    assert round(100 * pooled.value, 1) == 45.1
    assert round(100 * probation.value, 1) == 35.1
    assert found.noted("hidden-by-the-pool")


def test_each_grade_has_the_share_that_the_commission_printed() -> None:
    graded = COUNTS.without_unknown("charged_grade")
    shares = {
        grade: round(
            100 * graded.pick(charged_grade=grade).total("cases") / graded.total("cases"), 1
        )
        for grade in ("A", "B", "C")
    }
    assert shares == {"A": 13.6, "B": 31.5, "C": 54.9}
