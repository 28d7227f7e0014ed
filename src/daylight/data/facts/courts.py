"""What a report needs of the methods on courts beyond their estimates."""

from dataclasses import dataclass, replace

from daylight.data.facts import Facts
from daylight.data.facts.stops import AdjustedFor


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenFacts(AdjustedFor):
    """Factors of a comparison of cases, told apart by who decides them.

    Parameters
    ----------
    charged
        Those that people decide who charge, or who move for a departure.
    models
        The factors of each model, in the order of its estimates, where there are several.
    """

    charged: tuple[str, ...] = ()
    models: tuple[tuple[str, ...], ...] = ()

    @property
    def rest(self) -> tuple[str, ...]:
        """The other factors."""
        return tuple(name for name in self.factors if name not in self.charged)


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthFacts(GivenFacts):
    """How long the terms of each group are, in bands.

    Parameters
    ----------
    edges
        Months at which bands begin, and the cap at which the last one ends.
    groups, terms
        Whose terms they are, and how many.
    shares
        For each group the share of its terms in each band; the last number is the share at the cap.
    """

    edges: tuple[float, ...]
    groups: tuple[str, ...]
    terms: tuple[int, ...]
    shares: tuple[tuple[float, ...], ...]

    def for_anybody(self) -> Facts:
        """Without bands, in which few people may be."""
        return replace(self, edges=(), terms=(), shares=())


WITHHELD = -1
"""What stands for a count too small to be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BunchingFacts(Facts):
    """Terms around a minimum, month by month.

    Parameters
    ----------
    counts
        Terms of each month; `WITHHELD` where they are fewer than ten and not none.
    expected, smooth
        What each month would have without the minimum, on the curve that knows round numbers and
        on the smooth one.
    """

    minimum: float
    months: tuple[int, ...]
    counts: tuple[int, ...]
    expected: tuple[float, ...]
    smooth: tuple[float, ...]

    def for_anybody(self) -> Facts:
        """Without months, in which few people may be."""
        return replace(self, months=(), counts=(), expected=(), smooth=())


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesFacts(Facts):
    """The provisions that were tried on cases.

    Parameters
    ----------
    title, source
        The bill, in English and Spanish, and where its text stands.
    ids, sections, says, says_es
        Each provision: its id, its section, and what it would do in both languages.
    unseen
        For each provision the columns of its conditions that the cases do not hold.
    """

    title: str
    title_es: str
    source: str
    ids: tuple[str, ...]
    sections: tuple[str, ...]
    says: tuple[str, ...]
    says_es: tuple[str, ...]
    unseen: tuple[tuple[str, ...], ...]
