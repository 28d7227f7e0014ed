"""Readings of a force policy, item by item and coder by coder."""

from typing import Any

from daylight.reduce.idiom import keyed
from daylight.reduce.reduction import Reduction


def policy_checks(checks: Any, by: tuple[str, ...]) -> Any:
    """Readings by benchmark, item, coder and verdict."""
    rows = keyed(checks, by)
    return rows.group_by(list(by)).aggregate(checks=rows.count())


POLICY_CHECKS = Reduction(
    name="policy_checks",
    tables=("policy_checks",),
    run=policy_checks,
    unit="reading of one policy item by one coder",
    total="checks",
    counts={"checks": "readings of one policy item by one coder"},
)
