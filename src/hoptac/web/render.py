"""The last step of every view."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200, *, partial: str | None = None
) -> HttpResponse:
    """The whole page, or for htmx its named partial template: one context, so the piece equals the reload."""
    swaps = request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"
    response = render(request, partial if partial and swaps else template, context or {}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def piece(request: HttpRequest, template: str, context: dict[str, Any] | None = None) -> str:
    """A rendered piece of a page, for panels."""
    return render_to_string(template, context or {}, request=request)
