"""`make pictures`: a picture of what each method may look like, drawn as a report draws it."""

import math
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from daylight import Result
from daylight.model.methods import METHODS
from daylight.report import labels
from daylight.report.charts.chart import Chart
from daylight.report.charts.intervals import forest
from daylight.report.charts.standalone import standalone
from daylight.report.presentations import PRESENTATIONS

METHODS_FOLDER = Path(__file__).parents[1] / "docs" / "pictures" / "methods"
WIDTH = 620
"""In CSS pixels; narrow enough that a telephone still shows the words."""


def drawn() -> frozenset[str]:
    """The methods that have a picture."""
    return frozenset(path.stem for path in METHODS_FOLDER.glob("*.svg"))


def picture(name: str) -> str:
    """The first picture of the method's example."""
    from tools.examples import answered

    result = answered(name)
    if not isinstance(result, Result):
        raise SystemExit(f"{name} refuses its example: {result.reason}")
    chart, *_ = PRESENTATIONS[name].picture(result) or quantities(result)
    return standalone(chart, WIDTH)


def quantities(result: Result) -> list[Chart]:
    """Where a report would draw nothing: its quantities of the commonest scale, side by side."""
    known = [estimate for estimate in result.estimates if math.isfinite(estimate.value)]
    scale, _ = Counter(estimate.scale for estimate in known).most_common(1)[0]
    rows = [estimate for estimate in known if estimate.scale is scale]
    if len({estimate.name for estimate in rows}) == 1:
        chart = forest(rows, caption=result.method)
    else:
        named = [replace(row, keys={}, variant=labels.quantity(row.name)) for row in rows]
        chart = forest(named, title=scale.value, caption=result.method)
    return [chart] if chart else []


def main(names: list[str]) -> None:
    """Draw the pictures of these methods, or of all."""
    METHODS_FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names or METHODS:
        (METHODS_FOLDER / f"{name}.svg").write_text(picture(name), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
