"""What this room holds about people: who signs in, and what the door remembers of them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from hoptac.common.personal import CLEAR, DELETE, HOLD, PSEUDONYM, About, Kind, SubjectKind, declare, register_kind
from hoptac.users.models import ResetLink, Safety, UsedCode, User

OFFICIAL = _("tên đăng nhập ghi ai đã làm việc gì trên hồ sơ nhà nước; giữ cùng hồ sơ ấy theo pháp luật về lưu trữ")


def _names(id: str) -> Mapping[str, str]:
    found = User.objects.filter(public_id=id).values("pk", "username").first()
    return {"id": id, "pk": str(found["pk"]), "username": found["username"]} if found else {}


def _called(id: str) -> str:
    return User.objects.filter(public_id=id).values_list("full_name", flat=True).first() or ""


register_kind(SubjectKind("user", _("người dùng"), _names, _called))

declare(
    User,
    subject=About("user", "public_id"),
    fields={"full_name": Kind.NAME, "email": Kind.EMAIL, "username": Kind.ACCOUNT, "language": Kind.FACT, "last_login": Kind.FACT},
    also=("is_active", "created_at"),
    erase={"full_name": PSEUDONYM, "username": HOLD, "*": CLEAR},
    hold_why=OFFICIAL,
    correct=("full_name", "email"),
    why=_("Đăng nhập và gửi thư công việc cho người được giao vai trò (thi hành công vụ)"),
)
declare(
    Safety,
    subject=About("user", "user__public_id"),
    fields={"failures": Kind.FACT, "must_reset": Kind.FACT},
    erase=DELETE,
    why=_("Bảo vệ tài khoản khỏi dò mật khẩu (an toàn thông tin)"),
)
declare(
    ResetLink,
    subject=About("user", "user__public_id"),
    fields={"made_at": Kind.FACT, "until": Kind.FACT},
    erase=DELETE,
    kept_since="until",
    why=_("Liên kết đặt lại mật khẩu người ấy đã xin; chỉ giữ dạng không đọc ngược được (an toàn thông tin)"),
)
declare(
    UsedCode,
    subject=About("user", "user__public_id"),
    fields={"at": Kind.FACT},
    erase=DELETE,
    kept_since="at",
    why=_("Không cho dùng lại một mã xác nhận; chỉ giữ dạng không đọc ngược được (an toàn thông tin)"),
)
