"""Once a day a head of the chain leaves the database: with the first request of the day that this site serves, and without a scheduler."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import date

from django.core.exceptions import MiddlewareNotUsed
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse

from hoptac.audit import heads
from hoptac.common.days import today

log = logging.getLogger("hoptac.audit")
ASKED_FOR = "HOPTAC_KEEP_HEADS"  # set by ./hoptac serve and demo: a test's database is no site


class DailyHeadMiddleware:
    """Keeps the day's head after an answer was made; what goes wrong is logged and tried again with the next request of another process."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if os.environ.get(ASKED_FOR) != "1":
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.kept: date | None = None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        day = today()
        if self.kept != day:
            self.kept = day
            keep_for(day)
        return response


def keep_for(day: date) -> None:
    """Keeps and sends the head of a day, unless it is kept already."""
    try:
        if heads.is_kept(day):
            return
        head = heads.current()
        heads.keep(head, day)
        address = os.environ.get("HOPTAC_ANCHOR_MAIL", "")
        if address:
            send_mail(f"hoptac {day.isoformat()}", head.line() + "\n", None, [address])
    except Exception:  # the page was made; the log says why there is no head
        log.exception("the head of %s could not be kept", day)
