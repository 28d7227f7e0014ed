"""Pictures of agreement between tests and of answers under every choice."""

from typing import Any

from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.charts.chart import Chart
from daylight.report.charts.intervals import forest
from daylight.report.wording.agreement import DIRECTIONS, points_of
from daylight.report.wording.compared import group_of


def agreement(result: Result) -> tuple[Chart, ...]:
    """Tests down the page, groups across, a sign for what each test says of each group."""
    rows = [_cell(result, evidence) for evidence in result.named("evidence")]
    tests = [test for _, test in dict.fromkeys((row["fact"], row["test"]) for row in rows)]
    groups = list(dict.fromkeys(row["group"] for row in rows))
    sort = [direction.short.text for direction in DIRECTIONS.values()]
    says = {"field": "says", "type": "nominal", "title": "Points to", "sort": sort}
    spec: dict[str, Any] = {
        "data": {"values": rows},
        "height": 26 * len(tests),
        "encoding": {
            "y": {"field": "test", "type": "nominal", "sort": tests, "title": None},
            "x": {
                "field": "group",
                "type": "nominal",
                "sort": groups,
                "title": None,
                "axis": {"orient": "top", "labelAngle": 0},
            },
        },
        "layer": [
            {
                "mark": {"type": "text", "fontSize": 16},
                "encoding": {"text": {"field": "sign", "type": "nominal"}, "color": says},
            }
        ],
    }
    return (Chart(spec=spec, alt=_alt(result), caption=_caption()),)


def _cell(result: Result, evidence: Estimate) -> dict[str, Any]:
    direction = DIRECTIONS[points_of(result, evidence)]
    return {
        "group": labels.group(group_of(evidence)),
        "test": evidence.keys["test"],
        "fact": evidence.keys["fact"],
        "says": direction.short.text,
        "sign": direction.sign,
        "p": evidence.p_value,
        "n": evidence.n,
    }


def _alt(result: Result) -> str:
    parts = []
    for more in result.named("facts_pointing_to_more"):
        less = result.beside(more, "facts_pointing_to_less")
        parts.append(
            f"{labels.group(group_of(more))}: {numbers.count(more.value)} of {more.n} facts point "
            f"to more police action, {numbers.count(less.value)} to less"
        )
    return f"What each test says of each group. {'; '.join(parts)}."


def _caption() -> str:
    return (
        "▲ more, ▼ less police action than the reference group, beyond chance after correcting for "
        "the number of facts; ○ not enough evidence either way; ? the answer depends on the model. "
        "Tests of one fact are one question put to the same records in several ways."
    )


def multiverse(result: Result) -> tuple[Chart, ...]:
    """All answers to one question about one group, from the lowest to the highest."""
    charts = []
    for middle in result.named("median_choice"):
        own = [
            e for e in result.named("choice") if e.keys == middle.keys and e.scale is middle.scale
        ]
        asked = ", ".join(filter(None, (str(middle.keys["question"]), middle.variant)))
        title = f"{labels.group(group_of(middle))}: {asked}"
        chart = forest(own, title=title, caption=f"{title}, under {len(own)} choices.")
        if chart is not None:
            charts.append(chart)
    return tuple(charts)
