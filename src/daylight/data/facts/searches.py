"""What a report needs of the methods on searches beyond their estimates."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from daylight.data.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class HitRateFacts(Facts):
    """The key that holds the ground of a search, or None; the keys a place and ground are of."""

    ground: str | None
    within: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdFacts(Facts):
    """What was asked for, and which gaps hold.

    Parameters
    ----------
    family, prior_scale
        The assumption of the estimates without a variant.
    kept
        Group → whether its gap keeps its sign and more than half its size under every other
        family and prior scale; empty where no other was tried.
    """

    family: str
    prior_scale: float
    kept: Mapping[str, bool]


class Points(StrEnum):
    """Where a test points, compared with the reference group."""

    MORE = "more"
    LESS = "less"
    EITHER = "not enough evidence either way"
    DEPENDS = "depends on the model"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts(Facts):
    """Group → test → where it points, one of `Points`; and group → fact → the same."""

    points: Mapping[str, Mapping[str, str]]
    facts: Mapping[str, Mapping[str, str]]
