"""Acts that are done once, however often they are sent: a form carries a key, and the same key gives the first outcome again.

    <input type="hidden" name="once" value="{{ once_key() }}">          in the form
    outcome, again = once.do(by=user.public_id, key=request.POST.get("once", ""), act="finding.confirm", do=lambda: {...})

An act that prepares outside its transaction asks `found` first and calls `keep` inside its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from hoptac.common.ids import new_id
from hoptac.common.models import Done

KEPT = timedelta(days=14)


class Again(Exception):
    """The act was done already; `outcome` is what came of it."""

    def __init__(self, outcome: dict[str, Any]) -> None:
        super().__init__("done already")
        self.outcome = outcome


def new_key() -> str:
    """A key for one form."""
    return new_id() + new_id()


def _usable(key: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z0-9_-]{8,64}", key))


def found(*, by: str, key: str, act: str) -> dict[str, Any] | None:
    """What came of the act when it was sent before; None when it was not. A key of another person or act is no such key."""
    return Done.objects.filter(user=by, key=key, act=act).values_list("outcome", flat=True).first() if _usable(key) else None


def keep(*, by: str, key: str, act: str, outcome: dict[str, Any]) -> None:
    """Keeps the outcome, inside the transaction of the act. Raises Again when another request was quicker: nothing of this one stays."""
    if not _usable(key):
        return
    try:
        with transaction.atomic():
            Done.objects.create(user=by, key=key, act=act, outcome=outcome)
    except IntegrityError:
        raise Again(found(by=by, key=key, act=act) or {}) from None


def do(*, by: str, key: str, act: str, do: Callable[[], dict[str, Any]]) -> tuple[dict[str, Any], bool]:
    """Does the act and gives its outcome and False; or the first outcome and True. An act that fails may be sent again."""
    first = found(by=by, key=key, act=act)
    if first is not None:
        return first, True
    try:
        with transaction.atomic():
            outcome = do()
            keep(by=by, key=key, act=act, outcome=outcome)
    except Again as again:
        return again.outcome, True
    return outcome, False


def forget() -> int:
    """Removes keys so old that no form with them is open any more."""
    return Done.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
