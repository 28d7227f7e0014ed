"""What a number is: its name, its scale, whom or what it describes; declared beside its method."""

from dataclasses import dataclass, field
from enum import StrEnum


class Scale(StrEnum):
    """What kind of number an estimate is: it decides how it may be printed and compared.

    `DIFFERENCE` is a difference of two proportions, `CHANGE` one in the outcome's own units.
    """

    PROPORTION = "proportion"
    RATE = "rate"
    DIFFERENCE = "difference"
    CHANGE = "change"
    RATIO = "ratio"
    ODDS_RATIO = "odds_ratio"
    LOG_ODDS = "log_odds"
    COUNT = "count"
    MEAN = "mean"
    INDEX = "index"
    PROBABILITY = "probability"

    @property
    def no_difference(self) -> float | None:
        """The value that means "the same as the reference", or None where there is none."""
        return {
            Scale.DIFFERENCE: 0.0,
            Scale.CHANGE: 0.0,
            Scale.LOG_ODDS: 0.0,
            Scale.RATIO: 1.0,
            Scale.ODDS_RATIO: 1.0,
        }.get(self)

    @property
    def is_ratio(self) -> bool:
        """Whether its interval is even on the scale of its logarithm."""
        return self in {Scale.RATIO, Scale.ODDS_RATIO}


class About(StrEnum):
    """Whom or what a number describes. Only what is declared here may leave the agency.

    `OFFICER` is a single officer: such a number never leaves the agency's own view. `UNDECLARED`
    is withheld like it.
    """

    GROUP = "group"
    PLACE = "place"
    PERIOD = "period"
    UNIT = "unit"
    AGENCY = "agency"
    MODEL = "model"
    OFFICER = "officer"
    UNDECLARED = "undeclared"

    @property
    def may_leave_the_agency(self) -> bool:
        """Whether a public page may show it."""
        return self not in {About.OFFICER, About.UNDECLARED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that a method estimates, declared beside it.

    Parameters
    ----------
    name
        Stable and unique within its method: `search_rate`, `hit_rate_difference`.
    scale
        What kind of number it is.
    about
        Whom or what one estimate of it describes.
    unit
        What `n` counts, in the plural: `stops`, `searches`, `officers`.
    keys
        The key columns that every estimate of it has; a study may add others.
    is_bound
        Its low and high are what is possible under a stated assumption, not an interval of chance.
    """

    name: str
    scale: Scale
    about: About = About.UNDECLARED
    unit: str = "rows"
    keys: tuple[str, ...] = field(default=(), compare=False)
    is_bound: bool = False
