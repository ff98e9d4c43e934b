"""What this room holds about people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hoptac.common.personal import DELETE, About, Kind, declare
from hoptac.notices.models import Choice, Notice

declare(
    Notice,
    subject=About("user", "user__public_id"),
    fields={"data": Kind.OTHER, "read_at": Kind.FACT},
    also=("kind", "made_at", "letter", "sent_at"),
    erase=DELETE,
    kept_since="made_at",
    why=_("Báo cho người ấy việc liên quan đến mình (thi hành công vụ)"),
)
declare(
    Choice,
    subject=About("user", "user__public_id"),
    fields={"kind": Kind.FACT, "way": Kind.FACT},
    erase=DELETE,
    why=_("Cách người ấy chọn để nhận tin"),
)
