"""What a report needs of the methods on stops beyond their estimates."""

from dataclasses import dataclass

from daylight.data.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedFor(Facts):
    """The keys within whose strata groups were compared."""

    factors: tuple[str, ...]
