"""What a report needs of the methods on monitoring beyond their estimates."""

from dataclasses import dataclass

from daylight.data.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class SequentialFacts(Facts):
    """How often a measure was looked at, and when it left what it is held against.

    Parameters
    ----------
    first_beyond
        The first look at which the interval that holds at every look excluded no change (or the
        target); None where none did.
    first_if_looked_once
        The same with ordinary intervals, one look at a time.
    """

    baseline: tuple[str, ...]
    looks: tuple[str, ...]
    planned: int
    spending: str
    events: str
    trials: str
    target: float | None
    first_beyond: str | None
    first_if_looked_once: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedFacts(Facts):
    """The label asked for, how many texts were coded, and how many of them somebody read."""

    label: str
    texts: int
    checked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelFacts(Facts):
    """Which agencies are compared, which lie beyond the limits, which are not compared and why.

    Parameters
    ----------
    expected_beyond
        How many agencies would lie beyond the limits if all were like the others.
    left_out
        Agency and reason.
    limits
        The funnel's edge: size, lower limit, upper limit.
    """

    events: str
    trials: str
    circumstances: tuple[str, ...]
    comparable: int
    above: tuple[str, ...]
    below: tuple[str, ...]
    expected_beyond: float
    left_out: tuple[tuple[str, str], ...]
    limits: tuple[tuple[float, float, float], ...]
