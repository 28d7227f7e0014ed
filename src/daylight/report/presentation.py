"""What a report says and shows of one method, bound in one record."""

from collections.abc import Callable
from dataclasses import dataclass

from daylight.data.result import Result
from daylight.report.charts.chart import Chart
from daylight.report.charts.intervals import intervals
from daylight.report.claim import Claim
from daylight.report.language import Language

Wording = Callable[[Result], tuple[Claim, ...]]
Picture = Callable[[Result], tuple[Chart, ...]]


@dataclass(frozen=True, slots=True)
class NoPicture:
    """Why a method's results are not drawn."""

    reason: str

    def __call__(self, _result: Result) -> tuple[Chart, ...]:
        """Nothing."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """One method as a reader meets it.

    Its quantities' labels are in `report/labels/`, the sentences of its notes in `report/notes/`.

    Parameters
    ----------
    method
        The method's name.
    en, es
        What proposes its sentences, in each language.
    picture
        What draws its results; intervals where nothing else is better.
    """

    method: str
    en: Wording
    es: Wording | None = None
    picture: Picture | NoPicture = intervals

    def wording(self, language: Language) -> Wording:
        """What proposes its sentences in a language; KeyError where that is not written."""
        if made := (self.es if language is Language.SPANISH else self.en):
            return made
        raise KeyError(language)
