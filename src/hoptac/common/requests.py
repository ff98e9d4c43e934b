"""Each web request has an id, the same in its log lines, in the rows it leaves in the trail, and in its answer (`X-Request-ID`)."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from hoptac.common import whence
from hoptac.common.ids import new_id

log = logging.getLogger("hoptac.request")
QUIET = ("/static/", "/livez", "/readyz")


class RequestMiddleware:
    """Says whence a request comes, and writes one line when it is answered: the path without its question, which may name people."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        here = whence.Whence("api" if request.path.startswith("/api/") else "web", new_id(), request.META.get("REMOTE_ADDR", "")[:45])
        with whence.coming(here):
            response = self.get_response(request)
        if not request.path.startswith(QUIET):
            with whence.coming(whence.Whence(here.door, here.request, here.address, self._user(request))):
                self._tell(request, response, time.monotonic() - began)
        response["X-Request-ID"] = here.request
        return response

    @staticmethod
    def _user(request: HttpRequest) -> str:
        """The public id of who is signed in, when the request asked for it anyway: a page nobody signed in for reads no session."""
        user = getattr(request, "_cached_user", None)
        return getattr(user, "public_id", "") if user is not None else ""

    @staticmethod
    def _tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        facts = {"method": request.method, "path": request.path, "status": response.status_code, "ms": round(seconds * 1000, 1)}
        level = logging.ERROR if response.status_code >= 500 else logging.INFO
        log.log(level, "%s %s %s", request.method, request.path, response.status_code, extra={"facts": facts})
