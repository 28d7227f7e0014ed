"""Objections to which findings of many methods are open."""

from daylight.report.language import Words
from daylight.report.objection import Objection
from daylight.report.topic import Topic
from daylight.report.wording.objections import chance, other_numbers, records

EVERYWHERE: dict[Topic, Objection] = {
    Topic.OMITTED: Objection(
        shown=Words(
            "Something that was left out of the comparison differs between the groups and "
            "explains the difference.",
            "Algo que quedó fuera de la comparación difiere entre los grupos y explica la "
            "diferencia.",
        ),
        not_shown=Words(
            "Something that was left out of the comparison, or wrongly held alike, hides "
            "a difference.",
            "Algo que quedó fuera de la comparación, o que se igualó sin deber, oculta "
            "una diferencia.",
        ),
        lacking=Words(
            "what other circumstances would have done to this number, since none was "
            "tried against it here",
            (
                "qué habrían hecho con este número otras circunstancias, pues aquí no se "
                "probó ninguna"
            ),
        ),
        supply=Words(
            "a question that adjusts for them, one on hidden circumstances, and the "
            "records of whatever officers say decided",
            "una pregunta que haga el ajuste con ellas, otra sobre circunstancias "
            "ocultas, y datos de aquello que según los agentes decidió",
        ),
        answering=other_numbers.adjusted_or_hidden,
    ),
    Topic.OFFICERS: Objection(
        shown=Words(
            "A few officers make this number, or the officers who patrol where one group lives.",
            "Unos pocos agentes producen este número, o los agentes que patrullan donde "
            "vive uno de los grupos.",
        ),
        not_shown=Words(
            "Officers with a large difference are hidden among the many.",
            "Entre los muchos agentes se ocultan algunos con una diferencia grande.",
        ),
        lacking=Words(
            "what remains when each officer’s rows are compared with one another only",
            "qué queda cuando las filas de cada agente se comparan solo entre sí",
        ),
        supply=Words(
            "the officer of every row, and the question asked with the officer as a stratum",
            "el agente de cada fila, y la pregunta hecha con el agente como estrato",
        ),
        answering=other_numbers.within_officers,
    ),
    Topic.MODEL: Objection(
        shown=Words(
            "The number depends on the model or on an assumption behind it.",
            "El número depende del modelo o de un supuesto que tiene detrás.",
        ),
        not_shown=Words(
            "Another model or assumption would have shown a difference.",
            "Otro modelo u otro supuesto habría mostrado una diferencia.",
        ),
        described=Words(
            "The number depends on the model or on an assumption behind it.",
            "El número depende del modelo o de un supuesto que tiene detrás.",
        ),
        lacking=Words(
            "what other models or assumptions would have given",
            "qué habrían dado otros modelos o supuestos",
        ),
        supply=Words(
            "the same question under other settings, or another method beside it",
            "la misma pregunta con otros ajustes, u otro método junto a este",
        ),
        answering=other_numbers.by_variants,
    ),
    Topic.BLANKS: Objection(
        shown=Words(
            "What was left blank would change the number.",
            "Lo que quedó en blanco cambiaría el número.",
        ),
        not_shown=Words(
            "What was left blank hides a difference.",
            "Lo que quedó en blanco oculta una diferencia.",
        ),
        described=Words(
            "What was left blank would change the number.",
            "Lo que quedó en blanco cambiaría el número.",
        ),
        lacking=Words(
            "how many rows were blank in what this number rests on, and what they would have done",
            "cuántas filas estaban en blanco en aquello en que se apoya este número, y "
            "qué habrían hecho",
        ),
        supply=Words(
            "records in which the field must be filled, or the paper or video behind the "
            "blank rows",
            "datos en que el campo sea obligatorio, o el papel o el vídeo que hay detrás "
            "de las filas en blanco",
        ),
        answering=records.blanks,
    ),
    Topic.FEW: Objection(
        shown=Words(
            "It rests on few cases, or on a few officers or days that resemble one another.",
            "Se apoya en pocos casos, o en unos pocos agentes o días que se parecen entre sí.",
        ),
        not_shown=Words(
            "The interval is so wide because cases are taken to go together that do not.",
            "El intervalo es tan ancho porque se toman como relacionados casos que no lo están.",
        ),
        described=Words(
            "It rests on few cases, or on a few officers or days that resemble one another.",
            "Se apoya en pocos casos, o en unos pocos agentes o días que se parecen entre sí.",
        ),
        lacking=Words(
            "how many cases stand behind it",
            "cuántos casos tiene detrás",
        ),
        supply=Words(
            "the counts behind the number",
            "los recuentos que hay detrás del número",
        ),
        answering=chance.few,
    ),
    Topic.MANY: Objection(
        shown=Words(
            "Whoever compares so much finds something.",
            "Quien compara tanto encuentra algo.",
        ),
        not_shown=Words(
            "The finding was buried under a correction for comparisons that nobody needed.",
            "El hallazgo quedó enterrado bajo una corrección por comparaciones que nadie "
            "necesitaba.",
        ),
        lacking=Words(
            "how many comparisons were looked at",
            "cuántas comparaciones se miraron",
        ),
        supply=Words(
            "a study that declares its questions before it is run",
            "un estudio que declare sus preguntas antes de ejecutarse",
        ),
        answering=chance.many,
    ),
    Topic.POWER: Objection(
        not_shown=Words(
            "That nothing is shown does not mean that nothing is there: these records "
            "could not have shown it.",
            "Que no se muestre nada no significa que no haya nada: estos datos no podían "
            "mostrarlo.",
        ),
        lacking=Words(
            "what difference could have been missed",
            "qué diferencia pudo pasarse por alto",
        ),
        supply=Words(
            "an interval, or more records",
            "un intervalo, o más datos",
        ),
        answering=chance.power,
    ),
    Topic.DEFINITIONS: Objection(
        shown=Words(
            "Another definition of what is counted, or another way of asking, would give "
            "another answer.",
            "Otra definición de lo que se cuenta, u otra manera de preguntar, daría otra "
            "respuesta.",
        ),
        not_shown=Words(
            "Another definition of what is counted, or another way of asking, would show "
            "a difference.",
            "Otra definición de lo que se cuenta, u otra manera de preguntar, mostraría "
            "una diferencia.",
        ),
        described=Words(
            "Another definition of what is counted, or another way of asking, would give "
            "another answer.",
            "Otra definición de lo que se cuenta, u otra manera de preguntar, daría otra "
            "respuesta.",
        ),
        lacking=Words(
            "what another definition of what is counted would give, since no question "
            "here uses one",
            "qué daría otra definición de lo que se cuenta, pues ninguna pregunta de aquí usa otra",
        ),
        supply=Words(
            "the question asked again with the other definition, such as fewer or more "
            "kinds of event",
            "la pregunta hecha de nuevo con la otra definición, por ejemplo con menos o "
            "más clases de sucesos",
        ),
        answering=records.definitions,
    ),
    Topic.RECORDING: Objection(
        shown=Words(
            "Not what was done changed or differs, but how it was written down.",
            "Lo que cambió o difiere no es lo que se hizo, sino cómo se anotó.",
        ),
        not_shown=Words(
            "A change in how things were written down hides what was done.",
            "Un cambio en la manera de anotar oculta lo que se hizo.",
        ),
        described=Words(
            "Not what was done is counted, but what was written down.",
            "No se cuenta lo que se hizo, sino lo que se anotó.",
        ),
        lacking=Words(
            "whether forms, rules or habits of recording changed or differ in a way that "
            "makes this number",
            "si los formularios, las normas o los hábitos de anotación cambiaron o "
            "difieren de un modo que produce este número",
        ),
        supply=Words(
            "the dates of every form and reporting rule, and a sample of video or "
            "dispatch records laid beside the reports",
            "las fechas de cada formulario y de cada norma de anotación, y una muestra de "
            "vídeos o de avisos a patrullas puesta junto a los informes",
        ),
        answering=records.recording,
    ),
    Topic.PURPOSE: Objection(
        shown=Words(
            "A difference does not say why anybody acted.",
            "Una diferencia no dice por qué actuó nadie.",
        ),
        not_shown=Words(
            "That no difference is shown does not say that everybody was treated alike.",
            "Que no se muestre una diferencia no dice que se tratara igual a todo el mundo.",
        ),
        described=Words(
            "A count does not say why anybody acted.",
            "Un recuento no dice por qué actuó nadie.",
        ),
        lacking=Words(
            "why an officer or a department did what is counted, or how any one person was treated",
            "por qué un agente o un cuerpo policial hizo lo que se cuenta, o cómo se "
            "trató a una persona concreta",
        ),
        supply=Words(
            "evidence of another kind, such as policies, messages, interviews, and video "
            "that people review case by case",
            "pruebas de otra clase, como normas internas, mensajes, entrevistas y vídeos "
            "que se examinen caso por caso",
        ),
    ),
}
