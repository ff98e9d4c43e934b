"""Whence a request comes, and for whom: what axes counts by."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hoptac.common.text import nfc


def of(request: HttpRequest) -> str:
    """The address of the person. Headers are believed only as far as our own proxies wrote them (`HOPTAC_PROXIES`)."""
    near = request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104 (a word for "unknown", nothing is bound)
    count = settings.HOPTAC_PROXIES
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return _plain(chain[-count]) if count and len(chain) >= count else near


def _plain(text: str) -> str:
    """An address without a port; words that are no address do not reach the database."""
    import ipaddress

    for candidate in (text, text.rpartition(":")[0].strip("[]")):
        try:
            return str(ipaddress.ip_address(candidate))
        except ValueError:
            continue
    return "0.0.0.0"  # noqa: S104


def name_asked(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The sign-in name as the counters know it: one spelling, whatever the case."""
    given = (credentials or {}).get("username") or request.POST.get("username") or ""
    return tidy(str(given))


def tidy(name: str) -> str:
    """One spelling of a sign-in name."""
    return nfc(name).replace("\0", "").strip().lower()[:80]


def as_the_page_says(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """The page itself tells of a lock; axes changes nothing about it."""
    return response or HttpResponse(status=429)
