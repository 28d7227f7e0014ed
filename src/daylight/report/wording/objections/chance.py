"""Answers on chance: how many cases and officers, how many comparisons, what could be missed."""

import math

from daylight.data.comparison import Corrected
from daylight.data.estimate import Basis, BasisKind
from daylight.report import numbers
from daylight.report.grade import room
from daylight.report.labels.families import family
from daylight.report.language import say
from daylight.report.objection import Cited, Hearing, Worded
from daylight.report.topic import Raised
from daylight.report.wording.basis import alike, cluster_of
from daylight.report.wording.grades import chance

HALVES_FOR_POWER = (1.959964 + 0.841621) / 1.959964
"""Half-widths of a 95 % interval to the difference that is found in four of five records."""

NO_WIDER = 1.05
"""A factor below this is not called wider."""


def _of(hearing: Hearing, what: str, value: float, printed: str) -> Cited:
    return Cited(printed=printed, question=hearing.question.id, what=what, value=value)


def few(hearing: Hearing, _raised: Raised) -> Worded | None:
    """How many rows, and officers, days or places, and how wide they make the interval."""
    one = hearing.headline
    if one.n <= 0:
        return None
    cites = [_of(hearing, "n", one.n, numbers.count(one.n))]
    n, unit = cites[0].printed, one.quantity.unit
    said = say(f"{n} {unit} stand behind it.", f"El número de casos que tiene detrás es {n}.")
    if one.basis.clusters is not None:
        clustered, more = _clustered(hearing, one.basis, unit)
        said, cites = f"{said} {clustered}", [*cites, *more]
    elif one.basis.kind is BasisKind.INDEPENDENT:
        independent = say(
            "The interval takes them as independent of one another: that much is conceded.",
            "El intervalo los toma como independientes entre sí: eso se concede.",
        )
        said = f"{said} {independent}"
    if one.basis.lacks is not None:
        said, cites = f"{said} {_lacking(hearing, cites)}", cites
    return Worded(said, tuple(cites))


def _clustered(hearing: Hearing, basis: Basis, unit: str) -> tuple[str, list[Cited]]:
    clusters = basis.clusters or 0
    cites = [_of(hearing, "clusters", clusters, numbers.count(clusters))]
    many = cluster_of(basis.key).many
    n = cites[0].printed
    said = say(f"They are of {n} {many}", f"Corresponden a {n} {many}")
    if basis.effective is not None:
        cites.append(_of(hearing, "effective", basis.effective, alike(basis.effective)))
        n = cites[-1].printed
        said += say(f", which weigh as much as {n} alike", f", que pesan tanto como {n} iguales")
    if basis.largest is not None:
        share = numbers.percent(basis.largest)
        cites.append(_of(hearing, "largest", basis.largest, share))
        said += say(
            f"; the largest has {share} of a group’s {unit} or events",
            f"; el mayor tiene el {share} de los casos o sucesos de un grupo",
        )
    if basis.factor is not None and basis.factor < NO_WIDER:
        said += say(
            "; allowing for that makes the interval no wider",
            "; tenerlo en cuenta no hace más ancho el intervalo",
        )
    elif basis.factor is not None:
        times = _times(basis.factor, 1)
        cites.append(_of(hearing, "factor", basis.factor, times))
        said += say(
            f"; the interval allows for that and is {times} as wide",
            f"; el intervalo lo tiene en cuenta y su anchura es {times} la que tendría sin ello",
        )
    return f"{said}.", cites


def _lacking(hearing: Hearing, cites: list[Cited]) -> str:
    """What is not recorded, and how far the interval could widen; its number joins the others."""
    one = hearing.headline
    unknown = cluster_of(one.basis.lacks).one
    said = say(
        f"Which {unknown} each belongs to was not recorded: that much is conceded.",
        f"No se anotó a qué {unknown} corresponde cada uno: eso se concede.",
    )
    found = room(one)
    if found is None or found <= 1:
        return said
    times = _times(found, 1)
    cites.append(_of(hearing, "room", found, times))
    wider = say(
        f"The interval would hold no difference only if it were {times} as wide.",
        f"El intervalo incluiría la ausencia de diferencia solo si su anchura fuera {times} la "
        "que tiene.",
    )
    return f"{said} {wider}"


def _times(factor: float, digits: int) -> str:
    """A factor in words: 1.4 times, 1,4 veces."""
    printed = numbers.number(factor, digits)
    return say(f"{printed} times", f"{printed} veces")


def many(hearing: Hearing, _raised: Raised) -> Worded | None:
    """The p-value alone and after correction."""
    found = hearing.finding.corrected
    if found is None:
        return None
    alone, after = chance(found.p_value), chance(found.p_adjusted)
    cites = (
        _of(hearing, "p_value", found.p_value, alone),
        _of(hearing, "comparisons", found.comparisons, numbers.count(found.comparisons)),
        _of(hearing, "p_adjusted", found.p_adjusted, after),
    )
    if found.comparisons == 1:
        only = say(
            f"It is the only comparison of its family: {alone}.",
            f"Es la única comparación de su familia: {alone}.",
        )
        return Worded(only, cites[:1])
    declared = (
        say(
            "The study declares the question primary.",
            "El estudio declara principal la pregunta.",
        )
        if found.is_primary
        else say(
            "The study does not declare the question primary: it is exploratory.",
            "El estudio no declara principal la pregunta: es exploratoria.",
        )
    )
    compared = cites[1].printed
    corrected = say(
        f"Alone {alone}; corrected for the {compared} comparisons of {_family(found)}, {after}.",
        f"Sola, {alone}; corregida por las {compared} comparaciones de {_family(found)}, {after}.",
    )
    return Worded(f"{corrected} {declared}", cites)


def _family(found: Corrected) -> str:
    """What a comparison was corrected with."""
    if found.is_primary:
        return say("the primary questions", "las preguntas principales")
    told = family(found.family)
    return say(f"the family “{told}”", f"la familia «{told}»")


def power(hearing: Hearing, _raised: Raised) -> Worded | None:
    """What the interval leaves room for, and what difference would mostly have been found."""
    one = hearing.headline
    same = one.scale.no_difference
    ends = (one.low, one.high)
    if not all(map(math.isfinite, ends)) or one.low >= one.high:
        return None
    cites = [
        Cited(
            printed=numbers.bounds(one),
            question=hearing.question.id,
            what=one.name,
            value=one.value,
            estimate=one,
        )
    ]
    ends_said = cites[0].printed
    said = say(
        f"Its interval runs from {ends_said}: no true value within it is ruled out, and none of "
        "them is shown.",
        f"Su intervalo va de {ends_said}: no queda descartado ningún valor real dentro de él, ni "
        "se muestra ninguno.",
    )
    found = detectable(one.low, one.high, is_ratio=one.scale.is_ratio) if same is not None else None
    if found is not None:
        shown = _printed(found, is_ratio=one.scale.is_ratio, points=one.scale.value == "difference")
        cites.append(_of(hearing, "found in four of five", found, shown))
        supposed = _if_alike(hearing)
        missed = say(
            f"Before any correction{supposed}, records like these find a true difference of "
            f"{shown} about four times in five; a smaller one is missed more often.",
            f"Antes de toda corrección{supposed}, datos como estos hallan una diferencia real de "
            f"{shown} unas cuatro veces de cada cinco; una menor se pasa por alto más a menudo.",
        )
        said = f"{said} {missed}"
    return Worded(said, tuple(cites))


def _if_alike(hearing: Hearing) -> str:
    """What is supposed where it was not recorded which rows go together."""
    lacks = hearing.headline.basis.lacks
    if not lacks:
        return ""
    one = cluster_of(lacks)
    return say(
        f", and if no {one.one} differed from another",
        f", y si no hubiera diferencias entre {one.many}",
    )


def detectable(low: float, high: float, *, is_ratio: bool) -> float | None:
    """The true difference that four of five such records would call clear; as a ratio above one."""
    if is_ratio:
        if low <= 0:
            return None
        return math.exp(HALVES_FOR_POWER * (math.log(high) - math.log(low)) / 2)
    return HALVES_FOR_POWER * (high - low) / 2


def _printed(found: float, *, is_ratio: bool, points: bool) -> str:
    if is_ratio:
        return _times(found, 2)
    if points:
        return numbers.points(numbers.number(100 * found, 1))
    return numbers.number(found, 3 if found < 1 else 1)
