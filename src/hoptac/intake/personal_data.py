"""What this room holds about people: who read and who confirmed, and whoever is named in a document that came in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hoptac.common.personal import HOLD, About, Kind, declare
from hoptac.intake.models import Confirmation, Finding, Reading, Sheet

OFFICIAL = _("ai đọc, ai xác nhận là hồ sơ công vụ; giữ theo pháp luật về lưu trữ")
PAPERS = _("văn bản đến là tài liệu lưu trữ, giữ nguyên vẹn")


def _by_user(model, name: str, also: tuple[str, ...], second: str = "") -> None:
    declare(
        model, subject=About("user", name, key="username"), fields={name: Kind.ACCOUNT}, also=also, erase=HOLD, hold_why=OFFICIAL,
        why=_("Ai đã làm việc trên văn bản, bảng tính (thi hành công vụ)"), second=second,
    )  # fmt: skip


_by_user(Reading, "read_by", ("title", "read_at"))
_by_user(Confirmation, "by", ("decision", "at", "reason"))
_by_user(Sheet, "read_by", ("title", "read_at"))
_by_user(Sheet, "committed_by", ("title", "committed_at"), second="committed")
for model, name, why in (
    (Reading, "text", _("Văn bản đến có thể nêu tên người")),
    (Finding, "surface", _("Đoạn chữ của văn bản đến có thể nêu tên người")),
    (Sheet, "repairs", _("Ô đã sửa của bảng tính đến có thể nêu tên người")),
):
    declare(model, subject=None, fields={name: Kind.OTHER}, erase=HOLD, hold_why=PAPERS, why=why, second="paper")
