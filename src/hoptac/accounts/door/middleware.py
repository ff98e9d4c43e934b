"""What holds for every request of a signed-in person.

A session that is over is closed, and staff without a second factor set one up before anything else.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlencode

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve
from django.utils import timezone

from hoptac.accounts.door import address, factors, sessions

EVERY = 60  # seconds between two notes of "last seen"
OVER = "het-phien"  # in the address of the door: the session ended by itself
OPEN = {"mfa_enrol", "mfa_codes", "mfa_passkey_question", "account_reauthenticate", "accounts:sign_out"}


class DoorMiddleware:
    """Stands before every page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        had_cookie = settings.SESSION_COOKIE_NAME in request.COOKIES
        if had_cookie and request.user.is_authenticated:
            held = self._held_back(request)
            if held is not None:
                return held
        response = self.get_response(request)
        return _say_why(request, response) if had_cookie else response

    def _held_back(self, request: HttpRequest) -> HttpResponse | None:
        if sessions.is_over(request):
            logout(request)
            return None  # the page answers as to a stranger; a page that needs a person leads to the door
        _seen(request)
        if sessions.state(request).get("factor") or _is_open(request) or not factors.needs_factor(request.user):  # type: ignore[arg-type]
            return None
        if request.headers.get("HX-Request") == "true":
            answer = HttpResponse(status=204)
            answer["HX-Redirect"] = resolve_url("mfa_enrol")
            return answer
        onward = request.get_full_path() if request.method == "GET" else ""
        return HttpResponseRedirect(resolve_url("mfa_enrol") + (f"?{urlencode({'next': onward})}" if onward else ""))


def _is_open(request: HttpRequest) -> bool:
    """Pages that a person without the second factor may still reach."""
    if request.path.startswith(settings.STATIC_URL) or request.path in ("/livez", "/readyz"):
        return True
    try:
        return resolve(request.path_info).view_name in OPEN
    except Resolver404:
        return False


def _seen(request: HttpRequest) -> None:
    known, now = sessions.state(request), time.time()
    if known and now - known["seen"] < EVERY:
        return
    if not known:
        sessions.start(request, factor=False)
    sessions.note(request, seen=now)
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now(), ip=address.of(request))


def _say_why(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A person whose session is gone, or whose cookie is none of ours, reads at the door why they are there."""
    door = resolve_url(settings.LOGIN_URL)
    place = response.headers.get("Location", "")
    if response.status_code == 302 and place.startswith(f"{door}?next=") and not request.user.is_authenticated:
        response["Location"] = f"{place}&{OVER}=1"
    return response
