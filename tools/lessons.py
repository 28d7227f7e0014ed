"""`make pictures`: one picture for each explanation that needs one, from simulated records.

Each lesson is drawn from numbers that the public methods give for simulated departments whose truth
is known. Lines and marks differ in shape and dash as well as in colour, so that they can be told
apart in grey; words stand beside what they name.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from daylight.report.charts.chart import Chart
from daylight.report.charts.draw import QUIET, SERIES, svg
from tools import lessons_simulated as simulated
from tools.pictures import sized

FOLDER = Path(__file__).parents[1] / "docs" / "pictures" / "lessons"
WIDTH = 520
"""In CSS pixels: on a telephone its words are still nine pixels tall."""


def encoding(field: str, kind: str, title: str, **more: Any) -> dict[str, Any]:
    """One channel of a picture."""
    return {"field": field, "type": kind, "title": title, **more}


def words(rows: Sequence[dict[str, Any]], **mark: Any) -> dict[str, Any]:
    """Words beside what they name: rows of `x`, `y`, `text`."""
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": 13, **mark},
        "encoding": {
            "x": {"field": "x", "type": "quantitative"},
            "y": {"field": "y", "type": "quantitative"},
            "text": {"field": "text"},
        },
    }


DASHES = ([1, 0], [8, 4], [2, 3])


def told_apart(field: str, names: Sequence[str]) -> dict[str, Any]:
    """Lines told apart by colour and by dash, with their names beside them instead of a legend."""
    ranges = {"color": SERIES, "strokeDash": DASHES}
    return {
        channel: encoding(
            field,
            "nominal",
            "",
            legend=None,
            scale={"domain": list(names), "range": list(values[: len(names)])},
        )
        for channel, values in ranges.items()
    }


def nothing() -> dict[str, Any]:
    """A dashed upright line at no difference."""
    return {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "color": QUIET, "strokeDash": [4, 4], "strokeWidth": 1.5},
        "encoding": {"x": {"datum": 0}},
    }


def clusters() -> Chart:
    """Intervals of departments in which nobody treats anybody otherwise, made in two ways."""
    found = simulated.departments()
    rows = [
        {
            "department": i,
            "low": one.low,
            "high": one.high,
            "said": "misses the truth" if one.misses else "holds the truth",
            "way": way,
        }
        for way, intervals in found.items()
        for i, one in enumerate(intervals)
    ]
    missed = {way: sum(one.misses for one in intervals) for way, intervals in found.items()}
    count = len(next(iter(found.values())))
    titles = {way: f"{way}: {n} of {count} miss" for way, n in missed.items()}
    x = encoding(
        "low",
        "quantitative",
        "Difference of search rates, in points (the truth is 0)",
        scale={"domain": [-6, 6], "nice": False},
    )
    place = {
        "x": x,
        "x2": {"field": "high"},
        "y": encoding("department", "ordinal", "", axis=None),
    }
    strokes = {
        "holds the truth": {"strokeWidth": 1.5, "color": SERIES[0]},
        "misses the truth": {"strokeWidth": 4.5, "color": SERIES[1]},
    }
    panels = [
        {
            "title": f"Taking {titles[way]} the truth",
            "width": 430,
            "height": 200,
            "data": {"values": [row for row in rows if row["way"] == way]},
            "layer": [
                nothing(),
                *(
                    {
                        "transform": [{"filter": f"datum.said == '{said}'"}],
                        "mark": {"type": "rule", **stroke},
                        "encoding": place,
                    }
                    for said, stroke in strokes.items()
                ),
            ],
        }
        for way in found
    ]
    ways = list(missed.values())
    return Chart(
        spec={"vconcat": panels, "spacing": 24},
        alt=f"The 95 % intervals of {count} simulated departments in which every officer searches "
        f"both groups alike. Taking each stop by itself, {ways[0]} of {count} leave out the truth; "
        f"taking each officer’s stops together, {ways[1]} of {count} do, and they are wider.",
        caption="Thick lines are intervals that miss the truth.",
    )


def blanks() -> Chart:
    """Two forms that leave race blank where nothing happened, and the three readings of each."""
    panels, said = [], []
    for form, share in simulated.FORMS.items():
        read = simulated.readings(share)
        rows = [
            {"reading": name, "value": value, "low": low, "high": high}
            for name, (value, low, high) in read.items()
        ]
        order = list(read)
        y = encoding("reading", "ordinal", "", sort=order, axis={"labelLimit": 200, "ticks": False})
        x = encoding(
            "low",
            "quantitative",
            "Difference of search rates, in points (the truth is 0)",
            scale={"domain": [-10, 10], "nice": False},
        )
        shown = {"test": "datum.reading != 'blanks at their worst'", "value": 1}
        panels.append(
            {
                "title": form,
                "width": 330,
                "height": 100,
                "data": {"values": rows},
                "layer": [
                    nothing(),
                    {
                        "mark": {"type": "rule", "strokeWidth": 3},
                        "encoding": {"x": x, "x2": {"field": "high"}, "y": y},
                    },
                    {
                        "mark": {"type": "point", "shape": "diamond", "size": 110},
                        "encoding": {
                            "x": encoding("value", "quantitative", ""),
                            "y": y,
                            "opacity": {"condition": shown, "value": 0},
                        },
                    },
                ],
            }
        )
        (recorded, *_), (dealt, *_), (_, low, high) = read.values()
        said.append(
            f"{form}: {recorded:+.1f} points among stops with race, {dealt:+.1f} with blanks "
            "dealt, "
            f"{low:+.1f} to {high:+.1f} with blanks at their worst."
        )
    return Chart(
        spec={"vconcat": panels, "spacing": 26},
        alt=f"Two simulated departments in which nobody is searched more. {' '.join(said)}",
        caption="Nobody is searched more than anybody else in either department.",
    )


def families() -> Chart:
    """What further questions do to a finding, declared primary or not."""
    found = simulated.padded()
    names = {"declared": "declared primary", "in_one_family": "one of all questions"}
    rows = [
        {"others": one.others, "p": getattr(one, field), "how": name}
        for one in found
        for field, name in names.items()
    ]
    last = found[-1]
    crossed = next(one.others for one in found if one.in_one_family > simulated.LEVEL)
    x = encoding(
        "others",
        "quantitative",
        "Further questions added to the study",
        scale={"domain": [0, 62]},
        axis={"values": [0, 10, 20, 30, 40], "grid": False},
    )
    y = encoding(
        "p", "quantitative", "p-value after correction", axis={"values": [0, 0.05, 0.1, 0.15]}
    )
    layers = [
        {
            "data": {"values": [{"x": 0, "x2": 40, "y": simulated.LEVEL}]},
            "mark": {"type": "rule", "color": QUIET, "strokeWidth": 1.5},
            "encoding": {
                "x": encoding("x", "quantitative", ""),
                "x2": {"field": "x2"},
                "y": encoding("y", "quantitative", ""),
            },
        },
        {
            "mark": {"type": "line", "strokeWidth": 3},
            "encoding": {"x": x, "y": y, **told_apart("how", list(names.values()))},
        },
        words(
            [
                {"x": 41, "y": last.in_one_family, "text": "one of all questions"},
                {"x": 41, "y": last.declared, "text": "declared primary"},
                {"x": 41, "y": simulated.LEVEL, "text": "grade 1 above this line"},
            ]
        ),
    ]
    return Chart(
        spec={"data": {"values": rows}, "width": 440, "height": 240, "layer": layers},
        alt=f"A finding with p = {simulated.RAW} alone. Corrected with all other questions it "
        f"passes .05 once {crossed} are added and is {last.in_one_family:.2f} with 40; declared "
        f"primary it stays at {last.declared}.",
        caption="The same finding, the same records; only questions that nobody needed were added.",
    )


def bursts() -> Chart:
    """What the busiest tenth has in one half of a record, and what the same officers have next."""
    found = {one.name: simulated.halves(one) for one in simulated.DEPARTMENTS}
    rows = [
        {"department": name, "half": half, "share": 100 * share}
        for name, shares in found.items()
        for half, share in enumerate(shares)
    ]
    names = list(found)
    domain = {"domain": names}
    layers = [
        {
            "data": {"values": [{"y": 10, "x": -0.12, "x2": 1.0}]},
            "mark": {"type": "rule", "color": QUIET, "strokeDash": [2, 3]},
            "encoding": {
                "x": encoding("x", "quantitative", ""),
                "x2": {"field": "x2"},
                "y": encoding("y", "quantitative", ""),
            },
        },
        {
            "mark": {"type": "line", "strokeWidth": 3},
            "encoding": {
                "x": encoding(
                    "half",
                    "quantitative",
                    "",
                    scale={"domain": [-0.12, 2.1]},
                    axis={
                        "values": [0, 1],
                        "labelExpr": "datum.value == 0 ? 'earlier half' : 'later half'",
                        "grid": False,
                    },
                ),
                "y": encoding(
                    "share",
                    "quantitative",
                    "Share of events, in %, of the tenth with the most events earlier",
                    scale={"domain": [0, 40]},
                ),
                **told_apart("department", names),
            },
        },
        {
            "mark": {"type": "point", "size": 90},
            "encoding": {
                "x": encoding("half", "quantitative", ""),
                "y": encoding("share", "quantitative", ""),
                "shape": encoding("department", "nominal", "", legend=None, scale=domain),
                "color": told_apart("department", names)["color"],
            },
        },
        words(
            [
                {"x": 1.06, "y": 100 * found[names[0]][1], "text": names[0]},
                {"x": 1.06, "y": 12.2, "text": names[1]},
                {"x": 1.06, "y": 8.0, "text": names[2]},
            ]
        ),
    ]
    told = "; ".join(
        f"{name}: {100 * a:.0f} %, then {100 * b:.0f} %" for name, (a, b) in found.items()
    )
    return Chart(
        spec={"data": {"values": rows}, "width": 440, "height": 280, "layer": layers},
        alt="Share of events of the tenth of officers with the most events in the earlier half of "
        f"a record, in that half and in the later one. {told}. Officers who are alike fall back "
        "to a tenth, bursts or not.",
        caption="Bursts look like officers who differ, until the same officers are seen again.",
    )


def looks() -> Chart:
    """False alarms as looks add up."""
    found = simulated.alarms()
    names = list(found)
    rows = [
        {"look": i + 1, "share": 100 * share, "way": name}
        for name, shares in found.items()
        for i, share in enumerate(shares)
    ]
    last = {name: 100 * shares[-1] for name, shares in found.items()}
    most = len(found[names[0]])
    layers = [
        {
            "data": {"values": [{"y": 5, "x": 1, "x2": most}]},
            "mark": {"type": "rule", "color": QUIET, "strokeDash": [2, 3]},
            "encoding": {
                "x": encoding("x", "quantitative", ""),
                "x2": {"field": "x2"},
                "y": encoding("y", "quantitative", ""),
            },
        },
        {
            "mark": {"type": "line", "strokeWidth": 3, "interpolate": "step-after"},
            "encoding": {
                "x": encoding(
                    "look",
                    "quantitative",
                    "Quarters looked at since the baseline",
                    scale={"domain": [1, 36]},
                    axis={"values": [1, 4, 8, 12, 16, 20, 24], "grid": False},
                ),
                "y": encoding(
                    "share", "quantitative", "Quiet series with a false alarm so far, in %"
                ),
                **told_apart("way", names[::-1]),
            },
        },
        words(
            [
                *({"x": most + 0.6, "y": share, "text": name} for name, share in last.items()),
                {"x": most + 0.6, "y": 6, "text": "5 % promised"},
            ]
        ),
    ]
    return Chart(
        spec={"data": {"values": rows}, "width": 440, "height": 260, "layer": layers},
        alt="Simulated series in which nothing ever changes. "
        + "; ".join(
            f"intervals {name}: {share:.0f} % have given a false alarm"
            for name, share in last.items()
        )
        + f" after {most} looks.",
        caption="Nothing changes in any of these series.",
    )


LESSONS: dict[str, Callable[[], Chart]] = {
    "together": clusters,
    "blanks": blanks,
    "grades": families,
    "officers": bursts,
    "monitoring": looks,
}
"""Explanation page → its picture."""


def main(names: list[str]) -> None:
    """Draw these lessons, or all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names or LESSONS:
        drawing = svg(LESSONS[name](), key=f"lesson-{name}")
        (FOLDER / f"{name}.svg").write_text(sized(drawing), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
