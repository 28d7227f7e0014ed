"""What a report needs of the methods on force beyond their estimates."""

from collections.abc import Mapping
from dataclasses import dataclass

from daylight.data.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityFacts(Facts):
    """The keys held fixed, and the groups whose odds ratio differs from cut to cut."""

    factors: tuple[str, ...]
    cuts_differ: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFacts(Facts):
    """How many events are on more than one list."""

    overlap: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationFacts(Facts):
    """What the publication rule allows at the coverage found."""

    may_publish: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFacts(Facts):
    """Each item read: the benchmark it belongs to, its name, and every coder's reading."""

    items: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkFacts(Facts):
    """Benchmark → the chance of as many or more if each event had its share."""

    one_sided_p: Mapping[str, float]
