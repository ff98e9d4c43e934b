"""Sums of deltas between days, by zone or stand: years and months from the totals, the days at the edges from the deltas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection

from hoptac.registry import cells
from hoptac.registry.deltas import COUNTRY, MONTH, YEAR
from hoptac.registry.stands import Key

Counts = dict[tuple[int, int], int]  # (zone or stand, cell): number
Asked = tuple[str, list[Any]]  # a statement and its parameters

__all__ = ["COUNTRY", "Counts", "Ground", "between", "running"]


class Ground(NamedTuple):
    """What a question is summed over: zones where they are enough, else stands; each with its key."""

    by_zone: bool
    keys: Mapping[int, Key]
    is_all: bool = False  # every zone there is: none need be looked up one by one

    @property
    def is_country(self) -> bool:
        """Everything as one."""
        return self.by_zone and COUNTRY in self.keys

    def cell(self, column: str) -> str:
        """The column of cells as a condition names it: where days narrow a question most, no index of cells is to be walked (the plus)."""
        return f"+{column}" if self.is_all else column

    def among(self, column: str) -> Asked:
        """SQL that holds for these zones or stands."""
        if not self.keys:
            return "1 = 0", []
        if self.is_all and self.by_zone:
            return f"+{column} > {COUNTRY}", []  # the plus keeps SQLite from walking through the zones for it
        return f"{column} IN ({', '.join(map(str, self.keys))})", []


PLAIN = "{0}.cell - ({0}.cell / {1}) %% {2} * {1}".format("d", *cells.DIGITS["sector"][1:])


def _read(asked: Asked) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(*asked)
        return cursor.fetchall()


def between(params: Mapping[str, Any], over: Ground, first: date | None, last: date, whats: tuple[int, ...], detail: bool) -> Counts:
    """The sums from the first day (None: the beginning) to the last, by zone or stand and by cell."""
    found: Counts = defaultdict(int)
    asked = _of_zones(params, over, first, last, whats, detail) if over.by_zone else [_of_stands(params, over, first, last, whats)]
    for one in asked:
        for key, cell, n in _read(one):
            found[(key, cell)] += n
    return found


def _of_stands(params: Mapping[str, Any], over: Ground, first: date | None, last: date, whats: tuple[int, ...]) -> Asked:
    where, values = cells.condition(params, whats, "d.cell")
    among, _none = over.among("d.stand_id")
    since = "AND d.day >= %s" if first else ""
    return (
        f"SELECT d.stand_id, d.cell, sum(d.n) FROM registry_delta d WHERE {among} AND {where} {since} AND d.day <= %s GROUP BY 1, 2",
        [*values, *([first] if first else []), last],
    )


def _of_zones(
    params: Mapping[str, Any], over: Ground, first: date | None, last: date, whats: tuple[int, ...], detail: bool
) -> Iterator[Asked]:
    """Whole years first, then whole months, then the days left at either end."""
    after = last + timedelta(days=1)
    month = after.replace(day=1)
    if first is None:
        year = after.replace(month=1, day=1)
        yield _totals(params, over, YEAR, None, year, whats, detail)
        yield _totals(params, over, MONTH, year, month, whats, detail)
        begin = month
    else:
        whole = first if first.day == 1 else _next_month(first)
        if whole < month:
            yield _totals(params, over, MONTH, whole, month, whats, detail)
            if first < whole:
                yield _days(params, over, first, whole, whats, detail)
            begin = month
        else:
            begin = first
    if begin < after:
        yield _days(params, over, begin, after, whats, detail)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _totals(
    params: Mapping[str, Any], over: Ground, span: int, first: date | None, after: date, whats: tuple[int, ...], detail: bool
) -> Asked:
    where, values = cells.condition(params, whats, over.cell("t.cell"))
    among, _none = over.among("t.zone")
    since = "AND t.first >= %s" if first else ""
    return (
        f"SELECT t.zone, t.cell, sum(t.n) FROM registry_total t WHERE t.span = %s AND t.detail = %s {since} AND t.first < %s "
        f"AND {among} AND {where} GROUP BY 1, 2",
        [span, int(detail), *([first] if first else []), after, *values],
    )


def _days(params: Mapping[str, Any], over: Ground, first: date, after: date, whats: tuple[int, ...], detail: bool) -> Asked:
    where, values = cells.condition(params, whats, "+d.cell")
    zone = str(COUNTRY) if over.is_country else "s.zone"
    join = "" if over.is_country else "JOIN registry_stand s ON s.id = +d.stand_id"
    among = "1 = 1" if over.is_country else over.among("s.zone")[0]
    return (
        f"SELECT {zone}, {'d.cell' if detail else PLAIN}, sum(d.n) FROM registry_delta d {join} "
        f"WHERE d.day >= %s AND d.day < %s AND {among} AND {where} GROUP BY 1, 2",
        [first, after, *values],
    )


Held = dict[tuple[int, int], int]  # (zone or stand, 1 for demonstration data): number


def running(params: Mapping[str, Any], over: Ground, days: Sequence[date]) -> Iterator[tuple[date, Held]]:
    """The stock of each of several days, in order, from one reading of the months or deltas before the last of them."""
    held: Held = defaultdict(int)
    steps = _read(_monthly(params, over, days[-1]) if over.by_zone else _daily(params, over, days[-1]))
    at = 0
    for day in days:
        after = day + timedelta(days=1)
        until = after.replace(day=1) if over.by_zone else after
        while at < len(steps) and str(steps[at][0]) < until.isoformat():
            _first, key, synthetic, n = steps[at]
            held[(key, synthetic)] += n
            at += 1
        if until == after:
            yield day, held
            continue
        now = defaultdict(int, held)
        for key, cell, n in _read(_days(params, over, until, after, (cells.STOCK,), "sector" in params)):
            now[(key, cell % 2)] += n
        yield day, now


def _monthly(params: Mapping[str, Any], over: Ground, last: date) -> Asked:
    where, values = cells.condition(params, (cells.STOCK,), "t.cell")
    among, _none = over.among("t.zone")
    return (
        f"SELECT t.first, t.zone, t.cell %% 2, sum(t.n) FROM registry_total t WHERE t.span = %s AND t.detail = %s AND t.first <= %s "
        f"AND {among} AND {where} GROUP BY 1, 2, 3 ORDER BY 1",
        [MONTH, int("sector" in params), last, *values],
    )


def _daily(params: Mapping[str, Any], over: Ground, last: date) -> Asked:
    where, values = cells.condition(params, (cells.STOCK,), "d.cell")
    among, _none = over.among("d.stand_id")
    return (
        f"SELECT d.day, d.stand_id, d.cell %% 2, sum(d.n) FROM registry_delta d WHERE {among} AND {where} AND d.day <= %s "
        f"GROUP BY 1, 2, 3 ORDER BY 1",
        [*values, last],
    )
