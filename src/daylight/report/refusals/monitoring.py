"""Refusals of the methods that watch measures, agencies and texts."""

from daylight.report.language import Words
from daylight.report.numbers import count
from daylight.report.refusals.words import PERIODS, RefusalWords, columns, stated

REFUSALS: dict[str, RefusalWords] = {
    "too-few-agencies": stated(
        Words(
            "Too few agencies can be compared, or nothing happened in any of them.",
            "Pueden compararse muy pocos cuerpos policiales, o no ocurrió nada en ninguno.",
        ),
        Words(
            "It takes {least} agencies with {least_trials} recorded cases each; {agencies} of "
            "{known} have as many, with {events} events.",
            "Hacen falta {least} cuerpos policiales con {least_trials} casos anotados cada uno; "
            "{agencies} de {known} tienen tantos, con {events} sucesos.",
        ),
        Words(
            "The same records from further agencies, or more months of them.",
            "Los mismos datos de más cuerpos policiales, o más meses de ellos.",
        ),
    ),
    "too-few-texts-read": stated(
        Words("Too few texts were read by hand.", "Se leyeron a mano muy pocos textos."),
        Words(
            "It takes {least} texts, drawn by chance, with a reader's label; {read} of {texts} "
            "were read.",
            "Hacen falta {least} textos, elegidos al azar, con la etiqueta de un lector; se "
            "leyeron {read} de {texts}.",
        ),
        Words(
            "More texts drawn by chance, read by a person who does not see the coder's label.",
            "Más textos elegidos al azar, leídos por una persona que no vea la etiqueta del "
            "codificador.",
        ),
    ),
    "label-never-read": stated(
        Words(
            "Of the texts with one label, nobody read any.",
            "De los textos con una etiqueta, nadie leyó ninguno.",
        ),
        Words(
            "It takes read texts of every label of the coder; there are none of: {labels}.",
            "Hacen falta textos leídos de cada etiqueta del codificador; no hay de: {labels}.",
        ),
        Words(
            "Some texts of each of those labels, drawn by chance and read.",
            "Algunos textos de cada una de esas etiquetas, elegidos al azar y leídos.",
        ),
    ),
    "setting-not-known": stated(
        Words("A setting is not known.", "Un ajuste no se conoce."),
        Words("Not known: {names}.", "No se conoce: {names}."),
        Words(
            "In `measure`, the names `events`, `trials`, `period` and `group`; in `against`, "
            "`baseline` and `target`; in `plan`, `looks` and `spending`, which is one of "
            "{spending}.",
            "En `measure`, los nombres `events`, `trials`, `period` y `group`; en `against`, "
            "`baseline` y `target`; en `plan`, `looks` y `spending`, que es uno de {spending}.",
        ),
        spending=columns,
    ),
    "nothing-to-watch": stated(
        Words(
            "There is nothing to watch against.", "No hay nada con lo que comparar el seguimiento."
        ),
        Words(
            "It takes a baseline of at least one period, or a target, and one period after it; "
            "there are {periods}, the baseline is {baseline} and the target is {target}.",
            "Hace falta una base de al menos un período, o una meta, y un período posterior; hay "
            "{periods}, la base es {baseline} y la meta es {target}.",
        ),
        Words(
            "A `baseline` shorter than the record, a `target`, or the next period's records.",
            "Una `baseline` más corta que el historial, una `target` o los datos del próximo "
            "período.",
        ),
        periods=PERIODS,
    ),
    "more-looks-than-planned": stated(
        Words(
            "There were more looks at the numbers than were planned.",
            "Se miraron los números más veces de las previstas.",
        ),
        Words(
            "At most {planned} were planned; there were {looks}.",
            "Se previeron como máximo {planned}; hubo {looks}.",
        ),
        Words(
            "As `looks`, as many as there will ever be, decided before the next one; or "
            '`spending = "none"`, which needs no plan.',
            "Como `looks`, tantas como vaya a haber, decididas antes de la próxima, o "
            '`spending = "none"`, que no necesita plan.',
        ),
    ),
    "periods-without-trials": stated(
        Words("Some periods hold no case at all.", "Algunos períodos no contienen ningún caso."),
        Words(
            "It takes cases with a recorded outcome in every period; there are none in {periods}.",
            "Hacen falta casos con resultado anotado en cada período; no los hay en {periods}.",
        ),
        Words(
            "The missing records; or longer periods, such as quarters in place of months.",
            "Los datos que faltan, o períodos más largos, como trimestres en lugar de meses.",
        ),
    ),
    "watched-more-events-than-trials": stated(
        Words(
            "There are more events than cases in which they could have happened.",
            "Hay más sucesos que casos en que pudieron ocurrir.",
        ),
        Words(
            "It takes events that are some of the cases; there are {events} events and {trials} "
            "cases.",
            (
                "Hacen falta sucesos que sean parte de los casos; hay {events} sucesos y "
                "{trials} casos."
            ),
        ),
        Words(
            "As `trials`, the count that the events are part of; or, for a rate per year of "
            "service or per resident, a column whose name begins with `exposure`.",
            "Como `trials`, el recuento del que los sucesos son parte o, para una tasa por año de "
            "servicio o por residente, una columna cuyo nombre empiece por `exposure`.",
        ),
    ),
    "too-few-events-to-watch": stated(
        Words(
            "There are too few events to judge a change.",
            "Hay muy pocos sucesos para juzgar un cambio.",
        ),
        Words(
            "It takes {least} events before and after, and as many cases without one; at one of "
            "these there are {fewest}.",
            "Hacen falta {least} sucesos antes y después, y otros tantos casos sin "
            "ellos; en uno de estos hay {fewest}.",
        ),
        Words(
            "A longer baseline, or more periods after it.",
            "Una base más larga, o más períodos posteriores.",
        ),
        fewest=count,
    ),
}
