"""Maps: hexagons from coordinates, and districts from outlines. The darker, the more."""

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from daylight.report import numbers
from daylight.report.charts.canvas import Box, Canvas, Spot
from daylight.report.charts.chart import Chart, Table
from daylight.report.charts.funnel import touch
from daylight.report.charts.missingness import legend
from daylight.report.charts.shapes import AreaOutline, Place, fitting
from daylight.report.language import say

FEWEST = 10
"""Below this a hexagon's number is never told."""
TONES = 5
TALLEST = 460.0
ACROSS = 26
"""Hexagons from side to side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HexMap:
    """Hexagons with how many places lie in each.

    Parameters
    ----------
    cells
        Middle of a hexagon, in longitude and latitude, and its count.
    size
        From a hexagon's middle to a corner, in degrees of latitude.
    """

    cells: tuple[tuple[Place, int], ...]
    size: float
    unit: str

    def svg(self, width: int) -> str:
        """The picture."""
        canvas = Canvas(width)
        places = [place for place, _ in self.cells]
        pad = self.size * 2
        bounds = [(x + dx, y + dy) for x, y in places for dx in (-pad, pad) for dy in (-pad, pad)]
        projection, height = fitting(bounds, min(width, 520), TALLEST)
        edges = hex_edges(max(count for _, count in self.cells))
        radius = self.size * projection.scale
        for place, count in self.cells:
            x, y = projection.at(place)
            ring = [
                Spot(
                    x + radius * math.sin(math.pi / 3 * corner),
                    y + radius * math.cos(math.pi / 3 * corner),
                )
                for corner in range(6)
            ]
            shown = count if count >= FEWEST else f"1–{FEWEST - 1}"
            canvas.polygon(ring, f"f-s{tone(count, edges)} f-tile", {"count": shown})
        entries = [(f"f-s{n}", text) for n, text in enumerate(_ranges(edges), start=1)]
        y = height + 16
        canvas.text(Spot(0, y), self.unit, "f-quiet")
        return canvas.svg(legend(canvas, y + 20, entries))

    def table(self) -> Table:
        """Hexagons from the fullest down; small numbers are not told."""
        columns = (say("Longitude", "Longitud"), say("Latitude", "Latitud"), self.unit)
        ranked = sorted(self.cells, key=lambda cell: -cell[1])
        rows = tuple(
            (
                numbers.number(x, 4),
                numbers.number(y, 4),
                numbers.count(count) if count >= FEWEST else f"1–{FEWEST - 1}",
            )
            for (x, y), count in ranked
        )
        return columns, rows

    def vega(self) -> dict[str, Any]:
        """Points; small numbers are left out."""
        rows = [
            {"longitude": x, "latitude": y, "count": count if count >= FEWEST else None}
            for (x, y), count in self.cells
        ]
        return {
            "data": {"values": rows},
            "mark": "circle",
            "projection": {"type": "mercator"},
            "encoding": {
                "longitude": {"field": "longitude", "type": "quantitative"},
                "latitude": {"field": "latitude", "type": "quantitative"},
                "color": {"field": "count", "type": "quantitative"},
            },
        }


def hex_edges(most: int) -> tuple[int, ...]:
    """Round numbers at which the next darker tone begins; the first is ten."""
    factor = max((most / FEWEST) ** (1 / (TONES - 1)), 1.0)
    further = {_rounded(FEWEST * factor**step) for step in range(1, TONES - 1)}
    return tuple(sorted({FEWEST, *further}))


def _rounded(number: float) -> int:
    size = 10 ** math.floor(math.log10(number))
    return int(min((1, 2, 2.5, 5, 10), key=lambda m: abs(m * size - number)) * size)


def tone(value: float, edges: Sequence[float]) -> int:
    """Which tone a value has, from 1."""
    return 1 + sum(value >= edge for edge in edges)


def _ranges(edges: Sequence[int]) -> list[str]:
    first = f"1–{edges[0] - 1}"
    middle = [f"{numbers.count(a)}–{numbers.count(b - 1)}" for a, b in itertools.pairwise(edges)]
    last = numbers.count(edges[-1])
    return [first, *middle, say(f"{last} or more", f"{last} o más")]


def hexmap(places: Iterable[Place], *, title: str, unit: str) -> Chart | None:
    """Where things are recorded, by hexagon; None where nothing has coordinates."""
    every = list(places)
    known = [(x, y) for x, y in every if math.isfinite(x) and math.isfinite(y)]
    if not known:
        return None
    size = _size(known)
    counts = Counter(_cell(place, size) for place in known)
    cells = tuple((_middle(cell, size), count) for cell, count in sorted(counts.items()))
    ranked = sorted((count for _, count in cells), reverse=True)
    tenth = max(1, round(len(ranked) / 10))
    share = numbers.percent(sum(ranked[:tenth]) / len(known), 0)
    without = len(every) - len(known)
    lost = (
        say(
            f" {numbers.count(without)} of {numbers.count(len(every))} have no place.",
            f" {numbers.count(without)} de {numbers.count(len(every))} no tienen lugar.",
        )
        if without
        else ""
    )
    count = numbers.count(len(known))
    return Chart(
        title=title,
        caption=say(
            f"The darker, the more {unit}. Where there is no hexagon, none is recorded.{lost}",
            f"Cuanto más oscuro, más {unit}. Donde no hay hexágono, no consta ninguno.{lost}",
        ),
        alt=say(
            f"A map of {len(cells)} hexagons, darker where there are more {unit}. {title}. {count} "
            f"have a place; the fullest tenth of hexagons holds {share} of them.{lost}",
            f"Un mapa de {len(cells)} hexágonos, más oscuros donde hay más {unit}. {title}. "
            f"{count} tienen lugar; la décima parte más llena reúne {share}.{lost}",
        ),
        drawing=HexMap(cells=cells, size=size, unit=unit),
    )


def _size(known: Sequence[Place]) -> float:
    wide = max(x for x, _ in known) - min(x for x, _ in known)
    tall = max(y for _, y in known) - min(y for _, y in known)
    return max(wide, tall, 1e-6) / (ACROSS * math.sqrt(3))


def _stretch(size: float) -> tuple[float, float]:
    return size * math.sqrt(3), size * 1.5


def _cell(place: Place, size: float) -> tuple[int, int]:
    """The hexagon a place lies in: of the two nearest rows, the nearer middle."""
    across, down = _stretch(size)
    row = place[1] / down
    found = []
    for r in {math.floor(row), math.ceil(row)}:
        q = round(place[0] / across - (r % 2) / 2)
        x, y = _middle((q, r), size)
        found.append(((x - place[0]) ** 2 + (y - place[1]) ** 2, (q, r)))
    return min(found)[1]


def _middle(cell: tuple[int, int], size: float) -> Place:
    across, down = _stretch(size)
    q, r = cell
    return ((q + (r % 2) / 2) * across, r * down)


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictValue:
    """One area's number, as such and as printed; NaN where it is blank."""

    value: float
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictMap:
    """Areas by their numbers.

    Parameters
    ----------
    edges
        Values at which the next darker tone begins, with their texts; four at most.
    """

    outlines: tuple[AreaOutline, ...]
    values: tuple[tuple[str, DistrictValue], ...]
    edges: tuple[tuple[float, str], ...]
    unit: str

    def svg(self, width: int) -> str:
        """The picture."""
        canvas = Canvas(width)
        places = [place for one in self.outlines for ring in one.rings for place in ring]
        projection, height = fitting(places, min(width, 560), TALLEST)
        held, edges = dict(self.values), [edge for edge, _ in self.edges]
        drawn = []
        for one in self.outlines:
            rings = [[Spot(*projection.at(place)) for place in ring] for ring in one.rings]
            found = held.get(one.name)
            drawn.append((one.name, rings))
            if found is None:
                canvas.shape(rings, "f-none f-tile")
                continue
            if math.isnan(found.value):
                canvas.shape(rings, "f-none f-tile")
                canvas.hatch(rings)
                continue
            look = f"f-s{tone(found.value, edges)} f-tile"
            canvas.shape(rings, look, {"value": repr(found.value)})
        self._names(canvas, drawn)
        y = height + 18
        canvas.text(Spot(0, y), canvas.broken(self.unit, width, "f-quiet", 1)[0], "f-quiet")
        return canvas.svg(legend(canvas, y + 20, self._key(held)))

    def _key(self, held: Mapping[str, DistrictValue]) -> list[tuple[str, str]]:
        texts = [text for _, text in self.edges]
        entries = []
        if texts:
            entries.append(("f-s1", say(f"under {texts[0]}", f"menos de {texts[0]}")))
            for n, (a, b) in enumerate(itertools.pairwise(texts), start=2):
                entries.append((f"f-s{n}", f"{a}–{b}"))
            last = say(f"{texts[-1]} or more", f"{texts[-1]} o más")
            entries.append((f"f-s{len(texts) + 1}", last))
        if any(one.name not in held for one in self.outlines):
            entries.append(("f-none", say("not in the records", "no está en los datos")))
        if any(math.isnan(one.value) for one in held.values()):
            entries.append(("f-hatch", say("blank", "en blanco")))
        return entries

    def _names(self, canvas: Canvas, drawn: Sequence[tuple[str, list[list[Spot]]]]) -> None:
        """Names where they fit within their own area and stand clear of one another."""
        taken: list[Box] = []
        for name, rings in drawn:
            if not rings:
                continue
            ring = max(rings, key=len)
            left, right = min(p.x for p in ring), max(p.x for p in ring)
            top, bottom = min(p.y for p in ring), max(p.y for p in ring)
            room = canvas.room(name, "f-small")
            box = Box((left + right - room) / 2, (top + bottom) / 2 - 7, room, 14)
            if room > right - left or bottom - top < 14 or any(touch(box, t) for t in taken):
                continue
            taken.append(box)
            canvas.text(Spot(box.x, box.y + 11), name, "f-small f-plate")

    def table(self) -> Table:
        """Areas and their numbers."""
        columns = (say("Area", "Zona"), self.unit)
        return columns, tuple((name, value.told) for name, value in self.values)

    def vega(self) -> dict[str, Any]:
        """Areas with their numbers, as GeoJSON."""
        held = dict(self.values)
        features = [
            {
                "type": "Feature",
                "properties": {
                    "name": one.name,
                    "value": held[one.name].value if one.name in held else None,
                },
                "geometry": {"type": "Polygon", "coordinates": [list(r) for r in one.rings]},
            }
            for one in self.outlines
        ]
        return {
            "data": {"values": features},
            "mark": "geoshape",
            "encoding": {"color": {"field": "properties.value", "type": "quantitative"}},
        }


def districts(
    areas: Sequence[AreaOutline],
    values: Mapping[str, DistrictValue],
    *,
    title: str,
    edges: Sequence[tuple[float, str]],
) -> Chart | None:
    """Areas by their numbers; what has no outline is said by name. None without outlines."""
    drawn = tuple(one for one in areas if one.rings)
    if not drawn:
        return None
    on_map = {one.name for one in drawn}
    off = [name for name in values if name not in on_map]
    known = {n: v for n, v in values.items() if n in on_map and math.isfinite(v.value)}
    caption = say("The darker, the higher.", "Cuanto más oscuro, más alto.")
    if off:
        caption += " " + say(
            f"In the records, and not on the map: {', '.join(off)}.",
            f"En los datos y no en el mapa: {', '.join(off)}.",
        )
    told = _extremes(known)
    return Chart(
        title=title,
        caption=caption,
        alt=say(
            f"A map of {len(drawn)} areas, darker where the number is higher. {title}. {told}",
            f"Un mapa de {len(drawn)} zonas, más oscuras donde el número es mayor. {title}. {told}",
        ),
        drawing=DistrictMap(
            outlines=drawn, values=tuple(values.items()), edges=tuple(edges)[:4], unit=title
        ),
    )


def _extremes(known: Mapping[str, DistrictValue]) -> str:
    if not known:
        return say("No area has a number.", "Ninguna zona tiene número.")
    low = min(known, key=lambda name: known[name].value)
    high = max(known, key=lambda name: known[name].value)
    return say(
        f"Highest: {high}, {known[high].told}; lowest: {low}, {known[low].told}.",
        f"Más alto: {high}, {known[high].told}; más bajo: {low}, {known[low].told}.",
    )
