"""One comparison among the many of a study: what it belongs to, and its p raw and corrected."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Family(StrEnum):
    """What a comparison is about, gravest first; comparisons of one family are corrected together.

    The order is the one in which a summary tells them.
    """

    FORCE = "force"
    ARRESTS = "arrests after a stop"
    SEARCHES = "searches and pat-downs after a stop"
    FINDS = "what searches find"
    CITATIONS = "citations after a stop"
    DAYLIGHT = "stops by daylight and after dark"
    STOPS = "stops"
    OFFICERS = "officers"
    CHANGE = "change over time"
    COURTS = "sentences and release"
    SCORES = "scores of risk"
    TRUST = "trust"
    PUBLISHED = "published numbers"
    RECORDS = "what the records hold"
    TOGETHER = "answers taken together"

    @property
    def gravity(self) -> int:
        """Its place among the families; 0 is the gravest."""
        return list(Family).index(self)


PRIMARY = "the primary questions"
"""The family of all comparisons of the questions that a study declared primary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A headline that compares something.

    Parameters
    ----------
    p_value
        Two-sided, before correction.
    fact
        What it is a test of: two tests of one fact hold the same value here and count once.
    family
        What it is corrected with, unless its question is primary.
    is_primary
        Whether its question was declared primary before the study was run.
    """

    p_value: float
    fact: Hashable
    family: Family
    is_primary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A comparison's p-value beside the one that allows for its family.

    Parameters
    ----------
    family
        The words of its family, or `PRIMARY`.
    comparisons
        How many facts that family holds.
    interval
        The headline's interval at the level that the correction asks of it; None where it is the
        only comparison, or its interval cannot be made at another level.
    """

    p_value: float
    p_adjusted: float
    family: str
    comparisons: int
    is_primary: bool
    interval: "CorrectedInterval | None" = None

    def level(self, alpha: float) -> float | None:
        """The level at which an interval says what the corrected p-value says against `alpha`.

        An interval at 1 − α p / p' leaves out no difference where p lies below α p / p', which is
        where the corrected p' lies below α. None where there was nothing to correct.
        """
        times: float = self.comparisons
        if self.p_value > 0 and self.p_adjusted < 1:
            times = self.p_adjusted / self.p_value
        return 1 - alpha / times if times > 1 else None


class CorrectedInterval(NamedTuple):
    """An interval at a corrected level."""

    level: float
    low: float
    high: float
