"""Method name → the function that draws its results; without one, intervals are drawn."""

from collections.abc import Callable

from daylight.report.charts import agreement, effects, force, officers, stops, threshold, trust
from daylight.report.charts.chart import Chart
from daylight.result import Result

PICTURES: dict[str, Callable[[Result], tuple[Chart, ...]]] = {
    **officers.PICTURES,
    **effects.PICTURES,
    **force.PICTURES,
    **trust.PICTURES,
    **stops.PICTURES,
    **agreement.PICTURES,
    **threshold.PICTURES,
}
