"""What needs a person, worst first. Each item is a question to a room beneath; the answer links where to act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from hoptac.common.text import format_day
from hoptac.directives.models import Task
from hoptac.intake.models import Decision, Finding
from hoptac.users.models import User


def items(viewer: User, day: date) -> list[dict[str, Any]]:
    """What waits on the day, for this viewer."""
    return [*_overdue(viewer, day), *_due_soon(viewer, day), *_readings(viewer)]


def _open_tasks(viewer: User, day: date) -> Any:
    return Task.objects.visible_to(viewer).filter(due_on__isnull=False, done_on__isnull=True).order_by("due_on")


def _overdue(viewer: User, day: date) -> Iterator[dict[str, Any]]:
    late = list(_open_tasks(viewer, day).filter(due_on__lt=day)[:50])
    if late:
        first = late[0]
        sub = _("Chậm nhất %(n)s ngày: %(lead)s, hạn %(due)s") % {
            "n": (day - first.due_on).days, "lead": first.lead, "due": format_day(first.due_on),
        }  # fmt: skip
        yield {"tone": "bad", "word": _("Quá hạn"), "text": _("%s nhiệm vụ quá hạn") % len(late), "sub": sub, "url": "", "action": ""}


def _due_soon(viewer: User, day: date) -> Iterator[dict[str, Any]]:
    soon = [task for task in _open_tasks(viewer, day).filter(due_on__gte=day)[:5] if (task.due_on - day).days <= 14]
    for task in soon:
        sub = f"{task.lead}, {_('hạn %s') % format_day(task.due_on)}"
        yield {"tone": "warn", "word": _("Còn %s ngày") % (task.due_on - day).days, "text": task.title, "sub": sub, "url": "", "action": ""}


def _readings(viewer: User) -> Iterator[dict[str, Any]]:
    count = Finding.objects.visible_to(viewer).filter(decision=Decision.PENDING).count()
    if count:
        item = {"tone": "note", "word": _("Chờ xác nhận"), "text": _("%s mục máy đọc được chờ người xác nhận") % count, "sub": ""}
        yield item | _action("intake:index", _("Mở đọc và soát"))


def _action(name: str, verb: str) -> dict[str, str]:
    """Where to act, while that page is there."""
    try:
        return {"url": reverse(name), "action": verb}
    except NoReverseMatch:
        return {"url": "", "action": ""}
