"""Names of quantities, keys, groups and columns as a reader sees them.

Each subject's module holds the labels of its quantities, in every language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from daylight.data.estimate import Estimate, key_names
from daylight.disclose.prose import FEW
from daylight.report import numbers
from daylight.report.labels import (
    effects,
    force,
    force_codes,
    monitoring,
    officers,
    searches,
    stops,
    tests_and_facts,
    trust,
    variants,
)
from daylight.report.labels.names import KEYS, NAMES
from daylight.report.language import Words, say
from daylight.report.wording.groups import ADJECTIVES, people
from daylight.report.wording.groups import officers as officers_of

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

OF_OFFICERS = frozenset({"officer_race", "other_officer_race"})
"""Keys whose values are groups of officers."""

GROUPS = frozenset({"group", "subject_race", "race"}) | OF_OFFICERS
"""Keys whose values are groups of people."""

VALUES: dict[str, Words] = {
    "top_percent": Words("Top {} %", "El {} % más alto"),
    "earlier_top_percent": Words("Earlier top {} %", "El {} % más alto de antes"),
    "lowest_percent": Words("Lowest {} %", "El {} % más bajo"),
    "decile": Words("Decile {}", "Decil {}"),
    "severity": Words("Severity {}", "Gravedad {}"),
    "network": Words("Network {}", "Red {}"),
}
"""Key → how its number is printed, where the number alone would not say what it is."""

ABSENT: dict[str, Words] = {"top_percent": Words("At its threshold", "En su umbral")}
"""Key → what an estimate without it is of, where that is not everything."""


NAMED_BY_METHODS = frozenset({"test", "fact", "question"})
"""Keys whose values are names that a method gives its tests and questions."""


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
            _first(variants.said(e.variant)) if e.variant else say("Main", "Principal")
            for e in estimates
        )
        found.append(Facet(key="variant", heading=heading("variant"), texts=texts))
    return found


def _facet(key: str, estimates: Sequence[Estimate]) -> Facet:
    none = ABSENT[key].text if key in ABSENT else say("All", "En conjunto")
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
    if key not in KEYS:
        return words(key)
    text = KEYS[key].text
    return f"{text[:1].lower()}{text[1:]}"


def key_value(key: str, value: str | int | float) -> str:
    """A key's value as it is printed: a group as people call it, a code name as words."""
    if key in OF_OFFICERS:
        return _of_officers(str(value))
    if key in GROUPS:
        return group(str(value))
    if isinstance(value, str):
        return _text_value(key, value)
    if key in VALUES:
        return VALUES[key].text.format(numbers.compact(value))
    return numbers.compact(value) if isinstance(value, float) else str(value)


def _text_value(key: str, value: str) -> str:
    if key == "key":
        return heading(value)
    if key in NAMED_BY_METHODS:
        return _first(tests_and_facts.said(value))
    if key == "officer_id":
        return value
    if value in force_codes.CODES.get(key, {}):
        return _first(force_codes.code(key, value))
    return label(value)


def group_of(estimate: Estimate) -> str:
    """The group of people an estimate is of; `all` where no key of it is a group."""
    return next((str(v) for key, v in estimate.keys.items() if key in GROUPS), "all")


def words(name: str) -> str:
    """A code name as words: `search_rate` → `search rate`; one that is known in its own words."""
    if name in NAMES:
        return NAMES[name].text
    spaced = name.replace("_", " ").strip()
    return " ".join(_KEPT_CAPITAL.get(word, word) for word in spaced.split(" "))


def label(name: str) -> str:
    """A code name as a heading: `search_rate` → `Search rate`."""
    return _first(words(name))


def group(name: str) -> str:
    """A group as printed in a table or an axis: `native_american` → `Native American`."""
    if name != name.lower():
        return words(name)
    if name == FEW:
        return say("Groups with few people", "Grupos con pocas personas")
    capital = " ".join(_first(part) for part in words(name).split(" "))
    is_group = name in ADJECTIVES or name == "other"
    return say(capital, _first(people(name) if is_group else words(name)))


def _of_officers(name: str) -> str:
    is_group = name in ADJECTIVES or name == "other"
    return say(group(name), _first(officers_of(name)) if is_group else group(name))


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def whole(sentence: str) -> str:
    """A sentence with its capital and full stop; the name of a file stays as it is written."""
    first, _, _ = sentence.partition(" ")
    start = sentence[:1] if "." in first else sentence[:1].upper()
    return f"{start}{sentence[1:]}."
