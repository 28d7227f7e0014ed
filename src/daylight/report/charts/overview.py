"""All comparisons of a report in one picture: question by group, on one scale of ratios."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from daylight.report import numbers
from daylight.report.charts.chart import Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewRow:
    """One comparison: a question and a group.

    Parameters
    ----------
    refused
        In two words why there is no number; empty where there is one.
    blank
        The share that was not recorded.
    """

    question: str
    group: str
    against: str
    value: float
    low: float
    high: float
    grade: int
    refused: str
    blank: float | None


def overview(rows: Sequence[OverviewRow]) -> Chart:
    """Every comparison as a dot with its interval, one column for each group."""
    values = [
        {
            "question": row.question,
            "group": asdict(row)["group"],
            "value": row.value,
            "low": row.low,
            "high": row.high,
            "shown": row.grade > 1,
        }
        for row in rows
        if math.isfinite(row.value)
    ]
    base = {"field": "question", "type": "nominal", "sort": None, "title": None}
    scale = {"type": "log", "clamp": True, "domain": [0.25, 16]}
    x = {"field": "value", "type": "quantitative", "scale": scale, "title": None}
    spec = {
        "data": {"values": values},
        "facet": {"column": {"field": "group", "type": "nominal", "sort": None, "title": None}},
        "spec": {
            "width": 62,
            "height": {"step": 17},
            "encoding": {"y": base},
            "layer": [
                {
                    "mark": "rule",
                    "encoding": {"x": {"datum": 1, "type": "quantitative"}, "y": None},
                },
                {"mark": "rule", "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}}},
                {"mark": {"type": "point", "size": 30}, "encoding": {"x": x}},
            ],
        },
    }
    said = "; ".join(
        f"{row.question}, {asdict(row)['group']}: {row.refused or numbers.number(row.value)}"
        for row in rows
    )
    return Chart(spec=spec, alt=f"Comparisons by group. {said}.", caption="")
