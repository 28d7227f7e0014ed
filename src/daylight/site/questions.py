"""What the page of a question and the page of a method say."""

from collections.abc import Sequence
from dataclasses import dataclass

from daylight.model.methods import METHODS
from daylight.report.charts.chart import Chart
from daylight.report.language import spoken
from daylight.report.methods_in_spanish import own_texts
from daylight.site import words
from daylight.site.comparisons import AskedHere, SiteRow, compared
from daylight.site.figures import EmbeddedFigure, comparison_chart, embedded


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteQuestion:
    """One question as every agency's records answer it.

    Parameters
    ----------
    told
        To how many agencies' records it was put.
    said
        How many of the answers stand side by side.
    charts
        Pictures of the numbers that do, each with the same as a file to take away.
    columns
        What the numbers of the table are of; empty where none are compared.
    """

    method: str
    asked: str
    told: str
    said: str
    charts: tuple[tuple[Chart, EmbeddedFigure], ...]
    columns: tuple[str, ...]
    rows: tuple[SiteRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMethod:
    """A method: what it answers, what that rests on, and where it is used."""

    name: str
    question: str
    assumptions: tuple[str, ...]
    overturned_by: tuple[str, ...]
    cannot_say: tuple[str, ...]
    refuses_when: tuple[str, ...]
    reference: str
    used: tuple[AskedHere, ...]


def question_page(method: str, asked: Sequence[AskedHere]) -> SiteQuestion:
    """What a question's page says in the language that is spoken."""
    found = compared(asked)
    home = f"{spoken().value}/questions/{method}.html"
    charts = [comparison_chart(found, number) for number in range(len(found.numbers))]
    drawn = [one for one in charts if one is not None]
    seals = ", ".join(dict.fromkeys(row.asked.told.run.seal[:8] for row in found.rows if row.cells))
    agencies = {one.told.run.agency for one in asked}
    against = found.held_against
    return SiteQuestion(
        method=method,
        asked=own_texts(method, METHODS[method]).question,
        told=words.asked_of(len(agencies)),
        said=words.standing(
            len(asked), found.compared, "" if against is None else _named(against, asked)
        ),
        charts=tuple((one, embedded(one, words.runs(seals), home)) for one in drawn),
        columns=tuple(words.column(one) for one in found.numbers),
        rows=found.rows,
    )


def _named(one: AskedHere, asked: Sequence[AskedHere]) -> str:
    """An answer by its agency, with its period where the agency has several."""
    several = sum(other.told.run.agency == one.told.run.agency for other in asked) > 1
    period = one.told.shown.period
    return f"{one.told.run.agency} ({period})" if several and period else one.told.run.agency


def method_page(method: str, asked: Sequence[AskedHere]) -> SiteMethod:
    """What a method's page says in the language that is spoken."""
    own = own_texts(method, METHODS[method])
    return SiteMethod(
        name=method,
        question=own.question,
        assumptions=own.assumptions,
        overturned_by=own.overturned_by,
        cannot_say=own.cannot_say,
        refuses_when=(own.refuses_when,),
        reference=METHODS[method].reference,
        used=tuple(asked),
    )
