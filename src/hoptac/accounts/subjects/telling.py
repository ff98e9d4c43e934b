"""Who is told of a request: those who handle it, and who asked. What was asked and whose data it is stands on the page, not in letters."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from hoptac.accounts.enums import Right
from hoptac.accounts.holders import holders
from hoptac.accounts.subjects.enums import OPEN
from hoptac.accounts.subjects.models import Request
from hoptac.common.days import VIET_NAM
from hoptac.notices import kinds
from hoptac.notices.actions import notify
from hoptac.notices.enums import Way
from hoptac.notices.kinds import Kind
from hoptac.users.models import User

SOON = timedelta(days=2)


def register() -> None:
    """Called when the room starts."""
    kinds.register(
        Kind(
            "subject.received",
            _("Yêu cầu mới về dữ liệu cá nhân"),
            _("Có yêu cầu mới về dữ liệu cá nhân. Trả lời lần đầu chậm nhất %(first)s, làm xong chậm nhất %(done)s."),
            default=Way.MAIL,
        )
    )
    kinds.register(
        Kind(
            "subject.due",
            _("Yêu cầu về dữ liệu cá nhân sắp hết hạn"),
            _("Một yêu cầu về dữ liệu cá nhân đến hạn ngày %(due)s mà chưa xong."),
            default=Way.MAIL,
        )
    )
    kinds.register(
        Kind(
            "subject.moved",
            _("Yêu cầu của bạn về dữ liệu cá nhân"),
            _("Yêu cầu của bạn nhận ngày %(day)s có tiến triển. Mở trang “Dữ liệu về tôi” để xem."),
            default=Way.MAIL,
        )
    )
    kinds.register_due(coming_due)


def received(row: Request) -> None:
    """Tells those who handle requests there."""
    people = [one for one in holders(Right.SUBJECTS, row.place_id) if one.public_id != row.subject_id]
    data = {"first": row.first_due, "done": row.done_due}
    notify(kind="subject.received", key=f"subject.received:{row.public_id}", users=people, data=data, about=("request", row.public_id))


def moved(row: Request) -> None:
    """Tells the person who asked, where he has an account."""
    if row.subject_kind == "user":
        people = list(User.objects.filter(public_id=row.subject_id))
        key = f"subject.moved:{row.public_id}:{row.state}"
        notify(kind="subject.moved", key=key, users=people, data={"day": row.received_on}, about=("subject.own", row.subject_id))


def coming_due(now: datetime) -> int:
    """Tells of open requests whose next clock ends within two days, once for each clock; and again once it has run out."""
    day, count = now.astimezone(VIET_NAM).date(), 0
    for row in Request._base_manager.filter(state__in=OPEN).order_by("pk"):
        due = row.done_due if row.answered_on else row.first_due
        if due <= day + SOON:
            which = f"{'done' if row.answered_on else 'first'}:{'late' if due < day else 'soon'}"
            people = [one for one in holders(Right.SUBJECTS, row.place_id) if one.public_id != row.subject_id]
            key = f"subject.due:{row.public_id}:{which}"
            notify(kind="subject.due", key=key, users=people, data={"due": due}, about=("request", row.public_id))
            count += 1
    return count
