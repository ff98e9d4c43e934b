"""Sessions of a person: entering, what a session knows, and ending others."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from hoptac.accounts import telling
from hoptac.accounts.door import address
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.users.models import Safety, User

STATE = "door"  # in the session: factor (the second one was used), since, seen, fresh (when the person last proved who they are)


def enter(request: HttpRequest, user: User, sign_in: Callable[[], None]) -> None:
    """Signs a person in: the session gets a new key, failures start from none, the trail says whence and how."""
    ways = [record["method"] for record in get_authentication_records(request, user)]
    with transaction.atomic():
        sign_in()
        Safety.objects.filter(user=user).update(failures=0)
        audit.write(
            by=Actor.of(user), act="user.sign_in", kind="user", id=user.public_id, data={"address": address.of(request), "ways": ways}
        )
        telling.signed_in(user, device(request.META.get("HTTP_USER_AGENT", "")))
    start(request, factor="mfa" in ways)


def start(request: HttpRequest, *, factor: bool) -> None:
    """What a fresh session knows."""
    now = time.time()
    request.session[STATE] = {"factor": factor, "since": now, "seen": now, "fresh": now}


def state(request: HttpRequest) -> dict[str, Any]:
    """What this session knows."""
    known = request.session.get(STATE)
    return known if isinstance(known, dict) else {}


def note(request: HttpRequest, **what: Any) -> None:
    """Adds to what this session knows."""
    request.session[STATE] = state(request) | what


def is_over(request: HttpRequest) -> bool:
    """Whether a session has lasted its time, or nothing was done in it for too long."""
    known, now = state(request), time.time()
    if not known:
        return False
    too_old = now - known["since"] > settings.HOPTAC_SESSION_LIFE.total_seconds()
    return too_old or now - known["seen"] > settings.HOPTAC_SESSION_IDLE.total_seconds()


def all_of(user: User) -> list[UserSession]:
    """The sessions that stand, the latest seen first."""
    return sorted(UserSession.objects.purge_and_list(user), key=lambda one: one.last_seen_at, reverse=True)


def end(*, user: User, by: Actor, but: str | None = None, only: int | None = None) -> int:
    """Ends the sessions of a person (one of them by its id, or all but the one in hand); says how many."""
    rows = UserSession.objects.filter(user=user)
    rows = rows.filter(pk=only) if only is not None else rows
    ended = 0
    with transaction.atomic():
        for row in rows.exclude(session_key=but) if but else rows:
            row.end()
            ended += 1
        if ended:
            audit.write(by=by, act="session.end", kind="user", id=user.public_id, data={"sessions": ended})
    return ended


def device(agent: str) -> str:
    """The browser and the system of a session, in the words of their makers."""
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    )
    browsers = (("Edg/", "Edge"), ("OPR/", "Opera"), ("CocCoc", "Cốc Cốc"), ("coc_coc", "Cốc Cốc"), ("Firefox/", "Firefox"),
                ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
    found = [next((word for mark, word in words if mark in agent), "") for words in (browsers, systems)]
    return " · ".join(word for word in found if word) or agent[:40]


def follow(request: HttpRequest) -> None:
    """After the session got a new key: the list of sessions knows it by that."""
    UserSession.objects.create_from_request(request)
