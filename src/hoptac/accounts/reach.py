"""How far a place reaches: which identities of the map, of any time, lie in its territory on a day's map.

A record stands at the unit it had on its own day. Where that unit ended, its territory is followed to the units of today: who holds all of
them reaches the record; where a split leaves it in several, only who stands above them all does. A unit that ended without successors
(the districts of 2025) belongs to what stood above it.
"""

from __future__ import annotations

from datetime import date
from weakref import WeakKeyDictionary

from hoptac.places.scope import Scope
from hoptac.places.tree import Tree, day_before, tree

_known: WeakKeyDictionary[Tree, dict[tuple[int, date], frozenset[int]]] = WeakKeyDictionary()
KEPT = 2000  # places and days remembered of one map


def reaches(root_id: int, place_id: int, day: date) -> bool:
    """Whether a place of any time lies in the territory of another on the day's map."""
    map_ = tree()
    seen: set[int] = set()
    while place_id not in seen and place_id in map_.versions:
        seen.add(place_id)
        units = map_.carried(place_id, day)
        if units:
            return all(map_.is_within(unit, root_id, day) for unit in units)
        ended = map_.ended(place_id)
        above = map_.unit(place_id, day_before(ended)) if ended else map_.versions[place_id][0]
        if above is None or above.parent_id is None:
            return False
        place_id = above.parent_id
    return False


def is_country(place_id: int) -> bool:
    """Whether a place is the root of the tree."""
    versions = tree().versions.get(place_id)
    return bool(versions) and versions[0].level == "country"


def root_id() -> int:
    """The country."""
    return next(place_id for place_id, versions in tree().versions.items() if versions[0].level == "country")


def within(root_id: int, day: date) -> frozenset[int]:
    """Every identity, of any time, in the territory of a place on the day's map."""
    map_ = tree()
    if map_.unit(root_id, day) is None:
        return frozenset()
    known = _known.setdefault(map_, {})
    if (root_id, day) not in known:
        if len(known) >= KEPT:
            known.clear()
        near = Scope(root_id).place_ids()
        known[(root_id, day)] = frozenset(one for one in near or () if reaches(root_id, one, day))
    return known[(root_id, day)]
