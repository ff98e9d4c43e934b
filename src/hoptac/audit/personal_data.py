"""What the trail holds about people. Its rows are never changed; the values apart go through `actions.erase`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hoptac.audit.models import Entry, Sealed
from hoptac.common.personal import HOLD, About, Kind, declare


def _with_the_salt(_row: Sealed) -> None:
    """Nothing row by row: `actions.erase` takes all values of a person with their salt."""


declare(
    Entry,
    subject=About("user", "actor", key="username", only={"actor_kind": "user"}),
    fields={"actor": Kind.ACCOUNT, "whence": Kind.OTHER},
    also=("at", "act", "object_kind", "object_id", "why"),
    erase=HOLD,
    hold_why=_("nhật ký ai đã làm gì trên hồ sơ nhà nước không sửa, không xóa; giữ theo pháp luật về lưu trữ và an toàn thông tin"),
    why=_("Chứng minh ai đã làm gì (nhật ký hệ thống, an toàn thông tin)"),
)
for kind in ("user", "person"):
    declare(
        Sealed,
        subject=About(kind, "subject"),
        fields={"value": Kind.OTHER},
        also=("entry", "field"),
        erase=_with_the_salt,
        why=_("Giá trị cũ và mới trong lịch sử hồ sơ của người ấy"),
        second=kind,
    )
