"""Refusals of the methods on published numbers."""

from daylight.report.language import Words, say
from daylight.report.refusals.words import FIGURES, Facts, RefusalWords, WhyNot, fixed, stated


def _rows(facts: Facts) -> str:
    """The dated events that a refusal is of."""
    rows = zip(facts["measures"], facts["populations"], facts["periods"], strict=True)
    told = [
        say(f"{measure} of {population}: {period}", f"{measure} de {population}: {period}")
        for measure, population, period in rows
    ]
    return "; ".join(told) or say("none", "ninguno")


def _of_rows(why: Words, lacking: Words, supply: Words) -> RefusalWords:
    """Words that also name the dated events they are of."""

    def told(facts: Facts) -> WhyNot:
        rows = _rows(facts)
        known = {**facts, "rows": rows}
        return WhyNot(*(part.text.format_map(known) for part in (why, lacking, supply)))

    return told


REFUSALS: dict[str, RefusalWords] = {
    "no-count-twice": stated(
        Words(
            "No count was published for two periods.",
            "No se publicó ningún recuento de dos períodos.",
        ),
        Words(
            "It takes one measure of one population and place in two periods, the earlier above "
            "zero; the number of counts is {counts}.",
            "Hace falta una misma medida de una población y un lugar en dos períodos, la anterior "
            "mayor que cero; el número de recuentos es {counts}.",
        ),
        Words(
            "The same count from an earlier or a later report of the same publisher.",
            "El mismo recuento en un informe anterior o posterior de la misma fuente.",
        ),
    ),
    "no-event-named": fixed(
        Words("No event or no day was named.", "No se nombró ningún suceso o ningún día."),
        Words(
            "It takes the settings `event` and `by`; one of them is not given.",
            "Hacen falta los ajustes `event` y `by`; no se dio uno de ellos.",
        ),
        Words(
            "Both settings in the question: which event, and by which day.",
            "Ambos ajustes en la pregunta: qué suceso, y hasta qué día.",
        ),
    ),
    "reading-day-missing": _of_rows(
        Words(
            "The day on which a source was read is not given.",
            "No se dice qué día se leyó una fuente.",
        ),
        Words(
            "It takes a day in `read_on` for every row; it is missing in: {rows}.",
            "Hace falta un día en `read_on` en cada fila; falta en: {rows}.",
        ),
        Words(
            "The column `read_on`: the day on which somebody looked at the source.",
            "La columna `read_on`: el día en que alguien consultó la fuente.",
        ),
    ),
    "not-read-late-enough": stated(
        Words(
            "No source was read after {last_read}.",
            "Ninguna fuente se leyó después de {last_read}.",
        ),
        Words(
            "It takes a source read on {asked} or later; the last was read on {last_read}.",
            "Hace falta una fuente leída el {asked} o después; la última se leyó el {last_read}.",
        ),
        Words(
            "A source looked at again on or after that day, with the new day in `read_on`; or an "
            "earlier day as `by`.",
            "Una fuente consultada de nuevo ese día o después, con el nuevo día en `read_on`, o un "
            "día anterior como `by`.",
        ),
    ),
    "date-too-coarse": _of_rows(
        Words(
            "An event's date is too coarse to say whether it came before or after.",
            "La fecha de un suceso es demasiado imprecisa para decir si ocurrió antes o después.",
        ),
        Words("It takes the day of: {rows}.", "Hace falta el día de: {rows}."),
        Words(
            "A source that gives the day; or a day to ask about that lies outside that month or "
            "year.",
            "Una fuente que dé el día, o preguntar por un día fuera de ese mes o año.",
        ),
    ),
    "no-such-dated-event": _of_rows(
        Words(
            "No event “{event}” is dated before {by}.",
            "No hay ningún suceso «{event}» con fecha anterior a {by}.",
        ),
        Words(
            "It takes the event's date, before that day; of that name there are: {rows}.",
            "Hace falta la fecha del suceso, anterior a ese día; con ese nombre hay: {rows}.",
        ),
        Words(
            "The event's name as it is spelled in the figures; or a later day as `by`.",
            "El nombre del suceso tal como está escrito en las cifras, o un día posterior como "
            "`by`.",
        ),
    ),
    "no-exposure": stated(
        Words(
            "No count came with what it is to be divided by.",
            "Ningún recuento vino con aquello entre lo que hay que dividirlo.",
        ),
        Words(
            "It takes a column `exposure`, such as residents, above zero; there is none among "
            "{figures}.",
            "Hace falta una columna `exposure`, como residentes, mayor que cero; no la hay en "
            "{figures}.",
        ),
        Words(
            "The number of residents, stops or officers of the same place and time, from the "
            "same publication or from the census.",
            "El número de residentes, paradas o agentes del mismo lugar y momento, de la misma "
            "publicación o del censo.",
        ),
        figures=FIGURES,
    ),
    "no-share": stated(
        Words("No share was given.", "No se dio ninguna proporción."),
        Words(
            "It takes figures printed as per cent, such as 35 %; there are {figures} of another "
            "kind.",
            "Hacen falta cifras impresas como porcentaje, como 35 %; hay {figures} de otra clase.",
        ),
        Words(
            "The figure as it was printed, with its per cent sign.",
            "La cifra tal como se imprimió, con su signo de porcentaje.",
        ),
        figures=FIGURES,
    ),
    "no-share-twice": stated(
        Words(
            "No share was printed twice with the number of people asked.",
            "Ninguna proporción se imprimió dos veces con el número de personas consultadas.",
        ),
        Words(
            "It takes two periods of one measure, population and place, each with `n`; the number "
            "of shares is {shares}, of those with `n` {with_n}.",
            "Hacen falta dos períodos de una misma medida, población y lugar, cada uno con `n`; el "
            "número de proporciones es {shares}, con `n` {with_n}.",
        ),
        Words(
            "The number of people behind each share, which the publication's notes on method "
            "mostly give.",
            "El número de personas detrás de cada proporción, que suele figurar en las notas "
            "metodológicas de la publicación.",
        ),
    ),
}
