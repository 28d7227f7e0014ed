"""Which groups a picture shows where there are more of them than a screen holds."""

from collections.abc import Sequence

from daylight.data.estimate import Estimate
from daylight.report import labels
from daylight.report.language import say


def largest_groups(estimates: Sequence[Estimate]) -> list[str]:
    """The groups that rest on most records, the largest first."""
    most: dict[str, int] = {}
    for one in estimates:
        group = labels.group_of(one)
        most[group] = max(most.get(group, 0), one.n)
    return sorted(most, key=lambda group: -most[group])


def with_the(reference: str | None, groups: Sequence[str], most: int) -> list[str]:
    """So many groups at most, the one that the others are compared with always among them."""
    kept = list(groups[:most])
    if reference in groups and reference not in kept:
        kept[-1:] = [str(reference)]
    return kept


def groups_left(number: int) -> str:
    """The sentence that says how many groups are only in the table, behind another sentence."""
    return say(
        f" Groups that are only in the table: {number}.",
        f" Grupos que solo están en la tabla: {number}.",
    )
