"""How a notice comes, and what became of its letter."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How a person wants notices of a kind. Whatever comes by mail stands in the inbox too."""

    NONE = "none", _("Không báo")
    INBOX = "inbox", _("Chỉ ở hộp báo tin")
    MAIL = "mail", _("Thư ngay")
    DAILY = "daily", _("Thư gộp mỗi ngày")
    WEEKLY = "weekly", _("Thư gộp mỗi tuần")


class Letter(models.TextChoices):
    """What became of the letter of a notice."""

    NONE = "none", _("không gửi thư")
    DUE = "due", _("chờ gửi")
    TAKEN = "taken", _("đang gửi")
    SENT = "sent", _("đã gửi")
    SKIPPED = "skipped", _("đã đọc trước khi gửi")
    FAILED = "failed", _("không gửi được")
