"""What a report needs of the methods on searches beyond their estimates."""

from dataclasses import dataclass

from daylight.data.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class HitRateFacts(Facts):
    """The key that holds the ground of a search, or None; the keys a place and ground are of."""

    ground: str | None
    within: tuple[str, ...]
