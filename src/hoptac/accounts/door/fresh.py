"""A sensitive act asks who sits there, unless the person proved it a short while ago."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url

from hoptac.accounts.door import sessions

HOLDS = 10 * 60  # seconds


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person proved who they are a short while ago."""
    return time.time() - sessions.state(request).get("fresh", 0) < HOLDS


def required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Leads to the page that asks again, and back to the page the act stands on."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        back = request.get_full_path() if request.method == "GET" else resolve_url("profile")
        return HttpResponseRedirect(f"{resolve_url('account_reauthenticate')}?{urlencode({'next': back})}")

    return login_required(asked)  # type: ignore[return-value]
