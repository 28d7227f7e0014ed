"""Pictures of what a monitor watches: a number at every look, agencies by their size."""

import math

from daylight.data.facts.monitoring import FunnelFacts, SequentialFacts
from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.charts.axes import span
from daylight.report.charts.chart import Chart
from daylight.report.charts.courses import Course, CourseForm, CoursePoint, Courses
from daylight.report.charts.funnel import Funnel, FunnelPoint, named_beyond
from daylight.report.charts.marks import Extent
from daylight.report.charts.timeline import Timeline
from daylight.report.language import say


def sequential(result: Result) -> tuple[Chart, ...]:
    """What is judged at every look, with the interval that holds at all of them."""
    facts = result.facts_as(SequentialFacts)
    name = result.estimates[-1].name
    judged = [e for e in result.named(name) if e.variant is None and math.isfinite(e.value)]
    if not judged:
        return ()
    moments = Timeline(e.keys["through"] for e in judged)
    title = labels.quantity(name)
    panel = Course(
        title="",
        span=span(judged),
        points=tuple(
            CoursePoint(
                at=moments.at(e.keys["through"]),
                label=str(e.keys["through"]),
                reach=Extent(e.value, e.low, e.high),
                told=numbers.value(e),
            )
            for e in judged
        ),
    )
    last = numbers.minus(numbers.stated(judged[-1]))
    looks = len(judged)
    return (
        Chart(
            title=title,
            caption=say(
                "Each line counts everything since the baseline. The lines are made to be looked "
                "at after every period: the chance that any of them misses is the same as for a "
                "single one.",
                "Cada línea cuenta todo desde el período de base. Están hechas para mirarse tras "
                "cada período: la probabilidad de que alguna falle es la de una sola.",
            ),
            alt=say(
                f"Marks with intervals. {title} at {looks} looks, {facts.looks[0]} to "
                f"{facts.looks[-1]}; at the last one {last}.",
                f"Marcas con intervalos. {title} en {looks} revisiones, de {facts.looks[0]} a "
                f"{facts.looks[-1]}; en la última, {last}.",
            ),
            drawing=Courses(panels=(panel,), form=CourseForm.DOTS),
        ),
    )


def funnel(result: Result) -> tuple[Chart, ...]:
    """Every agency by its size, and the limits within which chance and ordinary spread lie."""
    facts = result.facts_as(FunnelFacts)
    by_agency = [e for e in result.estimates if "agency_id" in e.keys]
    own = [e for e in result.named(by_agency[0].name) if math.isfinite(e.value)]
    outside = {*facts.above, *facts.below}
    title = labels.quantity(own[0].name)
    points = tuple(
        FunnelPoint(
            name=str(e.keys["agency_id"]),
            size=float(max(e.n, 1)),
            reach=Extent(e.value, e.low, e.high),
            told=numbers.stated(e),
            is_beyond=e.keys["agency_id"] in outside,
        )
        for e in own
    )
    expected = numbers.number(facts.expected_beyond, 1)
    least, most = (numbers.percent(e.value) for e in _ends(own))
    beyond = named_beyond(points) or say("none", "ninguno")
    return (
        Chart(
            title=title,
            caption=say(
                "Between the dotted lines lies what chance and the ordinary spread of agencies "
                "give. The smaller an agency, the further chance alone can carry it.",
                "Entre las líneas de puntos queda lo que dan el azar y la dispersión habitual. "
                "Cuanto menor es un cuerpo policial, más lejos puede llevarlo el azar solo.",
            ),
            alt=say(
                f"Points by size on a log scale. {title} of {len(own)} agencies, {least} to "
                f"{most}; {len(outside)} lie beyond limits that {expected} would pass by chance: "
                f"{beyond}.",
                f"Puntos por tamaño en escala logarítmica. {title} de {len(own)} cuerpos "
                f"policiales, de {least} a {most}; {len(outside)} fuera de límites que {expected} "
                f"pasarían por azar: {beyond}.",
            ),
            drawing=Funnel(
                points=points,
                limits=facts.limits,
                span=span([*own]),
                x_title=labels.label(own[0].quantity.unit),
                y_title=title,
            ),
        ),
    )


def _ends(own: list[Estimate]) -> tuple[Estimate, Estimate]:
    return min(own, key=lambda e: e.value), max(own, key=lambda e: e.value)
