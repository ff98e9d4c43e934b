"""Requests by people whose data is held: kinds, states, how they came."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Asked(models.TextChoices):
    """What a person may ask for (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, quyền của chủ thể dữ liệu)."""

    SEE = "see", _("Xem, nhận bản sao dữ liệu")
    CORRECT = "correct", _("Chỉnh sửa dữ liệu")
    ERASE = "erase", _("Xóa dữ liệu")
    RESTRICT = "restrict", _("Hạn chế xử lý")
    WITHDRAW = "withdraw", _("Rút lại sự đồng ý")


class State(models.TextChoices):
    """How far a request has come."""

    RECEIVED = "received", _("mới nhận")
    ANSWERED = "answered", _("đã trả lời lần đầu")
    DONE = "done", _("đã làm xong")
    IN_PART = "in_part", _("đã làm một phần, phần còn lại phải giữ")
    REFUSED = "refused", _("không thực hiện, đã nêu lý do")


OPEN = (State.RECEIVED, State.ANSWERED)


class How(models.TextChoices):
    """How a request came."""

    SELF = "self", _("tự gửi sau khi đăng nhập")
    COUNTER = "counter", _("đến trực tiếp")
    LETTER = "letter", _("đơn, thư")
    PHONE = "phone", _("điện thoại")
