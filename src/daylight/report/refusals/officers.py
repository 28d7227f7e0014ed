"""Refusals of the methods on officers."""

from daylight.report.labels import said
from daylight.report.language import Words, say
from daylight.report.numbers import count, number
from daylight.report.refusals.words import (
    EVENTS,
    MONTHS,
    OFFICERS,
    PERIODS,
    STOPS,
    RefusalWords,
    fixed,
    stated,
)
from daylight.report.wording.groups import listed, people

LONGER = Words(
    "A longer record, with the date and the number of the officer beside every event, and a "
    "roster that says who served when.",
    "Un historial más largo, con la fecha y el número del agente junto a cada suceso, y una lista "
    "que diga quién prestó servicio y cuándo.",
)


def _levels(names: tuple[str, ...]) -> str:
    """Levels as words: unit, district."""
    return listed([said(name) for name in names]) or say("none", "ninguno")


REFUSALS: dict[str, RefusalWords] = {
    "severity-not-ordered": stated(
        Words(
            "The severity of force is not ordered.", "La gravedad de la fuerza no está ordenada."
        ),
        Words(
            "It takes whole numbers, the larger the more serious; {rows} of {of} rows hold other "
            "words, such as {words}.",
            "Hacen falta números enteros, mayores cuanto más grave; {rows} de {of} filas contienen "
            "otras palabras, como {words}.",
        ),
        Words(
            "A recipe that puts each kind of force on one of the scales of severity, or a column "
            "with its level as a number.",
            "Una receta que sitúe cada tipo de fuerza en una de las escalas de gravedad, o una "
            "columna con su nivel como número.",
        ),
    ),
    "too-few-scenes": stated(
        Words(
            "At too few scenes did officers use force of different severity.",
            "En muy pocas escenas usaron los agentes fuerza de distinta gravedad.",
        ),
        Words(
            "It takes {least} such scenes; there are {scenes}.",
            "Hacen falta {least} escenas así; hay {scenes}.",
        ),
        Words(
            "More years of force reports that name every officer who was there, with one number "
            "for the scene.",
            "Más años de informes de uso de la fuerza que nombren a cada agente presente, con un "
            "número por escena.",
        ),
    ),
    "too-few-officers-or-events": stated(
        Words(
            "There are too few officers or events to speak of concentration.",
            "Hay muy pocos agentes o sucesos para hablar de concentración.",
        ),
        Words(
            "It takes {least_officers} and {least_events}; there are {officers} and {events}.",
            "Hacen falta {least_officers} y {least_events}; hay {officers} y {events}.",
        ),
        LONGER,
        least_officers=OFFICERS,
        least_events=EVENTS,
        officers=OFFICERS,
        events=EVENTS,
    ),
    "too-short-a-record-for-a-rule": stated(
        Words(
            "There are too few officers, later events or months to test a rule on.",
            "Hay muy pocos agentes, sucesos posteriores o meses para poner a prueba una regla.",
        ),
        Words(
            "It takes {least_officers}, {least_events} later events and {least_months} of "
            "record; there are {officers}, {events} later events and {months}.",
            "Hacen falta {least_officers}, {least_events} sucesos posteriores y {least_months} de "
            "historial; hay {officers}, {events} sucesos posteriores y {months}.",
        ),
        LONGER,
        least_officers=OFFICERS,
        least_months=MONTHS,
        officers=OFFICERS,
        months=MONTHS,
    ),
    "too-few-officers-of-both-groups": stated(
        Words(
            "Too few officers stopped people of both groups often enough.",
            "Muy pocos agentes pararon lo bastante a personas de ambos grupos.",
        ),
        Words(
            "It takes {least} with {least_stops} of {reference} and as many of another group, "
            "in two periods or more; there are {officers}.",
            "Hacen falta {least} con {least_stops} de {reference} y otras tantas de otro grupo, en "
            "dos períodos o más; hay {officers}.",
        ),
        Words(
            "More months of stops, with the number of the officer beside every stop.",
            "Más meses de paradas, con el número del agente junto a cada parada.",
        ),
        least=OFFICERS,
        least_stops=STOPS,
        reference=people,
        officers=OFFICERS,
    ),
    "too-few-comparable-officers": stated(
        Words(
            "Too few officers have colleagues in the same circumstances.",
            "Muy pocos agentes tienen colegas en las mismas circunstancias.",
        ),
        Words(
            "It takes a circumstance in `by`, and {least} with {least_opportunities} stops or "
            "other opportunities and comparable colleagues; there are {officers}.",
            "Hacen falta una circunstancia en `by`, y {least} con {least_opportunities} paradas u "
            "otras oportunidades y colegas comparables; hay {officers}.",
        ),
        Words(
            "The unit, shift and district of every stop, and more months of them.",
            "La unidad, el turno y el distrito de cada parada, y más meses de ellas.",
        ),
        least=OFFICERS,
        officers=OFFICERS,
    ),
    "too-few-to-share-out": stated(
        Words(
            "There are too few officers, events or levels to share out the differences.",
            "Hay muy pocos agentes, sucesos o niveles para repartir las diferencias.",
        ),
        Words(
            "It takes {least_officers}, {least_events} and, beside the officer, periods or one of "
            "these levels: {levels}; there are {officers}, {events} and these levels: {there}.",
            "Hacen falta {least_officers}, {least_events} y, además del agente, períodos o uno de "
            "estos niveles: {levels}; hay {officers}, {events} y estos niveles: {there}.",
        ),
        LONGER,
        least_officers=OFFICERS,
        least_events=EVENTS,
        levels=_levels,
        officers=OFFICERS,
        events=EVENTS,
        there=_levels,
    ),
    "roster-needed": stated(
        Words(
            "The list holds only officers with an event, so that what all officers do is not in "
            "it.",
            "La lista contiene solo agentes con algún suceso, de modo que no muestra lo que hacen "
            "todos los agentes.",
        ),
        Words(
            "It takes every officer who served, with an event or without; there are {officers}, "
            "all with an event.",
            "Hacen falta todos los agentes que prestaron servicio, con o sin sucesos; hay "
            "{officers}, todos con algún suceso.",
        ),
        Words(
            "A roster: a table of who served when, read as `assignments`. The counts "
            "`complaints_in_service` and `force_in_service` then hold the other officers too.",
            "Una lista de servicio: una tabla de quién prestó servicio y cuándo, leída como "
            "`assignments`. Los recuentos `complaints_in_service` y `force_in_service` incluyen "
            "entonces también a los demás agentes.",
        ),
        officers=OFFICERS,
    ),
    "too-few-with-different-colleagues": stated(
        Words(
            "For too few officers does the past of their colleagues differ within a unit and "
            "month.",
            "En muy pocos agentes difiere el pasado de sus colegas dentro de una unidad y un mes.",
        ),
        Words(
            "It takes {least_officers}, {least_months} months of an officer's service and "
            "{least_events}, where officers of one unit and month differ in this; there are "
            "{officers}, {months} such months and {events}.",
            "Hacen falta {least_officers}, {least_months} meses de servicio de un agente y "
            "{least_events}, donde agentes de una misma unidad y mes difieran en esto; hay "
            "{officers}, {months} de esos meses y {events}.",
        ),
        Words(
            "The unit of every officer in every month, over more years.",
            "La unidad de cada agente en cada mes, durante más años.",
        ),
        least_officers=OFFICERS,
        least_events=EVENTS,
        officers=OFFICERS,
        events=EVENTS,
    ),
    "too-few-to-compare-halves": stated(
        Words(
            "There are too few periods, officers or events to compare earlier with later.",
            "Hay muy pocos períodos, agentes o sucesos para comparar antes con después.",
        ),
        Words(
            "It takes two periods, {least_officers} who served in both halves and {least_events} "
            "in each half; there are {periods}, {officers} and, in the thinner half, {events}.",
            "Hacen falta dos períodos, {least_officers} que prestaran servicio en ambas mitades y "
            "{least_events} en cada mitad; hay {periods}, {officers} y, en la mitad con menos, "
            "{events}.",
        ),
        LONGER,
        least_officers=OFFICERS,
        least_events=EVENTS,
        periods=PERIODS,
        officers=OFFICERS,
        events=EVENTS,
    ),
    "too-few-to-replay": stated(
        Words(
            "There are too few officers, periods or events to replay what replacing officers "
            "would have done.",
            "Hay muy pocos agentes, períodos o sucesos para recrear qué habría pasado al sustituir "
            "a agentes.",
        ),
        Words(
            "It takes two periods, {least_officers} who served in the earlier half and "
            "{least_events} in each half; there are {officers}, {earlier} events in the earlier "
            "half and {later} in the later.",
            "Hacen falta dos períodos, {least_officers} que prestaran servicio en la primera mitad "
            "y {least_events} en cada mitad; hay {officers}, {earlier} sucesos en la primera mitad "
            "y {later} en la segunda.",
        ),
        LONGER,
        least_officers=OFFICERS,
        least_events=EVENTS,
        officers=OFFICERS,
    ),
    "chains-not-mixed": stated(
        Words(
            "The simulation did not settle, so the answer would depend on where it started.",
            "La simulación no se estabilizó, de modo que la respuesta dependería de dónde empezó.",
        ),
        Words(
            "It takes an R-hat, its measure of settling, below {bar} for every officer; after "
            "{iterations} steps it is {r_hat}.",
            "Hace falta un R-hat, su medida de estabilidad, menor que {bar} en cada agente; tras "
            "{iterations} pasos es {r_hat}.",
        ),
        Words(
            "More scenes at which several officers were present; or another `seed`, to see "
            "whether it settles from there.",
            "Más escenas con varios agentes presentes, u otra `seed`, para ver si desde ahí se "
            "estabiliza.",
        ),
        r_hat=lambda r_hat: number(r_hat, 3),
        bar=number,
        iterations=count,
    ),
    "no-strand": fixed(
        Words(
            "None of the ways to tell officers from a department can be computed.",
            "No puede calcularse ninguna de las maneras de distinguir a los agentes del cuerpo "
            "policial.",
        ),
        Words(
            "It takes officers with events, better still by period and unit, and with the time "
            "they served.",
            "Hacen falta agentes con sucesos, y mejor aún por período y unidad, y con "
            "el tiempo que prestaron servicio.",
        ),
        LONGER,
    ),
}
