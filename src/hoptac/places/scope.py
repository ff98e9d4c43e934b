"""Which records count in a place: on the map of each day, or all on the map of one day.

A record stands at the commune it had on its own day. Its territory is followed through successions to the map asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hoptac.common import memo
from hoptac.common.days import DAWN
from hoptac.places.tree import Tree, tree


@dataclass(frozen=True)
class Window:
    """Days, half-open, during which a territory counts in the scope; `act` is what opened or closed it, if a change of the map did."""

    first: date
    after: date | None
    began_by: str = ""
    ended_by: str = ""


ALWAYS = (Window(DAWN, None),)


class Scope:
    """A place to count in, and the map to read it on (None: the map of each day)."""

    def __init__(self, place_id: int, map_of: date | None = None) -> None:
        self.map: Tree = tree()
        self.place_id = place_id
        self.map_of = map_of
        self.is_country = self.map.versions[place_id][0].level == "country"
        self._windows: dict[tuple[int, frozenset[int]], tuple[Window, ...]] = {}
        self._ids: list[int] | None = None

    def place_ids(self) -> list[int] | None:
        """Identities that can count in the place on some day; None when every place of the country does."""
        if self.is_country:
            return None
        if self._ids is None:
            self._ids = self._collect()
        return self._ids

    def _collect(self) -> list[int]:
        found: set[int] = set()
        todo = [self.place_id]
        while todo:
            current = todo.pop()
            if current in found:
                continue
            found.add(current)
            todo += [unit.place_id for unit in self.map.children.get(current, ())]
            todo += list(self.map.lineage(current))
        return sorted(found)

    def windows(self, place_id: int, hints: frozenset[int] = frozenset()) -> tuple[Window, ...]:
        """When a record standing at `place_id` counts in the scope. `hints`: other places the same record is known to stand at."""
        if self.is_country:
            return ALWAYS
        known = self._windows.get((place_id, hints))
        if known is None:
            known = self._windows[(place_id, hints)] = self._find_windows(place_id, hints)
        return known

    def _find_windows(self, place_id: int, hints: frozenset[int]) -> tuple[Window, ...]:
        if self.map_of is not None:
            return ALWAYS if self.counts(place_id, self.map_of, hints) else ()
        days = [DAWN, *self._cuts(place_id)]
        windows: list[Window] = []
        for first, after in zip(days, [*days[1:], None], strict=True):
            if not self.counts(place_id, first, hints):
                continue
            if windows and windows[-1].after == first:
                windows[-1] = Window(windows[-1].first, after, windows[-1].began_by, self._act(place_id, after))
            else:
                windows.append(Window(first, after, self._act(place_id, first), self._act(place_id, after)))
        return tuple(windows)

    def _cuts(self, place_id: int) -> list[date]:
        """Days on which this territory, or the place counted in, was reorganised."""
        days: set[date] = set()
        for member in self.map.lineage(place_id) | {self.place_id}:
            for unit in self.map.versions.get(member, ()):
                days |= {unit.valid_from, unit.valid_to} - {None}  # type: ignore[arg-type]
        return sorted(days - {DAWN})

    def _act(self, place_id: int, day: date | None) -> str:
        if day is None:
            return ""
        links = [*self.map.out.get(place_id, ()), *self.map.into.get(self.place_id, ()), *self.map.out.get(self.place_id, ())]
        return next((link.act for link in links if link.on == day), "")

    def counts(self, place_id: int, day: date, hints: frozenset[int] = frozenset()) -> bool:
        """Whether a record at the place counts in the scope on a day's map."""
        units = self.narrowed(place_id, day, hints)
        return bool(units) and all(self.map.is_within(unit, self.place_id, day) for unit in units)

    def narrowed(self, place_id: int, day: date, hints: frozenset[int] = frozenset()) -> frozenset[int]:
        """The units of a day's map a record may stand in; other places of the same record decide where a split leaves several."""
        units = self.map.carried(place_id, day)
        if len(units) < 2 or not hints:
            return units
        certain = set()
        for hint in hints:
            there = self.map.carried(hint, day)
            if len(there) == 1:
                certain |= there & units
        return frozenset(certain) if certain else units


_scopes: dict[tuple[int, date | None], Scope] = {}
MOST_SCOPES = 300  # some have the windows of thousands of places


def scope_of(place_id: int, map_of: date | None = None) -> Scope:
    """The scope of a place; it follows from the map alone and is kept as long as that map is in memory."""
    return memo.once(("scope", place_id, map_of), lambda: _kept(place_id, map_of))


def _kept(place_id: int, map_of: date | None) -> Scope:
    found = _scopes.get((place_id, map_of))
    if found is None or found.map is not tree():
        if len(_scopes) >= MOST_SCOPES:
            _scopes.clear()
        found = _scopes[(place_id, map_of)] = Scope(place_id, map_of)
    return found


def split_among(place_id: int, unit_ids: frozenset[int], day: date, hints: frozenset[int] = frozenset()) -> int | None:
    """Which of the given units a record belongs to on a day's map; None when it cannot be told."""
    map_, scope = tree(), scope_of(place_id, day)
    found = set()
    for unit_id in scope.narrowed(place_id, day, hints):
        found.add(next((unit.place_id for unit in map_.chain(unit_id, day) if unit.place_id in unit_ids), None))
    return found.pop() if len(found) == 1 else None
