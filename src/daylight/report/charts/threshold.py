"""Pictures of search thresholds: the gap under every assumption, and the levels beside it."""

from daylight.data.result import Estimate, Result
from daylight.data.untyped import untyped
from daylight.report.charts.chart import Chart
from daylight.report.charts.intervals import forest

CAPTION = (
    "Each row is another assumption about how risk is spread: a family of distributions and the "
    "width of its priors. A gap that does not hold in every row is not a finding."
)


def thresholds(result: Result) -> tuple[Chart, ...]:
    """Gaps to the reference, then average thresholds, by family and prior scale."""
    own = "beta" if result.method == "threshold" else "discriminant"
    drawn = (
        forest(
            _told(result.named("threshold_gap"), own),
            title=f"Threshold minus that of {result.reference}",
            caption=CAPTION,
        ),
        forest(
            _told(result.named("average_threshold"), own),
            title="Chance of a find above which people are searched",
            caption="Levels move with the assumption far more than gaps do.",
        ),
    )
    return tuple(chart for chart in drawn if chart is not None)


def _told(estimates: tuple[Estimate, ...], own: str) -> list[Estimate]:
    """The headline named by its assumption, so that no row is called `all`."""
    renamed = [
        untyped(
            name=e.name,
            group=e.group,
            reference=e.reference,
            stratum=f"{own}, as published" if e.stratum == "all" else e.stratum,
            value=e.value,
            low=e.low,
            high=e.high,
            level=e.level,
            scale=e.scale,
            n=e.n,
        )
        for e in estimates
    ]
    return sorted(renamed, key=lambda e: not e.stratum.endswith("as published"))


PICTURES = {"threshold": thresholds, "threshold-discriminant": thresholds}
