"""Text that others wrote into a public page: names and small counts in it are withheld."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from daylight.disclose.rounding import is_small, rounded

FEW = "groups_with_few_people"
"""What stands in a list of groups for those whose names are withheld."""

COUNTED = (
    r"people|persons|stops|searches|events|incidents|officers|cases|rows|records|cells|values"
    r"|respondents|hits|arrests|uses|complaints|shots|citations|drivers|residents|of"
    r"|personas|paradas|registros|cacheos|sucesos|incidentes|agentes|casos|filas|datos|celdas"
    r"|valores|respuestas|hallazgos|arrestos|usos|quejas|disparos|citaciones|conductores|residentes"
)
"""Words after a whole number that say it counts people, events or rows."""

_NUMBER = re.compile(
    rf"(?P<before>\w+ )?(?<![\w.,/:-])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+)(?= (?:{COUNTED})\b)"
)

_YEAR = re.compile(r"(?:19|20)\d\d")

NUMBERED = frozenset({"district", "precinct", "beat", "sector", "zone", "ward", "area", "level"})
"""Words whose number is a name and no count."""


def spellings(name: str) -> tuple[str, ...]:
    """A name as a file spells it and as a page prints it."""
    return tuple(dict.fromkeys((name, name.replace("_", " "), name.replace("_", "-"))))


def mentions(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that a text holds, in any spelling, as whole words."""
    low, found = text.lower(), []
    for name in names:
        spelt = [one for one in spellings(name.lower()) if one and one in low]
        parts = "|".join(map(re.escape, spelt))
        if parts and re.search(rf"(?<!\w)(?:{parts})(?!\w)", low):
            found.append(name)
    return tuple(found)


class WithheldWords(NamedTuple):
    """What is said in place of a name and of a small count; `{}` is the smallest one told."""

    name: str = FEW.replace("_", " ")
    few: str = "fewer than {}"


ENGLISH = WithheldWords()


def unnamed(text: str, names: Iterable[str], said: WithheldWords = ENGLISH) -> str:
    """The text with withheld names replaced."""
    for name in names:
        parts = "|".join(re.escape(one) for one in spellings(name) if one)
        if parts:
            text = re.sub(rf"(?<!\w)(?:{parts})(?!\w)", said.name, text, flags=re.IGNORECASE)
    return text


def rough(text: str, minimum: int, words: WithheldWords = ENGLISH) -> str:
    """The text with its whole numbers rounded and small ones withheld; years stay."""

    def said(found: re.Match[str]) -> str:
        before, word = found["before"] or "", found["number"]
        number = int(word.replace(",", ""))
        if number == 0 or _YEAR.fullmatch(word) or before.strip().lower() in NUMBERED:
            return found.group()
        if is_small(number, minimum):
            return f"{before}{words.few.format(minimum)}"
        return f"{before}{rounded(number, minimum):{',' if ',' in word else ''}}"

    return _NUMBER.sub(said, text)
