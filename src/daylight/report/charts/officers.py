"""Pictures of officers: the concentration curve beside chance, and the strands of the verdict."""

import math
from dataclasses import replace

from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.charts.chart import Chart
from daylight.report.charts.intervals import forest, intervals
from daylight.report.charts.sharecurve import Curve, ShareCurves
from daylight.report.charts.spread import spread
from daylight.report.language import Words, say

BUSIEST = 10.0
"""The tenth of officers with the most events."""


def concentration(result: Result) -> tuple[Chart, ...]:
    """Share of events on the officers with the most, as observed and by chance."""
    if not result.named("top_share") or not result.named("lorenz"):
        return ()
    share = result.one("top_share", top_percent=BUSIEST)
    alike = result.one("top_share_by_chance", top_percent=BUSIEST)
    held, chance = numbers.percent(share.value), numbers.percent(alike.value)
    return (
        Chart(
            title=say(
                f"The busiest tenth of officers has {held} of events; identical officers would "
                f"have {chance} by chance",
                f"El 10 % de agentes con más sucesos reúne {held}; agentes idénticos tendrían "
                f"{chance} por azar",
            ),
            caption=say(
                "The further the solid line lies above that of identical officers, the more the "
                "events are concentrated beyond chance.",
                "Cuanto más por encima de la de agentes idénticos está la línea continua, más se "
                "concentran los sucesos más allá del azar.",
            ),
            alt=say(
                "Concentration curve, both axes 0 to 100 %: share of events on the officers with "
                f"the most. The tenth of officers with the most events has {numbers.stated(share)} "
                f"of them; identical officers would have {chance} by chance.",
                "Curva de concentración, ambos ejes de 0 a 100 %: parte de los sucesos en los "
                f"agentes con más. La décima parte con más sucesos reúne {numbers.stated(share)}; "
                f"agentes idénticos tendrían {chance} por azar.",
            ),
            drawing=ShareCurves(
                observed=Curve(
                    name=say("Observed", "Observado"),
                    points=_from_the_top(result, "lorenz"),
                    said=say(f"the busiest tenth has {held}", f"la décima parte tiene {held}"),
                ),
                by_chance=Curve(
                    name=say("Identical officers, by chance", "Agentes idénticos, por azar"),
                    points=_from_the_top(result, "lorenz_by_chance"),
                    said=chance,
                ),
                x_title=say(
                    "Share of officers, those with the most events first",
                    "Parte de los agentes, primero los que tienen más sucesos",
                ),
                y_title=say("Share of events", "Parte de los sucesos"),
                marked=BUSIEST / 100,
            ),
        ),
    )


def _from_the_top(result: Result, name: str) -> tuple[tuple[float, float], ...]:
    """A Lorenz curve, which begins with the fewest events, read from its other end."""
    points = {(0.0, 0.0), (1.0, 1.0)}
    for e in result.named(name):
        if math.isfinite(e.value):
            points.add((1 - float(e.keys["lowest_percent"]) / 100, 1 - e.value))
    return tuple(sorted(points))


def same_scene(result: Result) -> tuple[Chart, ...]:
    """Officers' excess over comparable officers at the same scenes; for the agency only."""
    chart = spread(
        result.named("escalation"),
        same=say(
            "Zero: the mean of the officer and comparable officers.",
            "Cero: la media del agente y de agentes comparables.",
        ),
    )
    return (chart,) if chart else ()


def internal_benchmark(result: Result) -> tuple[Chart, ...]:
    """Officers' rates above colleagues in like circumstances; for the agency only."""
    chart = spread(
        result.named("rate_above_colleagues"),
        same=say(
            "Zero: the rate of colleagues in the same circumstances.",
            "Cero: la tasa de colegas en las mismas circunstancias.",
        ),
    )
    return (chart,) if chart else intervals(result)


STRANDS = (
    (
        Words("On the top tenth", "En el 10 % con más"),
        "top_percent",
        "top_share",
        "top_share_by_chance",
    ),
    (
        Words("Later, on the earlier top tenth", "Después, en el 10 % que antes tenía más"),
        "earlier_top_percent",
        "later_share",
        "exposure_share",
    ),
)
"""What a strand is called, the key whose tenth is drawn, and the two quantities side by side."""

OBSERVED = Words("observed", "observado")
ALIKE = Words("if all alike", "si todos fueran iguales")
AVOIDED = Words("Later, avoided without it", "Después, evitado sin él")


def officers_or_department(result: Result) -> tuple[Chart, ...]:
    """Each strand as observed and as identical officers would give it; then the choices."""
    rows = [row for strand in STRANDS for row in _strand(result, *strand)]
    rows += [
        replace(e, keys={"strand": AVOIDED.text}, variant=OBSERVED.text)
        for e in result.named("share_avoided")
        if e.keys["top_percent"] == BUSIEST
    ]
    strands = forest(
        rows,
        title=say("Share of events", "Parte de los sucesos"),
        caption=say(
            "The strands side by side: the further a mark lies from the one for identical "
            "officers, the more the record depends on who the officer is.",
            "Los indicios uno junto a otro: cuanto más lejos está una marca de la de agentes "
            "idénticos, más depende el resultado de quién es el agente.",
        ),
    )
    return tuple(chart for chart in (strands, _choices(result)) if chart)


def _strand(result: Result, label: Words, key: str, name: str, other: str) -> list[Estimate]:
    return [
        replace(e, keys={"strand": label.text}, variant=kind.text)
        for quantity, kind in ((name, OBSERVED), (other, ALIKE))
        for e in result.named(quantity)
        if e.keys[key] == BUSIEST
    ]


def _choices(result: Result) -> Chart | None:
    """What replacing officers would avoid: the lowest, the middle and the highest choice."""
    chosen = [e for e in result.named("share_avoided_by_choice") if math.isfinite(e.value)]
    if not chosen:
        return None
    rows = []
    for top in sorted({float(e.keys["top_percent"]) for e in chosen}):
        own = sorted(
            (e for e in chosen if float(e.keys["top_percent"]) == top), key=lambda e: e.value
        )
        middle = own[len(own) // 2]
        keys = {"top_percent": top}
        low, high = own[0].value, own[-1].value
        rows.append(replace(middle, keys=keys, low=low, high=high, n=len(own)))
    ends = [numbers.percent(end(e.value for e in chosen)) for end in (min, max)]
    chart = forest(
        rows,
        title=say("Later events avoided, by choice", "Sucesos evitados después, por elección"),
        caption=say(
            "A line from the lowest to the highest of n defensible choices, a mark at the middle "
            "one: how officers are ranked, who stands in for them, and who is counted.",
            "Una línea de la más baja a la más alta de n elecciones defendibles, una marca en la "
            "del medio: cómo se ordenan los agentes, quién los sustituye y a quién se cuenta.",
        ),
    )
    if chart is None:
        return None
    return replace(
        chart,
        alt=say(
            f"Rows by how many officers are replaced: share of later events avoided under "
            f"{len(chosen)} choices: from {ends[0]} to {ends[1]}.",
            f"Filas según cuántos agentes se reemplazan: parte de los sucesos posteriores "
            f"evitados con {len(chosen)} elecciones: de {ends[0]} a {ends[1]}.",
        ),
    )
