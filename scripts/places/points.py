"""A point for a unit: for schematic pictures and for sorting by nearness, never a border."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import cos, hypot, radians
from statistics import median

from . import corrections
from .sources import Map, Unit

Point = tuple[float, float]
FAR_KM = 50.0


def distance_km(one: Point, other: Point) -> float:
    return hypot((one[0] - other[0]) * 111.2, (one[1] - other[1]) * 111.2 * cos(radians(one[0])))


def middle(points: list[Point]) -> Point | None:
    return (median(p[0] for p in points), median(p[1] for p in points)) if points else None


def of_old_communes(old: Map) -> dict[str, Point]:
    """The source's points less those plainly wrong: far from the middle of the district, or named in the corrections."""
    by_district: dict[str, list[Point]] = defaultdict(list)
    for unit in old.communes.values():
        if unit.point:
            by_district[unit.parent].append(unit.point)
    found = {}
    for code, unit in old.communes.items():
        known = corrections.KNOWN_POINTS.get(code)
        if known:
            found[code] = known
        elif unit.point and _credible(unit, middle(by_district[unit.parent])):
            found[code] = unit.point
    return found


def _credible(unit: Unit, centre: Point | None) -> bool:
    if unit.code in corrections.FAR_BUT_RIGHT:
        return True
    if unit.code in corrections.WRONG_POINTS or unit.parent in corrections.WRONG_DISTRICTS:
        return False
    return centre is None or unit.point is None or distance_km(unit.point, centre) <= FAR_KM


def of_districts(old: Map, communes: dict[str, Point]) -> dict[str, Point]:
    """The source's point, or the middle of the communes when the two are far apart."""
    by_district: dict[str, list[Point]] = defaultdict(list)
    for code, point in communes.items():
        by_district[old.communes[code].parent].append(point)
    found = {}
    for code, unit in old.districts.items():
        centre, known = middle(by_district[code]), corrections.KNOWN_DISTRICT_POINTS.get(code)
        if known:
            found[code] = known
        elif unit.point and (centre is None or distance_km(unit.point, centre) <= FAR_KM):
            found[code] = unit.point
        elif centre:
            found[code] = centre
    return found


def of_new_communes(new: Map, parts: dict[str, set[str]], communes: dict[str, Point]) -> dict[str, Point]:
    """The median of the old communes is steadier than the source's own point, eleven of which lie more than 50 km off.

    A point that several old communes share is the geocoder's guess at their district: it says nothing about a part.
    """
    shared = {point for point, times in Counter(communes.values()).items() if times > 1}
    own = {code: point for code, point in communes.items() if point not in shared}
    found = {}
    for code, unit in new.communes.items():
        point = middle([own[part] for part in sorted(parts[code]) if part in own]) or unit.point
        if point:
            found[code] = point
    return found
