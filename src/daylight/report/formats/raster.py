"""A picture as PNG, for the formats that cannot show SVG."""

import re
from importlib.util import find_spec

from daylight.report.charts import draw
from daylight.report.charts.chart import Chart

SCALE = 2.0
"""Pixels for each unit of the drawing: sharp on paper."""

INK = "#1c1f24"
"""What `currentColor` is on a white page."""

_VARIABLE = re.compile(r"var\(\s*--[\w-]+\s*,\s*([^)]+)\)")


def is_there() -> bool:
    """Whether pictures can be drawn as PNG here."""
    return find_spec("vl_convert") is not None


def png(chart: Chart, key: str) -> bytes:
    """A picture as PNG on white, with fonts of its own, the same bytes everywhere."""
    import vl_convert

    drawing = draw.svg(chart, key=key, width=draw.WIDE)
    drawn: bytes = vl_convert.svg_to_png(_plain(drawing), scale=SCALE)
    return drawn


def _plain(drawing: str) -> str:
    """A drawing without what only a page has: variables and the colour of its text."""
    return _VARIABLE.sub(r"\1", drawing).replace("currentColor", INK)
