"""A picture as a file of its own: with its size, its colours and a ground."""

from functools import cache
from html import escape
from pathlib import Path

from daylight.report.charts.canvas import NAMESPACE, Canvas, Spot
from daylight.report.charts.chart import Chart

MARGIN = 12
_STYLE = Path(__file__).parents[1] / "static" / "figures.css"


@cache
def figure_style() -> str:
    """The classes used inside pictures."""
    return _STYLE.read_text(encoding="utf-8")


def standalone(chart: Chart, width: int) -> str:
    """The picture as an SVG document on white, described for those who cannot see it.

    A picture that a page loads as a file cannot see whether the page is light or dark.
    """
    drawn, head = chart.drawing.svg(width), _head(chart, width)
    top = drawn_height(head)
    whole, height = width + 2 * MARGIN, top + drawn_height(drawn) + 2 * MARGIN
    described = f"<title>{escape(chart.title)}</title><desc>{escape(chart.alt)}</desc>"
    style = escape(_used(head + drawn), quote=False)
    body = f'<g transform="translate(0 {top:g})">{_sized(drawn, width)}</g>'
    return (
        f'<svg xmlns="{NAMESPACE}" role="img" width="{whole:g}" height="{height:g}" '
        f'viewBox="{-MARGIN} {-MARGIN} {whole:g} {height:g}" '
        f'style="background:#fff;--paper:#fff">{described}'
        f"<style>{style}</style>{_sized(head, width)}{body}</svg>\n"
    )


def _used(drawn: str) -> str:
    """The classes that a drawing uses, and the colours of a light page."""
    light, _, rest = figure_style().partition("@media screen and (prefers-color-scheme: dark)")
    rules = [line for line in rest.splitlines() if line.startswith(".fig ")]
    looks = [
        rule
        for rule in rules
        if rule.startswith(".fig text {")
        or any(f".{look} " in rule or f".{look}:" in rule for look in _looks(drawn))
    ]
    return "".join([light, *looks])


def _looks(drawn: str) -> set[str]:
    """Every class within a drawing."""
    named = (part.partition('"')[0] for part in drawn.split('class="')[1:])
    return {look for one in named for look in one.split(" ")}


def _head(chart: Chart, width: int) -> str:
    """The picture's title, as lines over it."""
    canvas = Canvas(width)
    lines = canvas.broken(chart.title, width, "f-bold", 3)
    canvas.lined(Spot(0, 12), lines, "f-bold")
    return canvas.svg(len(lines) * canvas.step() + 12)


def _sized(drawn: str, width: int) -> str:
    """The drawing within another, at its own size."""
    size = f'width="{width}" height="{drawn_height(drawn):g}" '
    return drawn.replace("<svg ", f"<svg {size}", 1)


def drawn_height(drawn: str) -> float:
    """The height of a drawing, in the units of its width."""
    box = drawn[drawn.index('viewBox="') + len('viewBox="') :]
    return float(box[: box.index('"')].split(" ")[3])
