"""A chart → SVG that belongs to the page: its fonts, its colours, light or dark, no network."""

import copy
import re
from typing import Any
from xml.etree import ElementTree

import vl_convert

from daylight.errors import DaylightError
from daylight.report.charts.chart import Chart

WIDE, NARROW = 720, 340
"""Widths in CSS pixels at which a chart is drawn for a page or paper, and for a phone."""

VEGA_LITE = "5.21"

LEGEND_ENTRY = 150
"""Room in CSS pixels for one entry of a legend."""

FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"

SERIES: tuple[str, ...] = (
    "#1f5fa8",
    "#b5471b",
    "#0e7a66",
    "#82459a",
    "#8a6100",
    "#2a7f9e",
    "#a03060",
    "#5c6570",
)
"""Colours of series on a light page, told apart with the common colour-vision deficiencies. The
stylesheet gives each a counterpart for a dark page under the name `--series-N`."""

QUIET = "#6b7280"
"""Reference lines and whatever else stands back: `--quiet` in the stylesheet."""

_SVG = "http://www.w3.org/2000/svg"
_INK = {"#000", "#000000", "black", "currentcolor", "#888", "gray", "grey", "#ddd"}
_COLOURS = {colour: f"var(--series-{n}, {colour})" for n, colour in enumerate(SERIES, start=1)}
_COLOURS[QUIET] = f"var(--quiet, {QUIET})"
_COLOURS |= {
    vega: _COLOURS[house]
    for vega, house in zip(("#4c78a8", "#f58518", "#e45756"), SERIES, strict=False)
}

ElementTree.register_namespace("", _SVG)


def svg(chart: Chart, *, key: str, width: int | None = None) -> str:
    """The chart as an inline SVG element, the same bytes every time.

    Parameters
    ----------
    key
        A name that no other drawing on the page has; ids inside the drawing start with it.
    width
        Whole width in CSS pixels for a chart that can be drawn at any width; None keeps its own.
    """
    drawn = vl_convert.vegalite_to_svg(
        themed(chart.spec, width), vl_version=VEGA_LITE, allowed_base_urls=[]
    )
    root = ElementTree.fromstring(_own_ids(drawn, key))  # noqa: S314  our own drawing, not input
    _strip(root)
    for element in root.iter():
        _recolour(element)
    _describe(root, chart, key)
    return ElementTree.tostring(root, encoding="unicode")


def fits(spec: dict[str, Any]) -> bool:
    """Whether the chart is a single plot, which can be drawn at any width."""
    composite = {"facet", "hconcat", "vconcat", "concat", "repeat"}
    channels = {"row", "column", "facet"}
    return not composite & spec.keys() and not channels & spec.get("encoding", {}).keys()


def themed(spec: dict[str, Any], width: int | None = None) -> dict[str, Any]:
    """The specification with the house theme; refuses one that would fetch its data."""
    if _mentions_url(spec):
        raise DaylightError("a chart must hold its data: a report never fetches anything")
    sized = {"width": width, "autosize": {"type": "fit-x", "contains": "padding"}}
    shape = sized if width is not None and fits(spec) else {}
    room = width or WIDE
    fitted = {
        "legend": THEME["legend"] | {"columns": max(1, room // LEGEND_ENTRY)},
        "axis": THEME["axis"] | {"labelLimit": 0.4 * room},
    }
    theme = THEME | fitted | spec.get("config", {})
    return {**_one_legend(spec), **shape, "config": theme}


def _one_legend(spec: dict[str, Any]) -> dict[str, Any]:
    """The specification with one legend where colour, shape and dash tell the same thing.

    Vega-Lite merges legends only when their channels list the same values in the same order.
    """
    rows = spec.get("data", {}).get("values", [])
    merged = copy.deepcopy(spec)
    told = [
        encoding[channel]
        for part in (merged, *merged.get("layer", []))
        for encoding in (part.get("encoding", {}),)
        for channel in LEGEND_CHANNELS & encoding.keys()
    ]
    for channel in told if rows else []:
        _list_values(channel, rows)
    return merged


def _list_values(channel: Any, rows: list[dict[str, Any]]) -> None:
    if not isinstance(channel, dict) or channel.get("field") not in rows[0]:
        return
    if channel.get("type") != "nominal" or "condition" in channel:
        return
    values = list(dict.fromkeys(row.get(channel["field"]) for row in rows))
    channel["scale"] = {"domain": values} | (channel.get("scale") or {})
    channel.pop("sort", None)


LEGEND_CHANNELS = {"color", "shape", "strokeDash"}

THEME: dict[str, Any] = {
    "background": None,
    "font": FONT,
    "padding": {"left": 2, "right": 6, "top": 6, "bottom": 2},
    "range": {"category": list(SERIES)},
    "view": {"stroke": None},
    "mark": {"color": SERIES[0]},
    "point": {"filled": True, "size": 64, "opacity": 1},
    "line": {"strokeWidth": 2},
    "area": {"opacity": 0.2, "line": False},
    "rule": {"strokeWidth": 2, "color": SERIES[0]},
    "text": {"color": "currentColor", "fontSize": 12},
    "axis": {
        "labelColor": "currentColor",
        "titleColor": "currentColor",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "titlePadding": 8,
        "domainColor": "currentColor",
        "domainOpacity": 0.45,
        "tickColor": "currentColor",
        "tickOpacity": 0.45,
        "gridColor": "currentColor",
        "gridOpacity": 0.13,
    },
    "axisX": {"labelFlush": False},
    "axisY": {"titleAngle": 0, "titleAlign": "left", "titleX": 0, "titleY": -14},
    "legend": {
        "orient": "top",
        "direction": "horizontal",
        "labelColor": "currentColor",
        "titleColor": "currentColor",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 220,
        "symbolOpacity": 1,
        "offset": 32,
        "padding": 0,
    },
    "header": {
        "labelColor": "currentColor",
        "titleColor": "currentColor",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
    "title": {"color": "currentColor", "fontSize": 13, "fontWeight": "normal", "anchor": "start"},
}


def _mentions_url(part: Any) -> bool:
    if isinstance(part, dict):
        return "url" in part or any(_mentions_url(value) for value in part.values())
    return isinstance(part, (list, tuple)) and any(_mentions_url(value) for value in part)


def _own_ids(drawn: str, key: str) -> str:
    """Ids that no other drawing on the page has."""
    named = re.sub(r'\bid="', f'id="{key}-', drawn)
    return re.sub(r"url\(#", f"url(#{key}-", named)


def _strip(parent: ElementTree.Element) -> None:
    """Drop what only a live chart needs: roles of parts, frames that draw nothing."""
    for child in list(parent):
        frame = child.get("class", "") in {"background", "foreground"}
        if frame and "fill" not in child.attrib:
            parent.remove(child)
        else:
            _strip(child)
    for name in [n for n in parent.attrib if n.startswith("aria-") or n == "role"]:
        del parent.attrib[name]
    for name in ("class", "pointer-events"):
        parent.attrib.pop(name, None)
    if parent.get("opacity") == "1":
        del parent.attrib["opacity"]


def _recolour(element: ElementTree.Element) -> None:
    """Fixed colours → the page's variables, so that a dark page gets a dark chart."""
    style = []
    for paint in ("fill", "stroke"):
        colour = element.get(paint, "").lower()
        if colour in _INK:
            element.set(paint, "currentColor")
        elif colour in _COLOURS:
            style.append(f"{paint}:{_COLOURS[colour]}")
    if style:
        element.set("style", ";".join(style))


def _describe(root: ElementTree.Element, chart: Chart, key: str) -> None:
    """Name and description for those who cannot see it; a size that follows the page."""
    width = 1.2 * float(root.attrib.pop("width"))
    root.attrib.pop("height")
    root.set("style", f"max-width:{width:.0f}px")
    root.set("role", "img")
    root.set("aria-labelledby", f"{key}-title {key}-desc")
    title = ElementTree.Element(f"{{{_SVG}}}title", {"id": f"{key}-title"})
    title.text = chart.caption or "Chart"
    desc = ElementTree.Element(f"{{{_SVG}}}desc", {"id": f"{key}-desc"})
    desc.text = chart.alt
    root.insert(0, title)
    root.insert(1, desc)
