"""Refusals that methods of several subjects give, and those of a run itself."""

from daylight.report.labels import whole
from daylight.report.language import Words, say
from daylight.report.numbers import count
from daylight.report.refusals.words import (
    Facts,
    RefusalWords,
    WhyNot,
    columns,
    groups,
    measure,
    stated,
)
from daylight.report.wording.groups import listed, people


def _column_lacking(facts: Facts) -> WhyNot:
    absent, there = columns(facts["columns"]), columns(facts["there"])
    return WhyNot(
        why=say(
            "The counts lack a column that the settings of the question name.",
            "A los recuentos les falta una columna que nombran los ajustes de la pregunta.",
        ),
        lacking=say(
            f"Missing is {absent}; the counts have {there}.",
            f"Falta {absent}; los recuentos tienen {there}.",
        ),
        supply=say(
            "Counts with that column; or, in the settings, the name that the column has in the "
            "counts.",
            "Recuentos con esa columna o, en los ajustes, el nombre que la columna tiene en los "
            "recuentos.",
        ),
    )


def _no_second_group(facts: Facts) -> WhyNot:
    reference, found = people(facts["reference"]), groups(facts["groups"])
    supply = say(
        "Records in which the race of the people is written down for both; or, as `reference` "
        "in the study, a group that the records do hold.",
        "Datos en los que conste la raza de las personas de ambos grupos o, como `reference` "
        "en el estudio, un grupo que sí esté en los datos.",
    )
    if not facts["groups"]:
        supply = say(
            "If `only` of the question leaves no row, a wider one; else records in which the race "
            "of the people is written down.",
            "Si `only` de la pregunta no deja ninguna fila, uno más amplio; si no, datos en los "
            "que conste la raza de las personas.",
        )
    return WhyNot(
        why=say("There are not two groups to compare.", "No hay dos grupos que comparar."),
        lacking=say(
            f"It takes records of {reference} and of at least one other group; the records hold "
            f"{found}.",
            f"Hacen falta datos de {reference} y de al menos otro grupo; en los datos hay {found}.",
        ),
        supply=supply,
    )


def _total_row(facts: Facts) -> WhyNot:
    pairs = zip(facts["keys"], facts["values"], strict=True)
    rows = listed([f"`{key}` = {value}" for key, value in pairs])
    return WhyNot(
        why=say(
            "Among the groups is a row that adds up the other rows, which would count everybody "
            "twice.",
            "Entre los grupos hay una fila que suma las demás, con lo que se contaría dos veces a "
            "todo el mundo.",
        ),
        lacking=say(
            f"It takes counts of each group alone; these rows are totals: {rows}.",
            f"Hacen falta recuentos de cada grupo por separado; estas filas son totales: {rows}.",
        ),
        supply=say(
            "The same table with its total rows taken out.",
            "La misma tabla sin sus filas de totales.",
        ),
    )


def _never_a_no(facts: Facts) -> WhyNot:
    event, trials = measure(facts["event"]), measure(facts["trials"])
    every, yes, blank = count(facts["of"]), count(facts["events"]), count(facts["blank"])
    return WhyNot(
        why=say(
            f"The field about {event} says yes or is left blank, never no; and a blank is never a "
            "no.",
            f"El campo sobre {event} dice que sí o está en blanco, nunca que no; y un espacio en "
            "blanco nunca es un no.",
        ),
        lacking=say(
            f"Of {every} {trials}, {yes} say yes, {blank} are blank and 0 say no.",
            f"De {every} {trials}, {yes} dicen que sí, {blank} están en blanco y 0 dicen que no.",
        ),
        supply=say(
            "Records that say no where it did not happen; or, where the agency's form or rules "
            "show that a blank stands for no, a recipe that decides so and gives that evidence.",
            "Datos que digan que no cuando no ocurrió o, si el formulario o las normas del cuerpo "
            "policial muestran que un espacio en blanco significa que no, una receta que lo decida "
            "y aporte esa prueba.",
        ),
    )


def _more_events_than_trials(facts: Facts) -> WhyNot:
    event, trials = measure(facts["event"]), measure(facts["trials"])
    counted, known = count(facts["events"]), count(facts["known"])
    pairs = zip(facts["keys"], facts["values"], strict=True)
    where = ", ".join(f"`{key}` = {value}" for key, value in pairs)
    row = say(f"{counted} {event} of {known} {trials}", f"{counted} {event} de {known} {trials}")
    row = f"{row} ({where})" if where else row
    further = count(facts["further"])
    lacking = say(
        f"In every row there may be no more {event} than {trials} whose field is filled in; one "
        f"row has {row}.",
        f"En ninguna fila puede haber más {event} que {trials} con el campo completado; una fila "
        f"tiene {row}.",
    )
    if facts["further"]:
        more = say(f"There are {further} more such rows.", f"Hay {further} filas más de esa clase.")
        lacking = f"{lacking} {more}"
    return WhyNot(
        why=say(
            f"The counts contradict one another: more {event} than {trials} in which they could "
            "have happened.",
            f"Los recuentos se contradicen: hay más {event} que {trials} en que pudieron ocurrir.",
        ),
        lacking=lacking,
        supply=say(
            "Both columns counted again from the same records, or the column that was meant in "
            "place of the one that was named.",
            "Ambas columnas contadas de nuevo a partir de los mismos datos, o la columna que se "
            "quería en lugar de la que se nombró.",
        ),
    )


def _records_or_settings(facts: Facts) -> WhyNot:
    message = str(facts["said"]).rstrip(".")
    return WhyNot(
        why=say(whole(message), f"El programa dice, en inglés: «{message}»."),
        lacking=say(
            "What this question needs is not in the study's records or in its settings.",
            "Lo que esta pregunta necesita no está en los datos del estudio ni en sus ajustes.",
        ),
        supply=say(
            "What that message names. `daylight check` lists, before a run, all that the questions "
            "of a study lack, each with what to do about it.",
            "Lo que ese mensaje nombra. `daylight check` enumera, antes de ejecutar un estudio, "
            "todo lo que falta a sus preguntas y qué hacer en cada caso.",
        ),
    )


def _computation_failed(facts: Facts) -> WhyNot:
    where = f" ({facts['where']})" if facts["where"] else ""
    return WhyNot(
        why=say(
            "The computation failed, which is a fault of Daylight or of counts that nothing "
            "before it refused.",
            "El cálculo falló, lo que es un defecto de Daylight o de unos recuentos que nada antes "
            "rechazó.",
        ),
        lacking=say(
            f"It stopped with {facts['fault']}{where}.",
            f"Se detuvo con {facts['fault']}{where}.",
        ),
        supply=_A_VERSION_THAT_ANSWERS.text,
    )


_A_VERSION_THAT_ANSWERS = Words(
    "A version of Daylight that answers or says why not: please report this to its makers, with "
    "the line above.",
    "Una versión de Daylight que responda o diga por qué no: comuníquelo a quienes lo hacen, con "
    "la línea anterior.",
)


def _not_worded(facts: Facts) -> WhyNot:
    where = f" ({facts['where']})" if facts["where"] else ""
    return WhyNot(
        why=say(
            "Daylight has the numbers but could not put them into words, which is a fault of "
            "Daylight and not of the records.",
            "Daylight tiene los números, pero no pudo expresarlos en palabras, lo que es un "
            "defecto de Daylight y no de los datos.",
        ),
        lacking=say(
            f"The wording stopped with {facts['fault']}{where}; the numbers are in the run’s "
            "model folder.",
            f"La redacción se detuvo con {facts['fault']}{where}; los números están en la carpeta "
            "`model` de la ejecución.",
        ),
        supply=_A_VERSION_THAT_ANSWERS.text,
    )


def _counts_lack(facts: Facts) -> WhyNot:
    lacking = columns(facts["columns"])
    by, measures = columns(facts["by"]), columns(facts["measures"])
    return WhyNot(
        why=say(
            "The published counts do not hold what this question needs.",
            "Los recuentos publicados no contienen lo que esta pregunta necesita.",
        ),
        lacking=say(
            f"Missing is {lacking}; the published counts are told apart by {by} and hold "
            f"{measures}.",
            f"Falta {lacking}; los recuentos publicados se desglosan por {by} y contienen "
            f"{measures}.",
        ),
        supply=say(
            "A publication with those columns; or, where none was made, the records of single "
            "events, from which they can be counted.",
            "Una publicación con esas columnas o, donde no se hizo ninguna, los datos de cada "
            "suceso, con los que pueden contarse.",
        ),
    )


REFUSALS: dict[str, RefusalWords] = {
    "counts-lack": _counts_lack,
    "several-counts": stated(
        Words(
            "Published counts can be asked one source at a time.",
            "A los recuentos publicados se les pregunta una fuente cada vez.",
        ),
        Words(
            "It takes one source of counts; the question names or finds: {sources}.",
            "Hace falta una sola fuente de recuentos; la pregunta nombra o encuentra: {sources}.",
        ),
        Words(
            "The name of one source in `sources` of the question.",
            "El nombre de una sola fuente en `sources` de la pregunta.",
        ),
    ),
    "column-lacking": _column_lacking,
    "no-second-group": _no_second_group,
    "total-row": _total_row,
    "never-a-no": _never_a_no,
    "more-events-than-trials": _more_events_than_trials,
    "records-or-settings": _records_or_settings,
    "computation-failed": _computation_failed,
    "not-worded": _not_worded,
    "reason-withheld": stated(
        Words(
            "There is no answer, and few people stand behind the reason.",
            "No hay respuesta, y detrás del motivo hay pocas personas.",
        ),
        Words(
            "What is lacking is withheld, so that nobody can be recognised.",
            "Lo que falta no se muestra, para que no se pueda reconocer a nadie.",
        ),
        Words(
            "The agency has the reason in its own report.",
            "El cuerpo policial tiene el motivo en su propio informe.",
        ),
    ),
}
