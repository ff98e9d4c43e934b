"""What the register offers to be counted: organisations that stand, and those that came or went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from hoptac.common import memo
from hoptac.common.measures import Ask, Edge, Measure, Record, Span, clip
from hoptac.common.measures import register as offer
from hoptac.places.scope import Scope, scope_of
from hoptac.registry import queries, tallies, touching
from hoptac.registry.edges import CAUSES, edge
from hoptac.registry.models import Event, State


class Row(NamedTuple):
    """One state with what a count needs of its organisation and of the events at its ends; plain, because thousands are read."""

    organisation_id: int
    public_id: str
    is_synthetic: bool
    kind: str
    name: str
    place_id: int
    sector: str
    legal: str
    operating: str
    valid_from: date
    valid_to: date | None
    began_kind: str
    began_on: date
    began_corrects: int | None
    began_document: str
    ended_kind: str | None
    ended_on: date | None
    ended_corrects: int | None
    ended_document: str | None


FIELDS = (
    "organisation_id", "organisation__public_id", "organisation__is_synthetic",
    "kind", "name", "place_id", "sector", "legal", "operating", "valid_from", "valid_to",
    "began_by__kind", "began_by__valid_on", "began_by__corrects_id", "began_by__document_label",
    "ended_by__kind", "ended_by__valid_on", "ended_by__corrects_id", "ended_by__document_label",
)  # fmt: skip


def _read(ids: list[int] | None, known_at: datetime | None) -> list[tuple[Row, Span]]:
    rows = State.objects.order_by("organisation_id", "valid_from")
    if ids is not None:
        rows = rows.filter(place_id__in=ids)
    anew = queries.told_anew(known_at) if known_at else set()
    found = [row for row in (Row(*row) for row in rows.values_list(*FIELDS)) if row.organisation_id not in anew]
    if known_at and anew:
        inside = None if ids is None else set(ids)
        rows_then = (_row_then(*one) for one in queries.states_known(anew, known_at))
        found += [row for row in rows_then if inside is None or row.place_id in inside]
    hints = _hints(found)
    return [(row, _span(row, hints.get(row.organisation_id, frozenset()))) for row in found]


def _row_then(state: State, events: dict[int, Event]) -> Row:
    """A state as it was known at an instant, in the shape of one that is stored."""
    ends = [events[one] if one is not None else None for one in (state.began_by_id, state.ended_by_id)]
    own = (state.organisation_id, state.organisation.public_id, state.organisation.is_synthetic)
    words = (state.kind, state.name, state.place_id, state.sector, state.legal, state.operating, state.valid_from, state.valid_to)
    told = [value for e in ends for value in ((e.kind, e.valid_on, e.corrects_id, e.document_label) if e else (None,) * 4)]
    return Row(*own, *words, *told)


def _rows(ask: Ask, scope: Scope) -> list[tuple[Row, Span]]:
    """The states that can count in the place, each with its span; read once a page whatever is asked of them."""
    ids = scope.place_ids()
    key = ("registry.rows", None if ids is None else tuple(ids), ask.known_at)
    rows = memo.once(key, lambda: _read(ids, ask.known_at))
    for name in ("kind", "operating", "legal", "sector"):
        if name in ask.params:
            wanted = set(ask.params[name])
            rows = [pair for pair in rows if getattr(pair[0], name) in wanted]
    return rows


def _span(row: Row, hints: frozenset[int]) -> Span:
    """A state as a span of its organisation, not yet cut by where its place lay."""
    record = Record(
        "organisation", row.public_id, row.name, row.place_id, "", row.is_synthetic, {"kind": row.kind, "sector": row.sector}, hints
    )
    began = edge(row.began_kind, row.began_corrects, row.began_document, row.began_on != row.valid_from) or Edge("")
    ended = edge(row.ended_kind, row.ended_corrects, row.ended_document, row.ended_on != row.valid_to)
    return Span(record, row.valid_from, row.valid_to, began, ended)


def _hints(rows: list[Row]) -> dict[int, frozenset[int]]:
    """Where else each organisation is known to stand, from all its states: one that stopped in 2024 was placed on the map of 2025 too."""
    places: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        places[row.organisation_id].add(row.place_id)
    return {organisation: frozenset(ids) for organisation, ids in places.items() if len(ids) > 1}


def standing(ask: Ask) -> Iterator[Span]:
    """Organisations in the scope, from the day they count to the day they no longer do."""
    scope = scope_of(ask.place_id, ask.map_of)
    if ask.during is not None and ask.known_at is None:
        yield from touching.standing(ask, scope)
        return
    for row, span in _rows(ask, scope):
        yield from clip(span, scope.windows(row.place_id, span.record.hints))


def happened(ask: Ask) -> Iterator[Span]:
    """Events of the kinds in `params["events"]`, as points: at the day, where the organisation stood then."""
    scope = scope_of(ask.place_id, ask.map_of)
    kinds = set(ask.params["events"])
    for row, whole in _rows(ask, scope):
        if row.began_kind in kinds and row.began_on == row.valid_from:
            kind, on, document = row.began_kind, row.began_on, row.began_document
        elif row.ended_kind in kinds and row.ended_on is not None and row.ended_on == row.valid_to:
            kind, on, document = row.ended_kind or "", row.ended_on, row.ended_document or ""
        else:
            continue
        span = Span(whole.record, on, on, Edge(CAUSES.get(kind, kind), document))
        yield from clip(span, scope.windows(row.place_id, whole.record.hints))


def register() -> None:
    """Offers the measures."""
    ways = {"splits": ("place", "kind", "sector"), "tally": tallies.tally, "tallies_by": tallies.tallies_by, "recalls": True}
    offer(Measure("registry.organisations", standing, **ways))
    offer(Measure("registry.happened", happened, **ways))
