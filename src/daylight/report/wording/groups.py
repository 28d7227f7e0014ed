"""Groups as words: `black` in a table is "Black people", "personas negras" in a sentence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from daylight.disclose.prose import FEW
from daylight.report.language import Language, say, spoken
from daylight.report.wording.spanish import joined, o, y


@dataclass(frozen=True, slots=True)
class Bent:
    """A Spanish adjective in the forms that sentences need.

    Parameters
    ----------
    person
        Feminine singular, of a person: negra.
    people
        Feminine plural, of people: negras.
    officers
        Masculine plural, of officers or residents: negros.
    """

    person: str
    people: str
    officers: str


def _regular(stem: str) -> Bent:
    return Bent(f"{stem}a", f"{stem}as", f"{stem}os")


def _alike(words: str) -> Bent:
    return Bent(words, words, words)


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

SPANISH = {
    "white": _regular("blanc"),
    "black": _regular("negr"),
    "hispanic": _regular("hispan"),
    "asian": _regular("asiátic"),
    "native_american": Bent("nativa americana", "nativas americanas", "nativos americanos"),
    "pacific_islander": _alike("de las islas del Pacífico"),
    "middle_eastern": _alike("de Medio Oriente"),
    "east_african": _alike("de África Oriental"),
    "multiracial": Bent("multirracial", "multirraciales", "multirraciales"),
}
"""The same groups in Spanish, where an adjective follows its noun and bends with it."""

_CODES = re.compile(r"\b(?:" + "|".join(ADJECTIVES) + r")\b")


def adjective(group: str) -> str:
    """The group as an adjective of people; a group without one as it is spelled."""
    if spoken() is Language.SPANISH and group in SPANISH:
        return SPANISH[group].people
    return ADJECTIVES.get(group, group.replace("_", " "))


def person(group: str) -> str:
    """What one person of the group is: Black, of another group."""
    if group in ADJECTIVES:
        return say(ADJECTIVES[group], SPANISH[group].person)
    if group == "other":
        return say("of another group", "de otro grupo")
    spelled = group.replace("_", " ")
    return say(f"recorded as {spelled}", f"registrada como «{spelled}»")


def people(group: str) -> str:
    """The group as people."""
    if group in ADJECTIVES:
        return say(f"{ADJECTIVES[group]} people", f"personas {SPANISH[group].people}")
    if group == "other":
        return say("people of other groups", "personas de otros grupos")
    if group == FEW:
        return say("people of groups with few people", "personas de grupos con pocas personas")
    spelled = group.replace("_", " ")
    return say(f"people recorded as {spelled}", f"personas registradas como «{spelled}»")


def the_people(group: str) -> str:
    """The group as people of whom something is said: Black people, las personas negras."""
    whom = people(group)
    return say(whom, f"las {whom}")


def officers(group: str) -> str:
    """Officers of the group: Black officers, agentes negros."""
    if group in ADJECTIVES:
        return say(f"{ADJECTIVES[group]} officers", f"agentes {SPANISH[group].officers}")
    if group == "other":
        return say("officers of other groups", "agentes de otros grupos")
    if group == FEW:
        return say("officers of groups with few people", "agentes de grupos con pocas personas")
    spelled = group.replace("_", " ")
    return say(f"officers recorded as {spelled}", f"agentes registrados como «{spelled}»")


def named(text: str) -> str:
    """A text with its codes of groups as words: `native_american` → Native American."""
    return _CODES.sub(lambda code: adjective(code.group()), text)


def respondents(who: str) -> str:
    """A group as people; an item with a group, as surveys name them, with the group in words."""
    return people(who) if who in ADJECTIVES else named(who)


def listed(words: Sequence[str]) -> str:
    """Words as a list: a, b and c."""
    return joined(words, say("and", y(words[-1]) if words else "y"))


def either(words: Sequence[str]) -> str:
    """Words as a choice: a, b or c."""
    return joined(words, say("or", o(words[-1]) if words else "o"))


def quoted(text: str) -> str:
    """A text as somebody else’s words, in the quotation marks of the language."""
    return say(f"“{text}”", f"«{text}»")


def all_people(groups: Iterable[str]) -> str:
    """Several groups as people: Asian people, Black people and people of other groups."""
    return listed([people(group) for group in groups])
