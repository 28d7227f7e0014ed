"""What changed since an earlier run, and what of its making differs: the sentences."""

from collections.abc import Sequence

from daylight.data.change import Cause, CauseCode, ChangeReason, FindingChange, Graded
from daylight.data.result import Note
from daylight.report import labels, numbers
from daylight.report.language import Words, say
from daylight.report.refusals import why_not_of
from daylight.report.wording.groups import listed


def changed(change: FindingChange) -> str:
    """One change: the number before and after, and what its making differs in."""
    return f"{_told(change)} {_because(change.causes)}"


def named(change: FindingChange) -> str:
    """What the number of a change is, and of whom: `search rate ratio, Black`."""
    one = change.estimate
    where = (labels.key_value(key, value) for key, value in one.keys.items())
    return ", ".join([labels.quantity(one.name), *where])


def summed_up(changes: Sequence[FindingChange], same: int) -> str:
    """How many findings changed, appeared and vanished, and how many did not change."""
    new = sum(one.before is None for one in changes)
    gone = sum(one.after is None for one in changes)
    return say(
        f"Findings changed: {numbers.count(len(changes) - new - gone)}; new: {numbers.count(new)}; "
        f"gone: {numbers.count(gone)}; the same: {numbers.count(same)}.",
        f"Hallazgos que cambiaron: {numbers.count(len(changes) - new - gone)}; nuevos: "
        f"{numbers.count(new)}; ausentes: {numbers.count(gone)}; iguales: {numbers.count(same)}.",
    )


def _told(change: FindingChange) -> str:
    what = named(change)
    before, after = change.before, change.after
    if before is None and after is not None:
        now = numbers.stated(after.estimate)
        return say(
            f"New: {what}, {now}.{_no_answer_before(change)}",
            f"Nuevo: {what}, {now}.{_no_answer_before(change)}",
        )
    if after is None and before is not None:
        then = numbers.stated(before.estimate)
        return say(
            f"Gone: {what}, which was {then}.{_no_answer_now(change)}",
            f"Ausente: {what}, que era {then}.{_no_answer_now(change)}",
        )
    assert before is not None  # noqa: S101  a change is of a finding of either run
    assert after is not None  # noqa: S101
    if before.is_number_like(after):
        return _regraded(what, before, after)
    then, now = numbers.stated(before.estimate), numbers.stated(after.estimate)
    return say(f"{what}: it was {then}; it is {now}.", f"{what}: era {then}; es {now}.")


def _no_answer_before(change: FindingChange) -> str:
    if change.refusal is None:
        return ""
    why = _why_not(change.refusal)
    return say(
        f" The earlier run had no answer: {why}", f" El análisis anterior no tenía respuesta: {why}"
    )


def _no_answer_now(change: FindingChange) -> str:
    if change.refusal is None:
        return ""
    why = _why_not(change.refusal)
    return say(f" There is no answer now: {why}", f" Ahora no hay respuesta: {why}")


def _why_not(refusal: Note) -> str:
    return why_not_of({"refusal": refusal.code, **refusal.facts})


def _regraded(what: str, before: Graded, after: Graded) -> str:
    number = numbers.stated(after.estimate)
    if before.grade == after.grade:
        return say(
            f"{what}: the number is the same, {number}; its corrected p-value is another.",
            f"{what}: el número es el mismo, {number}; su valor p corregido es otro.",
        )
    return say(
        f"{what}: the number is the same, {number}; its grade was {before.grade} and is "
        f"{after.grade}.",
        f"{what}: el número es el mismo, {number}; su grado era {before.grade} y es {after.grade}.",
    )


def _because(causes: Sequence[Cause]) -> str:
    if not causes:
        return say(
            "What differs is not in what the runs record of their making.",
            "Lo que difiere no está en lo que los análisis registran de su elaboración.",
        )
    told = listed([cause_words(cause) for cause in causes])
    if len({cause.code.reason for cause in causes}) == 1:
        return say(f"What differs: {told}.", f"Lo que difiere: {told}.")
    return say(
        f"Several things differ, and their shares cannot be told apart: {told}.",
        f"Difieren varias cosas, y no se puede separar lo que aporta cada una: {told}.",
    )


def cause_words(cause: Cause) -> str:
    """One thing that differs, as it stands in a list."""
    facts = cause.facts
    if cause.code in _OF_RECORDS:
        file = str(facts["file"])
        told = _OF_RECORDS[cause.code].text
        return say(f"the records (the file {file} {told})", f"los datos (el archivo {file} {told})")
    if cause.code in _OF_METHOD:
        told, versions = _OF_METHOD[cause.code].text, _versions(cause)
        return say(f"the method ({told}, {versions})", f"el método ({told}, {versions})")
    if cause.code is CauseCode.SETTING:
        name, before, after = facts["setting"], facts["before"], facts["after"]
        return say(
            f"the definition (the setting {name}: {before}, now {after})",
            f"la definición (el ajuste {name}: {before}, ahora {after})",
        )
    source = facts.get("source", "")
    told = _OF_DEFINITION[cause.code].text.format(source=source)
    if cause.code.reason is not ChangeReason.DEFINITION:
        return told
    return say(f"the definition ({told})", f"la definición ({told})")


_OF_RECORDS = {
    CauseCode.FILE_CHANGED: Words("is another", "es otro"),
    CauseCode.FILE_NEW: Words("is new", "es nuevo"),
    CauseCode.FILE_GONE: Words("is no longer read", "ya no se lee"),
}

_OF_METHOD = {
    CauseCode.INGEST_CODE: Words("how files are read", "cómo se leen los archivos"),
    CauseCode.COUNT_CODE: Words("how records are counted", "cómo se cuentan los datos"),
    CauseCode.METHOD_CODE: Words("how the number is computed", "cómo se calcula el número"),
    CauseCode.REPORT_CODE: Words(
        "how answers are worded and graded", "cómo se redactan y gradúan las respuestas"
    ),
}

_OF_DEFINITION = {
    CauseCode.RECIPE: Words("the recipe of {source}", "la receta de {source}"),
    CauseCode.QUARANTINE: Words(
        "whether unreadable rows of {source} are set aside",
        "si se apartan las filas ilegibles de {source}",
    ),
    CauseCode.OTHER_QUESTIONS: Words(
        "other questions are asked beside it", "se hacen otras preguntas junto a ella"
    ),
    CauseCode.QUESTION_NEW: Words(
        "the question was not asked before", "antes no se hacía la pregunta"
    ),
    CauseCode.QUESTION_GONE: Words("the question is no longer asked", "ya no se hace la pregunta"),
    CauseCode.WORDS_LACK: Words(
        "one of the runs has no words for the answer",
        "uno de los análisis no tiene palabras para la respuesta",
    ),
    CauseCode.NOT_RECORDED: Words(
        "what an earlier version of Daylight did not record",
        "lo que una versión anterior de Daylight no registraba",
    ),
}


def _versions(cause: Cause) -> str:
    before, after = cause.facts.get("before", ""), cause.facts.get("after", "")
    if before == after:
        return say(f"Daylight {after}, in other code", f"Daylight {after}, con otro código")
    return say(f"Daylight {before}, now {after}", f"Daylight {before}, ahora {after}")
