"""Counting from deltas and totals: how many of a sort, without reading who they are.

The answer is that of the spans (`measures.py`), which stay the definition; a test compares the two on random registers. A stand counts in a
place on a day's map or it does not, and every stand of a zone alike in a province; so a province is a sum over zones, a commune or district
a sum over its stands. The sums themselves are in `sums.py`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from hoptac.common.measures import Ask, Tally, When
from hoptac.places.scope import Scope, scope_of, split_among
from hoptac.places.tree import Tree, tree
from hoptac.registry import cells, stands, sums
from hoptac.registry.models import Stand, State
from hoptac.registry.stands import Key
from hoptac.registry.sums import Ground

FLOWS = cells.WHAT[1:]


def is_exact(ask: Ask) -> bool:
    """Whether deltas answer as the spans would: zones are of the map in use, all is asked that is known, the flow is one that is kept."""
    flows = ask.params.get("events", ())
    if ask.known_at is not None or not all(flow in FLOWS for flow in flows):
        return False
    if len(flows) > 1 and "registered" in flows:
        return False  # what was founded and ended by events of the question is one point of its span, not two
    in_use, zoned = stands.maps_known()
    return in_use == zoned or not State.objects.exists()


def _is_province(place_id: int) -> bool:
    return all(unit.level == "province" for unit in tree().versions[place_id])


def ground(ask: Ask, below: str = "") -> Ground:
    """The country as one, a country or a province as zones, or else the stands. `below`: the level of the parts asked for."""
    scope = scope_of(ask.place_id, ask.map_of)
    if scope.is_country and not below:
        return Ground(True, {sums.COUNTRY: Key(ask.place_id)})
    if below in ("", "province") and (scope.is_country or _is_province(ask.place_id)):
        every = stands.representatives()
        fits = {zone: key for zone, key in every.items() if _may_count(scope, key)}
        return Ground(True, fits, len(fits) == len(every))
    rows = Stand.objects.all()
    if _is_province(ask.place_id):
        rows = rows.filter(zone__in=[zone for zone, key in stands.representatives().items() if _may_count(scope, key)])
    elif not scope.is_country:
        rows = rows.filter(place_id__in=scope.place_ids() or [])
    return Ground(False, {pk: Key(place, places) for pk, place, places in rows.values_list("pk", "place_id", "places")})


def _may_count(scope: Scope, key: Key) -> bool:
    return scope.is_country or any(_counts(scope, key, day) for day in ([scope.map_of] if scope.map_of else stands.map_days(scope.map)))


def tally(ask: Ask, times: Sequence[When]) -> list[Tally] | None:
    """How many on each day, or in each period; None where it could not be exact."""
    if not is_exact(ask):
        return None
    over = ground(ask)
    if len(times) > 1 and all(isinstance(when, date) for when in times):
        return _series(ask, over, list(times))  # type: ignore[arg-type]
    found = []
    for when in times:
        total = synthetic = 0
        for _key, cell, n in _in_scope(ask, over, when):
            total += n
            synthetic += n * (cell % 2)
        found.append(Tally(total, synthetic))
    return found


def _series(ask: Ask, over: Ground, days: list[date]) -> list[Tally]:
    scope, found = scope_of(ask.place_id, ask.map_of), {}
    for day, held in sums.running(ask.params, over, sorted(set(days))):
        fits = [(syn, n) for (key, syn), n in held.items() if n and _in(scope, over, key, day)]
        found[day] = Tally(sum(n for _syn, n in fits), sum(n for syn, n in fits if syn))
    return [found[day] for day in days]


def sorts_on(ask: Ask, day: date) -> list[tuple[cells.Sort, int]] | None:
    """How many of each sort stand on a day, demonstration data with the rest; None where it could not be exact."""
    if not is_exact(ask):
        return None
    found: dict[int, int] = defaultdict(int)
    for _key, cell, n in _in_scope(ask, ground(ask), day):
        found[cell] += n
    return [(cells.sort(cell), n) for cell, n in found.items() if n]


def tallies_by(ask: Ask, by: str, when: When, map_day: date) -> dict[Any, int] | None:
    """The parts of a number: by kind or sector as words; by place as the unit below, None for what cannot be placed."""
    if not is_exact(ask):
        return None
    parts: dict[Any, int] = defaultdict(int)
    if by != "place":
        for _key, cell, n in _in_scope(ask, ground(ask), when, detail=by == "sector"):
            parts[getattr(cells.sort(cell), by)] += n
        return {key: n for key, n in parts.items() if n}
    for unit, _cell, n in placed(ask, when, map_day):
        parts[unit] += n
    return {key: n for key, n in parts.items() if n}


def placed(ask: Ask, when: When, map_day: date) -> Iterator[tuple[int | None, int, int]]:
    """The sums of a place by the unit below each belongs to on a day's map, and by cell."""
    below = tree().below(ask.place_id, map_day)
    ids = frozenset(unit.place_id for unit in below) | {ask.place_id}
    over = ground(ask, below[0].level if below else "commune")
    for key, cell, n in _in_scope(ask, over, when):
        yield unit_of(over.keys[key], ids, map_day), cell, n


class _Remembered:
    """What follows from the map alone, kept as long as the same map is in memory."""

    def __init__(self) -> None:
        self.map: Tree | None = None
        self.units: dict[tuple[Key, frozenset[int], date], int | None] = {}
        self.counts: dict[tuple[int, date, Key], bool] = {}

    def of(self, map_: Tree) -> _Remembered:
        """Emptied when another map was loaded, or when it grew too large."""
        if self.map is not map_ or len(self.units) + len(self.counts) > 600_000:
            self.map, self.units, self.counts = map_, {}, {}
        return self


_remembered = _Remembered()


def _map_begin(map_: Tree, day: date) -> date:
    days = stands.map_days(map_)
    return days[bisect_right(days, day) - 1]


def unit_of(key: Key, ids: frozenset[int], day: date) -> int | None:
    """Which of the units a stand belongs to on a day's map."""
    known, asked = _remembered.of(tree()).units, (key, ids, _map_begin(tree(), day))
    if asked not in known:
        known[asked] = split_among(key.place_id, ids, day, key.hints)
    return known[asked]


def _counts(scope: Scope, key: Key, day: date) -> bool:
    known, asked = _remembered.of(scope.map).counts, (scope.place_id, _map_begin(scope.map, day), key)
    if asked not in known:
        known[asked] = scope.counts(key.place_id, day, key.hints)
    return known[asked]


def _in(scope: Scope, over: Ground, key: int, day: date) -> bool:
    return scope.is_country or _counts(scope, over.keys[key], scope.map_of or day)


def _in_scope(ask: Ask, over: Ground, when: When, detail: bool = False) -> Iterator[tuple[int, int, int]]:
    """The sums that count in the place: zone or stand, cell, number. A flow is cut on the days the map changed."""
    scope = scope_of(ask.place_id, ask.map_of)
    whats = tuple(cells.WHAT.index(flow) for flow in ask.params.get("events", ())) or (cells.STOCK,)
    detail = detail or "sector" in ask.params
    for first, last in _stretches(scope, when):
        for (key, cell), n in sums.between(ask.params, over, first, last, whats, detail).items():
            if n and _in(scope, over, key, last):
                yield key, cell, n


def _stretches(scope: Scope, when: When) -> Iterator[tuple[date | None, date]]:
    """First and last days of stretches of one map each; a stock is summed from the beginning (None) and read on its day."""
    if isinstance(when, date):
        yield None, when
        return
    first, last = when
    cuts = [] if scope.map_of or scope.is_country else [cut for cut in stands.map_days(scope.map) if first < cut <= last]
    for begin, after in zip([first, *cuts], [*cuts, last + timedelta(days=1)], strict=True):
        if begin < after:
            yield begin, after - timedelta(days=1)
