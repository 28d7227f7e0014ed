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
    """How many events are on more than one list.

    `dependent` holds, for each variant of the total, the pairs of lists taken to depend on one
    another; a variant with none takes all lists as independent.
    """

    overlap: int
    dependent: Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationFacts(Facts):
    """What the publication rule allows at the coverage found."""

    may_publish: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFacts(Facts):
    """Who read, and each item: its benchmark, its name, and every coder's reading.

    A reading is the coder, the verdict, the policy's section and its words; the last two are empty
    where they are not recorded.
    """

    coders: tuple[str, ...]
    items: tuple[tuple[str, str, tuple[tuple[str, str, str, str], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkFacts(Facts):
    """Benchmark → the chance of as many or more if each event had its share."""

    one_sided_p: Mapping[str, float]
