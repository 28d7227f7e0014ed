"""The comparisons of a report as rows of one picture: question by group, on one scale."""

import math
from collections.abc import Sequence

from daylight.data.estimate import Estimate
from daylight.data.result import Result
from daylight.report import labels
from daylight.report.charts.overview import OverviewRow
from daylight.report.context import AnsweredQuestion
from daylight.report.finding import Finding
from daylight.report.themes import THEMES, theme_of
from daylight.report.wording import overviews as words
from daylight.report.wording.answers import blank_race
from daylight.report.wording.groups import adjective

MOST_ROWS = 10
"""Rows of the picture at most, so that page one stays a page."""

MOST_EACH = 2
"""Rows of one question at most."""

MOST_GROUPS = 6
"""Groups at most: those of most rows."""


def rows(questions: Sequence[AnsweredQuestion]) -> tuple[OverviewRow, ...]:
    """One row for each question and group that is compared on a scale of ratios.

    A comparison that the answer holds and no finding weighs stands as not weighed; a group that
    a question does not hold has no count. A quantity of two questions is told of the first.
    """
    ordered = sorted(
        questions,
        key=lambda q: (THEMES.index(theme_of(q)), not q.is_primary, q.family.gravity),
    )
    kept: list[tuple[AnsweredQuestion, list[Estimate]]] = []
    for question in ordered:
        told = {found[0].name for _, found in kept}
        kept += [(question, found) for found in _ratios(question) if found[0].name not in told]
    kept = kept[:MOST_ROWS]
    groups = _groups([found for _, found in kept])
    return tuple(row for question, found in kept for row in _of_groups(question, found, groups))


def _ratios(question: AnsweredQuestion) -> list[list[Estimate]]:
    """The ratios of groups that a question's headlines are, or that say the same as a ratio."""
    outcome = question.outcome
    if not isinstance(outcome, Result):
        return []
    headlines = [finding.estimates[0] for finding in question.findings]
    names = [e.name for e in headlines if e.scale.is_ratio]
    names = names or [
        e.name for one in headlines for e in outcome.estimates if _is_its_ratio(e, one)
    ]
    found = [
        [e for e in outcome.estimates if e.name == name and _is_of_a_group(e)]
        for name in dict.fromkeys(names)
    ]
    return [one for one in found if one][:MOST_EACH]


def _is_its_ratio(one: Estimate, headline: Estimate) -> bool:
    """Whether an estimate says as a ratio what a headline says as a difference."""
    return (
        one.scale.is_ratio
        and not one.quantity.is_bound
        and one.variant is None
        and (one.keys, one.compared_with) == (headline.keys, headline.compared_with)
    )


def _is_of_a_group(one: Estimate) -> bool:
    return (
        one.variant is None
        and not one.quantity.is_bound
        and one.compared_with is not None
        and len(one.keys) == 1
        and labels.group_of(one) != "all"
        and math.isfinite(one.value)
        and one.value > 0
    )


def _groups(found: Sequence[Sequence[Estimate]]) -> list[str]:
    """The groups of most records, largest first."""
    most: dict[str, int] = {}
    for estimates in found:
        for one in estimates:
            group = labels.group_of(one)
            most[group] = max(most.get(group, 0), one.n)
    return sorted(most, key=lambda group: -most[group])[:MOST_GROUPS]


def _of_groups(
    question: AnsweredQuestion, found: Sequence[Estimate], groups: Sequence[str]
) -> list[OverviewRow]:
    by_group = {labels.group_of(one): one for one in found}
    against = adjective(found[0].compared_with or "")
    label = words.row_label(found[0].name)
    no_group = blank_race(question.outcome.notes) or 0.0
    made = []
    for group in groups:
        one = by_group.get(group)
        if one is None:
            made.append(
                OverviewRow(
                    question=label, group=labels.group(group), against=against,
                    value=math.nan, low=math.nan, high=math.nan,
                    grade=0, refused=words.NO_COUNT.text, blank=None,
                )
            )  # fmt: skip
            continue
        weighed = _weighed(question.findings, one)
        made.append(
            OverviewRow(
                question=label, group=labels.group(group), against=against,
                value=one.value, low=one.low, high=one.high,
                grade=weighed.grade if weighed else 1,
                refused="" if weighed else words.NOT_WEIGHED.text,
                blank=None if one.missing_share is None else max(one.missing_share, no_group),
            )
        )  # fmt: skip
    return made


def _weighed(found: Sequence[Finding], one: Estimate) -> Finding | None:
    """The finding whose headline it is, or says the same as a difference."""
    for finding in found:
        headline = finding.estimates[0]
        is_same = (headline.name, headline.keys, headline.compared_with) == (
            one.name, one.keys, one.compared_with,
        )  # fmt: skip
        is_same = is_same or (not headline.scale.is_ratio and _is_its_ratio(one, headline))
        if finding.corrected is not None and is_same:
            return finding
    return None
