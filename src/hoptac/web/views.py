"""Error pages that help, and the gallery of all components."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from hoptac.web.middleware import came_from
from hoptac.web.render import page


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, "web/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, "web/errors/403.html", status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's proof is of an older session (signed in again elsewhere, or cookies are off): what to do, and that the draft is kept."""
    return page(request, "web/errors/csrf.html", {"back": came_from(request)}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, "web/errors/404.html", {"path": request.path}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database or the session: either may be what broke."""
    return HttpResponse(render_to_string("web/errors/500.html", {}), status=500)


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    from hoptac.web import samples

    return page(request, "web/gallery.html", samples.everything())
