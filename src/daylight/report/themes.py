"""The sections of a report: which families of questions share one, and what it is called."""

from collections.abc import Sequence
from dataclasses import dataclass

from daylight.data.comparison import Family
from daylight.report.context import AnsweredQuestion
from daylight.report.language import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The subject of one section.

    Parameters
    ----------
    id
        Short name, used in links.
    title
        Its name in a few words.
    families
        The families of questions that it holds.
    """

    id: str
    title: Words
    families: tuple[Family, ...]


THEMES: tuple[Theme, ...] = (
    Theme(id="force", title=Words("Force", "Fuerza"), families=(Family.FORCE,)),
    Theme(
        id="after-a-stop",
        title=Words("After a stop", "Después de una parada"),
        families=(Family.ARRESTS, Family.SEARCHES, Family.FINDS, Family.CITATIONS),
    ),
    Theme(
        id="stops",
        title=Words("Who is stopped", "A quién se para"),
        families=(Family.STOPS, Family.DAYLIGHT),
    ),
    Theme(id="officers", title=Words("Officers", "Agentes"), families=(Family.OFFICERS,)),
    Theme(
        id="change",
        title=Words("Change over time", "Cambios en el tiempo"),
        families=(Family.CHANGE,),
    ),
    Theme(
        id="courts",
        title=Words("Courts", "Tribunales"),
        families=(Family.COURTS, Family.SCORES),
    ),
    Theme(id="trust", title=Words("Trust", "Confianza"), families=(Family.TRUST,)),
    Theme(
        id="published",
        title=Words("Published numbers", "Cifras publicadas"),
        families=(Family.PUBLISHED,),
    ),
    Theme(
        id="blanks",
        title=Words("What is left blank", "Lo que queda en blanco"),
        families=(Family.RECORDS,),
    ),
    Theme(
        id="together",
        title=Words("Answers taken together", "Las respuestas en conjunto"),
        families=(Family.TOGETHER,),
    ),
)
"""In the order in which they stand, gravest first; every family is in one."""

_OF = {family: theme for theme in THEMES for family in theme.families}


def theme_of(question: AnsweredQuestion) -> Theme:
    """The section that tells a question."""
    return _OF[question.family]


def by_theme(
    questions: Sequence[AnsweredQuestion],
) -> list[tuple[Theme, tuple[AnsweredQuestion, ...]]]:
    """The themes of a study with their questions, primary ones first."""
    ordered = sorted(questions, key=lambda one: not one.is_primary)
    found = [(theme, tuple(q for q in ordered if theme_of(q) is theme)) for theme in THEMES]
    return [(theme, own) for theme, own in found if own]
