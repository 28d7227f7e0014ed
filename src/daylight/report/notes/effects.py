"""The sentences of the notes that methods on effects leave beside their numbers."""

from daylight.report import labels
from daylight.report.language import say
from daylight.report.notes.words import Facts, NoteWords, fixed
from daylight.report.numbers import count, marked, minus, number

MOST_NAMED = 5


def _too_short(facts: Facts) -> str:
    units, least = "; ".join(facts["units"]), facts["periods"]
    return say(
        f"Fewer than {least} periods, or no events at all, on one side: {units}.",
        f"Menos de {least} períodos, o ningún suceso, en uno de los lados: {units}.",
    )


def _far_off(facts: Facts) -> str:
    found = zip(facts["units"], facts["periods"], facts["factors"], strict=True)
    cells = [_cell(unit, period, factor) for unit, period, factor in found]
    named, left = "; ".join(cells[:MOST_NAMED]), len(cells) - MOST_NAMED
    more = say(f" and {left} more", f" y {left} más") if left > 0 else ""
    what = labels.label(facts["outcome"])
    told = say(
        f"{what} lies far off what the periods around it say in {named}{more}: a part of a period "
        "reported, a count entered twice, or a year like no other.",
        f"«{what}» se aleja mucho de lo que dicen los períodos de alrededor en {named}{more}: un "
        "período informado en parte, un recuento anotado dos veces o un año como ninguno.",
    )
    return f"{told} {_without(facts)}"


def _cell(unit: str, period: str, factor: float) -> str:
    times = number(factor)
    return say(f"{unit} in {period} ({times} times)", f"{unit} en {period} ({times} veces)")


def _without(facts: Facts) -> str:
    """What the first number is without what lies far off."""
    if "value" not in facts:
        return say("Without them there is no answer.", "Sin ellos no hay respuesta.")
    value, low, high = (_size(facts[end], facts) for end in ("value", "low", "high"))
    return say(
        f"Without them the first number is {value} ({low} to {high}).",
        f"Sin ellos el primer número es {value} ({low} a {high}).",
    )


def _size(value: float, facts: Facts) -> str:
    text = f"{100 * (value - 1):+,.1f} %" if facts["is_ratio"] else f"{value:,.4g}"
    return minus(marked(text))


def _what(facts: Facts) -> str:
    """The outcome within a sentence."""
    return labels.words(facts["outcome"])


def _where(facts: Facts) -> str:
    """Outcome, unit and first treated period: `robbery of Pittsburgh (1997)`."""
    what, unit, first = _what(facts), facts["unit"], facts["first_treated"]
    return say(f"{what} of {unit} ({first})", f"«{what}» de {unit} ({first})")


def _first(text: str) -> str:
    """A text as a sentence begins with it."""
    return f"{text[:1].upper()}{text[1:]}"


def _few_treated(facts: Facts) -> str:
    n = count(facts["units"])
    return say(
        f"Treated units behind this number: only {n}. Its error rests on so few that it is itself "
        "uncertain; read it beside the placebo distribution.",
        f"Unidades tratadas tras este número: solo {n}. Su error se apoya en tan pocas que es en "
        "sí incierto; léase junto a la distribución de placebos.",
    )


def _no_power(facts: Facts) -> str:
    n, longer = count(facts["units"]), number(facts["longer"], 1)
    return say(
        f"From {n} treated units the interval is {longer} times as long as the same error would "
        "make it with many, so this method finds next to nothing here: that it finds no change "
        "says nothing.",
        f"Con {n} unidades tratadas el intervalo es {longer} veces el que daría el mismo error con "
        "muchas, así que este método no halla aquí casi nada: que no halle ningún cambio no dice "
        "nada.",
    )


def _dealt_anew(facts: Facts) -> str:
    n, deals = count(facts["units"]), count(facts["deals"])
    return say(
        f"With {n} treated units, p-value and interval come from dealing the start dates anew "
        f"among all units, {deals} times, as if by lot. Usual errors of so few find differences "
        "where there are none.",
        f"Con {n} unidades tratadas, el valor p y el intervalo vienen de repartir de nuevo las "
        f"fechas de inicio entre todas las unidades, {deals} veces, como por sorteo. Los errores "
        "usuales con tan pocas hallan diferencias donde no las hay.",
    )


def _single_units(facts: Facts) -> str:
    what = _what(facts)
    return say(
        f"Some first treated periods hold a single unit, so the error of {what} counts "
        "differences between treated units as chance.",
        "Algunos primeros períodos de tratamiento tienen una sola unidad, así que el error de "
        f"«{what}» cuenta como azar las diferencias entre unidades tratadas.",
    )


def _no_pre_trend(facts: Facts) -> str:
    what = _what(facts)
    return say(
        f"Too few treated units to test whether {what} moved apart before the start.",
        f"Hay muy pocas unidades tratadas para examinar si «{what}» se separó antes del inicio.",
    )


def _moved_before(facts: Facts) -> str:
    what, p = labels.label(facts["outcome"]), number(facts["p"], 3)
    return say(
        f"{what} of treated and comparison units moved apart before the start (p = {p}); the "
        "comparison is in doubt.",
        f"«{what}» de las unidades tratadas y las de comparación se separó antes del inicio "
        f"(p = {p}); la comparación está en duda.",
    )


def _order(facts: Facts) -> str:
    what = _what(facts)
    return say(
        f"Before it began, {what} already differed between early and late starters more than a "
        "random order explains. This method assumes a random order.",
        f"Antes de empezar, «{what}» ya difería entre quienes empezaron pronto y tarde más de lo "
        "que explica un orden al azar. Este método supone un orden al azar.",
    )


def _forbidden(facts: Facts) -> str:
    periods, negative = facts["periods"], number(facts["negative"])
    return say(
        f"Starts are staggered over {periods} periods, so units treated earlier stand in as "
        f"comparison for later ones; negative weights add up to {negative}. The coefficient can "
        "have the wrong sign even if every effect has the same one. Prefer callaway-santanna.",
        f"Los inicios se escalonan en {periods} períodos, así que unidades tratadas antes sirven "
        f"de comparación a otras posteriores; los pesos negativos suman {negative}. El coeficiente "
        "puede tener el signo equivocado aunque todos los efectos tengan el mismo. Es preferible "
        "callaway-santanna.",
    )


def _poor_fit(facts: Facts) -> str:
    where = _where(facts)
    return say(
        f"No mix of other places tracked {where} well before the date.",
        f"Ninguna mezcla de otros lugares siguió bien a {where} antes de la fecha.",
    )


def _no_placebos(facts: Facts) -> str:
    what, units = _what(facts), "; ".join(facts["units"])
    return say(
        f"No comparison for {what}, too few periods, donors or placebos: {units}.",
        f"Sin comparación para «{what}», por pocos períodos, donantes o placebos: {units}.",
    )


def _autocorrelation(facts: Facts) -> str:
    first, rho = _first(_where(facts)), number(facts["rho"])
    return say(
        f"{first}: neighbouring periods resemble each other strongly (autocorrelation about "
        f"{rho}); the interval allows for it, and what looks like a trend can be slow wandering.",
        f"{first}: los períodos vecinos se parecen mucho (autocorrelación de alrededor de {rho}); "
        "el intervalo lo tiene en cuenta, y lo que parece una tendencia puede ser un vagar lento.",
    )


def _break_in_series(facts: Facts) -> str:
    first, factor, period = _first(_where(facts)), number(facts["factor"]), f"{facts['period']:g}"
    return say(
        f"{first}: the level jumps to {factor} times at {period}, away from the date. Records may "
        "have changed there; only the stretch around the date is used.",
        f"{first}: el nivel salta a {factor} veces en {period}, lejos de la fecha. Puede que ahí "
        "cambiaran los datos; solo se usa el tramo en torno a la fecha.",
    )


def _alone(facts: Facts) -> str:
    n, needed = count(facts["units"]), count(facts["needed"])
    return say(
        f"Untreated units with a series as long: {n}; {needed} are needed to say how often nothing "
        "at all gives as large a change. The interval is that of the series alone, and there is no "
        "p-value.",
        f"Unidades no tratadas con una serie igual de larga: {n}; hacen falta {needed} para decir "
        "cuán a menudo nada en absoluto da un cambio tan grande. El intervalo es el de la serie "
        "sola, y no hay valor p.",
    )


NOTES: dict[str, NoteWords] = {
    "far-off": _far_off,
    "few-treated": _few_treated,
    "no-power": _no_power,
    "dealt-anew": _dealt_anew,
    "break": lambda f: say(f"{f['period']}: {f['reason']}.", f"{f['period']}: «{f['reason']}»."),
    "unverified-dates": lambda f: say(
        f"Dates not checked against the documents: {'; '.join(f['units'])}.",
        f"Fechas no cotejadas con los documentos: {'; '.join(f['units'])}.",
    ),
    "parallel-trends": fixed(
        "The number is an effect only if treated and comparison units would have moved alike. "
        "Periods before treatment can contradict that and can never confirm it.",
        "El número es un efecto solo si las unidades tratadas y las de comparación se habrían "
        "movido igual. Los períodos anteriores pueden contradecirlo y nunca confirmarlo.",
    ),
    "single-unit-cohorts": _single_units,
    "quiet-before-is-not-proof": fixed(
        "Finding no earlier movement does not show that trends were parallel: the test misses "
        "movements smaller than its intervals. The bounds say how much movement it would take.",
        "No hallar movimiento anterior no muestra que las tendencias fueran paralelas: el examen "
        "pasa por alto movimientos menores que sus intervalos. Los límites dicen cuánto movimiento "
        "haría falta.",
    ),
    "no-pre-trend-test": _no_pre_trend,
    "moved-before": _moved_before,
    "random-order": fixed(
        "The number rests on the order of starting having been as good as random. Where it was "
        "chosen, use callaway-santanna.",
        "El número se apoya en que el orden de inicio fuera como al azar. Donde se eligió, úsese "
        "callaway-santanna.",
    ),
    "order-not-random": _order,
    "forbidden-comparisons": _forbidden,
    "chosen-place-and-date": fixed(
        "The place and the date were not drawn by lot. The gap is what moved with the "
        "intervention, and with whatever led to it.",
        "El lugar y la fecha no se sortearon. La brecha es lo que se movió con la intervención, y "
        "con lo que llevara a ella.",
    ),
    "chosen-timing": fixed(
        "Nobody drew these places and dates by lot: they were chosen, often after events that "
        "themselves change crime and recording. Placebos show what is ordinary; they cannot tell "
        "the intervention from what led to it.",
        "Nadie sorteó estos lugares y fechas: se eligieron, a menudo tras sucesos que cambian por "
        "sí mismos el delito y su registro. Los placebos muestran lo corriente; no distinguen la "
        "intervención de lo que llevó a ella.",
    ),
    "poor-fit": _poor_fit,
    "no-placebos": _no_placebos,
    "series-too-short": _too_short,
    "autocorrelation": _autocorrelation,
    "break-in-series": _break_in_series,
    "series-alone": _alone,
    "no-comparison": fixed(
        "One place against its own past: anything else that changed at that time, here or "
        "everywhere, is part of the number.",
        "Un lugar frente a su propio pasado: todo lo demás que cambió entonces, aquí o en todas "
        "partes, forma parte del número.",
    ),
}
