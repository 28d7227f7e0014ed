"""What a report says and shows of one method, bound in one record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from daylight.data.result import Result
from daylight.report.charts.chart import Chart
from daylight.report.charts.intervals import intervals
from daylight.report.claim import Claim
from daylight.report.defence import Defence
from daylight.report.language import Words
from daylight.report.notes.words import NoteWords
from daylight.report.topic import Raised
from daylight.report.wording.titles import Titling

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

    What it shares with other methods of its subject stands in the subject's modules: labels of
    quantities in `report/labels/`, sentences of notes in `report/notes/`, threats in
    `report/defences.py`. What is its own may stand here, so that a new method is one module.

    Parameters
    ----------
    method
        The method's name.
    says
        What proposes its sentences, in the language that is spoken.
    picture
        What draws its results; intervals where nothing else is better.
    labels
        Quantity → what a table or an axis calls it, where only this method has it.
    notes
        Code → its sentence, where only this method leaves it.
    defence
        What threatens its answer most, and the checks of that.
    title
        What makes the line to take away from a difference that it shows; one for all methods where
        there is none.
    objections
        What the other side can raise against its answers, where `report/objections.py` does not
        say it.
    """

    method: str
    says: Wording
    picture: Picture | NoPicture = intervals
    labels: Mapping[str, Words] = field(default_factory=dict)
    notes: Mapping[str, NoteWords] = field(default_factory=dict)
    defence: Defence | None = None
    title: Titling | None = None
    objections: tuple[Raised, ...] | None = None
