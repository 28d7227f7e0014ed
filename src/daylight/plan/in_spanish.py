"""A study's own words in Spanish: all of them, or none."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from daylight.plan.study import Question

WORDS = ("title", "period", "about")
"""The words of a study itself; with `_es` behind them they are its Spanish."""


def words_left_in_english(own: Mapping[str, Any], questions: Sequence["Question"]) -> list[str]:
    """What a study that is given in Spanish would still print in English, and what has no English.

    Parameters
    ----------
    own
        The keys of the study file, questions and sources apart.
    """
    pairs = [(name, str(own.get(name, "")), str(own.get(f"{name}_es", ""))) for name in WORDS]
    pairs += [(f"question {one.id}: ask", str(one.ask), str(one.ask_es)) for one in questions]
    if not any(spanish for _, _, spanish in pairs):
        return []
    return [
        f"{name}_es is missing: other words of the study are given in Spanish, and this would be "
        "printed in English"
        if english
        else f"{name}_es is given without {name}: give both, or neither"
        for name, english, spanish in pairs
        if bool(english) != bool(spanish)
    ]
