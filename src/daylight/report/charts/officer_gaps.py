"""A picture of officers' gaps: the mean and where most officers lie, never a single officer."""

from daylight.data.result import Result
from daylight.report.charts.chart import Chart
from daylight.report.charts.intervals import forest
from daylight.report.language import say

NAMES = ("mean_officer_gap", "officer_gap_within_which_most_lie")


def officer_gaps(result: Result) -> tuple[Chart, ...]:
    """For each group the mean gap and the two ends between which 95 of 100 officers lie."""
    shown = [e for name in NAMES for e in result.named(name)]
    chart = forest(
        shown,
        title=say(
            "Difference of rates within officers, points",
            "Diferencia de tasas dentro de cada agente, puntos",
        ),
        caption=say(
            "The mean of officers’ own gaps, and the ends between which 95 of 100 of them lie once "
            "chance is taken out.",
            "La media de las diferencias propias de los agentes y los extremos entre los que están "
            "95 de cada 100 una vez descontado el azar.",
        ),
    )
    return (chart,) if chart else ()
