"""When a place holds a title, through mergers and on whichever map it is asked.

The rule for titles through a reorganisation is data of the programme (`inherit` in its file), so it can be another tomorrow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hoptac.common import memo
from hoptac.common.days import DAWN
from hoptac.common.measures import Edge, min_day
from hoptac.places.tree import Link, Unit, day_before, tree
from hoptac.programmes.data import programme
from hoptac.programmes.models import Recognition


@dataclass(frozen=True)
class Held:
    """Days, half-open, on which a title is held; why it begins and ends."""

    first: date
    after: date | None
    began: Edge
    ended: Edge | None = None
    synthetic: bool = False

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.after is None or day < self.after)


def cut(held: Iterable[Held], first: date, after: date | None, opened: Edge, closed: Edge) -> list[Held]:
    """The parts between two days; where they cut, the edge is the one given."""
    parts = []
    for one in held:
        start, end = max(one.first, first), min_day(one.after, after)
        if end is not None and end <= start:
            continue
        began = one.began if start == one.first else opened
        ended = one.ended if end == one.after else closed
        parts.append(replace(one, first=start, after=end, began=began, ended=ended))
    return parts


def union(held: Iterable[Held]) -> list[Held]:
    """Overlapping and touching parts become one."""
    done: list[Held] = []
    for one in sorted(held, key=lambda h: h.first):
        last = done[-1] if done else None
        if last is None or (last.after is not None and last.after < one.first):
            done.append(one)
        elif last.after is not None and (one.after is None or one.after > last.after):
            done[-1] = replace(last, after=one.after, ended=one.ended)
    return done


def common(one: list[Held], other: list[Held]) -> list[Held]:
    """Days that stand in both."""
    found = []
    for a in one:
        for b in other:
            late, early = (a, b) if a.first >= b.first else (b, a)
            after = min_day(a.after, b.after)
            if after is not None and after <= late.first:
                continue
            ended = a.ended if after == a.after else b.ended
            found.append(Held(late.first, after, late.began, ended, a.synthetic or b.synthetic))
    return union(found)


class Titles:
    """Titles of one programme at one level or above, by one rule ("met" or "decided")."""

    def __init__(self, params: Mapping[str, Any], rule: str) -> None:
        self.programme = programme(params["programme"])
        self.rank = self.programme.level(params["level"]).rank
        self.only_rural = bool(params.get("rural"))
        self.rule = rule
        self.map = tree()
        self.given: dict[int, list[Recognition]] = defaultdict(list)
        for row in memo.once(("titles", self.programme.code), self._read):
            if self.programme.levels[row.level].rank >= self.rank:
                self.given[row.place_id].append(row)
        self._as_then: dict[int, list[Held]] = {}

    def _read(self) -> list[Recognition]:
        return list(Recognition.objects.filter(programme=self.programme.code, place__isnull=False).order_by("met_on"))

    def own(self, place_id: int) -> list[Held]:
        """Days held by recognitions of the place itself."""
        found = []
        for row in self.given.get(place_id, ()):
            first = row.met_on if self.rule == "met" else row.decided_on
            if first is None:
                continue
            after = min_day(row.revoked_on, row.expires_on)
            if after is not None and after <= first:
                continue
            ended = Edge("revoked", row.revoked_document) if after and after == row.revoked_on else Edge("expired") if after else None
            found.append(Held(first, after, Edge("recognised", row.document_label), ended, row.is_synthetic))
        return union(found)

    def _counts_as_part(self, link: Link) -> bool:
        unit = self.map.unit(link.predecessor_id, day_before(link.on))
        return unit is not None and (not self.only_rural or unit.is_rural)

    def _parts(self, place_id: int) -> list[Link]:
        return [link for link in self.map.into.get(place_id, ()) if self._counts_as_part(link)]

    def as_then(self, place_id: int) -> list[Held]:
        """Days held on the map of each day: own recognitions, and what was inherited when the place was formed."""
        known = self._as_then.get(place_id)
        if known is None:
            known = self._as_then[place_id] = union([*self.own(place_id), *self._inherited(place_id)])
        return known

    def _inherited(self, place_id: int) -> list[Held]:
        parts = self._parts(place_id)
        if not parts or self.programme.inherit.get("when_merged") != "every_rural_part":
            return []
        held = [[h for h in self.as_then(link.predecessor_id) if h.holds(day_before(link.on))] for link in parts]
        if not all(held):
            return []
        return [Held(parts[0].on, None, Edge("merged", parts[0].act), None, any(h.synthetic for part in held for h in part))]

    def on_map(self, unit: Unit) -> list[Held]:
        """Days held by a unit of one day's map, before it was formed and after it ended too.

        Before: when every rural part held. After: what it held at its end goes on, or what its successors were given since.
        """
        born, ended = self.map.born(unit.place_id), self.map.ended(unit.place_id)
        held = list(self.as_then(unit.place_id))
        if born != DAWN:
            held += cut(self._before(unit.place_id), DAWN, born, Edge("map"), Edge("map"))
        if ended is not None:
            held = cut(held, DAWN, ended, Edge("map"), Edge("map"))
            held += self._beyond(unit.place_id, held, ended)
        return union(held)

    def _before(self, place_id: int) -> list[Held]:
        parts = self._parts(place_id)
        if not parts:
            return []
        result: list[Held] | None = None
        for link in parts:
            part_born = self.map.born(link.predecessor_id)
            held = cut(self.as_then(link.predecessor_id), DAWN, link.on, Edge("map"), Edge("map"))
            if part_born != DAWN:
                held = union([*held, *cut(self._before(link.predecessor_id), DAWN, part_born, Edge("map"), Edge("map"))])
            result = held if result is None else common(result, held)
        return result or []

    def _beyond(self, place_id: int, held: list[Held], ended: date) -> list[Held]:
        if any(h.holds(day_before(ended)) for h in held):
            last = next(h for h in held if h.holds(day_before(ended)))
            return [replace(last, first=ended, after=None, ended=None)]
        result: list[Held] | None = None
        for link in self.map.out.get(place_id, ()):
            given = cut(self.own(link.successor_id), ended, None, Edge("map"), Edge("map"))
            result = given if result is None else common(result, given)
        return result or []
