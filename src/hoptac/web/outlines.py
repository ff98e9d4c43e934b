"""Outlines of units that a site brought itself, made ready to draw. No border ships with hoptac: without them there are only tiles."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Ring = Sequence[Sequence[float]]  # points as (longitude, latitude)
Polygons = Sequence[Sequence[Ring]]


@dataclass(frozen=True)
class Outlines:
    """The polygons of units by their code, and whose they are."""

    shapes: Mapping[str, Polygons]
    source: str


@dataclass(frozen=True)
class Fitted:
    width: float
    height: float
    paths: dict[str, str]
    middles: dict[str, tuple[float, float]]


Provider = Callable[[Sequence[str], date], Outlines | None]
_held: dict[str, Provider] = {}


def set_provider(provider: Provider) -> None:
    """Who knows the outlines of the site: called with the codes of a map and its day; None unless it knows every one of them."""
    _held["provider"] = provider


def of(codes: Sequence[str], day: date) -> Outlines | None:
    """The outlines of all these units on a day."""
    provider = _held.get("provider")
    return provider(codes, day) if provider else None


def fit(shapes: Mapping[str, Polygons], size: float, edge: float) -> Fitted:
    """Longitude and latitude as places in a picture at most `size` wide or high, points closer than half a pixel left out."""
    points = [point for polygons in shapes.values() for rings in polygons for ring in rings for point in ring]
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    flat = math.cos(math.radians((south + north) / 2))
    scale = size / max((east - west) * flat, north - south, 1e-9)

    def at(point: Sequence[float]) -> tuple[float, float]:
        return edge + (point[0] - west) * flat * scale, edge + (north - point[1]) * scale

    paths, middles = {}, {}
    for code, polygons in shapes.items():
        rings = [thin([at(point) for point in ring]) for rings in polygons for ring in rings]
        paths[code] = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in rings if len(ring) > 2)
        middles[code] = _middle(max(rings, key=_size))
    return Fitted(round((east - west) * flat * scale + 2 * edge, 1), round((north - south) * scale + 2 * edge, 1), paths, middles)


def thin(ring: list[tuple[float, float]], tolerance: float = 0.5) -> list[tuple[float, float]]:
    """A ring with fewer points that nowhere leaves the old one by more than the tolerance (Douglas and Peucker)."""
    if len(ring) < 4:
        return ring
    keep, open_ = {0, len(ring) - 1}, [(0, len(ring) - 1)]
    while open_:
        first, last = open_.pop()
        far, worst = 0.0, -1
        for i in range(first + 1, last):
            off = _off(ring[i], ring[first], ring[last])
            if off > far:
                far, worst = off, i
        if far > tolerance:
            keep.add(worst)
            open_ += [(first, worst), (worst, last)]
    return [ring[i] for i in sorted(keep)]


def _off(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """How far a point lies from a stretch."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    part = 0.0 if not length else max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length))
    return math.hypot(point[0] - a[0] - part * dx, point[1] - a[1] - part * dy)


def _size(ring: list[tuple[float, float]]) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True)))


def _middle(ring: list[tuple[float, float]]) -> tuple[float, float]:
    xs, ys = [x for x, _y in ring], [y for _x, y in ring]
    return round((min(xs) + max(xs)) / 2, 1), round((min(ys) + max(ys)) / 2, 1)


def polygons_of(geometry: Any) -> Polygons:
    """The polygons of a GeoJSON geometry; anything but Polygon and MultiPolygon is a ValueError."""
    kind, found = geometry.get("type"), geometry.get("coordinates")
    polygons = [found] if kind == "Polygon" else found if kind == "MultiPolygon" else None
    if not polygons or not all(rings and all(_is_ring(ring) for ring in rings) for rings in polygons):
        raise ValueError(f"{kind}")
    return polygons  # type: ignore[no-any-return]


def _is_ring(ring: Any) -> bool:
    """At least four points, each a longitude and a latitude on this earth."""
    return (
        isinstance(ring, list)
        and len(ring) >= 4
        and all(isinstance(p, list) and len(p) >= 2 and all(isinstance(n, int | float) for n in p[:2]) for p in ring)
        and all(-180 <= p[0] <= 180 and -90 <= p[1] <= 90 for p in ring)
    )
