"""What the register holds about people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hoptac.common.personal import HOLD, About, Kind, declare, not_personal
from hoptac.registry.models import Branch, Event, Organisation, Product, Proposal, Stand, State

PUBLIC = _("nội dung đăng ký hợp tác xã được công bố theo pháp luật; giữ cùng hồ sơ đăng ký")
OFFICIAL = _("ai chuẩn bị, ai quyết định là hồ sơ công vụ; giữ theo pháp luật về lưu trữ")

declare(
    Event,
    subject=None,
    fields={"data.representative": Kind.NAME},
    erase=HOLD,
    hold_why=PUBLIC,
    why=_("Người đại diện theo pháp luật là nội dung đăng ký (Luật Hợp tác xã)"),
)
declare(
    State,
    subject=None,
    fields={"facts.representative": Kind.NAME},
    erase=HOLD,
    hold_why=PUBLIC,
    why=_("Người đại diện theo pháp luật là nội dung đăng ký (Luật Hợp tác xã)"),
)
declare(
    Product,
    subject=None,
    fields={"producer_name": Kind.NAME},
    erase=HOLD,
    hold_why=_("chủ thể của sản phẩm được công bố cùng quyết định công nhận"),
    why=_("Chủ thể sản phẩm, có khi là một hộ mang tên chủ hộ (chương trình OCOP)"),
)
declare(
    Proposal,
    subject=About("user", "prepared_by", key="username", only={"prepared_by_kind": "user"}),
    fields={"prepared_by": Kind.ACCOUNT},
    also=("act", "prepared_at"),
    erase=HOLD,
    hold_why=OFFICIAL,
    why=_("Ai đã chuẩn bị một việc chờ người quyết định (thi hành công vụ)"),
    second="prepared",
)
declare(
    Proposal,
    subject=About("user", "decided_by", key="username", only={"decided_by_kind": "user"}),
    fields={"decided_by": Kind.ACCOUNT},
    also=("act", "decided_at", "reason"),
    erase=HOLD,
    hold_why=OFFICIAL,
    why=_("Ai đã quyết định về một việc đã chuẩn bị (thi hành công vụ)"),
    second="decided",
)
not_personal(Organisation, "certificate_address", why="the address of an organisation's seat")
not_personal(Branch, "address", why="the address of a branch")
not_personal(Stand, "signature", why="a digest of counting rows, not of a hand")
