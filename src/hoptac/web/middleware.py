"""Bad input becomes a page that says what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from hoptac.common import memo
from hoptac.common.errors import UserError
from hoptac.web.render import page


class UserErrorMiddleware:
    """Turns a UserError that no view caught into a page with its sentence and status 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, UserError):
            return None
        return page(request, "web/errors/user_error.html", {"sentence": error.sentence, "details": error.details}, status=400)


class ReadingOnceMiddleware:
    """While a page that only reads is made, the same rows are read once (`common.memo`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with memo.reading_once():
            return self.get_response(request)
