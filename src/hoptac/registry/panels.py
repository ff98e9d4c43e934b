"""Panels this room hangs on the pages of lower rooms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from hoptac.places.queries import Found
from hoptac.registry import listing, people_views
from hoptac.registry.models import Organisation
from hoptac.web.render import piece

SHOWN = 6


def in_place(request: HttpRequest, seen: Found) -> str | None:
    """The organisations of a place on the day: how many of each kind, and the first few by name."""
    if not seen.unit.holds(seen.day) or seen.unit.level == "country":
        return None
    filters = listing.Filters(place_id=seen.place_id)
    rows = listing.states(filters, seen.day, request.user)
    counts = listing.counts_of(filters, seen.day, request.user)
    context: dict[str, Any] = {
        "counts": counts,
        "place_key": seen.key,
        "rows": [listing.row(state, seen.day) for state in listing.a_page(rows, filters, "name", 0, SHOWN)] if counts.total else [],
    }
    return piece(request, "registry/in_place.html", context)


def of_people(request: HttpRequest, organisation: Organisation) -> str:
    """Members, officers, capital and workers of an organisation on the day: numbers for everybody, officers' names for who may see them."""
    return piece(request, "registry/people/panel.html", people_views.context_of(request, organisation))


def waiting_acts(request: HttpRequest, _viewer: Any) -> str | None:
    """On the desk: prepared acts that wait for a second person in the viewer's area."""
    from hoptac.registry.acting import waiting

    rows = list(waiting.mine(request.user).order_by("prepared_at")[:SHOWN])
    if not rows:
        return None
    names = waiting.people(rows)
    return piece(request, "registry/acting/panel.html", {"items": [waiting.item(request, row, names) for row in rows]})
