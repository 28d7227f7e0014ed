"""Pictures of before and after: gaps by time since the start, with what placebos draw."""

from collections.abc import Sequence

from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.charts.axes import Span, span
from daylight.report.charts.chart import Chart
from daylight.report.charts.courses import Course, CourseForm, CoursePoint, Courses
from daylight.report.charts.intervals import intervals
from daylight.report.charts.marks import Extent
from daylight.report.charts.timeline import Timeline
from daylight.report.language import Words, say
from daylight.report.wording.effects import of_outcome, treated_unit
from daylight.report.wording.effects import outcome as of

MOST_PANELS = 12
START = -0.5
"""Between the last period before the start and the first with it."""


def placebo(result: Result) -> tuple[Chart, ...]:
    """The average path of each outcome over the band of placebo places."""
    bands = {outcome: of_outcome(result, "placebo_gap", outcome) for outcome in _outcomes(result)}
    return _event_plot(result, "gap", bands, _UNDER_PLACEBOS)


def event_study(result: Result) -> tuple[Chart, ...]:
    """For each outcome the effects by time since the start, before it and after it."""
    none: dict[str, list[Estimate]] = {outcome: [] for outcome in _outcomes(result)}
    return _event_plot(result, "effect_at_event_time", none, _BEFORE_AND_AFTER)


def synthetic_control(result: Result) -> tuple[Chart, ...]:
    """Each treated unit's gap period by period, a panel each."""
    units = result.named("effect_on_unit")
    gaps = result.named("gap")
    if not units or not gaps:
        return intervals(result)
    moments = Timeline(e.keys["period"] for e in gaps)
    shared = _by_outcome(gaps)
    panels = tuple(
        _unit_panel(unit, [e for e in gaps if unit.keys.items() <= e.keys.items()], shared, moments)
        for unit in units[:MOST_PANELS]
    )
    told = "; ".join(f"{panel.title}: {numbers.minus(panel.sub)}" for panel in panels[:4])
    left = len(units) - len(panels)
    caption = _TRACKED.text
    if left:
        caption += " " + say(
            f"{left} further units are in the table.", f"{left} unidades más están en la tabla."
        )
    return (
        Chart(
            title=say(
                "Each treated unit less its mix of other places",
                "Cada unidad tratada menos su mezcla de otros lugares",
            ),
            caption=caption,
            alt=say(
                f"Lines over {moments.order[0]} to {moments.order[-1]}, a panel for each of "
                f"{len(panels)} treated units. Mean after the date: {told}.",
                f"Líneas de {moments.order[0]} a {moments.order[-1]}, un panel por cada una de "
                f"{len(panels)} unidades tratadas. Media tras la fecha: {told}.",
            ),
            drawing=Courses(panels=panels, form=CourseForm.LINE),
        ),
    )


def _unit_panel(
    unit: Estimate, gaps: list[Estimate], shared: dict[str, Span], moments: Timeline
) -> Course:
    first = unit.keys["first_treated"]
    return Course(
        title=f"{treated_unit(unit)}: {labels.words(of(unit))}",
        sub=say(f"after the date {numbers.value(unit)}", f"tras la fecha {numbers.value(unit)}"),
        span=shared[of(unit)],
        points=tuple(
            CoursePoint(
                at=moments.at(e.keys["period"]),
                label=str(e.keys["period"]),
                reach=Extent(e.value, e.low, e.high),
                told=numbers.value(e),
                stretch="before" if _is_before(e.keys["period"], first) else "after",
            )
            for e in gaps
        ),
    )


def _is_before(period: object, first: object) -> bool:
    if isinstance(period, (int, float)) and isinstance(first, (int, float)):
        return period < first
    return str(period) < str(first)


def _by_outcome(gaps: Sequence[Estimate]) -> dict[str, Span]:
    """One axis for all units of an outcome, so that their panels compare."""
    outcomes = dict.fromkeys(of(e) for e in gaps)
    return {one: span([e for e in gaps if of(e) == one]) for one in outcomes}


def _event_plot(
    result: Result, name: str, bands: dict[str, list[Estimate]], caption: Words
) -> tuple[Chart, ...]:
    """Marks by time since the start; a band where placebos give one, else the own intervals."""
    panels, told = [], []
    for outcome, band in bands.items():
        gaps = sorted(of_outcome(result, name, outcome), key=_event_time)
        if not gaps:
            continue
        average = next(iter(of_outcome(result, "average_effect", outcome)), None)
        sub = (
            say(f"average {numbers.stated(average)}", f"media {numbers.stated(average)}")
            if (average)
            else ""
        )
        panels.append(
            Course(
                title=_changed(outcome) if len(bands) > 1 else "",
                sub=numbers.minus(sub),
                span=span([*gaps, *band]),
                points=tuple(map(_point, gaps)),
                band=tuple(map(_point, sorted(band, key=_event_time))),
            )
        )
        told.append(_alt(outcome, gaps, band))
    if not panels:
        return ()
    return (
        Chart(
            title="; ".join(_changed(outcome) for outcome in bands),
            caption=caption.text,
            alt=f"{' '.join(told)} {' '.join(labels.whole(p.sub) for p in panels if p.sub)}",
            drawing=Courses(
                panels=tuple(panels[:MOST_PANELS]),
                form=CourseForm.DOTS,
                breaks=((START, say("the start", "el inicio")),),
                x_title=say("periods since the start", "períodos desde el inicio"),
            ),
        ),
    )


def _changed(outcome: str) -> str:
    return say(f"Change in {labels.words(outcome)}", f"Cambio en {labels.words(outcome)}")


def _point(estimate: Estimate) -> CoursePoint:
    return CoursePoint(
        at=float(_event_time(estimate)),
        label=numbers.minus(str(_event_time(estimate))),
        reach=Extent(estimate.value, estimate.low, estimate.high),
        told=numbers.value(estimate),
    )


def _outcomes(result: Result) -> dict[str, None]:
    return dict.fromkeys(of(e) for e in result.named("average_effect"))


def _event_time(estimate: Estimate) -> int:
    return int(estimate.keys["event_time"])


def _alt(outcome: str, gaps: Sequence[Estimate], band: Sequence[Estimate]) -> str:
    after = [e for e in gaps if _event_time(e) >= 0]
    before = [e for e in gaps if _event_time(e) < 0]
    first, last = _event_time(gaps[0]), _event_time(gaps[-1])
    told = numbers.minus(
        say(
            f"{labels.label(outcome)} by periods since the start, {first} to {last}: "
            f"{_range(before)} before and {_range(after)} after it.",
            f"{labels.label(outcome)} por períodos desde el inicio, {first} a {last}: "
            f"{_range(before)} antes y {_range(after)} después.",
        )
    )
    if not band:
        return told
    held = {_event_time(e): e for e in band}
    outside = sum(
        not held[_event_time(e)].low <= e.value <= held[_event_time(e)].high
        for e in after
        if _event_time(e) in held
    )
    return told + say(
        f" {outside} of {len(after)} later periods lie outside the placebo band.",
        f" {outside} de {len(after)} períodos posteriores quedan fuera de la banda de placebos.",
    )


def _range(estimates: Sequence[Estimate]) -> str:
    if not estimates:
        return numbers.not_known()
    low = min(estimates, key=lambda e: e.value)
    high = max(estimates, key=lambda e: e.value)
    return say(
        f"{numbers.value(low)} to {numbers.value(high)}",
        f"de {numbers.value(low)} a {numbers.value(high)}",
    )


_UNDER_PLACEBOS = Words(
    "Line: average over treated units, less their weighted comparisons. Shade: where such averages "
    "over placebo places at the same dates lie.",
    "Línea: media de las unidades tratadas menos sus comparaciones ponderadas. Sombra: dónde "
    "quedan esas medias en lugares placebo en las mismas fechas.",
)
_BEFORE_AND_AFTER = Words(
    "All measured from the last period before the start. Marks away from the line of no change "
    "before the start put the comparison in doubt.",
    "Todo se mide desde el último período antes del inicio. Marcas lejos de la línea sin cambio "
    "antes del inicio ponen en duda la comparación.",
)
_TRACKED = Words(
    "Near the line of no gap before the date means that the mix of other places tracked it. The "
    "line is cut at the date.",
    "Cerca de la línea de ausencia de diferencia antes de la fecha, la mezcla de otros lugares la "
    "siguió. La línea se corta en la fecha.",
)
