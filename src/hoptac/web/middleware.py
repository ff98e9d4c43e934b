"""Bad input becomes a page that says what to do."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import resolve_url
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

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


class BackToTheFormMiddleware:
    """A form sent after the session ended: signing in leads back to the page of the form, whose draft is filled in, never to its act."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "POST" or response.status_code != 302 or getattr(request, "user", AnonymousUser()).is_authenticated:
            return response
        door, _mark, query = response["Location"].partition("?")
        asked = QueryDict(query, mutable=True)
        if REDIRECT_FIELD_NAME not in asked or door not in _doors():
            return response
        asked[REDIRECT_FIELD_NAME] = came_from(request) or asked[REDIRECT_FIELD_NAME]
        messages.warning(
            request, _("Phiên làm việc đã hết nên chưa có gì được ghi. Đăng nhập lại để về đúng biểu mẫu; bản nháp còn trên máy này.")
        )
        response["Location"] = f"{door}?{asked.urlencode(safe='/')}"
        return response


def _doors() -> set[str]:
    door = resolve_url(settings.LOGIN_URL)
    return {door} | {translate_url(door, code) for code, _name in settings.LANGUAGES}


def came_from(request: HttpRequest) -> str:
    """The address on this site that the form stood on, as the browser tells it; empty when it does not."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure()):
        return ""
    parts = urlsplit(referer)
    return parts.path + ("?" + parts.query if parts.query else "") if parts.path.startswith("/") else ""


class ReadingOnceMiddleware:
    """While a page that only reads is made, the same rows are read once (`common.memo`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with memo.reading_once():
            return self.get_response(request)
