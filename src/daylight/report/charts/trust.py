"""Pictures of what people say: levels by group, over waves where there are several."""

import math
from itertools import islice

from daylight.data.result import Estimate, Result, Scale
from daylight.report import labels, numbers
from daylight.report.charts.axes import span
from daylight.report.charts.chart import Chart
from daylight.report.charts.courses import Course, CourseForm, CoursePoint, Courses
from daylight.report.charts.intervals import forest
from daylight.report.charts.marks import Extent
from daylight.report.charts.timeline import Timeline
from daylight.report.language import Words, say
from daylight.report.wording.trust import group

MOST_ITEMS = 3


def level(result: Result) -> tuple[Chart, ...]:
    """For each item the groups' levels: panels over waves, or rows where there is one."""
    charts: list[Chart] = []
    for item in dict.fromkeys(str(e.keys["item"]) for e in result.estimates):
        own = [e for e in result.estimates if e.keys["item"] == item and math.isfinite(e.value)]
        waves = {e.keys.get("wave") for e in own}
        over_time = len(waves) > 1 and all("wave" in e.keys for e in own)
        chart = _over_time(item, own) if over_time else _now(item, own)
        charts += [chart] if chart else []
    return tuple(islice(charts, MOST_ITEMS))


def _now(item: str, estimates: list[Estimate]) -> Chart | None:
    return forest(estimates, title=labels.label(item), caption=_CAPTION.text)


def _over_time(item: str, estimates: list[Estimate]) -> Chart:
    moments = Timeline(e.keys["wave"] for e in estimates)
    bounds = span(estimates)
    groups = list(dict.fromkeys(group(e) for e in estimates))
    panels = tuple(
        Course(
            title=labels.group(one) if one else say("All", "Todos"),
            span=bounds,
            points=tuple(
                CoursePoint(
                    at=moments.at(e.keys["wave"]),
                    label=str(e.keys["wave"]),
                    reach=Extent(e.value, e.low, e.high),
                    told=_shown(e),
                )
                for e in estimates
                if group(e) == one
            ),
        )
        for one in groups
    )
    return Chart(
        title=labels.label(item),
        caption=_CAPTION.text,
        alt=_alt(item, panels),
        drawing=Courses(panels=panels, form=CourseForm.DOTS),
    )


def _alt(item: str, panels: tuple[Course, ...]) -> str:
    parts = []
    for panel in panels:
        told = ", ".join(f"{p.told} ({p.label})" for p in panel.points)
        parts.append(f"{panel.title}: {told}")
    return say(
        f"Marks with intervals by wave, a panel for each group. {labels.label(item)}. "
        f"{'; '.join(parts)}.",
        f"Marcas con intervalos por oleada, un panel por grupo. {labels.label(item)}. "
        f"{'; '.join(parts)}.",
    )


def _shown(estimate: Estimate) -> str:
    if estimate.scale is Scale.PROPORTION:
        return numbers.percent(estimate.value)
    return numbers.number(estimate.value, 1)


_CAPTION = Words(
    "Weighted by how people were drawn; the lines are intervals from the sample’s design. Groups "
    "with fewer than 30 effective respondents are not shown.",
    "Ponderado según la selección de las personas; las líneas son intervalos del diseño de la "
    "muestra. No se muestran grupos con menos de 30 encuestados efectivos.",
)
