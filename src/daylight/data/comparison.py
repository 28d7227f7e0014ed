"""One comparison among the many of a study: what it belongs to, and its p raw and corrected."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum


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
    """

    p_value: float
    p_adjusted: float
    family: str
    comparisons: int
    is_primary: bool
