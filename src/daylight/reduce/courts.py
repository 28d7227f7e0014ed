"""Sentences, hearings for release, and scores of risk, with what came of them."""

from typing import Any

from daylight.reduce.idiom import keyed, tally
from daylight.reduce.reduction import Reduction
from daylight.schema.vocabulary import (
    CaseStage,
    HearingKind,
    HearingResult,
    RangePosition,
    SupervisionEnd,
)

JUDGES = ("judge_id", "district", "person_id")
"""What sentences may go together by."""

HEARD = ("person_id", "county")
"""What hearings may go together by: one person comes before a board again and again."""


def sentences(sentences: Any, by: tuple[str, ...]) -> Any:
    """Cases and how they ended, by group; each count with the cases where it was left blank."""
    rows = keyed(sentences, by)
    # Months recorded as none say that there was no prison; months recorded say that there was.
    told = rows.is_imprisoned.fill_null(rows.prison_months > 0)
    counts: dict[str, Any] = {
        "imprisoned": tally(told),
        "imprisoned_unknown": tally(told.isnull()),
        "with_months": tally(rows.prison_months > 0),
        "capped": tally(rows.is_capped),
    }
    for word in RangePosition:
        counts[f"{word}_range"] = tally(rows.range_position == word)
    counts["range_unknown"] = tally(rows.range_position.isnull())
    for end in SupervisionEnd:
        counts[f"supervision_{end}"] = tally(rows.supervision_end == end)
    counts["supervision_unknown"] = tally(rows.supervision_end.isnull())
    counts["at_revocation"] = tally(rows.stage == CaseStage.REVOCATION)
    return rows.group_by(list(by)).aggregate(cases=rows.count(), **counts)


def hearings(hearings: Any, by: tuple[str, ...]) -> Any:
    """Scheduled hearings and how they ended, by group."""
    rows = keyed(hearings, by)
    first = rows.hearing_kind == HearingKind.INITIAL
    counts = {result.value: tally(rows.hearing_result == result) for result in HearingResult}
    decided = (HearingResult.GRANTED, HearingResult.DENIED)
    counts["decided"] = tally(rows.hearing_result.isin(decided))
    stipulated = (*decided, HearingResult.STIPULATED)
    counts["decided_or_stipulated"] = tally(rows.hearing_result.isin(stipulated))
    return rows.group_by(list(by)).aggregate(
        scheduled=rows.count(),
        **counts,
        result_unknown=tally(rows.hearing_result.isnull()),
        initial=tally(first),
        granted_initial=tally(first & (rows.hearing_result == HearingResult.GRANTED)),
        kind_unknown=tally(rows.hearing_kind.isnull()),
    )


def scores(scores: Any, by: tuple[str, ...]) -> Any:
    """People scored and whether the outcome came, those who could not be followed apart."""
    rows = keyed(scores, by)
    lost = rows.followed_in_full == False  # noqa: E712 (an Ibis expression)
    return rows.group_by(list(by)).aggregate(
        people=rows.count(),
        reoffended=tally(rows.reoffended),
        not_reoffended=tally(rows.reoffended == False),  # noqa: E712 (an Ibis expression)
        reoffended_unknown=tally(rows.reoffended.isnull()),
        not_followed=tally(lost),
        not_followed_reoffended=tally(lost & rows.reoffended),
    )


SENTENCES = Reduction(
    name="sentences",
    tables=("sentences",),
    run=sentences,
    unit="person sentenced in one case",
    total="cases",
    clusters=JUDGES,
    counts={
        "cases": "people sentenced, once for each case",
        "imprisoned": "cases whose sentence includes prison",
        "imprisoned_unknown": "cases that do not say whether it does",
        "with_months": "cases with a number of months of prison",
        "capped": "cases whose months were cut off at the most the file holds",
        **{
            f"{word}_range": f"cases sentenced {word} the guideline range" for word in RangePosition
        },
        "range_unknown": "cases that do not say where the sentence lies to the range",
        **{f"supervision_{end}": f"cases whose supervision was {end}" for end in SupervisionEnd},
        "supervision_unknown": "cases that do not say what became of the supervision",
        "at_revocation": "cases of people who had broken supervision, not original sentences",
    },
)

HEARINGS = Reduction(
    name="hearings",
    tables=("hearings",),
    run=hearings,
    unit="scheduled hearing",
    total="scheduled",
    clusters=HEARD,
    counts={
        "scheduled": "hearings scheduled",
        **{result.value: f"hearings {result}" for result in HearingResult},
        "decided": "hearings that ended in a grant or a denial",
        "decided_or_stipulated": "those, and hearings where the person agreed to stay",
        "result_unknown": "hearings whose result is blank",
        "initial": "first hearings of a person",
        "granted_initial": "first hearings at which release was granted",
        "kind_unknown": "hearings that do not say whether they are the first",
    },
)

SCORES = Reduction(
    name="scores",
    tables=("scores",),
    run=scores,
    unit="person scored",
    total="people",
    counts={
        "people": "people scored",
        "reoffended": "people with the outcome",
        "not_reoffended": "people without it",
        "reoffended_unknown": "people whose outcome is blank",
        "not_followed": "people whom the records do not follow to the end",
        "not_followed_reoffended": "those of them with the outcome",
    },
)
