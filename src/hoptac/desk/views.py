"""The officer's desk: what needs a person, then the same board as everyone's. Holds no rule."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from hoptac.desk.attention import items
from hoptac.figures.pages import sections_of
from hoptac.web.days import day_of
from hoptac.web.render import page


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The desk of whoever is signed in, for any day."""
    day = day_of(request)
    return page(request, "desk/home.html", {"made": sections_of(request, day), "attention": items(request.user, day)})  # type: ignore[arg-type]
