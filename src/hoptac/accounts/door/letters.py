"""Letters of the door. They leave after the act is written; a mail server that is away loses no act."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from hoptac.accounts.door import actions
from hoptac.accounts.door.backend import named
from hoptac.accounts.door.passwords import least_for as least
from hoptac.users.models import User

__all__ = ["ask_reset", "least", "send", "told"]
log = logging.getLogger(__name__)


def ask_reset(name: str, request: HttpRequest, *, whence: str) -> None:
    """Sends a link to the address of the person with that name, if there is one. At most one letter in two minutes for each person."""
    user = named(name)
    if user is None or not user.is_active or not user.email or _asked_just_now(user):
        return
    hours = settings.HOPTAC_RESET_BY_MAIL
    token = actions.reset_link(user=user, by=actions.NOBODY, holds=hours)
    link = request.build_absolute_uri(resolve_url("account_reset", token=token))
    send(user, _("Đặt lại mật khẩu"), _(
        "Có người (mong là bạn) xin đặt lại mật khẩu của tài khoản %(name)s.\n\nMở liên kết này trong một giờ, dùng một lần:\n%(link)s\n\n"
        "Nếu không phải bạn: bỏ qua thư này, không có gì thay đổi."), {"name": user.username, "link": link})  # fmt: skip


def _asked_just_now(user: User) -> bool:
    return user.reset_links.filter(made_at__gt=timezone.now() - timezone.timedelta(minutes=2)).exists()


def told(user: User, what: Any) -> None:
    """Tells a person about a change to their account, so that one they did not make is noticed."""
    send(user, _("Tài khoản hoptac của bạn có thay đổi"), _(
        "%(what)s\n\nLúc %(at)s, tài khoản %(name)s.\n\nNếu không phải bạn: đặt lại mật khẩu ngay và báo quản trị."),
        {"what": what, "at": timezone.localtime().strftime("%H:%M, %d/%m/%Y"), "name": user.username})  # fmt: skip


def send(user: User, subject: Any, body: Any, words: dict[str, Any]) -> None:
    """One letter in the person's language; without an address nothing is sent."""
    if not user.email:
        return
    with override(user.language or settings.LANGUAGE_CODE):
        title, text = str(subject), str(body) % words
    try:
        send_mail(f"[hoptac] {title}", text, None, [user.email])
    except OSError:
        log.exception("a letter could not be sent")
