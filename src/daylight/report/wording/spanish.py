"""What Spanish asks of a sentence and English does not: gender, number, and `y` that turns to `e`.

A noun knows its own forms in each language, so that a sentence need not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from daylight.report import numbers
from daylight.report.language import Words, say


@dataclass(frozen=True, slots=True)
class NounForms:
    """A thing that is counted, in the singular and the plural of each language.

    Parameters
    ----------
    singular, plural
        `officer`, agente · `officers`, agentes.
    is_feminine
        Its Spanish gender: una parada, un agente.
    """

    singular: Words
    plural: Words
    is_feminine: bool = False

    @property
    def one(self) -> str:
        """The singular alone: officer, agente."""
        return self.singular.text

    @property
    def many(self) -> str:
        """The plural alone: officers, agentes."""
        return self.plural.text

    @property
    def a_single(self) -> str:
        """One and the same: one officer, un mismo agente."""
        same = "una misma" if self.is_feminine else "un mismo"
        return say(f"one {self.one}", f"{same} {self.one}")

    @property
    def any_one(self) -> str:
        """One of them, whichever: one officer, un agente."""
        return say(f"one {self.one}", f"{'una' if self.is_feminine else 'un'} {self.one}")

    @property
    def none(self) -> str:
        """None of them: no officer, ningún agente."""
        return say(f"no {self.one}", f"{'ninguna' if self.is_feminine else 'ningún'} {self.one}")

    @property
    def another(self) -> str:
        """One more of them, without its name: another, otro."""
        return say("another", "otra" if self.is_feminine else "otro")

    @property
    def the_many(self) -> str:
        """All of them: the stops, las paradas."""
        return say(f"the {self.many}", f"{'las' if self.is_feminine else 'los'} {self.many}")

    def counted(self, number: float) -> str:
        """So many of them: 1 stop, 2,310 stops."""
        return f"{numbers.count(number)} {self.one if number == 1 else self.many}"


def noun(one: tuple[str, str], many: tuple[str, str], *, is_feminine: bool = False) -> NounForms:
    """A noun from its English and Spanish forms."""
    return NounForms(Words(*one), Words(*many), is_feminine)


def joined(words: Sequence[str], last: str) -> str:
    """Words with commas between and a word before the last: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


_SOUNDS_I = re.compile(r"[«“\"(]*h?[ií](?![ae])", re.IGNORECASE)
_SOUNDS_O = re.compile(r"[«“\"(]*(?:h?[oó]|8)", re.IGNORECASE)


def y(before: str) -> str:
    """The Spanish `and` before a word: y, or e before the sound i (e hispanas, but y hielo)."""
    return "e" if _SOUNDS_I.match(before) else "y"


def o(before: str) -> str:
    """The Spanish `or` before a word: o, or u before the sound o (u hospitales, u 8)."""
    return "u" if _SOUNDS_O.match(before) else "o"
