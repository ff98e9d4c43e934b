"""A schematic map: every unit one equal hexagon, near its true place, none over another. Not a map of borders."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hoptac.web.numbers import pick

Point = tuple[str, float, float]  # key, latitude, longitude
Cell = tuple[int, int]  # column, row

_RADIUS = 11.0
_DX = math.sqrt(3) * _RADIUS
_DY = 1.5 * _RADIUS


@dataclass(frozen=True)
class Tile:
    unit: Any
    x: float
    y: float
    points: str


@dataclass(frozen=True)
class GroupLabel:
    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class HexMap:
    width: float
    height: float
    tiles: list[Tile]
    labels: list[GroupLabel]


def hexmap(units: Sequence[Any], looseness: float = 2.6) -> HexMap | None:
    """Tiles for units with `key`, `lat`, `lon`; `group` names a label (a district). Same units, same picture."""
    placed = {str(pick(u, "key")): u for u in units if pick(u, "lat") is not None and pick(u, "lon") is not None}
    if not placed:
        return None
    cells = place(tuple(sorted((key, float(pick(u, "lat")), float(pick(u, "lon"))) for key, u in placed.items())), looseness)
    left, top = min(c for c, _r in cells.values()), min(r for _c, r in cells.values())
    at = {key: (34 + (c - left + (r & 1) / 2) * _DX, 34 + (r - top) * _DY) for key, (c, r) in cells.items()}
    tiles = [Tile(placed[key], round(x, 1), round(y, 1), _corners(x, y)) for key, (x, y) in sorted(at.items(), key=lambda kv: kv[1][::-1])]
    width = max(x for x, _y in at.values()) + 34
    height = max(y for _x, y in at.values()) + 34
    groups: dict[str, list[tuple[float, float]]] = {}
    for key, unit in placed.items():
        if pick(unit, "group"):
            groups.setdefault(str(pick(unit, "group")), []).append(at[key])
    return HexMap(round(width, 1), round(height, 1), tiles, _labels(groups, list(at.values()), width))


def _corners(x: float, y: float) -> str:
    size = _RADIUS - 0.9
    angles = (math.radians(60 * i - 30) for i in range(6))
    return " ".join(f"{x + size * math.cos(a):.1f},{y + size * math.sin(a):.1f}" for a in angles)


@lru_cache(maxsize=64)
def place(points: tuple[Point, ...], looseness: float = 2.6) -> dict[str, Cell]:
    """Each point's cell: the nearest free one, the closest pairs served first, then swaps that bring both nearer."""
    wanted = _project(points, looseness)
    radius = 3
    cells: dict[str, Cell] = {}
    taken: set[Cell] = set()
    while len(cells) < len(wanted):
        rows = sorted(
            (round(_distance(wanted[key], cell), 6), key, cell)
            for key in wanted
            if key not in cells
            for cell in _around(wanted[key], radius)
            if cell not in taken
        )
        for _far, key, cell in rows:
            if key not in cells and cell not in taken:
                cells[key] = cell
                taken.add(cell)
        radius *= 2
    return _swap(cells, wanted)


def _project(points: Iterable[Point], looseness: float) -> dict[str, tuple[float, float]]:
    """Longitude and latitude as places on the grid, in units of its cells; the grid is as fine as the number of points asks."""
    rows = list(points)
    middle = math.cos(math.radians(sum(lat for _key, lat, _lon in rows) / len(rows)))
    flat = {key: (lon * middle, -lat) for key, lat, lon in rows}
    xs, ys = [x for x, _y in flat.values()], [y for _x, y in flat.values()]
    wide, high = (max(xs) - min(xs)) or 1e-6, (max(ys) - min(ys)) or 1e-6
    cell = math.sqrt(max(wide * high, (wide**2 + high**2) / 40) / (len(rows) * looseness))
    scale = _DX / cell if cell else 1
    return {key: ((x - min(xs)) * scale, (y - min(ys)) * scale) for key, (x, y) in flat.items()}


def _centre(cell: Cell) -> tuple[float, float]:
    column, row = cell
    return (column + (row & 1) / 2) * _DX, row * _DY


def _distance(at: tuple[float, float], cell: Cell) -> float:
    x, y = _centre(cell)
    return (at[0] - x) ** 2 + (at[1] - y) ** 2


def _around(at: tuple[float, float], radius: int) -> list[Cell]:
    row, column = round(at[1] / _DY), round(at[0] / _DX)
    return [(column + c, row + r) for r in range(-radius, radius + 1) for c in range(-radius, radius + 1)]


def _swap(cells: dict[str, Cell], wanted: dict[str, tuple[float, float]]) -> dict[str, Cell]:
    """Swaps neighbours while that shortens the way of both together; a few rounds are enough."""
    keys = sorted(cells)
    if len(keys) > 400:
        return cells
    for _round in range(4):
        moved = False
        for i, a in enumerate(keys):
            for b in keys[i + 1 :]:
                now = _distance(wanted[a], cells[a]) + _distance(wanted[b], cells[b])
                if _distance(wanted[a], cells[b]) + _distance(wanted[b], cells[a]) < now - 1e-6:
                    cells[a], cells[b] = cells[b], cells[a]
                    moved = True
        if not moved:
            break
    return cells


def _labels(groups: dict[str, list[tuple[float, float]]], tiles: list[tuple[float, float]], width: float) -> list[GroupLabel]:
    """A name near each group: where it covers few tiles and no other name, and stands nearer to its own tiles than to others."""
    boxes: list[tuple[float, float, float, float]] = []
    labels = []
    for text, own in sorted(groups.items(), key=lambda item: (min(y for _x, y in item[1]), item[0])):
        half, best = len(text) * 3.9 + 4, None
        for rank, (x, y) in enumerate(_spots(own, half)):
            x = min(max(x, half), width - half)
            box = (x - half, y - 13, x + half, y + 4)
            covered = sum(_hits(box, (tx - 9, ty - 9, tx + 9, ty + 9)) for tx, ty in tiles)
            cost = 3 * covered + 30 * sum(_hits(box, b) for b in boxes) + rank * 0.2 + _estranged((x, y - 4), own, tiles)
            if best is None or cost < best[0]:
                best = (cost, x, y, box)
        if best:
            boxes.append(best[3])
            labels.append(GroupLabel(text, round(best[1], 1), round(max(best[2], 12), 1), "middle"))
    return labels


def _estranged(at: tuple[float, float], own: list[tuple[float, float]], tiles: list[tuple[float, float]]) -> float:
    """How much nearer a name stands to other groups' tiles than to its own, and how far from the middle of its own."""
    middle = (sum(x for x, _y in own) / len(own), sum(y for _x, y in own) / len(own))
    return 0.25 * (min(math.dist(at, tile) for tile in own) - min(math.dist(at, tile) for tile in tiles)) + 0.06 * math.dist(at, middle)


def _spots(own: list[tuple[float, float]], half: float) -> list[tuple[float, float]]:
    xs, ys = [x for x, _y in own], [y for _x, y in own]
    top, low = min(ys), max(ys)
    top_x = [x for x, y in own if y == top]
    low_x = [x for x, y in own if y == low]
    middle, centre = sum(xs) / len(xs), sum(ys) / len(ys)
    return [
        (sum(top_x) / len(top_x), top - 16), (sum(low_x) / len(low_x), low + 25),
        (max(xs) + half + 12, centre), (min(xs) - half - 12, centre),
        (middle, top - 16), (middle, low + 25), (max(xs) + half * 0.6, top - 16), (min(xs) - half * 0.6, top - 16),
        (max(xs) + half * 0.6, low + 25), (min(xs) - half * 0.6, low + 25), (middle, top - 30), (middle, low + 39), (middle, centre + 4),
    ]  # fmt: skip


def _hits(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
