"""Outlines of districts, counties or states, read from GeoJSON or TopoJSON that is already loaded.

Shapes are data: an agency's own districts, or those of a public atlas of counties and states.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from daylight.errors import DaylightError

Place = tuple[float, float]
Ring = tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaOutline:
    """One named area as closed rings of longitude and latitude; a ring within a ring is a hole."""

    name: str
    rings: tuple[Ring, ...]


def outlines(found: Mapping[str, Any], name: str) -> tuple[AreaOutline, ...]:
    """The named areas of a GeoJSON or TopoJSON document.

    Parameters
    ----------
    name
        The property that holds an area's name; `id` for the features' own ids.
    """
    kind = found.get("type")
    if kind == "FeatureCollection":
        features = found["features"]
        return tuple(
            AreaOutline(name=_name(one, name), rings=_geo_rings(one.get("geometry") or {}))
            for one in features
        )
    if kind == "Topology":
        arcs = _arcs(found)
        areas = [area for one in found["objects"].values() for area in one.get("geometries", [one])]
        return tuple(
            AreaOutline(name=_name(one, name), rings=_topo_rings(one, arcs)) for one in areas
        )
    raise DaylightError(
        f"shapes of type {kind!r} cannot be drawn: give a GeoJSON FeatureCollection or a TopoJSON "
        "Topology"
    )


def _name(feature: Mapping[str, Any], name: str) -> str:
    held = feature.get("properties") or {}
    if name in held:
        return str(held[name])
    if name == "id" and "id" in feature:
        return str(feature["id"])
    raise DaylightError(
        f"a shape has no property {name!r}: name one of {', '.join(sorted(held)) or 'its own'}"
    )


def _geo_rings(geometry: Mapping[str, Any]) -> tuple[Ring, ...]:
    kind = geometry.get("type")
    polygons = {
        "Polygon": [geometry.get("coordinates")],
        "MultiPolygon": geometry.get("coordinates"),
    }
    return tuple(
        tuple((float(x), float(y)) for x, y, *_ in ring)
        for polygon in polygons.get(str(kind)) or []
        for ring in polygon or []
    )


def _arcs(topology: Mapping[str, Any]) -> list[list[Place]]:
    """The lines that areas are made of, in longitude and latitude."""
    transform = topology.get("transform")
    if not transform:
        return [[(float(x), float(y)) for x, y, *_ in arc] for arc in topology["arcs"]]
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y, *_ in arc:
            x, y = x + step_x, y + step_y
            line.append((x * kx + dx, y * ky + dy))
        arcs.append(line)
    return arcs


def _topo_rings(area: Mapping[str, Any], arcs: Sequence[list[Place]]) -> tuple[Ring, ...]:
    kind, held = area.get("type"), area.get("arcs", [])
    polygons = {"Polygon": [held], "MultiPolygon": held}.get(str(kind), [])
    return tuple(_joined(ring, arcs) for polygon in polygons for ring in polygon)


def _joined(ring: Iterable[int], arcs: Sequence[list[Place]]) -> Ring:
    places: list[Place] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        places += arc[1:] if places else arc
    return tuple(places)


@dataclass(frozen=True, slots=True)
class Projection:
    """Longitude and latitude → a sheet: east–west shrunk as at the middle latitude."""

    west: float
    north: float
    shrunk: float
    scale: float

    def at(self, place: Place) -> Place:
        """Where a place stands, from the upper left corner."""
        return (
            (place[0] - self.west) * self.shrunk * self.scale,
            (self.north - place[1]) * self.scale,
        )


def fitting(places: Sequence[Place], width: float, most: float) -> tuple[Projection, float]:
    """The projection that fits places into a width and a greatest height, and its height."""
    west, east = min(x for x, _ in places), max(x for x, _ in places)
    south, north = min(y for _, y in places), max(y for _, y in places)
    middle = (south + north) / 2
    shrunk = max(math.cos(math.radians(middle)), 0.05) if -90 <= middle <= 90 else 1.0
    wide, tall = max((east - west) * shrunk, 1e-9), max(north - south, 1e-9)
    scale = min(width / wide, most / tall)
    return Projection(west, north, shrunk, scale), tall * scale
