"""Groups as words: `black` in a table is "Black people" in a sentence."""

import re
from collections.abc import Iterable

from daylight.disclose.prose import FEW

ADJECTIVES = {
    "white": "white",
    "black": "Black",
    "hispanic": "Hispanic",
    "asian": "Asian",
    "native_american": "Native American",
    "pacific_islander": "Pacific Islander",
    "middle_eastern": "Middle Eastern",
    "east_african": "East African",
    "multiracial": "multiracial",
}


_CODES = re.compile(r"\b(?:" + "|".join(ADJECTIVES) + r")\b")


def adjective(group: str) -> str:
    """The group as an adjective; a group without one as it is spelled."""
    return ADJECTIVES.get(group, group.replace("_", " "))


def people(group: str) -> str:
    """The group as people."""
    if group in ADJECTIVES:
        return f"{ADJECTIVES[group]} people"
    if group == "other":
        return "people of other groups"
    if group == FEW:
        return "people of groups with few people"
    return f"people recorded as {group.replace('_', ' ')}"


def named(text: str) -> str:
    """A text with its codes of groups as words: `native_american` → Native American."""
    return _CODES.sub(lambda code: ADJECTIVES[code.group()], text)


def respondents(who: str) -> str:
    """A group as people; an item with a group, as surveys name them, with the group in words."""
    return people(who) if who in ADJECTIVES else named(who)


def listed(words: tuple[str, ...] | list[str]) -> str:
    """Words as a list: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def all_people(groups: Iterable[str]) -> str:
    """Several groups as people: Asian people, Black people and people of other groups."""
    return listed([people(group) for group in groups])
