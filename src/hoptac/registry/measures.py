"""What the register offers to be counted: organisations that stand, and those that came or went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from hoptac.common.measures import Ask, Edge, Measure, Record, Span, clip
from hoptac.common.measures import register as offer
from hoptac.places.scope import Scope
from hoptac.registry.enums import EventKind
from hoptac.registry.models import Event, State

CAUSES = {EventKind.REGISTERED: "founded", EventKind.PLACED: "map"}


def edge(event: Event | None) -> Edge | None:
    """Why a state begins or ends."""
    if event is None:
        return None
    cause = "corrected" if event.corrects_id else CAUSES.get(event.kind, event.kind)
    return Edge(cause, event.document_label)


def _rows(ask: Ask, scope: Scope):
    rows = State.objects.select_related("organisation", "began_by", "ended_by").order_by("organisation_id", "valid_from")
    ids = scope.place_ids()
    if ids is not None:
        rows = rows.filter(place_id__in=ids)
    wanted = {f"{name}__in": ask.params[name] for name in ("kind", "operating", "legal", "sector") if name in ask.params}
    return rows.filter(**wanted)


def _record(state: State, hints: frozenset[int]) -> Record:
    organisation = state.organisation
    keys = {"kind": state.kind, "sector": state.sector}
    return Record("organisation", organisation.public_id, state.name, state.place_id, "", organisation.is_synthetic, keys, hints)


def _hints(rows: list[State]) -> dict[int, frozenset[int]]:
    """Where else each organisation is known to stand; only organisations with more than one place have any."""
    places: dict[int, set[int]] = defaultdict(set)
    for state in rows:
        places[state.organisation_id].add(state.place_id)
    return {organisation: frozenset(ids) for organisation, ids in places.items() if len(ids) > 1}


def standing(ask: Ask) -> Iterator[Span]:
    """Organisations in the scope, from the day they count to the day they no longer do."""
    scope = Scope(ask.place_id, ask.map_of)
    rows = list(_rows(ask, scope))
    hints = _hints(rows)
    for state in rows:
        own = hints.get(state.organisation_id, frozenset())
        span = Span(_record(state, own), state.valid_from, state.valid_to, edge(state.began_by) or Edge(""), edge(state.ended_by))
        yield from clip(span, scope.windows(state.place_id, own))


def happened(ask: Ask) -> Iterator[Span]:
    """Events of the kinds in `params["events"]`, as points: at the day, where the organisation stood then."""
    scope = Scope(ask.place_id, ask.map_of)
    kinds = set(ask.params["events"])
    rows = list(_rows(ask, scope))
    hints = _hints(rows)
    for state in rows:
        event = state.began_by if state.began_by.kind in kinds else state.ended_by
        if event is None or event.kind not in kinds:
            continue
        own = hints.get(state.organisation_id, frozenset())
        edge_ = edge(event) or Edge("")
        span = Span(_record(state, own), event.valid_on, event.valid_on, replace(edge_, cause=CAUSES.get(event.kind, event.kind)))
        yield from clip(span, scope.windows(state.place_id, own))


def register() -> None:
    """Offers the measures."""
    offer(Measure("registry.organisations", standing, splits=("place", "kind", "sector")))
    offer(Measure("registry.happened", happened, splits=("place", "kind", "sector")))
