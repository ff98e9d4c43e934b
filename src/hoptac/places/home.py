"""The place a site serves, and which map rules a day there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from hoptac.common import memo, site
from hoptac.common.days import DAWN
from hoptac.places.queries import by_key, find
from hoptac.places.tree import Tree, Unit, tree


def home_id() -> int | None:
    """Identity of the place the site serves (site fact `home_place`: an identity or CODE@DAY), else the country; None without a map."""
    fact = site.get("home_place")
    if isinstance(fact, dict):
        fact = fact.get("place")
    if isinstance(fact, str) and "@" in fact:
        return by_key(fact).place_id
    if isinstance(fact, int) and fact in tree().versions:
        return fact
    return next((place_id for place_id, units in tree().versions.items() if units[0].level == "country"), None)


def home(day: date) -> Unit | None:
    """The home place as it was on the day, or as near to it as it stood."""
    place_id = home_id()
    return None if place_id is None else nearest(place_id, day)


def nearest(place_id: int, day: date) -> Unit:
    """The version of a place on the day; before its first or after its last day the nearest one."""
    map_ = tree()
    return map_.unit(place_id, day) or (map_.versions[place_id][0] if day < map_.born(place_id) else map_.last(place_id))


@dataclass(frozen=True)
class Span:
    """Days, half-open, ruled by one map of a place; `first` is DAWN for the oldest map known."""

    first: date
    after: date | None
    communes: int
    districts: int

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.after is None or day < self.after)


def maps(place_id: int) -> list[Span]:
    """The maps of a place over time, oldest first. A change of type or name alone makes no new map."""
    return memo.once(("maps", place_id), lambda: _maps(tree(), place_id))


_held: WeakKeyDictionary[Tree, dict[int, list[Span]]] = WeakKeyDictionary()  # gone with the tree it was read from


def _maps(map_: Tree, place_id: int) -> list[Span]:
    known = _held.setdefault(map_, {})
    if place_id not in known:
        known[place_id] = _read_maps(map_, place_id)
    return known[place_id]


def _read_maps(map_: Tree, place_id: int) -> list[Span]:
    days = [DAWN, *map_.cut_days(place_id)]
    spans: list[Span] = []
    seen: frozenset[int] = frozenset()
    for first, after in zip(days, [*days[1:], None], strict=True):
        units = list(map_.inside(place_id, first))
        members = frozenset(unit.place_id for unit in units)
        if not members:
            continue
        if spans and members == seen:
            spans[-1] = Span(spans[-1].first, after, spans[-1].communes, spans[-1].districts)
            continue
        levels = [unit.level for unit in units]
        spans.append(Span(first, after, levels.count("commune"), levels.count("district")))
        seen = members
    return spans


def map_on(place_id: int, day: date) -> Span | None:
    """The map of a place that rules a day."""
    return next((span for span in maps(place_id) if span.holds(day)), None)


def verified_from(place_id: int, day: date) -> date:
    """From which day on the map that rules this day is known."""
    map_ = tree()
    unit = map_.unit(place_id, day)
    units = ([unit] if unit else []) + map_.below(place_id, day)
    return max((u.verified_from for u in units), default=DAWN)


def read_place(key: str, day: date) -> int | None:
    """The identity a page's address names with CODE@DAY, or by its name as typed without a script; the home place where it names none."""
    if not key:
        return home_id()
    if _is_name(key.strip()):
        return find(key, day).place_id
    return by_key(key if "@" in key else f"{key}@{day.isoformat()}").place_id


def _is_name(key: str) -> bool:
    """Codes are digits (or VN), maybe with a day after @; anything else is a name."""
    return "@" not in key and not key.isdigit() and key != "VN"
