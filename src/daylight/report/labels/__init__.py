"""Names of quantities, keys, groups and columns as a reader sees them.

Each subject's module holds the labels of its quantities, in every language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from daylight.data.estimate import Estimate, key_names
from daylight.report.labels import (
    courts,
    effects,
    force,
    monitoring,
    officers,
    searches,
    stops,
    trust,
)
from daylight.report.language import Words, say

_KEPT_CAPITAL = {
    "p": "p",
    "n": "n",
    "auc": "AUC",
    "ois": "OIS",
    "id": "ID",
    "sd": "SD",
    "vod": "VOD",
}

QUANTITIES: dict[str, Words] = {
    **stops.QUANTITIES,
    **searches.QUANTITIES,
    **force.QUANTITIES,
    **officers.QUANTITIES,
    **effects.QUANTITIES,
    **trust.QUANTITIES,
    **monitoring.QUANTITIES,
}
"""Quantity → what a table or an axis calls it."""

KEYS: dict[str, Words] = {
    "subject_race": Words("Group"),
    "race": Words("Group"),
    "variant": Words("Model or assumption"),
    "officer_id": Words("Officer"),
    "key": Words("By"),
    "officer_race": Words("Officers"),
    "other_officer_race": Words("Compared with officers"),
    "risk_error": Words("Risk off by, on average"),
    "top_percent": Words("Which officers"),
    "earlier_top_percent": Words("Which officers"),
    "lowest_percent": Words("Which officers"),
    "between": Words("Between"),
    "colleagues": Words("Beside colleagues"),
    "through": Words("Through"),
    "agency_id": Words("Agency"),
    "coded": Words("Coder's label"),
    "day_part": Words("Time of day"),
    "stop_type": Words("Kind of stop"),
    "stop_reason": Words("Reason for the stop"),
    "search_basis": Words("Ground of search"),
    "subject_sex": Words("Sex"),
    "neighborhood": Words("Neighbourhood"),
    "severity_three": Words("Level of force"),
    "severity_four": Words("Level of force"),
    "recorded_by": Words("How the stop was recorded"),
    **courts.KEYS,
}
"""Key → the heading of its column, where that is not just its name."""

GROUPS = frozenset({"group", "subject_race", "race", "officer_race", "other_officer_race"})
"""Keys whose values are groups of people."""

VALUES: dict[str, Words] = {
    "top_percent": Words("Top {:g} %"),
    "earlier_top_percent": Words("Earlier top {:g} %"),
    "lowest_percent": Words("Lowest {:g} %"),
    "decile": Words("Decile {:g}"),
    "severity": Words("Severity {:g}"),
    "network": Words("Network {:g}"),
}
"""Key → how its number is printed, where the number alone would not say what it is."""

ABSENT: dict[str, Words] = {"top_percent": Words("At its threshold")}
"""Key → what an estimate without it is of, where that is not everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One key (or the variant) of several estimates: its heading, and its text for each of them."""

    key: str
    heading: str
    texts: tuple[str, ...]

    @property
    def varies(self) -> bool:
        """Whether it tells one estimate from another."""
        return len(set(self.texts)) > 1


def facets(estimates: Sequence[Estimate]) -> list[Facet]:
    """What tells the estimates apart: each key in order of appearance, then the variant."""
    found = [_facet(key, estimates) for key in key_names(tuple(estimates))]
    if any(e.variant for e in estimates):
        texts = tuple(
            label(e.variant) if e.variant else say("Main", "Principal") for e in estimates
        )
        found.append(Facet(key="variant", heading=heading("variant"), texts=texts))
    return found


def _facet(key: str, estimates: Sequence[Estimate]) -> Facet:
    none = ABSENT[key].text if key in ABSENT else say("All", "Todos")
    texts = [key_value(key, e.keys[key]) if key in e.keys else none for e in estimates]
    return Facet(key=key, heading=heading(key), texts=tuple(texts))


def quantity(name: str) -> str:
    """What a table or an axis calls a quantity."""
    known = quantities()
    return known[name].text if name in known else label(name)


@cache
def quantities() -> Mapping[str, Words]:
    """The labels of all quantities: those of subjects, and those that a method keeps itself."""
    from daylight.report.presentations import PRESENTATIONS

    own = {name: words for one in PRESENTATIONS.values() for name, words in one.labels.items()}
    return QUANTITIES | own


def heading(key: str) -> str:
    """The heading of a key's column."""
    return KEYS[key].text if key in KEYS else label(key)


def said(key: str) -> str:
    """What a key is called within a sentence: `day_part` → `time of day`."""
    text = KEYS[key].text if key in KEYS else words(key)
    return text if key not in KEYS else f"{text[:1].lower()}{text[1:]}"


def key_value(key: str, value: str | int | float) -> str:
    """A key's value as it is printed: a group as people call it, a code name as words."""
    if key in GROUPS:
        return group(str(value))
    if key == "officer_id":
        return str(value)
    if key in VALUES and not isinstance(value, str):
        return VALUES[key].text.format(value)
    return f"{value:g}" if isinstance(value, float) else label(str(value))


def group_of(estimate: Estimate) -> str:
    """The group of people an estimate is of; `all` where no key of it is a group."""
    return next((str(v) for key, v in estimate.keys.items() if key in GROUPS), "all")


def words(name: str) -> str:
    """A code name as words: `search_rate` → `search rate`."""
    spaced = name.replace("_", " ").strip()
    return " ".join(_KEPT_CAPITAL.get(word, word) for word in spaced.split(" "))


def label(name: str) -> str:
    """A code name as a heading: `search_rate` → `Search rate`."""
    text = words(name)
    return text[:1].upper() + text[1:]


def group(name: str) -> str:
    """A group as printed in a table or an axis: `native_american` → `Native American`."""
    if name != name.lower():
        return words(name)
    return " ".join(part[:1].upper() + part[1:] for part in words(name).split(" "))


def whole(sentence: str) -> str:
    """A sentence with its capital and full stop; the name of a file stays as it is written."""
    first, _, _ = sentence.partition(" ")
    start = sentence[:1] if "." in first else sentence[:1].upper()
    return f"{start}{sentence[1:]}."
