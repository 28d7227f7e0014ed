"""The sentences of the notes that methods on stops leave beside their numbers."""

from daylight.report import numbers
from daylight.report.labels import said
from daylight.report.language import Words, say
from daylight.report.notes.words import Facts, NoteWords, fixed
from daylight.report.refusals.stops import why_not_compared
from daylight.report.wording.groups import all_people, people, the_people

A_STOP_ENDS_IN: dict[str, Words] = {
    "search": Words("a search", "un registro"),
    "frisk": Words("a frisk", "un cacheo"),
    "citation": Words("a citation", "una citación"),
    "arrest": Words("an arrest", "un arresto"),
}


def _blank_outcome(f: Facts) -> str:
    share, whom = numbers.percent(f["share"], 0), people(f["group"])
    return say(
        f"The field is blank for up to {share} of stops of a group ({whom}); a blank is not a no, "
        "and the shares describe only the stops where it was filled in.",
        f"El campo está en blanco en hasta el {share} de las paradas de un grupo ({whom}); un dato "
        "en blanco no es un no, y las proporciones describen solo las paradas en que se rellenó.",
    )


def _too_few_stops(f: Facts) -> str:
    least, whom = f["min_n"], all_people(f["groups"])
    return say(
        f"Groups with fewer than {least} recorded stops are not compared: {whom}.",
        f"No se comparan los grupos con menos de {least} paradas registradas: {whom}.",
    )


def _little_overlap(f: Facts) -> str:
    share, own, others = numbers.percent(f["share"], 0), people(f["group"]), people(f["reference"])
    return say(
        f"Only {share} of stops of {own} fall where {others} were also stopped under the same "
        "circumstances; the comparison describes those only.",
        f"Solo el {share} de las paradas de {own} ocurren donde también se paró a {others} en las "
        "mismas circunstancias; la comparación describe solo esas.",
    )


def _heterogeneous(f: Facts) -> str:
    whom = the_people(f["group"])
    return say(
        f"The ratio for {whom} differs from one kind of stop to another by more than chance; the "
        "pooled number is an average of unlike comparisons.",
        f"La razón para {whom} cambia de un tipo de parada a otro más de lo que haría el azar; el "
        "número conjunto es una media de comparaciones desiguales.",
    )


def _season(f: Facts) -> str:
    whom, weeks, year = people(f["group"]), numbers.number(f["weeks"]), numbers.number(f["year"])
    return say(
        "In the weeks around clock changes, when the clock moves but the season hardly does, "
        f"the odds ratio of {whom} is {weeks} instead of {year}, more of a difference than chance "
        "explains. Who is on the road at one clock time may change with the season; the whole "
        "year's number then mixes season with light.",
        "En las semanas en torno a los cambios de hora, cuando cambia el reloj pero apenas la "
        f"estación, la razón de momios de {whom} es {weeks} en vez de {year}, una diferencia mayor "
        "de lo que explica el azar. Quién circula a una misma hora del reloj puede cambiar con la "
        "estación; el número del año entero mezcla entonces estación y luz.",
    )


def _not_compared(f: Facts) -> str:
    told = "; ".join(why_not_compared(f))
    return say(f"Not compared: {told}.", f"Sin comparar: {told}.")


def _blank_number(f: Facts) -> str:
    share = numbers.percent(f["share"], 0)
    return say(
        f"The number was left blank for {share} of stops.",
        f"El número quedó en blanco en el {share} de las paradas.",
    )


def _depend_on_event(f: Facts) -> str:
    own, others = numbers.percent(f["with"]), numbers.percent(f["without"])
    ended = A_STOP_ENDS_IN[f["event"]].text
    return say(
        f"Race is blank after {own} of the stops that ended in {ended} and {others} of the others, "
        "so whether a stop can be counted here depends on what happened in it.",
        f"La raza está en blanco tras el {own} de las paradas que terminaron en {ended} y el "
        f"{others} de las demás, así que poder contar aquí una parada depende de lo que ocurrió en "
        "ella.",
    )


def _uneven_race(f: Facts) -> str:
    key = said(f["key"])
    return say(
        f"By {key}, race is left blank far more often after some stops than after others.",
        f"Por {key}, la raza queda en blanco mucho más a menudo tras unas paradas que tras otras.",
    )


def _unlinked(f: Facts) -> str:
    share = numbers.percent(f["share"])
    return say(
        f"{share} of stops cannot be tied to a person; repeated stops among them are unseen.",
        f"El {share} de las paradas no puede atribuirse a una persona; las paradas repetidas entre "
        "ellas no se ven.",
    )


def _several_races(f: Facts) -> str:
    persons, share = numbers.count(f["persons"]), numbers.percent(f["share"])
    return say(
        f"The race of {persons} people ({share}) was recorded in several ways; each is counted "
        "under the one recorded most often. They are people stopped again, so another choice would "
        "change these shares.",
        f"La raza de {persons} personas ({share}) se registró de varias maneras; cada una cuenta "
        "con la que se registró más a menudo. Son personas paradas más de una vez, así que otra "
        "elección cambiaría estas proporciones.",
    )


def _blank_place(f: Facts) -> str:
    share = numbers.percent(f["share"])
    return say(
        f"{share} of stops have no place and are in none of these numbers.",
        f"El {share} de las paradas no tiene lugar y no está en ninguno de estos números.",
    )


def _unmatched_places(f: Facts) -> str:
    stops, share, benchmark = numbers.count(f["stops"]), numbers.percent(f["share"]), f["benchmark"]
    return say(
        f"{stops} stops ({share}) were made in places that the benchmark {benchmark} does not "
        "know, or where no place was recorded; no rate of this benchmark holds them.",
        f"{stops} paradas ({share}) se hicieron en lugares que la base de comparación {benchmark} "
        "no conoce, o sin lugar registrado; ninguna tasa de esta base las incluye.",
    )


def _no_benchmark(f: Facts) -> str:
    benchmark, whom = f["benchmark"], all_people(f["groups"])
    return say(
        f"The benchmark ({benchmark}) does not count {whom}; their stops have no rate.",
        f"La base de comparación ({benchmark}) no cuenta a {whom}; sus paradas no tienen tasa.",
    )


def _selected_benchmark(f: Facts) -> str:
    benchmark = f["benchmark"]
    return say(
        f"The benchmark {benchmark} counts events that were themselves recorded by people; where "
        "that recording differs by group, so does the ratio.",
        f"La base de comparación {benchmark} cuenta sucesos que también registraron personas; si "
        "ese registro varía por grupo, también varía la razón.",
    )


def _overdispersed(f: Facts) -> str:
    times = numbers.number(f["dispersion"], 1)
    return say(
        f"Stops vary {times} times as much from place to place as chance alone would make them. "
        "The interval that counts on chance alone (Poisson), which stands in the table, is too "
        "narrow; the headline's is widened for it.",
        f"Las paradas varían de un lugar a otro {times} veces lo que haría el azar por sí solo. El "
        "intervalo que solo cuenta con el azar (Poisson), que está en la tabla, es demasiado "
        "estrecho; el del resultado principal se ensancha por ello.",
    )


def _left_out(f: Facts) -> str:
    stops = numbers.count(f["stops"])
    return say(
        f"{stops} stops are left out: their group is unknown, or nobody of it is in the benchmark "
        "of their place.",
        f"{stops} paradas quedan fuera: no se conoce su grupo, o no hay nadie de él en la base de "
        "comparación de su lugar.",
    )


NOTES: dict[str, NoteWords] = {
    "blank-outcome": _blank_outcome,
    "uneven-blanks": fixed(
        "The field is left blank more often for some groups than for others, so the recorded "
        "shares may not be comparable; see the bounds.",
        "El campo queda en blanco más a menudo para unos grupos que para otros, así que las "
        "proporciones registradas pueden no ser comparables; véanse los límites.",
    ),
    "too-few-stops": _too_few_stops,
    "little-overlap-of-stops": _little_overlap,
    "heterogeneous": _heterogeneous,
    "partial-darkness": fixed(
        "Street lights let race be seen at night, and vehicles give other hints; both pull the "
        "comparison towards no difference.",
        "El alumbrado deja ver la raza de noche y los vehículos dan otras pistas; ambas cosas "
        "acercan la comparación a la ausencia de diferencia.",
    ),
    "drivers-adapt": fixed(
        "If drivers of a group drive more slowly, or stay away, when they can be seen, the "
        "comparison can miss a difference or reverse it.",
        "Si quienes conducen de un grupo van más despacio, o no salen, cuando pueden ser vistos, "
        "la comparación puede no ver una diferencia o invertirla.",
    ),
    "season": _season,
    "not-compared": _not_compared,
    "blank-number": _blank_number,
    "blanks-depend-on-event": _depend_on_event,
    "uneven-missing-race": _uneven_race,
    "unlinked": _unlinked,
    "several-races": _several_races,
    "blank-place": _blank_place,
    "benchmark": fixed(
        "No benchmark equals the people at risk of being stopped: residents are not all on the "
        "road, visitors are, and one person can be stopped several times.",
        "Ninguna base de comparación equivale a las personas que podían ser paradas: no todos los "
        "residentes están en la calle, los visitantes sí, y a una persona se la puede parar varias "
        "veces.",
    ),
    "independent-stops": fixed(
        "The interval takes stops as independent; counted by place it is wider, because places "
        "differ in how much their rates differ.",
        "El intervalo toma las paradas como independientes; contado por lugar es más ancho, porque "
        "los lugares difieren en cuánto difieren sus tasas.",
    ),
    "unmatched-places": _unmatched_places,
    "no-benchmark": _no_benchmark,
    "selected-benchmark": _selected_benchmark,
    "benchmark-in-places": fixed(
        "Adjusting for place removes differences between places, not differences in who is on the "
        "street in one place, nor errors of the benchmark.",
        "Ajustar por lugar quita las diferencias entre lugares, no las de quién está en la calle "
        "en un mismo lugar ni los errores de la base de comparación.",
    ),
    "overdispersed": _overdispersed,
    "left-out": _left_out,
}
