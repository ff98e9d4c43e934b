"""Spans of only those organisations that touch the days asked about: what explains one number, or what changed between two days.

They are those of `measures.py`, which stays the definition (a test compares the two); states that follow one another at one place come as
one span, which is what an explanation makes of them anyway. Read below the ORM, for a province has thousands of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection

from hoptac.common.measures import Ask, Edge, Record, Span, clip
from hoptac.places.scope import Scope, Window
from hoptac.registry.edges import edge

WORDS = ("kind", "operating", "legal", "sector")


class Piece(NamedTuple):
    """A state, or several that follow one another: the words of the last, the beginning of the first."""

    organisation: int
    place_id: int
    kind: str
    sector: str
    name: str
    first: date
    after: date | None
    began: int
    ended: int | None


Placed = tuple[Piece, tuple[Window, ...], frozenset[int]]  # with when its place counts, and where else its organisation stands


class End(NamedTuple):
    """An event as it stands at an end of a span."""

    kind: str
    on: date
    corrects: int | None
    document: str


def standing(ask: Ask, scope: Scope) -> Iterator[Span]:
    """As `measures.standing`, of the organisations that hold, begin or end within `ask.during`."""
    assert ask.during is not None
    held = [own for own in _own(ask, scope) if any(_meets(one, *ask.during) for one in own)]
    hints = _hints([own[0].organisation for own in held], scope)
    joined: list[Placed] = []
    for own in held:
        known = hints.get(own[0].organisation, frozenset())
        windows = {place: scope.windows(place, known) for place in {one.place_id for one in own}}
        there = [one for one in own if any(_meets(one, window.first, window.after) for window in windows[one.place_id])]
        if any(_meets(one, *ask.during) for one in there):
            joined += [(one, windows[one.place_id], known) for one in _joined(there, windows)]
    yield from _spans(joined)


def _meets(one: Piece, first: date, last: date | None) -> bool:
    return (one.after is None or one.after >= first) and (last is None or one.first <= last)


def _read(statement: str, given: Iterable[Any] = ()) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(given))
        return cursor.fetchall()


def _among(column: str, ids: Iterable[int]) -> str:
    return f"{column} IN ({', '.join(map(str, ids)) or 'NULL'})"


def _own(ask: Ask, scope: Scope) -> Iterator[list[Piece]]:
    """The states of each organisation that are of the sort asked for and can count in the place, in order."""
    ids = scope.place_ids()
    parts, given = ["1 = 1" if ids is None else _among("place_id", ids)], []
    for name in WORDS:
        if name in ask.params:
            parts.append(f"{name} IN ({', '.join(['%s'] * len(ask.params[name])) or 'NULL'})")
            given += ask.params[name]
    rows = _read(
        "SELECT organisation_id, place_id, kind, sector, name, valid_from, valid_to, began_by_id, ended_by_id FROM registry_state "
        f"WHERE {' AND '.join(parts)} ORDER BY organisation_id, valid_from",
        given,
    )
    for _organisation, own in groupby(map(Piece._make, rows), key=lambda one: one.organisation):
        yield list(own)


def _hints(organisations: list[int], scope: Scope) -> dict[int, frozenset[int]]:
    """Where else each organisation is known to stand, from all its states that can count in the place, of whatever sort."""
    ids = scope.place_ids()
    inside = None if ids is None else set(ids)
    where = _among("organisation_id", organisations)
    places: dict[int, set[int]] = defaultdict(set)
    for organisation, place in _read(f"SELECT organisation_id, place_id FROM registry_state WHERE {where}"):
        if inside is None or place in inside:
            places[organisation].add(place)
    return {organisation: frozenset(found) for organisation, found in places.items() if len(found) > 1}


def _joined(own: list[Piece], windows: dict[int, tuple[Window, ...]]) -> Iterator[Piece]:
    """States that follow one another at a place as one, where no change of the map falls between their ends."""
    begin = last = own[0]
    for one in own[1:]:
        follows = last.after == one.first and last.place_id == one.place_id
        if not (follows and _inside(begin.first, one.after, windows[one.place_id])):
            yield last._replace(first=begin.first, began=begin.began)
            begin = one
        last = one
    yield last._replace(first=begin.first, began=begin.began)


def _inside(first: date, after: date | None, windows: tuple[Window, ...]) -> bool:
    return any(one.first <= first and (one.after is None or (after is not None and after <= one.after)) for one in windows)


def _spans(joined: list[Placed]) -> Iterator[Span]:
    """The pieces with what is told of their organisations and of the events at their ends, cut by where the place lay."""
    own = dict.fromkeys(one.organisation for one, _windows, _known in joined)
    named = {pk: told for pk, *told in _read(f"SELECT id, public_id, is_synthetic FROM registry_organisation WHERE {_among('id', own)}")}
    ends = _ends({pk for one, _windows, _known in joined for pk in (one.began, one.ended) if pk is not None})
    for one, windows, known in joined:
        public_id, synthetic = named[one.organisation]
        keys = {"kind": one.kind, "sector": one.sector}
        record = Record("organisation", public_id, one.name, one.place_id, "", bool(synthetic), keys, known)
        began, ended = ends[one.began], ends[one.ended] if one.ended is not None else None
        begins = edge(began.kind, began.corrects, began.document, began.on != one.first) or Edge("")
        finish = edge(ended.kind, ended.corrects, ended.document, ended.on != one.after) if ended else None
        yield from clip(Span(record, one.first, one.after, begins, finish), windows)


def _ends(ids: set[int]) -> dict[int, End]:
    rows = _read(f"SELECT id, kind, valid_on, corrects_id, document_label FROM registry_event WHERE {_among('id', sorted(ids))}")
    return {pk: End(*told) for pk, *told in rows}
