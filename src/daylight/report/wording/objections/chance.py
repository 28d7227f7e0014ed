"""Answers on chance: how many cases and officers, how many comparisons, what could be missed."""

import math

from daylight.data.estimate import Basis, BasisKind
from daylight.report import numbers
from daylight.report.grade import room
from daylight.report.objection import Cited, Hearing, Worded
from daylight.report.topic import Raised
from daylight.report.wording.basis import CLUSTERS, OTHER, alike
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
    said = f"{cites[0].printed} {one.quantity.unit} stand behind it."
    if one.basis.clusters is not None:
        clustered, more = _clustered(hearing, one.basis, one.quantity.unit)
        said, cites = f"{said} {clustered}", [*cites, *more]
    elif one.basis.kind is BasisKind.INDEPENDENT:
        said += " The interval takes them as independent of one another: that much is conceded."
    if one.basis.lacks is not None:
        said, cites = f"{said} {_lacking(hearing, cites)}", cites
    return Worded(said, tuple(cites))


def _clustered(hearing: Hearing, basis: Basis, unit: str) -> tuple[str, list[Cited]]:
    clusters = basis.clusters or 0
    cites = [_of(hearing, "clusters", clusters, numbers.count(clusters))]
    many = CLUSTERS.get(basis.key or "", OTHER).many
    said = f"They are of {cites[0].printed} {many}"
    if basis.effective is not None:
        cites.append(_of(hearing, "effective", basis.effective, alike(basis.effective)))
        said += f", which weigh as much as {cites[-1].printed} alike"
    if basis.largest is not None:
        share = numbers.percent(basis.largest)
        cites.append(_of(hearing, "largest", basis.largest, share))
        said += f"; the largest has {share} of a group’s {unit} or events"
    if basis.factor is not None and basis.factor < NO_WIDER:
        said += "; allowing for that makes the interval no wider"
    elif basis.factor is not None:
        cites.append(_of(hearing, "factor", basis.factor, f"{basis.factor:.1f} times"))
        said += f"; the interval allows for that and is {cites[-1].printed} as wide"
    return f"{said}.", cites


def _lacking(hearing: Hearing, cites: list[Cited]) -> str:
    """What is not recorded, and how far the interval could widen; its number joins the others."""
    one = hearing.headline
    unknown = CLUSTERS.get(one.basis.lacks or "", OTHER).one
    said = f"Which {unknown} each belongs to was not recorded: that much is conceded"
    found = room(one)
    if found is None or found <= 1:
        return f"{said}."
    cites.append(_of(hearing, "room", found, f"{found:.1f} times"))
    return (
        f"{said}. The interval would hold no difference only if it were {found:.1f} times as wide."
    )


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
        return Worded(f"It is the only comparison of its family: {alone}.", cites[:1])
    family = found.family if found.is_primary else f"the family “{found.family}”"
    declared = (
        "The study declares the question primary."
        if found.is_primary
        else "The study does not declare the question primary: it is exploratory."
    )
    text = f"Alone {alone}; corrected for the {cites[1].printed} comparisons of {family}, {after}."
    return Worded(f"{text} {declared}", cites)


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
    said = (
        f"Its interval runs from {cites[0].printed}: no true value within it is ruled out, and "
        f"none "
        "of them is shown."
    )
    found = detectable(one.low, one.high, is_ratio=one.scale.is_ratio) if same is not None else None
    if found is not None:
        shown = _printed(found, is_ratio=one.scale.is_ratio, points=one.scale.value == "difference")
        cites.append(_of(hearing, "found in four of five", found, shown))
        said += (
            f" Before any correction{_if_alike(hearing)}, records like these find a true "
            f"difference of {shown} about "
            "four times in five; a smaller one is missed more often."
        )
    return Worded(said, tuple(cites))


def _if_alike(hearing: Hearing) -> str:
    """What is supposed where it was not recorded which rows go together."""
    lacks = hearing.headline.basis.lacks
    return f", and if no {CLUSTERS.get(lacks, OTHER).one} differed from another" if lacks else ""


def detectable(low: float, high: float, *, is_ratio: bool) -> float | None:
    """The true difference that four of five such records would call clear; as a ratio above one."""
    if is_ratio:
        if low <= 0:
            return None
        return math.exp(HALVES_FOR_POWER * (math.log(high) - math.log(low)) / 2)
    return HALVES_FOR_POWER * (high - low) / 2


def _printed(found: float, *, is_ratio: bool, points: bool) -> str:
    if is_ratio:
        return f"{found:.2f} times"
    return f"{100 * found:.1f} points" if points else numbers.number(found, 3 if found < 1 else 1)
