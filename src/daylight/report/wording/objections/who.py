"""Objections on who or what is counted, and compared with whom, subject by subject."""

from daylight.report.language import Words
from daylight.report.objection import Objection
from daylight.report.topic import Topic
from daylight.report.wording.objections.other_numbers import (
    around_clock_changes,
    at_equal_work,
    by_other_numbers,
)

WHO: dict[Topic, Objection] = {
    Topic.RESIDENTS: Objection(
        shown=Words(
            "Residents are not the people who could be stopped: some drive more, some "
            "come from elsewhere, and police go where they are called.",
            "Los residentes no son quienes pudieron ser parados: unos conducen más, otros "
            "vienen de fuera, y la policía va adonde la llaman.",
        ),
        not_shown=Words(
            "Residents are the wrong measure: those who could be stopped may be fewer of "
            "the group, and then it is stopped more often.",
            "Los residentes son la medida equivocada: quienes pudieron ser parados pueden "
            "ser menos en el grupo, y entonces se le para más a menudo.",
        ),
        lacking=Words(
            "who was on the street and could have been stopped",
            "quién estaba en la calle y pudo ser parado",
        ),
        supply=Words(
            "another benchmark, such as crashes, calls or traffic counts, and the time of "
            "day of every stop for the veil of darkness",
            "otra base de comparación, como choques, llamadas o aforos de tráfico, y la "
            "hora de cada parada para la prueba del velo de la oscuridad",
        ),
        answering=by_other_numbers,
    ),
    Topic.THOSE_STOPPED: Objection(
        shown=Words(
            "Whoever is stopped has been chosen: people of one group may be stopped on "
            "weaker grounds or on stronger ones.",
            "A quien se para se le ha elegido: a las personas de un grupo se las puede "
            "parar con sospechas más débiles o más fuertes.",
        ),
        not_shown=Words(
            "Whoever is stopped has been chosen: stops of one group on weaker grounds "
            "bring in people nobody would search, and hide a difference.",
            "A quien se para se le ha elegido: las paradas de un grupo con sospechas más "
            "débiles traen a personas a las que nadie registraría, y ocultan una "
            "diferencia.",
        ),
        described=Words(
            "Whoever is stopped has been chosen.",
            "A quien se para se le ha elegido.",
        ),
        lacking=Words(
            "how those who were stopped differ from those who could have been",
            "en qué se distinguen las personas paradas de las que pudieron serlo",
        ),
        supply=Words(
            "a benchmark for the stops themselves, or the time of day of every stop for "
            "the veil of darkness",
            "una base de comparación para las paradas mismas, o la hora de cada parada "
            "para la prueba del velo de la oscuridad",
        ),
        answering=by_other_numbers,
    ),
    Topic.THOSE_SEARCHED: Objection(
        shown=Words(
            "A hit rate is an average over all who were searched: it can differ where the "
            "bar for a search is the same.",
            "Una tasa de hallazgos es una media de todos los registros: puede diferir "
            "donde el listón para registrar es el mismo.",
        ),
        not_shown=Words(
            "Equal hit rates can hide unequal bars: an average says nothing of the last "
            "person searched.",
            "Unas tasas de hallazgos iguales pueden ocultar listones desiguales: una "
            "media no dice nada de la última persona registrada.",
        ),
        described=Words(
            "A hit rate is an average over all who were searched.",
            "Una tasa de hallazgos es una media de todos los registros.",
        ),
        lacking=Words(
            "at what suspicion officers searched",
            "con qué grado de sospecha registraron los agentes",
        ),
        supply=Words(
            "what officers knew before each search, or districts enough for a test of thresholds",
            "lo que los agentes sabían antes de cada registro, o distritos suficientes "
            "para una prueba de umbrales",
        ),
        answering=by_other_numbers,
    ),
    Topic.DARKNESS: Objection(
        shown=Words(
            "Who drives, and whom police patrol for, changes with light at the same clock time.",
            "Quién conduce, y a quién busca la patrulla, cambia con la luz a una misma hora.",
        ),
        not_shown=Words(
            "Street lamps and cars known by sight make race visible in the dark, which "
            "hides a difference.",
            "Las farolas y los coches conocidos de vista dejan ver la raza en la "
            "oscuridad, lo que oculta una diferencia.",
        ),
        described=Words(
            "Who drives changes with light.",
            "Quién conduce cambia con la luz.",
        ),
        lacking=Words(
            "who drove by daylight and who after dark, and what officers could see",
            "quién conducía de día y quién de noche, y qué podían ver los agentes",
        ),
        supply=Words(
            "traffic counts by light, lamps and road, and the weeks around clock changes alone",
            "aforos de tráfico por luz, farolas y vía, y solo las semanas en torno a los "
            "cambios de hora",
        ),
        answering=around_clock_changes,
    ),
    Topic.PLACES: Objection(
        shown=Words(
            "People live, work and drive in different places: that is enough for this number.",
            "Las personas viven, trabajan y conducen en lugares distintos: eso basta para "
            "este número.",
        ),
        not_shown=Words(
            "Places as drawn here are so large that they mix streets which are not alike.",
            "Los lugares, tal como están trazados aquí, son tan grandes que mezclan "
            "calles que no se parecen.",
        ),
        described=Words(
            "People live, work and drive in different places: that is enough for this number.",
            "Las personas viven, trabajan y conducen en lugares distintos: eso basta para "
            "este número.",
        ),
        lacking=Words(
            "how many people of each group were in each place",
            "cuántas personas de cada grupo había en cada lugar",
        ),
        supply=Words(
            "a count of those present in each place, or finer places",
            "un recuento de las personas presentes en cada lugar, o lugares más pequeños",
        ),
    ),
    Topic.FORCE_EXPOSURE: Objection(
        shown=Words(
            "Neither residents nor stops are the meetings in which force could follow: "
            "whoever is stopped or arrested more often has more occasions for it.",
            "Ni los residentes ni las paradas son los encuentros en que podía usarse la "
            "fuerza: a quien más se para o se arresta, más ocasiones le tocan.",
        ),
        not_shown=Words(
            "Counting per stop or arrest hides that stops and arrests may themselves be "
            "more frequent than they should be.",
            "Contar por parada o por arresto oculta que las propias paradas y los propios "
            "arrestos pueden ser más frecuentes de lo debido.",
        ),
        described=Words(
            "Nothing says how many meetings with police there were in which force could follow.",
            "Nada dice cuántos encuentros con la policía hubo en que podía usarse la fuerza.",
        ),
        lacking=Words(
            "how often each group met police in ways in which force could follow",
            "cuántas veces se encontró cada grupo con la policía de un modo en que podía "
            "usarse la fuerza",
        ),
        supply=Words(
            "stops, arrests and calls by group for the same months",
            "paradas, arrestos y llamadas por grupo de los mismos meses",
        ),
        answering=by_other_numbers,
    ),
    Topic.FORCE_ONLY: Objection(
        shown=Words(
            "Only people on whom force was used are compared: whether force was used at "
            "all is left out, and so is what they did.",
            "Solo se compara a personas con las que se usó la fuerza: queda fuera si "
            "llegó a usarse, y también qué hicieron ellas.",
        ),
        not_shown=Words(
            "Force on people on whom none would have been used in other hands thins out "
            "the severe uses and hides a difference.",
            "La fuerza usada con personas con las que otros agentes no la habrían usado "
            "diluye los usos graves y oculta una diferencia.",
        ),
        described=Words(
            "Only people on whom force was used are counted: those on whom it was not are "
            "not there.",
            "Solo se cuenta a personas con las que se usó la fuerza: aquellas con las que "
            "no se usó no están.",
        ),
        lacking=Words(
            "encounters in which no force was used, and what people did in them",
            "los encuentros en que no se usó la fuerza, y qué hicieron en ellos las personas",
        ),
        supply=Words(
            "records of all encounters with resistance, whether force followed or not",
            "datos de todos los encuentros con resistencia, se usara o no la fuerza",
        ),
        answering=by_other_numbers,
    ),
    Topic.WORKLOAD: Objection(
        shown=Words(
            "Officers with more events have more work, or harder posts and shifts.",
            "Los agentes con más sucesos tienen más trabajo, o puestos y turnos más duros.",
        ),
        not_shown=Words(
            "Easy posts and idle hours hide officers whose rate is high.",
            "Los puestos fáciles y las horas sin trabajo ocultan a agentes con una tasa alta.",
        ),
        described=Words(
            "Officers with more events have more work, or harder posts and shifts.",
            "Los agentes con más sucesos tienen más trabajo, o puestos y turnos más duros.",
        ),
        lacking=Words(
            "what each officer’s posts, shifts and tasks would have led anybody to",
            "a qué habrían llevado a cualquiera los puestos, turnos y tareas de cada agente",
        ),
        supply=Words(
            "rosters with dates, assignments, and stops, calls or arrests of every officer",
            "listas de servicio con fechas, destinos, y paradas, llamadas o arrestos de "
            "cada agente",
        ),
        answering=at_equal_work,
    ),
    Topic.LISTS: Objection(
        shown=Words(
            "The list holds only some officers or events: those that were reported and kept.",
            "La lista contiene solo algunos agentes o sucesos: los que se comunicaron y se "
            "guardaron.",
        ),
        not_shown=Words(
            "The list holds only some officers or events, and those left out are the ones "
            "that differ.",
            "La lista contiene solo algunos agentes o sucesos, y los que faltan son los "
            "que difieren.",
        ),
        described=Words(
            "The list holds only some officers or events: those that were reported and kept.",
            "La lista contiene solo algunos agentes o sucesos: los que se comunicaron y se "
            "guardaron.",
        ),
        lacking=Words(
            "which officers and events the list leaves out",
            "qué agentes y qué sucesos deja fuera la lista",
        ),
        supply=Words(
            "a roster of all officers who served, and a second list to lay beside the first",
            "una lista de todos los agentes que prestaron servicio, y una segunda lista "
            "que poner junto a la primera",
        ),
        answering=by_other_numbers,
    ),
}
