"""The front door: the board of the home place, and one search over everything. Holds no rule."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from hoptac.figures.pages import sections_of
from hoptac.portal.search import find
from hoptac.web.days import day_of
from hoptac.web.render import page


def home(request: HttpRequest) -> HttpResponse:
    """The public home, for any day."""
    return page(request, "portal/home.html", {"made": sections_of(request, day_of(request))})


def search(request: HttpRequest) -> HttpResponse:
    """Places, organisations, indicators and documents in one page."""
    text = " ".join(request.GET.get("q", "").split())[:80]
    return page(request, "portal/search.html", {"q": text, "found": find(text, day_of(request), request.user) if text else None})
