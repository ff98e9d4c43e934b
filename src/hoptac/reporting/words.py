"""How a state document names places and days: the word for a unit comes from its type on the day, never from code."""

from __future__ import annotations

from datetime import date

from hoptac.common.text import format_long_day
from hoptac.places.tree import Unit, tree

PARTY = {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy", "huyện": "Huyện ủy", "thị xã": "Thị ủy", "quận": "Quận ủy"}


def unit_on(place_id: int, day: date, other: date) -> Unit:
    """What a place was on a day; where it was not there, what it was on the other day (the day of the map)."""
    map_ = tree()
    return map_.unit(place_id, day) or map_.unit(place_id, other) or map_.last(place_id)


def whole(unit: Unit) -> str:
    """ "toàn tỉnh", "toàn thành phố", "toàn xã"."""
    return "cả nước" if unit.level == "country" else f"toàn {unit.type}"


def party(unit: Unit) -> str:
    """The Party committee of a unit: Tỉnh ủy, Thành ủy; below the district, Đảng ủy."""
    return "Đảng ủy" if unit.level == "commune" else PARTY.get(unit.type, "Đảng ủy")


def issuing_unit(place_id: int, as_of: date, issued_on: date, map_of: date) -> Unit:
    """Whose committee can sign on a day: the place itself or, where it has ended, the nearest unit above it that still stands."""
    map_ = tree()
    for unit in map_.chain(place_id, as_of) or map_.chain(place_id, map_of) or [map_.last(place_id)]:
        now = map_.unit(unit.place_id, issued_on)
        if now is not None:
            return now
    return map_.last(place_id)


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def place_and_day(unit: Unit, day: date) -> str:
    """The place-and-date line: "Quảng Ninh, ngày 05 tháng 9 năm 2026"."""
    return f"{unit.name}, {format_long_day(day)}"
