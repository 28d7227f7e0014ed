"""Words that claim more than a number can: no sentence Daylight generates may hold one."""

import re

from daylight.errors import DaylightError
from daylight.report.language import Language, spoken

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

FORBIDDEN_IN_SPANISH: tuple[str, ...] = (
    r"discrimin(?!ante)\w*",
    r"sesg\w*",
    r"prejuici\w*",
    r"racis\w*",
    r"(?:in|anti)?constitucional\w*",
    r"ilegal\w*",
    r"ilícit\w*",
    r"intenci\w*",
    r"a propósito",
    r"motivaci\w*",
    r"motivad\w*",
    r"caus(?:a(?! probable)|an|as|al|ales|alidad|alidades|almente|ante|antes|ar|arían?|ó|aron|"
    r"ad[oa]s?|ando|aban?)",
    r"demuestr\w*",
    r"demostr\w*",
    r"prueban? que",
    r"culpa\w*",
    r"inocen\w*",
    r"(?:no hay|no existe|no existen|sin|ninguna) disparidad\w*",
    r"(?:no hay|no existe|sin|ninguna) evidencia(?! suficiente)",
    r"no (?:hay|hubo|existe|existió) (?:ninguna )?diferencias?",
)
"""The same for Spanish. `motivo` is the ground of a search, `prueba` a test, and both stay."""

_PATTERNS = {
    Language.ENGLISH: re.compile(r"\b(?:" + "|".join(FORBIDDEN) + r")\b", re.IGNORECASE),
    Language.SPANISH: re.compile(r"\b(?:" + "|".join(FORBIDDEN_IN_SPANISH) + r")\b", re.IGNORECASE),
}


class ForbiddenWord(DaylightError):
    """A generated sentence claims more than the numbers can carry."""


def forbidden_words(sentence: str, language: Language | None = None) -> tuple[str, ...]:
    """The forbidden words of a sentence, in order.

    Parameters
    ----------
    language
        The language it is written in; the one that is spoken where none is given.
    """
    pattern = _PATTERNS[language or spoken()]
    return tuple(match.group(0) for match in pattern.finditer(sentence))


def checked(sentence: str, where: str) -> str:
    """The sentence unchanged; raises when it claims more than a number can."""
    if words := forbidden_words(sentence):
        raise ForbiddenWord(
            f"{where}: the sentence {sentence!r} holds {', '.join(map(repr, words))}. "
            f"A report states what was counted, never a cause or a motive: reword it in "
            f"report/wording/"
        )
    return sentence
