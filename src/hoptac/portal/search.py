"""One search over the rooms beneath; each answers with a few of its best."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from hoptac.common.text import format_day, normalise_symbol
from hoptac.directives.models import Document
from hoptac.figures.indicators import search as indicators
from hoptac.places.listing import Line
from hoptac.places.listing import results as places
from hoptac.registry import listing as register
from hoptac.registry.shell import organisation_url

SHOWN = 8


@dataclass(frozen=True)
class Found:
    """What each room found; `more` where its own list holds more."""

    places: list[Line]
    organisations: list[dict[str, Any]]
    organisations_total: int
    indicators: list[Any]
    documents: list[Line]

    @property
    def total(self) -> int:
        return len(self.places) + self.organisations_total + len(self.indicators) + len(self.documents)


def find(text: str, day: date, viewer: Any) -> Found:
    """Everything whose name or number holds the words, accents or none, on the day in view."""
    filters = register.Filters(text=text)
    states = register.states(filters, day, viewer)
    total = states.count()
    rows = [_organisation(register.row(state, day), day) for state in register.a_page(states, filters, "", 0, SHOWN)] if total else []
    return Found(places(text, day)[:SHOWN], rows, total, indicators(text)[:SHOWN], _documents(text, viewer))


def _organisation(row: dict[str, Any], day: date) -> dict[str, Any]:
    return row | {"url": organisation_url(row["id"], day)}


def _documents(text: str, viewer: Any) -> list[Line]:
    """By number however it is typed, or by words of the title as written."""
    symbol = normalise_symbol(text)
    fits = Q(title__icontains=text) | Q(number__icontains=text)
    if symbol and any(sign.isdigit() for sign in symbol):
        fits |= Q(symbol_key__startswith=symbol)
    rows = Document.objects.visible_to(viewer).filter(fits).order_by("-issued_on")[:SHOWN]
    return [
        Line(str(row), "", " · ".join(part for part in (format_day(row.issued_on), row.issuer, row.title[:140]) if part)) for row in rows
    ]
