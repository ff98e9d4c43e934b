"""What this room holds about people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hoptac.common.personal import HOLD, About, Kind, declare
from hoptac.reporting.models import IssuedReport

declare(
    IssuedReport,
    subject=About("user", "issued_by", key="username"),
    fields={"issued_by": Kind.ACCOUNT},
    also=("title", "issued_at"),
    erase=HOLD,
    hold_why=_("ai phát hành báo cáo là hồ sơ công vụ; giữ theo pháp luật về lưu trữ"),
    why=_("Ai đã phát hành báo cáo (thi hành công vụ)"),
)
