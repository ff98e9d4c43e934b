"""The whole map in memory: every version and every succession, for questions that walk the tree.

About 14,000 identities; read once a process and again when the map was loaded anew.
"""

from __future__ import annotations

import gc
import itertools
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.translation import get_language

from hoptac.common import site
from hoptac.common.days import DAWN
from hoptac.common.text import fold
from hoptac.places.models import Succession, Version

ENGLISH = {
    "tỉnh": "province", "thành phố": "city", "quận": "urban district", "huyện": "district", "thị xã": "town", "xã": "commune",
    "phường": "ward", "thị trấn": "township", "đặc khu": "special zone",
}  # fmt: skip
DEPTH = {"country": 0, "province": 1, "district": 2, "commune": 3}


class Unit(NamedTuple):
    """A place as it was for a time. `place_id` is its identity; `valid_to` the first day after, None while valid."""

    place_id: int
    level: str
    type: str
    name: str
    code: str
    parent_id: int | None
    is_rural: bool
    lat: float | None
    lon: float | None
    valid_from: date
    valid_to: date | None
    verified_from: date
    act: str
    name_key: str
    search_key: str

    @property
    def full_name(self) -> str:
        """Type and name: "xã Hải Hòa"."""
        return self.name if self.level == "country" else f"{self.type} {self.name}"

    @property
    def label(self) -> str:
        """As a page says it: "xã Hải Hòa"; in English "Hải Hòa commune", for a name alone would not tell what it is."""
        if self.level == "country" or not (get_language() or "vi").startswith("en"):
            return self.full_name
        return f"{self.name} {self.type_word}"

    @property
    def type_word(self) -> str:
        """The type in the language of the page."""
        return ENGLISH.get(self.type, self.type) if (get_language() or "vi").startswith("en") else self.type

    def holds(self, day: date) -> bool:
        """Whether this version is in force on the day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def key(self, day: date) -> str:
        """The address of the place on a day: CODE@DAY."""
        return f"{self.code}@{day.isoformat()}"


class Link(NamedTuple):
    """One succession: a unit passed whole or in part into another."""

    predecessor_id: int
    successor_id: int
    on: date
    share: str
    act: str


_serials = itertools.count(1)


class Tree:
    """All versions and successions, indexed."""

    def __init__(self, units: list[Unit], links: list[Link]) -> None:
        self.versions: dict[int, list[Unit]] = defaultdict(list)
        self.children: dict[int, list[Unit]] = defaultdict(list)
        self.out: dict[int, list[Link]] = defaultdict(list)
        self.into: dict[int, list[Link]] = defaultdict(list)
        self.codes: dict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            self.codes[unit.code].append(unit)
            self.versions[unit.place_id].append(unit)
            if unit.parent_id is not None:
                self.children[unit.parent_id].append(unit)
        for link in links:
            self.out[link.predecessor_id].append(link)
            self.into[link.successor_id].append(link)
        self.serial = next(_serials)  # tells one reading of the map from another
        self._carried: dict[tuple[int, date], frozenset[int]] = {}
        self._named: dict[str, list[Unit]] = {}

    def named(self, folded: str) -> list[Unit]:
        """Versions whose bare name is this, accents aside: found without walking through all."""
        if not self._named:
            before = {kind: len(fold(kind)) + 1 for kind in {unit.type for versions in self.versions.values() for unit in versions}}
            names: dict[str, list[Unit]] = defaultdict(list)
            for versions in self.versions.values():
                for unit in versions:
                    names[unit.search_key[before[unit.type] :]].append(unit)
            self._named = dict(names)
        return self._named.get(folded, [])

    def unit(self, place_id: int, day: date) -> Unit | None:
        """The version in force on the day; None if the place is not on that day's map."""
        for unit in self.versions.get(place_id, ()):
            if unit.holds(day):
                return unit
        return None

    def last(self, place_id: int) -> Unit:
        """The latest version of a place."""
        return self.versions[place_id][-1]

    def born(self, place_id: int) -> date:
        """The first day of the place."""
        return self.versions[place_id][0].valid_from

    def ended(self, place_id: int) -> date | None:
        """The first day after the place; None while it stands."""
        return self.versions[place_id][-1].valid_to

    def below(self, place_id: int, day: date) -> list[Unit]:
        """The units directly under a place on a day's map, by code."""
        return sorted((unit for unit in self.children.get(place_id, ()) if unit.holds(day)), key=lambda unit: unit.code)

    def inside(self, place_id: int, day: date) -> Iterator[Unit]:
        """All units under a place on a day's map, parents before children."""
        for unit in self.below(place_id, day):
            yield unit
            yield from self.inside(unit.place_id, day)

    def chain(self, place_id: int, day: date) -> list[Unit]:
        """The unit and all above it on a day's map, lowest first; empty if it is not on that map."""
        found = []
        unit = self.unit(place_id, day)
        while unit is not None:
            found.append(unit)
            unit = self.unit(unit.parent_id, day) if unit.parent_id is not None else None
        return found

    def is_within(self, place_id: int, above_id: int, day: date) -> bool:
        """Whether a unit lies in, or is, another on a day's map."""
        return any(unit.place_id == above_id for unit in self.chain(place_id, day))

    def carried(self, place_id: int, day: date) -> frozenset[int]:
        """The units of a day's map that hold the territory of a place, following successions forward or back.

        One unit: the whole went there. Several: it was split, or the place itself was formed of several.
        """
        known = self._carried.get((place_id, day))
        if known is None:
            known = self._carried[(place_id, day)] = frozenset(self._walk(place_id, day, set()))
        return known

    def _walk(self, place_id: int, day: date, seen: set[int]) -> set[int]:
        if place_id in seen:
            return set()
        seen.add(place_id)
        if self.unit(place_id, day):
            return {place_id}
        if day < self.born(place_id):
            next_ids = [link.predecessor_id for link in self.into.get(place_id, ())]
        else:
            next_ids = [link.successor_id for link in self.out.get(place_id, ())]
        return set().union(*(self._walk(next_id, day, seen) for next_id in next_ids)) if next_ids else set()

    def lineage(self, place_id: int) -> set[int]:
        """The place and everything joined to it by successions, before and after."""
        found: set[int] = set()
        for step in ("into", "out"):
            todo = [place_id]
            while todo:
                current = todo.pop()
                found.add(current)
                links = getattr(self, step).get(current, ())
                ids = [link.predecessor_id if step == "into" else link.successor_id for link in links]
                todo += [i for i in ids if i not in found]
        return found

    def cut_days(self, place_id: int) -> list[date]:
        """Days on which the map under a place changed: a unit began, ended or became another type or parent."""
        days: set[date] = set()
        todo, seen = [place_id], set()
        while todo:
            current = todo.pop()
            if current in seen:
                continue
            seen.add(current)
            for unit in [*self.versions.get(current, ()), *self.children.get(current, ())]:
                days |= {unit.valid_from} | ({unit.valid_to} if unit.valid_to else set())
                if unit.place_id not in seen:
                    todo.append(unit.place_id)
        return sorted(days - {DAWN})

    def cut_days_above(self, unit: Unit) -> list[date]:
        """Days on which a unit above this one began, ended or changed, while this version holds."""
        days: set[date] = set()
        parent_id = unit.parent_id
        while parent_id is not None:
            for above in self.versions.get(parent_id, ()):
                days |= {above.valid_from} | ({above.valid_to} if above.valid_to else set())
            parent_id = self.versions[parent_id][-1].parent_id if parent_id in self.versions else None
        return sorted(days - {DAWN})

    def permanent_key(self, place_id: int) -> str:
        """The address of a place that stays the same over its life: the code and first known day of its first version."""
        first = self.versions[place_id][0]
        return first.key(max(first.valid_from, first.verified_from) if first.valid_from == DAWN else first.valid_from)

    def is_verified(self, place_id: int, day: date) -> bool:
        """Whether the map of this place is known for the day, not only assumed to be like the earliest known one."""
        unit = self.unit(place_id, day)
        units = [unit] if unit else []
        units += [child for child in self.children.get(place_id, ()) if child.holds(day)]
        return all(u.verified_from <= day for u in units)


_held: tuple[str, Tree] | None = None
_looked_at = 0.0
LOOK_EVERY = 1.0  # seconds; other processes see a newly loaded map this much later at most


class _Days(dict[str, date]):
    """Days by their text: a map has a few dozen different ones in its 50,000 cells."""

    def __missing__(self, text: str) -> date:
        self[text] = found = date.fromisoformat(text)
        return found


def _load() -> Tree:
    """Reads the map. The collector is held meanwhile and kept from it afterwards: it would look in vain through 25,000 rows."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        found = Tree(_units(), _links())
        gc.freeze()
        return found
    finally:
        if collecting:
            gc.enable()


def _day(name: str) -> Cast:
    return Cast(name, CharField())


def _units() -> list[Unit]:
    fields = ("place_id", "level", "type", "name", "code", "parent_id", "is_rural", "lat", "lon")
    periods = (_day("valid_from"), _day("valid_to"), _day("verified_from"))
    rows = Version.objects.order_by("place_id", "valid_from").values_list(*fields, *periods, "act__number", "name_key", "search_key")
    days = _Days()
    return [
        Unit._make((*row[:9], days[row[9]], days[row[10]] if row[10] else None, days[row[11]], row[12] or "", *row[13:])) for row in rows
    ]


def _links() -> list[Link]:
    rows = Succession.objects.values_list("predecessor_id", "successor_id", _day("on"), "share", "act__number")
    days = _Days()
    return [Link(row[0], row[1], days[row[2]], row[3], row[4] or "") for row in rows]


def tree() -> Tree:
    """The map, read from the database when it changed since the last look."""
    global _held, _looked_at
    now = time.monotonic()
    if _held is not None and _held[0] and now - _looked_at < LOOK_EVERY:
        return _held[1]
    stamp, _looked_at = str(site.get("map", "")), now
    if _held is None or _held[0] != stamp or not stamp:
        _held = (stamp, _load())
    return _held[1]


def forget() -> None:
    """Drops the map in memory; the next question reads it anew. Called when a map was loaded."""
    global _held
    _held = None


def day_before(day: date) -> date:
    """The day before; the dawn stays itself."""
    return day if day == DAWN else day - timedelta(days=1)
