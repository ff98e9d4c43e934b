"""Telling people, marking as read, choosing."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.common.text import format_day
from hoptac.notices import kinds, queries
from hoptac.notices.enums import Letter, Way
from hoptac.notices.models import Choice, Notice
from hoptac.notices.rules import leaves_at
from hoptac.users.models import User

log = logging.getLogger(__name__)


def notify(
    *, kind: str, key: str, users: Iterable[User], data: Mapping[str, Any] | None = None, about: tuple[str, str] = ("", ""),
    quietly: bool = False,
) -> None:  # fmt: skip
    """Tells people something once the transaction around it is committed (at once outside one); the same key again tells nothing new.

    data holds plain values for the kind's sentence; days become words here. quietly: it stands in the inbox as read, and no letter leaves.
    A notice that cannot be written is logged and undoes nothing of the act it tells of.
    """
    kinds.kind(kind)  # a kind nobody declared is a mistake of the code, told at once
    told = {name: format_day(value) if isinstance(value, date) else str(value) for name, value in (data or {}).items()}
    people = [user for user in users if user.pk and user.is_active]
    transaction.on_commit(lambda: _keep(kind, key[:120], people, told, about, quietly), robust=True)


def _keep(kind: str, key: str, people: list[User], data: dict[str, str], about: tuple[str, str], quietly: bool) -> None:
    now, ways = timezone.now(), queries.ways_of(people, kind)
    rows = [_row(user, ways[user.pk], now, quietly) for user in people if ways[user.pk] != Way.NONE]
    for row in rows:
        row.kind, row.key, row.data, (row.about_kind, row.about_id) = kind, key, data, about
    with transaction.atomic():
        Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def _row(user: User, way: str, now: datetime, quietly: bool) -> Notice:
    leaves = leaves_at(way, now) if user.email and not quietly else None
    return Notice(
        user=user, made_at=now, read_at=now if quietly else None, letter=Letter.DUE if leaves else Letter.NONE, leaves_at=leaves,
        is_gathered=way in (Way.DAILY, Way.WEEKLY),
    )  # fmt: skip


def read(*, user: User, ids: Iterable[str] | None = None) -> int:
    """Marks notices of a person as read: those named, or all. Says how many. No row of the trail: nobody else is touched by it."""
    rows = Notice.objects.visible_to(user).filter(read_at=None)
    if ids is not None:
        rows = rows.filter(public_id__in=list(ids))
    count: int = rows.update(read_at=timezone.now())
    return count


def choose(*, user: User, ways: Mapping[str, str], by: Actor) -> None:
    """Keeps how a person wants each kind. UserError for a way or a kind there is not, or for switching off what is always told."""
    for code, way in ways.items():
        if not kinds.known(code) or way not in Way.values:
            raise UserError(_("Không có cách báo tin như vậy. Chọn lại trong danh sách."))
        if kinds.kind(code).always and way == Way.NONE:
            raise UserError(_("“%s” giữ an toàn cho tài khoản nên luôn được báo. Chọn cách khác.") % kinds.kind(code).label)
    with transaction.atomic():
        for code, way in ways.items():
            Choice.objects.update_or_create(user=user, kind=code, defaults={"way": way})
        audit.write(by=by, act="notice.choose", kind="user", id=user.public_id, data={"kinds": len(ways)})
