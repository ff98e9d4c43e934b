"""Panels this room hangs on the pages of lower rooms."""

from __future__ import annotations

from django.http import HttpRequest

from hoptac.places.queries import Found
from hoptac.programmes import listing
from hoptac.registry.models import Organisation
from hoptac.web.days import day_of
from hoptac.web.render import piece


def of_organisation(request: HttpRequest, organisation: Organisation) -> str | None:
    """Products of an organisation and their ratings on the day in view."""
    rows = listing.products(organisation, day_of(request), request.user)
    return piece(request, "programmes/of_organisation.html", {"rows": rows}) if rows else None


def of_place(request: HttpRequest, seen: Found) -> str | None:
    """The titles a place was recognised for."""
    rows = listing.titles(seen.place_id, seen.day, request.user)
    return piece(request, "programmes/of_place.html", {"rows": rows}) if rows else None
