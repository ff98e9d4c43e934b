"""Where a page that shows figures of a day is set beside another day."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from hoptac.web.days import day_of


def of_page(request: HttpRequest) -> str:
    """The comparison of a home, figure or place page; empty for every other page, and for a figure of a period or another map."""
    match, query = request.resolver_match, {"as_of": day_of(request).isoformat()}
    if match is None:
        return ""
    if match.view_name == "places:place":
        key = str(match.kwargs["key"])
        query["place"] = key if "@" in key else f"{key}@{query['as_of']}"
    elif match.view_name == "figures:passport" and not request.GET.get("period") and not request.GET.get("map_of"):
        query |= {name: request.GET[name] for name in ("place",) if request.GET.get(name)}
        query["figure"] = str(match.kwargs["code"])
    elif match.view_name != "portal:home":
        return ""
    return f"{reverse('portal:compare')}?{urlencode(query, safe='@')}"
