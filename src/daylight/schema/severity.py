"""Severity scales for force: declared data, read once, shown in every report that uses them."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from daylight.errors import RecipeError
from daylight.schema.vocabulary import ForceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityScale:
    """An ordinal scale of force.

    Parameters
    ----------
    source
        Whose scale it is, and what it leaves out.
    labels
        Level 1, level 2 … in words.
    levels
        Kind of force → level, every kind decided.
    pointed
        Level of a firearm or other weapon that was shown or pointed, not used.
    follows_recipe
        Whether a recipe's own map of the agency's words to these levels goes before the kind.
    raised_by_injury
        Level to which a serious or fatal injury raises any row; 0 where injury does not count.
    """

    name: str
    title: str
    source: str
    labels: tuple[str, ...]
    levels: dict[ForceKind, int]
    pointed: int
    raised_by_injury: int = 0
    follows_recipe: bool = False

    def __post_init__(self) -> None:
        """Refuse a scale that leaves a kind of force undecided."""
        if missing := sorted(set(ForceKind) - set(self.levels)):
            raise RecipeError(
                f"severity scale {self.name}: no level for {', '.join(missing)}; "
                "add it to severity.toml"
            )
        if sorted(set(self.levels.values())) != list(range(1, len(self.labels) + 1)):
            raise RecipeError(
                f"severity scale {self.name}: its levels are not 1 to {len(self.labels)}"
            )


def _read() -> tuple[tuple[ForceKind, ...], dict[str, SeverityScale]]:
    declared = tomllib.loads(files("daylight.schema").joinpath("severity.toml").read_text("utf-8"))
    order = tuple(ForceKind(word) for word in declared["rank"]["order"])
    if sorted(order) != sorted(ForceKind):
        raise RecipeError("severity.toml: the order of kinds must name every kind once")
    scales = {
        name: SeverityScale(
            name=name,
            title=entry["title"],
            source=entry["source"],
            labels=tuple(entry["labels"]),
            levels={ForceKind(kind): level for kind, level in entry["levels"].items()},
            pointed=entry["pointed"],
            raised_by_injury=entry.get("raised_by_injury", 0),
            follows_recipe=entry.get("follows_recipe", False),
        )
        for name, entry in declared["scales"].items()
    }
    return order, scales


ORDER, SCALES = _read()
"""Kinds from least to most serious, and the scales by name."""
