"""What is wrong with the files that a study names, as far as headers, panels and counts tell."""

from collections.abc import Iterator

from daylight.errors import DaylightError, MissingFile, RecipeError
from daylight.ingest.counts import read_counts
from daylight.ingest.headers import header_faults
from daylight.ingest.recipe import load
from daylight.model.method import Method
from daylight.model.methods import METHODS
from daylight.plan.inputs import read_noun
from daylight.plan.settings import setting_faults
from daylight.plan.study import Question, Source, Study, recipe_of


def file_faults(study: Study) -> Iterator[str]:
    """Every fault of a file that is there and is not what the study says."""
    for source in study.sources:
        for fault in _unlike_files(study, source):
            yield f"source {source.name}: {fault}"
    for question in study.questions:
        if question.method in METHODS and (study.folder / question.file).is_file():
            for fault in _unread_file(study, question, METHODS[question.method]):
                yield f"question {question.id}: {fault}"


def _unlike_files(study: Study, source: Source) -> list[str]:
    try:
        if source.counts:
            read_counts(study.folder / source.counts)
            return []
        recipe = load(recipe_of(study, source))
    except (RecipeError, MissingFile):
        return []  # already among the faults of the study
    except DaylightError as problem:
        return [str(problem)]
    files = [name for name in source.files if study.is_there(name)]
    return list(header_faults(recipe, [study.path(name) for name in files])) if files else []


def _unread_file(study: Study, question: Question, method: Method) -> list[str]:
    """What is wrong with the panel or survey of a question, and with what is left to set."""
    if not method.needs.is_from_file:
        return []
    try:
        _, rest = read_noun(method, study.folder / question.file, dict(question.settings))
    except DaylightError as problem:
        return [str(problem)]
    return setting_faults(rest, method)
