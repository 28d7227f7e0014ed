"""Pictures of search thresholds: the gap under every assumption, and the levels beside it."""

from dataclasses import replace

from daylight.data.facts.searches import ThresholdFacts
from daylight.data.result import Estimate, Result
from daylight.report.charts.chart import Chart
from daylight.report.charts.intervals import forest

CAPTION = (
    "Each row is another assumption about how risk is spread: a family of distributions and the "
    "width of its priors. A gap that does not hold in every row is not a finding."
)


def thresholds(result: Result) -> tuple[Chart, ...]:
    """Gaps to the reference, then average thresholds, by family and prior scale."""
    gaps = _with_assumption(result, "threshold_gap")
    drawn = (
        forest(
            gaps,
            title=f"Threshold minus that of {gaps[0].compared_with}" if gaps else "",
            caption=CAPTION,
        ),
        forest(
            _with_assumption(result, "average_threshold"),
            title="Chance of a find above which people are searched",
            caption="Levels move with the assumption far more than gaps do.",
        ),
    )
    return tuple(chart for chart in drawn if chart is not None)


def _with_assumption(result: Result, name: str) -> list[Estimate]:
    """What was asked for first, under the name of its own assumption."""
    facts = result.facts_as(ThresholdFacts)
    published = facts.prior_scale == 1
    asked = "as published" if published else f"prior scale {facts.prior_scale:g}"
    estimates = sorted(result.named(name), key=lambda e: e.variant is not None)
    return [replace(e, variant=e.variant or f"{facts.family}, {asked}") for e in estimates]
