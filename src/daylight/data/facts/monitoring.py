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
