"""Words that claim more than a number can: no sentence Daylight generates may hold one."""

import re

from daylight.errors import DaylightError

FORBIDDEN: tuple[str, ...] = (
    r"discriminat\w*",
    r"bias\w*",
    r"prejudic\w*",
    r"racis\w*",
    r"(?:un)?constitutional\w*",
    r"unlawful\w*",
    r"illegal\w*",
    r"intent\w*",
    r"motiv\w*",
    r"(?<!probable )caus(?:e|es|ed|ing|al|ally)",
    r"pro(?:of|ve|ves|ved|ven|ving)",
    r"guilt\w*",
    r"innocen\w*",
    r"no disparit\w*",
    r"no evidence",
    r"there (?:is|was) no difference",
)
"""Regular expressions of whole words. `probable cause` is a legal ground for a search and stays."""

_FORBIDDEN = re.compile(r"\b(?:" + "|".join(FORBIDDEN) + r")\b", re.IGNORECASE)


class ForbiddenWord(DaylightError):
    """A generated sentence claims more than the numbers can carry."""


def forbidden_words(sentence: str) -> tuple[str, ...]:
    """The forbidden words of a sentence, in order."""
    return tuple(match.group(0) for match in _FORBIDDEN.finditer(sentence))


def checked(sentence: str, where: str) -> str:
    """The sentence unchanged; raises when it claims more than a number can."""
    if words := forbidden_words(sentence):
        raise ForbiddenWord(
            f"{where}: the sentence {sentence!r} holds {', '.join(map(repr, words))}. "
            f"A report states what was counted, never a cause or a motive: reword it in "
            f"report/wording/"
        )
    return sentence
