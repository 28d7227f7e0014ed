"""Pictures of search thresholds: the gap under every assumption, and the levels beside it."""

from dataclasses import replace

from daylight.data.facts.searches import ThresholdFacts
from daylight.data.result import Estimate, Result
from daylight.report import labels
from daylight.report.charts.chart import Chart
from daylight.report.charts.intervals import side_by_side
from daylight.report.language import say


def thresholds(result: Result) -> tuple[Chart, ...]:
    """Gaps to the reference, and average thresholds, by family and prior scale."""
    gaps = _with_assumption(result, "threshold_gap")
    levels = _with_assumption(result, "average_threshold")
    chart = side_by_side(
        [(labels.quantity("threshold_gap"), gaps), (labels.quantity("average_threshold"), levels)],
        say(
            "Each row is another assumption about how risk is spread: a family of distributions "
            "and the width of its priors. A gap that does not hold in every row is not a finding; "
            "levels move with the assumption far more than gaps do.",
            "Cada fila es otro supuesto sobre cómo se reparte el riesgo: una familia de "
            "distribuciones y la anchura de sus distribuciones previas. Una diferencia que no se "
            "mantiene en todas las filas no es un hallazgo; los niveles cambian con el supuesto "
            "mucho más que las diferencias.",
        ),
    )
    return (chart,) if chart else ()


def _with_assumption(result: Result, name: str) -> list[Estimate]:
    """What was asked for first, under the name of its own assumption."""
    facts = result.facts_as(ThresholdFacts)
    scale = say(f"prior scale {facts.prior_scale:g}", f"escala previa {facts.prior_scale:g}")
    asked = say("as published", "como se publicó") if facts.prior_scale == 1 else scale
    estimates = sorted(result.named(name), key=lambda e: e.variant is not None)
    return [replace(e, variant=e.variant or f"{facts.family}, {asked}") for e in estimates]
