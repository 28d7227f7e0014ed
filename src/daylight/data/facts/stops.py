"""What a report needs of the methods on stops beyond their estimates."""

from dataclasses import dataclass

from daylight.data.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedFor(Facts):
    """The key columns within whose values groups are compared, in the order of the cells."""

    factors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DarknessFacts(Facts):
    """In how many places the stops were made whose light and clock time are compared."""

    places: int
