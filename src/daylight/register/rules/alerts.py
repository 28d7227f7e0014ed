"""Standing alerts: what has been silent for too long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from daylight.register.choices import DataState

SILENT_PERIODS = 4  # periods without any evidence before a requirement is called silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something that needs a person, and where to go."""

    kind: str
    subject: str
    text: str
    link: str = ""


def silent_periods(periods: Sequence[int], with_evidence: frozenset[int]) -> int:
    """How many of the latest periods, oldest first, passed without evidence."""
    silent = 0
    for period in reversed(periods):
        if period in with_evidence:
            break
        silent += 1
    return silent


def no_evidence(
    periods: Sequence[int],
    evidence: Mapping[str, frozenset[int]],
    *,
    after: int = SILENT_PERIODS,
) -> dict[str, int]:
    """Requirements silent for at least so many periods, with how many."""
    silent = {code: silent_periods(periods, found) for code, found in evidence.items()}
    return {code: count for code, count in silent.items() if count >= after}


def comment_closes_soon(closes: date, on: date, *, days: int = 7) -> bool:
    """Whether a comment window closes within a week."""
    return timedelta(0) <= closes - on <= timedelta(days=days)


def data_gap(state: DataState) -> str:
    """The sentence for an outcome measure that cannot be read, empty when it can."""
    return {
        DataState.NOT_COLLECTED: "the agency does not collect these data",
        DataState.NOT_USABLE: "data exist but cannot be used",
        DataState.PARTIAL: "data cover only part of what the paragraph asks for",
        DataState.USABLE: "",
    }[state]
