"""Pictures about force."""

from collections.abc import Sequence
from dataclasses import replace

from daylight.data.result import Estimate, Result, Scale
from daylight.report import labels, numbers
from daylight.report.charts.axes import span
from daylight.report.charts.chart import Chart
from daylight.report.charts.courses import Course, CourseForm, CoursePoint, Courses
from daylight.report.charts.intervals import forest, side_by_side
from daylight.report.charts.largest import groups_left, largest_groups, with_the
from daylight.report.charts.marks import Extent
from daylight.report.charts.pairing import paired
from daylight.report.charts.related import compared_with
from daylight.report.charts.timeline import Timeline
from daylight.report.language import Words, say
from daylight.report.wording.force_detail import CIRCUMSTANCE, whole
from daylight.report.wording.groups import people

MOST_GROUPS = 3
FEWEST_KINDS, MOST_KINDS = 3, 8
MOST_SHOWN = 16
"""Shares of kinds in one picture: the more groups, the fewer kinds."""

DENOMINATOR = {
    "force_ratio_residents": Words("per resident", "por residente"),
    "force_ratio_stops": Words("per stop", "por parada"),
    "force_ratio_arrests": Words("per arrest", "por arresto"),
    "force_ratio_calls": Words("per call", "por llamada"),
}
ESTIMAND = {
    "force_difference_naive": Words("naive, among those stopped", "simple, entre los parados"),
    "force_difference_adjusted": Words("adjusted, within strata", "ajustada, dentro de estratos"),
    "force_direct_effect": Words(
        "direct effect, stop taken as given", "efecto directo, dada la parada"
    ),
    "force_total_effect_att": Words("total effect on the group", "efecto total en el grupo"),
    "force_total_effect_ate_lower": Words(
        "total effect on all, lowest", "efecto total en todos, mínimo"
    ),
    "force_total_effect_ate_upper": Words(
        "total effect on all, highest", "efecto total en todos, máximo"
    ),
}


def rate_pictures(result: Result) -> tuple[Chart, ...]:
    """Rate ratios by denominator, under each group."""
    ratios = [
        replace(e, variant=DENOMINATOR[e.name].text)
        for e in result.estimates
        if e.name in DENOMINATOR and len(e.keys) == 1
    ]
    return _forest(
        ratios,
        say(
            "Rate of force relative to the reference group",
            "Tasa de fuerza respecto del grupo de referencia",
        ),
        say(
            "The same people with force over different denominators; 1 means equal rates.",
            "Las mismas personas con fuerza sobre distintos denominadores; 1 significa tasas "
            "iguales.",
        ),
    )


def composition_pictures(result: Result) -> tuple[Chart, ...]:
    """Share of people by most serious kind, groups side by side; the commonest kinds only."""
    shares = result.named("most_serious_share")
    largest: dict[str, float] = {}
    for e in shares:
        kind = str(e.keys["force_kind"])
        largest[kind] = max(largest.get(kind, 0.0), e.value)
    reference = compared_with(result)
    every = largest_groups(shares)
    groups = with_the(reference, every, MOST_GROUPS)
    most = max(FEWEST_KINDS, min(MOST_KINDS, MOST_SHOWN // max(1, len(groups))))
    common = sorted(largest, key=lambda kind: -largest[kind])[:most]
    shown = [
        e
        for kind in common
        for e in shares
        if e.keys["force_kind"] == kind and labels.group_of(e) in groups
    ]
    title = say("Share of people who met force", "Parte de las personas que sufrieron fuerza")
    if pair := paired(shown, reference=reference, title=title):
        return (pair,)
    chart = forest(
        shown,
        title=title,
        reference=reference,
        caption=say(
            "Each person counts once, under the most serious kind; the commonest kinds are shown"
            f"{'' if len(groups) == len(every) else ', and the groups of most people'}.",
            "Cada persona cuenta una vez, en el tipo más grave; se muestran los tipos más "
            f"frecuentes{'' if len(groups) == len(every) else ' y los grupos de más personas'}.",
        ),
    )
    return (chart,) if chart else ()


def severity_pictures(result: Result) -> tuple[Chart, ...]:
    """Each group's odds ratio, and those at every cut of the scale."""
    common = result.named("severity_odds_ratio")
    every_group = largest_groups(common or result.named("odds_ratio_above"))
    groups = every_group[:MOST_GROUPS]
    cuts = [
        replace(
            e,
            keys={"subject_race": e.keys["subject_race"]},
            variant=say(
                f"above level {e.keys['above_level']}",
                f"por encima del nivel {e.keys['above_level']}",
            ),
        )
        for e in result.named("odds_ratio_above")
    ]
    every = [replace(e, variant=say("any step", "cualquier escalón")) for e in common] + cuts
    every = [e for e in every if labels.group_of(e) in groups]
    left = "" if groups == every_group else groups_left(len(every_group) - len(groups))
    chart = side_by_side(
        [(labels.quantity("severity_odds_ratio"), every)],
        say(
            "Odds of a higher level. Where light force is used more readily on a group, that group "
            f"looks less severe here.{left}",
            "Momios de un nivel más alto. Donde la fuerza leve se usa con más facilidad en un "
            f"grupo, ese grupo parece aquí menos grave.{left}",
        ),
    )
    return (chart,) if chart and len(every) > 1 else ()


def selection_pictures(result: Result) -> tuple[Chart, ...]:
    """Naive, adjusted, direct and total effects on one axis, under each group."""
    most = sorted(result.named("force_difference_naive"), key=lambda e: -e.n)[:MOST_GROUPS]
    groups = [
        str(e.keys["subject_race"]) for e in result.named("force_difference_naive") if e in most
    ]
    parts = [(_capital(people(group)), _selection(result, group)) for group in groups]
    chart = side_by_side(
        parts,
        say(
            "Several readings of the same records: differences in the share of stops with force. "
            "The share of stops made because of race is assumed in each row, not estimated.",
            "Varias lecturas de los mismos datos: diferencias en la parte de paradas con fuerza. "
            "La parte de paradas hechas por la raza se supone en cada fila; no se estima.",
        ),
    )
    return (chart,) if chart else ()


def _selection(result: Result, group: str) -> list[Estimate]:
    shown = _shown_shares(result)
    rows = []
    for e in result.estimates:
        rho = e.keys.get("rho")
        if e.keys["subject_race"] != group or (rho is not None and rho not in shown):
            continue
        assumed = "" if rho is None else say(f", assumed {rho:g}", f", supuesto {rho:g}")
        rows.append(replace(e, keys={}, variant=f"{ESTIMAND[e.name].text}{assumed}"))
    return rows


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _shown_shares(result: Result) -> set[object]:
    """The first, middle and last assumed share, which is what a picture can hold."""
    shares = list(dict.fromkeys(e.keys["rho"] for e in result.named("force_total_effect_att")))
    return {shares[0], shares[len(shares) // 2], shares[-1]} if shares else set()


CUT = {
    "recording-break": Words("records change", "cambian los registros"),
    "break-found": Words("level jumps", "salta el nivel"),
}
"""Notes at which a line is cut → what the picture says there."""

LONG = 24
"""From here on periods are bars: marks with intervals would run into one another."""


def trend_pictures(result: Result) -> tuple[Chart, ...]:
    """Counts over time, cut at every break; a panel for each group or kind."""
    counts = [e for e in result.estimates if e.scale is Scale.COUNT and e.keys]
    if len(counts) < 2:
        return ()
    fewest = min(len(e.keys) for e in counts)
    counts = [e for e in counts if len(e.keys) == fewest]
    *of, period = counts[0].keys
    moments = Timeline(e.keys[period] for e in counts)
    found = {note.facts["period"]: CUT[note.code].text for note in result.notes if note.code in CUT}
    cuts = sorted((moments.at(_key(when, moments)), str(when)) for when in found)
    said = {str(when): words for when, words in found.items()}
    panels = tuple(
        _panel(title, own, [at for at, _ in cuts], (period, moments))
        for title, own in _panels(counts, of).items()
    )
    first, last = counts[0], counts[-1]
    most = max(counts, key=lambda e: e.value)
    middle = say("; cut at ", "; cortada en ") + ", ".join(when for _, when in cuts)
    return (
        Chart(
            title=say("People on whom force was used", "Personas en quienes se usó fuerza"),
            caption=say(
                "Lines are as wide as neighbouring periods differ. Dashed: a change in how force "
                "is recorded, or a jump of the level; across it no trend can be read.",
                "Las líneas son tan largas como difieren períodos vecinos. Discontinua: cambia "
                "cómo se registra la fuerza o salta el nivel; a través de ella no se lee "
                "tendencia.",
            ),
            alt=say(
                f"Counts over time; panels: {len(panels)}. Recorded force from "
                f"{first.keys[period]} ({numbers.count(first.value)}) to {last.keys[period]} "
                f"({numbers.count(last.value)}), at most {numbers.count(most.value)} in "
                f"{most.keys[period]}{middle if cuts else ''}.",
                f"Recuentos en el tiempo; paneles: {len(panels)}. Fuerza registrada de "
                f"{first.keys[period]} ({numbers.count(first.value)}) a {last.keys[period]} "
                f"({numbers.count(last.value)}), como máximo {numbers.count(most.value)} en "
                f"{most.keys[period]}{middle if cuts else ''}.",
            ),
            drawing=Courses(
                panels=panels,
                form=CourseForm.BARS if len(moments.order) > LONG else CourseForm.DOTS,
                breaks=tuple((at, f"{when}: {said[when]}") for at, when in cuts),
            ),
        ),
    )


def _key(when: object, moments: Timeline) -> str | int | float:
    """A break's period as the series names it."""
    named = {str(one): one for one in moments.order}
    return named.get(str(when), str(when))


def _panels(counts: Sequence[Estimate], of: Sequence[str]) -> dict[str, list[Estimate]]:
    held: dict[str, list[Estimate]] = {}
    for e in counts:
        named = ", ".join(labels.key_value(key, e.keys[key]) for key in of)
        held.setdefault(named, []).append(e)
    return held


def _panel(
    title: str, own: Sequence[Estimate], cuts: Sequence[float], when: tuple[str, Timeline]
) -> Course:
    period, moments = when
    points = tuple(
        CoursePoint(
            at=(at := moments.at(e.keys[period])),
            label=str(e.keys[period]),
            reach=Extent(e.value, e.low, e.high),
            told=numbers.count(e.value),
            stretch=str(sum(at >= cut for cut in cuts)),
        )
        for e in own
    )
    total = numbers.count(sum(e.value for e in own))
    return Course(title=title or say("All", "Todos"), sub=total, span=span(own), points=points)


def circumstance_pictures(result: Result) -> tuple[Chart, ...]:
    """Share of people in each circumstance, as recorded."""
    rows = [
        replace(e, variant=labels.quantity(e.name))
        for name in CIRCUMSTANCE
        if (e := whole(result, f"{name}_share")) is not None
    ]
    return _forest(
        rows,
        say(
            "Share of people on whom force was used",
            "Parte de las personas en quienes se usó fuerza",
        ),
        say(
            "Among those for whom the form says yes or no; blanks are left out here.",
            "Entre aquellas de quienes el formulario dice sí o no; aquí faltan los blancos.",
        ),
    )


def _forest(estimates: Sequence[Estimate], title: str, caption: str) -> tuple[Chart, ...]:
    if not estimates:
        return ()
    chart = forest(estimates, title=title, caption=caption)
    return (chart,) if chart is not None else ()
