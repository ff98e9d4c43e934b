"""Stands and zones: where organisations stand, as far as counting cares, and which stands count alike in every province on every map.

A zone is a set of stands with one answer to "which province?" on each map the country had; totals are kept by zone. It follows from the
map alone: when another map is loaded, zones are found anew (`rebuilding.py`), and until then nothing is counted from them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import F, QuerySet

from hoptac.common import memo
from hoptac.common.days import DAWN
from hoptac.common.models import SiteFact
from hoptac.places.scope import Scope
from hoptac.places.tree import Tree
from hoptac.registry.models import Stand

FACT = "registry.zones"  # the map the zones were found on


class Key(NamedTuple):
    """A stand by what makes it: the place, and all places of the organisation where it had several."""

    place_id: int
    places: str = ""

    @classmethod
    def of(cls, place_id: int, places: Iterable[int]) -> Key:
        """The key for a state at a place, of an organisation that is known at these places."""
        every = sorted(set(places))
        return cls(place_id, ",".join(map(str, every)) if len(every) > 1 else "")

    @property
    def hints(self) -> frozenset[int]:
        """The places as a scope takes them."""
        return frozenset(map(int, self.places.split(","))) if self.places else frozenset()


class Held(NamedTuple):
    """A stand as stored."""

    id: int
    zone: int


def maps_known() -> tuple[str, str]:
    """The map in use, and the one the zones were found on."""
    facts = memo.once("maps known", lambda: dict(SiteFact.objects.filter(pk__in=("map", FACT)).values_list("pk", "value")))
    return str(facts.get("map", "")), str(facts.get(FACT, ""))


_days: tuple[Tree, list[date]] | None = None


def map_days(map_: Tree) -> list[date]:
    """The first days of all maps the country had."""
    global _days
    if _days is None or _days[0] is not map_:
        found = {day for versions in map_.versions.values() for unit in versions for day in (unit.valid_from, unit.valid_to) if day}
        _days = (map_, sorted(found | {DAWN}))
    return _days[1]


def signature(key: Key, scope: Scope) -> str:
    """The province a stand lies in on each map, told where it changes; 0 where it lies in none or cannot be told."""
    told, last = [], -1
    for n, day in enumerate(map_days(scope.map)):
        provinces = {_province(scope.map, unit, day) for unit in scope.narrowed(key.place_id, day, key.hints)}
        here = provinces.pop() if len(provinces) == 1 else 0
        if here != last:
            told.append(f"{n}:{here}")
            last = here
    return " ".join(told)


def _province(map_: Tree, place_id: int, day: date) -> int:
    return next((unit.place_id for unit in map_.chain(place_id, day) if unit.level == "province"), 0)


def hold(keys: Iterable[Key]) -> dict[Key, Held]:
    """The stored stand of each key, made where it is new. Call it inside a transaction."""
    wanted = set(keys)
    found = _stored(wanted)
    missing = wanted - found.keys()
    if missing:
        _make(sorted(missing))
        found |= _stored(missing)
    return found


def _stored(keys: set[Key]) -> dict[Key, Held]:
    rows = Stand.objects.filter(place_id__in={key.place_id for key in keys}).values_list("id", "zone", "place_id", "places")
    return {Key(place, places): Held(pk, zone) for pk, zone, place, places in rows if (place, places) in keys}


def _make(keys: list[Key]) -> None:
    scope = Scope(keys[0].place_id)
    Stand.objects.bulk_create(
        [Stand(place_id=key.place_id, places=key.places, signature=signature(key, scope)) for key in keys],
        ignore_conflicts=True,
        batch_size=500,
    )
    _zone(Stand.objects.filter(zone=0))


def _zone(rows: QuerySet) -> None:
    """Gives each of the rows the zone of its signature: the first stand that has it."""
    fresh = list(rows.order_by("pk"))
    first: dict[str, int] = {}
    known = Stand.objects.exclude(zone=0).filter(signature__in={row.signature for row in fresh})
    for name, zone in known.values_list("signature", "zone"):
        first[name] = zone
    for row in fresh:
        row.zone = first.setdefault(row.signature, row.pk)
    Stand.objects.bulk_update(fresh, ["zone"], batch_size=300)


def find_zones_anew() -> None:
    """Finds the zone of every stand on the map as it is now. The totals must be made anew after it."""
    rows = list(Stand.objects.order_by("pk"))
    if rows:
        scope = Scope(rows[0].place_id)
        for row in rows:
            row.signature, row.zone = signature(Key(row.place_id, row.places), scope), 0
        Stand.objects.bulk_update(rows, ["signature", "zone"], batch_size=300)
        _zone(Stand.objects.filter(zone=0))
    SiteFact.objects.update_or_create(pk=FACT, defaults={"value": maps_known()[0]})


def representatives() -> dict[int, Key]:
    """Each zone by one of its stands: what holds for it holds for all."""
    rows = memo.once("zones", lambda: list(Stand.objects.filter(zone=F("pk")).values_list("pk", "place_id", "places")))
    return {pk: Key(place, places) for pk, place, places in rows}
