"""A schematic map: every unit one equal hexagon, near its true place, none over another. Not a map of borders.

Where a site has loaded outlines of its own (`outlines.set_provider`), units are drawn with them instead, and their source is named.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from hoptac.web import outlines
from hoptac.web.numbers import pick

Point = tuple[str, float, float]  # key, latitude, longitude
Cell = tuple[int, int]  # column, row
Spots = tuple[tuple[float, float], ...]

_RADIUS = 11.0
_DX = math.sqrt(3) * _RADIUS
_DY = 1.5 * _RADIUS


@dataclass(frozen=True)
class Tile:
    unit: Any
    x: float
    y: float
    points: str
    path: str = ""  # the unit's own outline, where the site has one


@dataclass(frozen=True)
class GroupLabel:
    text: str
    x: float
    y: float
    anchor: str
    leader: str = ""  # a thin line to its tiles, where the name found room only further off


@dataclass(frozen=True)
class Inset:
    """A part that lies too far out to be drawn in its place: a box with its name, never left away."""

    unit: Any
    x: float
    y: float
    width: float
    height: float
    lines: list[str]
    points: str


@dataclass(frozen=True)
class HexMap:
    width: float
    height: float
    tiles: list[Tile]
    labels: list[GroupLabel]
    insets: Sequence[Inset] = ()
    source: str = ""  # whose outlines these are; empty on a schematic map


def hexmap(units: Sequence[Any], looseness: float = 2.6, day: date | None = None, insets: Sequence[Any] = ()) -> HexMap | None:
    """Tiles for units with `key`, `lat`, `lon`; `group` names a label (a district). Same units, same picture.

    insets: units drawn in boxes at the side, with `lines` (their name) and `near` (the key of the tile beside which the box stands).
    """
    drawn = _outlined(units, day) or _tiled(units, looseness)
    return _with_insets(drawn, insets) if drawn and insets else drawn


def _outlined(units: Sequence[Any], day: date | None) -> HexMap | None:
    """The units by the outlines of the site; only when every one has an outline, for half a map misleads."""
    found = outlines.of([str(pick(u, "key")) for u in units], day) if day and units else None
    return drawn_from(units, found) if found else None


def drawn_from(units: Sequence[Any], found: outlines.Outlines) -> HexMap:
    """Units drawn by their outlines."""
    shapes = outlines.fit(found.shapes, 620, 34)
    tiles = [Tile(u, *shapes.middles[str(pick(u, "key"))], "", shapes.paths[str(pick(u, "key"))]) for u in units]
    return HexMap(shapes.width, shapes.height, tiles, [], (), found.source)


def _with_insets(drawn: HexMap, insets: Sequence[Any]) -> HexMap:
    """Boxes right of the picture, each as high as the unit it belongs to, none over another."""
    places = {str(pick(tile.unit, "key")): tile.y for tile in drawn.tiles}
    wide, high, x, floor = 188.0, 62.0, drawn.width + 4, 20.0
    boxes: list[Inset] = []
    for unit in insets:
        y = max(floor, places.get(str(pick(unit, "near")), floor) - high / 2)
        floor = y + high + 12
        boxes.append(Inset(unit, x, round(y, 1), wide, high, list(pick(unit, "lines", ())), _corners(x + wide - 22, y + high / 2)))
    return HexMap(x + wide + 6, max(drawn.height, floor), drawn.tiles, drawn.labels, boxes, drawn.source)


def _tiled(units: Sequence[Any], looseness: float) -> HexMap | None:
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
    for key, unit in sorted(placed.items()):
        if pick(unit, "group"):
            groups.setdefault(str(pick(unit, "group")), []).append(at[key])
    named = tuple((name, tuple(own)) for name, own in sorted(groups.items()))
    labels = _labels(named, tuple(at[key] for key in sorted(at)), width)
    return HexMap(round(width, 1), round(height, 1), tiles, list(labels))


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


@lru_cache(maxsize=64)
def _labels(groups: tuple[tuple[str, Spots], ...], tiles: Spots, width: float) -> tuple[GroupLabel, ...]:
    """A name near each group: on no tile and no other name where that can be, and nearer to its own tiles than to others."""
    boxes: list[tuple[float, float, float, float]] = []
    labels = []
    for text, own in sorted(groups, key=lambda item: (len(item[1]), item[0])):
        half = len(text) * 4.7 + 3
        _cost, x, y = min(_judged(own, half, tiles, boxes, width))
        boxes.append(_box(x, y, half))
        labels.append(GroupLabel(text, round(x, 1), round(y, 1), "middle", _leader(own, x, y, half)))
    return tuple(labels)


def _judged(
    own: Spots, half: float, tiles: Spots, boxes: list[tuple[float, float, float, float]], width: float
) -> list[tuple[float, float, float]]:
    """(cost, x, y) of every place a name might stand; the smaller the better. Standing further off is cheaper than covering a tile."""
    middle = (sum(x for x, _y in own) / len(own), sum(y for _x, y in own) / len(own))
    judged = []
    for x, y in _spots(own, half):
        x, y = min(max(x, half), width - half), max(y, 15.0)
        box, at = _box(x, y, half), (x, y - 4)
        covered = sum(_hits(box, (tx - 9, ty - 10, tx + 9, ty + 10)) for tx, ty in tiles)
        off = min(_gap(box, tile) for tile in own)
        strange = off - min(_gap(box, tile) for tile in tiles)
        cost = 16 * covered + 40 * sum(_hits(box, other) for other in boxes) + 0.5 * strange + 0.45 * off + 0.05 * math.dist(at, middle)
        judged.append((round(cost, 4), x, y))
    return judged


def _gap(box: tuple[float, float, float, float], tile: tuple[float, float]) -> float:
    """From the edge of a name to the middle of a tile."""
    return math.hypot(max(box[0] - tile[0], 0, tile[0] - box[2]), max(box[1] - tile[1], 0, tile[1] - box[3]))


def _leader(own: Spots, x: float, y: float, half: float) -> str:
    """The thin line from a name that stands off to the nearest of its tiles."""
    box = _box(x, y, half)
    tx, ty = min(own, key=lambda tile: _gap(box, tile))
    if _gap(box, (tx, ty)) < 26:
        return ""
    start = (min(max(tx, box[0]), box[2]), min(max(ty, box[1] + 3), box[3]))
    return f"M{start[0]:.1f} {start[1]:.1f}L{tx:.1f} {ty:.1f}"


def _spots(own: Spots, half: float) -> list[tuple[float, float]]:
    """Above, below and beside each tile of the group, near and further off, and over its middle."""
    spots = [(sum(x for x, _y in own) / len(own), sum(y for _x, y in own) / len(own) + 4)]
    for x, y in own:
        for more in (0, 14, 30, 48):
            up, down, side = y - 17 - more, y + 27 + more, half + 13 + more
            spots += [(x, up), (x, down), (x + side, y + 4), (x - side, y + 4)]
            spots += [(x + sign * half * part, level) for sign in (1, -1) for part in (0.6, 1) for level in (up, down)]
    return spots


def _box(x: float, y: float, half: float) -> tuple[float, float, float, float]:
    return (x - half, y - 14, x + half, y + 5)


def _hits(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
