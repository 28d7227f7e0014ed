"""Pictures of agreement between tests and of answers under every choice."""

from typing import Any

from daylight.data.result import Result
from daylight.report import labels, numbers
from daylight.report.charts.chart import Chart
from daylight.report.charts.intervals import forest

WORDS = {
    "more": "more police action",
    "less": "less police action",
    "not enough evidence either way": "not enough evidence",
    "depends on the model": "depends on the model",
}
SIGNS = {
    "more": "▲",
    "less": "▼",
    "not enough evidence either way": "○",
    "depends on the model": "?",
}


def agreement(result: Result) -> tuple[Chart, ...]:
    """Tests down the page, groups across, a sign for what each test says of each group."""
    rows = [_cell(result, key, str(said)) for key, said in _said(result)]
    tests = list(dict.fromkeys(row["test"] for row in rows))
    groups = list(dict.fromkeys(row["group"] for row in rows))
    says = {"field": "says", "type": "nominal", "title": "Points to", "sort": list(WORDS.values())}
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


def _said(result: Result) -> list[tuple[str, Any]]:
    return [(key, said) for key, said in result.diagnostics.items() if " | " in key]


def _cell(result: Result, key: str, said: str) -> dict[str, Any]:
    group, test = key.split(" | ", 1)
    evidence = result.one("evidence", group, test)
    return {
        "group": labels.group(group),
        "test": test,
        "says": WORDS[said],
        "sign": SIGNS[said],
        "p": evidence.p_value,
        "n": evidence.n,
    }


def _alt(result: Result) -> str:
    parts = []
    for more in result.named("tests_pointing_to_more"):
        less = result.one("tests_pointing_to_less", more.group)
        parts.append(
            f"{labels.group(more.group)}: {numbers.count(more.value)} of {more.n} tests point to "
            f"more police action, {numbers.count(less.value)} to less"
        )
    return f"What each test says of each group. {'; '.join(parts)}."


def _caption() -> str:
    return (
        "▲ more, ▼ less police action than the reference group, beyond chance after correcting for "
        "the number of tests; ○ not enough evidence either way; ? the answer depends on the model."
    )


def multiverse(result: Result) -> tuple[Chart, ...]:
    """All answers to one question about one group, from the lowest to the highest."""
    charts = []
    for middle in result.named("median_choice"):
        own = [
            e
            for e in result.named("choice")
            if e.group == middle.group and e.stratum.startswith(f"{middle.stratum}: ")
        ]
        title = f"{labels.group(middle.group)}: {middle.stratum}"
        chart = forest(own, title=title, caption=f"{title}, under {len(own)} choices.")
        if chart is not None:
            charts.append(chart)
    return tuple(charts)


PICTURES = {"agreement": agreement, "multiverse": multiverse}
