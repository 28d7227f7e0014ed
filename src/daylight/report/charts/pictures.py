"""Method name → the function that draws its results; without one, intervals are drawn."""

from collections.abc import Callable

from daylight.data.result import Result
from daylight.report.charts import agreement, effects, force, officers, stops, threshold, trust
from daylight.report.charts.chart import Chart

PICTURES: dict[str, Callable[[Result], tuple[Chart, ...]]] = {
    **officers.PICTURES,
    **effects.PICTURES,
    **force.PICTURES,
    **trust.PICTURES,
    **stops.PICTURES,
    **agreement.PICTURES,
    **threshold.PICTURES,
}
