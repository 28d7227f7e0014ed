"""What the records cannot answer: refused questions, and what no study asked of absent fields.

A field that nothing fills is a question without an answer, whether or not anybody asked it. Each
such question is listed here with the tables and columns that would answer it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daylight.data.comparison import Family
from daylight.data.result import Refusal
from daylight.report.context import AnsweredQuestion, ReportContext, TableFilled
from daylight.report.front import Unanswered
from daylight.report.language import Words
from daylight.report.refusals import why_not
from daylight.report.themes import theme_of
from daylight.report.wording import gaps as words
from daylight.report.wording.groups import named

MOSTLY = 0.5
"""A field blank in more rows than this cannot answer for all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A question that readers ask, and what of the records would answer it.

    Parameters
    ----------
    asked
        In the words of a person.
    tables
        Canonical tables that bear on it; it is open where none of them has rows.
    columns
        Columns of which one must be filled; none where the table itself is what it takes.
    answered_by
        Families of questions; where the study asked one of them, this is not asked again.
    within
        Tables without which nobody would ask it.
    is_for_all
        Whether every row should have it: then a field blank in most rows does not answer either.
    why, supply
        What is not there, and what would supply it, each a sentence.
    unasked
        What is said where the records could answer and the study does not ask; nothing if None.
    """

    asked: Words
    tables: tuple[str, ...]
    columns: tuple[str, ...] = ()
    answered_by: tuple[Family, ...] = ()
    within: tuple[str, ...] = ()
    is_for_all: bool = False
    why: Words
    supply: Words
    unasked: Words | None = None


def unanswered(context: ReportContext) -> tuple[Unanswered, ...]:
    """Refused questions first, then what nobody asked of fields that are never filled."""
    refused = tuple(_refused(question) for question in context.questions if question.is_refused)
    return (*refused, *_never_filled(context))


def _refused(question: AnsweredQuestion) -> Unanswered:
    outcome = question.outcome
    assert isinstance(outcome, Refusal)  # noqa: S101  asked for refused questions only
    told = why_not(outcome)
    return Unanswered(
        asked=question.asked,
        why=named(told.why),
        supply=named(told.supply),
        question=question.id,
        section=theme_of(question).id,
    )


def _never_filled(context: ReportContext) -> Iterator[Unanswered]:
    tables = [table for audit in context.audits for table in audit.tables]
    if not tables:
        return
    told = {question.family for question in context.questions}
    held = {table.name for table in tables if table.rows}
    for one in ASKED:
        if told & set(one.answered_by) or (one.within and not held & set(one.within)):
            continue
        own = [table for table in tables if table.name in one.tables and table.rows]
        if not own or (one.columns and not _is_filled(own, one)):
            yield Unanswered(asked=one.asked.text, why=one.why.text, supply=one.supply.text)
        elif one.unasked:
            yield Unanswered(
                asked=one.asked.text, why=one.unasked.text, supply=words.A_QUESTION.text
            )
    if not context.changes and not _is_about_change(context.questions):
        yield Unanswered(
            asked=words.CHANGED.text, why=words.ONE_PERIOD.text, supply=words.TWO_PERIODS.text
        )


def _is_filled(tables: Sequence[TableFilled], one: Sought) -> bool:
    shares = [table.share_blank(column) for table in tables for column in one.columns]
    return min(shares) <= MOSTLY if one.is_for_all else min(shares) < 1


def _is_about_change(questions: Sequence[AnsweredQuestion]) -> bool:
    """Whether a question asks how something moved."""
    return any(
        question.family is Family.CHANGE or question.method in words.ABOUT_CHANGE
        for question in questions
    )


STOPS, FORCE = ("stops",), ("force", "force_incidents", "force_actions")
EVENTS = (*STOPS, *FORCE, "arrests", "complaints", "allegations")

ASKED: tuple[Sought, ...] = (
    Sought(
        asked=Words("How often was force used?", "¿Con qué frecuencia se usó la fuerza?"),
        tables=FORCE,
        answered_by=(Family.FORCE,),
        within=EVENTS,
        why=Words("No records of force are here.", "Aquí no hay registros de fuerza."),
        supply=Words(
            "One row for each use of force, with the person’s race, would supply it.",
            "Lo aportaría una fila por cada uso de la fuerza, con el grupo racial de la persona.",
        ),
    ),
    Sought(
        asked=Words("Is it a few officers, or the department?", "¿Son pocos agentes o todos?"),
        tables=EVENTS,
        columns=("officer_id",),
        answered_by=(Family.OFFICERS,),
        within=EVENTS,
        why=Words("No column says which officer acted.", "Ninguna columna dice qué agente actuó."),
        unasked=Words(
            "The records name officers; this study does not ask about them.",
            "Los datos identifican agentes; este estudio no pregunta por ellos.",
        ),
        supply=Words(
            "An officer number, even a made-up one, in each row would supply it.",
            "Lo aportaría un número de agente, aunque sea ficticio, en cada fila.",
        ),
    ),
    Sought(
        asked=Words("Did searches find anything?", "¿Se halló algo en los registros?"),
        tables=STOPS,
        columns=("contraband_found", "contraband_drugs", "contraband_weapons"),
        answered_by=(Family.FINDS,),
        within=STOPS,
        why=Words("Whether anything was found is not recorded.", "No consta si se halló algo."),
        supply=Words(
            "A yes or no for each search would supply it.",
            "Lo aportaría un sí o un no por cada registro.",
        ),
    ),
    Sought(
        asked=Words("On what ground were people searched?", "¿Con qué motivo se registró?"),
        tables=STOPS,
        columns=("search_basis",),
        within=STOPS,
        why=Words(
            "The ground of a search is not recorded.", "No consta el motivo de cada registro."
        ),
        supply=Words(
            "The ground of each search, such as consent or arrest, would supply it.",
            "Lo aportaría el motivo de cada registro, como consentimiento o arresto.",
        ),
    ),
    Sought(
        asked=Words("How many people were arrested?", "¿Cuántas personas fueron arrestadas?"),
        tables=("stops", "arrests"),
        columns=("arrest_made", "arrest_id"),
        answered_by=(Family.ARRESTS,),
        within=STOPS,
        why=Words(
            "Whether a stop ended in an arrest is not recorded.",
            "No consta si una parada terminó en arresto.",
        ),
        supply=Words(
            "The end of each stop would supply it.", "Lo aportaría el final de cada parada."
        ),
    ),
    Sought(
        asked=Words("How many people were hurt?", "¿Cuántas personas resultaron heridas?"),
        tables=FORCE,
        columns=("subject_injured", "subject_injury"),
        within=FORCE,
        is_for_all=True,
        why=Words(
            "Whether anybody was hurt is blank in most rows.",
            "En la mayoría de las filas no consta si alguien resultó herido.",
        ),
        supply=Words(
            "A yes or no for each person would supply it.",
            "Lo aportaría un sí o un no por cada persona.",
        ),
    ),
    Sought(
        asked=Words("Why were people stopped?", "¿Por qué se paró a las personas?"),
        tables=STOPS,
        columns=("stop_reason",),
        within=STOPS,
        is_for_all=True,
        why=Words(
            "The reason is blank, or says only a kind of stop, in most rows.",
            "En la mayoría de las filas el motivo falta o solo dice el tipo de parada.",
        ),
        supply=Words(
            "The violation or the grounds of each stop would supply it.",
            "Lo aportaría la infracción o el motivo de cada parada.",
        ),
    ),
    Sought(
        asked=Words("Where exactly did it happen?", "¿Dónde ocurrió exactamente?"),
        tables=EVENTS,
        columns=("latitude", "neighborhood", "beat", "district"),
        within=EVENTS,
        why=Words("No place is recorded.", "No consta ningún lugar."),
        supply=Words(
            "A beat, a block or coordinates would supply it.",
            "Lo aportarían un sector, una manzana o unas coordenadas.",
        ),
    ),
    Sought(
        asked=Words("Does age matter?", "¿Importa la edad?"),
        tables=STOPS,
        columns=("subject_age_years", "subject_age_band", "subject_is_juvenile"),
        within=STOPS,
        why=Words("No age is recorded in the stops.", "En las paradas no consta la edad."),
        supply=Words(
            "The age of each person would supply it.", "Lo aportaría la edad de cada persona."
        ),
    ),
    Sought(
        asked=Words("What became of complaints?", "¿Qué pasó con las quejas?"),
        tables=("complaints", "allegations"),
        answered_by=(Family.OFFICERS,),
        within=EVENTS,
        why=Words("No complaints are here.", "Aquí no hay quejas."),
        supply=Words(
            "One row for each complaint, with its finding, would supply it.",
            "Lo aportaría una fila por cada queja, con su resultado.",
        ),
    ),
)
"""What readers ask, gravest first."""
