"""A picture as PNG, for the formats that cannot show SVG."""

from importlib.util import find_spec

from daylight.report.charts.chart import Chart
from daylight.report.charts.standalone import standalone
from daylight.report.formats.flat_style import flat, on_white

WIDE = 700
"""Units across, as a page draws it."""

SCALE = 2.0
"""Pixels for each unit of the drawing: sharp on paper."""

FONT = "Liberation Sans"
"""The font that the drawing library brings along: the same letters on every machine."""

INK = "#1c1f24"
"""What `currentColor` is on a white page."""


def is_there() -> bool:
    """Whether pictures can be drawn as PNG here."""
    return find_spec("vl_convert") is not None


def png(chart: Chart) -> bytes:
    """A picture as PNG on white, with fonts of its own, the same bytes everywhere."""
    import vl_convert

    drawing = standalone(chart, WIDE)
    alone = on_white(flat(drawing).replace("currentColor", INK), FONT)
    drawn: bytes = vl_convert.svg_to_png(alone, scale=SCALE)
    return drawn
