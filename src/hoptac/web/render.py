"""The last step of every view."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from hoptac.web import exports, tables


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200, *, partial: str | None = None
) -> HttpResponse:
    """The whole page, or for htmx its named partial template: one context, so the piece equals the reload."""
    swaps = request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"
    response = render(request, partial if partial and swaps else template, context or {}, status=status)
    if status == 200 and exports.wanted(request):
        return _file(request)
    tables.remember(request, response)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _file(request: HttpRequest) -> HttpResponse:
    """What the address asks to take away of the page that was just made."""
    file = exports.answer(request)
    if file is None:
        raise Http404
    return file


def piece(request: HttpRequest, template: str, context: dict[str, Any] | None = None) -> str:
    """A rendered piece of a page, for panels."""
    return render_to_string(template, context or {}, request=request)
