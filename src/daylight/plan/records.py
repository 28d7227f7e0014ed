"""What a question needs of the records, held against what the sources of a study will yield."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from daylight.data.result import Refusal
from daylight.errors import DaylightError
from daylight.ingest.counts import read_counts
from daylight.ingest.recipe import Recipe, load
from daylight.model.method import Method
from daylight.model.methods import METHODS
from daylight.plan.study import Question, Source, Study, recipe_of
from daylight.reduce.derive import DATES, DERIVED, MINUTES, READS
from daylight.reduce.reduction import Reduction
from daylight.reduce.reductions import REDUCTIONS
from daylight.report.refusals import why_not
from daylight.schema.tables import TABLES

MEASURED = {
    "searches": ("search_conducted",),
    "hits": ("contraband_found",),
    "frisks": ("frisk_performed",),
    "citations": ("citation_issued",),
    "warnings": ("warning_issued",),
    "arrests": ("arrest_made",),
    "forces": ("force_used",),
}
"""Count of stops → the columns without which every one of them is blank."""

RESTS_ON = {
    "officer_searches": ("search_conducted",),
    "officer_frisks": ("frisk_performed",),
    "contacts": ("subject_id",),
}
"""Reduction → the columns without which it counts nothing."""

SUNLIT = ("darkness", "darkness_nautical", "window", "clock_minute", "clock_minute_5")
TIMED = dict.fromkeys(SUNLIT, ("stop_date", "stop_minute"))
"""Key that a reduction of stops makes → the columns it is made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """One thing that a question needs and the study's records will not have.

    Parameters
    ----------
    missing
        The table, the column or the place.
    what
        The same in a sentence.
    remedy
        What the person can do about it in the study's own folder.
    """

    question: str
    missing: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """One line of the list that `daylight check` prints."""
        return f"question {self.question}: {self.what}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Yield:
    """Canonical table → the columns that some source fills."""

    columns: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, recipes: Sequence[Recipe]) -> "Yield":
        """What these recipes make together."""
        found: dict[str, frozenset[str]] = {}
        for recipe in recipes:
            for output in recipe.tables:
                name = output.table.name
                found[name] = found.get(name, frozenset()) | set(output.columns)
        return cls(found)

    def fills(self, tables: Sequence[str], column: str) -> bool:
        """Whether one of the tables will hold something in the column."""
        return any(column in self.columns.get(name, ()) for name in tables)


def lacks(study: Study) -> Iterator[Lack]:
    """Everything that questions need and the records will not have, question by question."""
    yield from _lacks_of_records(study)
    for question in study.questions:
        if question.method not in METHODS or not of_counts(study, question):
            continue
        if (short := shortfall(study, question)) is not None:
            what = why_not(short).lacking.removesuffix(".")
            remedy = "add what is missing to the counts, or leave the question out"
            yield Lack(question=question.id, missing="counts", what=what, remedy=remedy)


def shortfall(study: Study, question: Question) -> Refusal | None:
    """What published counts do not tell and a question needs; None where they tell it all."""
    method, sources = METHODS[question.method], of_counts(study, question)
    if len(sources) > 1 or len(sources) < len(question.sources):
        return Refusal(code="several-counts", facts={"sources": tuple(s.name for s in sources)})
    try:
        cells = read_counts(study.folder / sources[0].counts).cells
    except DaylightError:
        return None  # said of the source
    by = question.by or method.needs.by
    lacking = [key for key in (*by, *question.only) if key not in cells.by]
    lacking += [name for name in method.needs.measures if name not in cells.measures]
    if not lacking:
        return None
    return Refusal(
        code="counts-lack",
        facts={
            "columns": tuple(dict.fromkeys(lacking)),
            "by": tuple(cells.by),
            "measures": tuple(cells.measures),
            "method": method.name,
        },
    )


def _lacks_of_records(study: Study) -> Iterator[Lack]:
    recipes: dict[str, Recipe] = {}
    for source in study.sources:
        if not source.counts:
            try:
                recipes[source.name] = load(recipe_of(study, source))
            except DaylightError:
                return  # the recipe is at fault, and nothing can be said of what it will yield
    for question in study.questions:
        method = METHODS.get(question.method)
        if method is not None and method.needs.noun == "cells" and not of_counts(study, question):
            yield from _lacks(study, question, method, recipes)


def of_counts(study: Study, question: Question) -> tuple[Source, ...]:
    """The sources of a question that are counts already; where none is named, if all are."""
    counted = tuple(one for one in study.sources if one.counts)
    if question.sources:
        return tuple(one for one in counted if one.name in question.sources)
    return counted if len(counted) == len(study.sources) else ()


def needed(question: Question, method: Method, record: Reduction) -> dict[str, tuple[str, ...]]:
    """What a question looks at → the columns of records, any one of which would do for it."""
    by = question.by or (*method.needs.by, *record.always)
    own = {*record.derives, *record.limited_to}
    found: dict[str, tuple[str, ...]] = {}
    for key in dict.fromkeys((*by, *question.only)):
        if key in TIMED and key in own:
            found |= {column: (column,) for column in TIMED[key]}
        elif key in DERIVED:
            found[key] = READS.get(key, DATES)
        elif key not in own and any(
            key in TABLES[name].names for name in record.tables if name in TABLES
        ):
            found[key] = (key,)
    found |= {column: (column,) for column in RESTS_ON.get(record.name, ())}
    for measure in method.needs.measures:
        if record.tables[0] == "stops":
            found |= {column: (column,) for column in MEASURED.get(measure, ())}
    return found


def _lacks(
    study: Study, question: Question, method: Method, recipes: Mapping[str, Recipe]
) -> Iterator[Lack]:
    name = question.reduction or method.needs.reduction
    if name in REDUCTIONS:
        names = question.sources or tuple(recipes)
        made = Yield.of([recipes[one] for one in names if one in recipes])
        has_place = bool(question.place) or study.department.latitude is not None
        yield from lacking(question, REDUCTIONS[name], made, has_place=has_place)


def lacking(
    question: Question, record: Reduction, made: Yield, *, has_place: bool
) -> Iterator[Lack]:
    """What one question needs and these tables and columns will not give."""
    method = METHODS[question.method]
    tables = tuple(one for one in record.tables if one in TABLES)
    absent = [one for one in tables if one not in made.columns and one not in record.optional]
    for table in absent:
        yield Lack(
            question=question.id,
            missing=table,
            what=f"{method.name} counts the table {table}, which no source yields",
            remedy=f"add a source whose recipe makes [tables.{table}], or leave the question out",
        )
    if record.computed and not has_place:
        yield Lack(
            question=question.id,
            missing="a place",
            what=f"{method.name} reckons the sun, and no place is given",
            remedy="give latitude, longitude and timezone in [department], or `place` in the "
            "question",
        )
    if absent:
        return
    must = (*method.needs.by, *record.always, *question.only)
    for key, columns in needed(question, method, record).items():
        if not any(made.fills(tables, column) for column in columns):
            asks = key in question.by and key not in must
            yield Lack(
                question=question.id,
                missing=any_of(columns),
                what=f"{'it asks by' if asks else f'{method.name} needs'} {key}, and no recipe "
                f"of its sources reads {any_of(columns)}",
                remedy=f"add {any_of(columns)} to the recipe if the file has it, or leave the "
                "question out",
            )


def any_of(columns: Sequence[str]) -> str:
    """Columns any one of which would do, as words."""
    if columns == DATES:
        return "the date"
    if columns == MINUTES:
        return "the time of day"
    return " or ".join(columns)
