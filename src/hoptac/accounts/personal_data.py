"""What this room and the parts of the door hold about people."""

from __future__ import annotations

from django.apps import apps
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hoptac.accounts import gates
from hoptac.accounts.models import Grant, Proposal
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.common.models import Done
from hoptac.common.personal import DELETE, HOLD, About, Kind, before_erasing, declare
from hoptac.users.models import User

OFFICIAL = _("ai giữ vai trò gì, ai trao là hồ sơ công vụ; giữ theo pháp luật về lưu trữ")
DOOR = _("Bảo vệ tài khoản khi đăng nhập (an toàn thông tin)")

declare(
    Grant,
    subject=About("user", "user__public_id"),
    fields={"role": Kind.FACT, "scope_kind": Kind.FACT, "scope_id": Kind.FACT, "sector": Kind.FACT, "basis": Kind.FACT},
    also=("valid_from", "valid_to"),
    erase=HOLD,
    hold_why=OFFICIAL,
    why=_("Vai trò được giao trong cơ quan (thi hành công vụ)"),
)
declare(
    Grant,
    subject=About("user", "granted_by", key="username"),
    fields={"granted_by": Kind.ACCOUNT},
    also=("role", "valid_from"),
    erase=HOLD,
    hold_why=OFFICIAL,
    why=_("Ai đã trao vai trò (thi hành công vụ)"),
    second="giver",
)
declare(
    Proposal,
    subject=About("user", "decided_by", key="username"),
    fields={"decided_by": Kind.ACCOUNT},
    also=("decided_at",),
    erase=HOLD,
    hold_why=OFFICIAL,
    why=_("Ai đã quyết định về vai trò sau sắp xếp (thi hành công vụ)"),
)
declare(
    Done,
    subject=About("user", "user"),
    fields={"act": Kind.FACT},
    also=("at",),
    erase=DELETE,
    kept_since="at",
    why=_("Một việc gửi hai lần chỉ làm một lần"),
)


def _door() -> None:
    """The parts that open the door; a command that opens none has none of them."""
    if not apps.is_installed("allauth"):
        return
    model = apps.get_model
    user = About("user", "user__public_id")
    declare(model("account.EmailAddress"), subject=user, fields={"email": Kind.EMAIL, "verified": Kind.FACT}, erase=DELETE, why=DOOR)
    declare(
        model("socialaccount.SocialAccount"), subject=user, fields={"uid": Kind.OTHER, "extra_data": Kind.OTHER, "last_login": Kind.FACT},
        also=("provider", "date_joined"), erase=DELETE, why=_("Đăng nhập bằng định danh quốc gia khi người ấy đã gắn tài khoản"),
    )  # fmt: skip
    # The secret of the second factor is never exported: who holds the file could sign in.
    declare(
        model("mfa.Authenticator"), subject=user, fields={"type": Kind.FACT, "created_at": Kind.FACT, "last_used_at": Kind.FACT},
        erase=DELETE, why=DOOR,
    )  # fmt: skip
    declare(
        model("usersessions.UserSession"), subject=user, fields={"ip": Kind.OTHER, "user_agent": Kind.OTHER, "last_seen_at": Kind.FACT},
        also=("created_at",), erase=DELETE, kept_since="last_seen_at", why=DOOR,
    )  # fmt: skip
    for name in ("AccessFailureLog", "AccessAttempt", "AccessLog"):
        declare(
            model(f"axes.{name}"), subject=About("user", "username", key="username"),
            fields={"username": Kind.ACCOUNT, "ip_address": Kind.OTHER, "user_agent": Kind.OTHER, "path_info": Kind.FACT},
            also=("attempt_time",), erase=DELETE, kept_since="attempt_time", why=DOOR,
        )  # fmt: skip


_door()


def _close_account(id: str, by: Actor) -> None:
    """Who still holds a role is not erased; whoever goes cannot sign in any more."""
    person = User.objects.filter(public_id=id).first()
    if person is None:
        return
    if gates.grants(person):
        raise UserError(gettext("Người này đang giữ vai trò. Thôi hết vai trò trước, rồi xóa."))
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    if apps.is_installed("allauth"):
        for session in apps.get_model("usersessions.UserSession").objects.filter(user=person):
            session.end()


before_erasing("user", _close_account)
