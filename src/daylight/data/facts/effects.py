"""What a report needs of the methods on effects beyond their estimates."""

from collections.abc import Mapping
from dataclasses import dataclass

from daylight.data.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class FisherTest(Facts):
    """Outcome → the p-value of Fisher's test of a random order."""

    p: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class NegativeWeight(Facts):
    """Outcome → what the negative weights of a regression add up to, where all sum to one."""

    total: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOneOut(Facts):
    """Outcome → the least and the greatest average without any one treated unit."""

    low: Mapping[str, float]
    high: Mapping[str, float]
