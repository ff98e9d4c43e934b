"""Who is told of roles given, ended, passed on and proposed, of roles that end soon, and of a sign-in from a device not seen before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from hoptac.accounts import areas, overseeing, roles
from hoptac.accounts.enums import Right
from hoptac.accounts.holders import holders
from hoptac.accounts.models import Grant, Proposal
from hoptac.common.days import VIET_NAM, today
from hoptac.notices import kinds
from hoptac.notices.actions import notify
from hoptac.notices.enums import Way
from hoptac.notices.kinds import Kind
from hoptac.notices.models import Notice
from hoptac.users.models import User

SOON = timedelta(days=14)


def register() -> None:
    """Called when the room starts."""
    _role("role.given", _("Vai trò mới"), _("Bạn được trao vai trò %(role)s ở %(where)s từ %(first)s."))
    _role("role.ended", _("Vai trò đã thôi"), _("Vai trò %(role)s của bạn ở %(where)s đã thôi."))
    _role("role.ending", _("Vai trò sắp hết hạn"), _("Vai trò %(role)s của bạn ở %(where)s hết hạn sau ngày %(last)s."))
    lent = _("%(lender)s ủy quyền cho bạn vai trò %(role)s ở %(where)s từ %(first)s đến hết %(last)s.")
    _role("role.lent", _("Được ủy quyền"), lent)
    proposed = _("Vai trò %(role)s ở %(where)s hết vì sắp xếp đơn vị từ %(on)s. Có đề xuất chờ bạn quyết định.")
    _role("role.proposed", _("Vai trò chờ trao tiếp sau sắp xếp"), proposed, Way.DAILY)
    closed = _("Vai trò %(role)s của bạn ở %(where)s hết từ %(on)s vì sắp xếp đơn vị. Quản trị đang xem xét vai trò mới.")
    _role("role.closed", _("Vai trò hết vì sắp xếp"), closed)
    device = _(
        "Tài khoản của bạn vừa đăng nhập từ %(device)s, máy chưa dùng trước đây. Nếu không phải bạn: đổi mật khẩu và đăng xuất nơi khác."
    )
    kinds.register(Kind("door.device", _("Đăng nhập từ máy mới"), device, default=Way.MAIL, always=True))
    kinds.register_due(ending)


def _in_words(data: Mapping[str, str]) -> Mapping[str, str]:
    """A role is kept as its code, and told in the reader's language."""
    return {**data, "role": roles.label(data["role"])} if "role" in data else data


def _role(code: str, label: Any, sentence: Any, default: Way = Way.MAIL) -> None:
    kinds.register(Kind(code, label, sentence, default=default, words=_in_words))


def _words(grant: Grant) -> dict[str, object]:
    day = grant.valid_from if grant.valid_to is None or grant.valid_from < grant.valid_to else today()
    last = grant.valid_to - timedelta(days=1) if grant.valid_to else ""
    return {
        "role": grant.role,
        "where": areas.name(grant.scope_kind, grant.scope_id, day) if grant.scope_kind in areas.kinds() else grant.scope_id,
        "first": grant.valid_from,
        "last": last,
    }


def _tell(kind: str, grant: Grant, users: list[User], mark: str = "", **more: object) -> None:
    key = f"{kind}:{grant.public_id}{mark}"
    notify(kind=kind, key=key, users=users, data=_words(grant) | more, about=("user", grant.user.public_id))


def given(grant: Grant) -> None:
    """Tells the holder of a new role."""
    _tell("role.given", grant, [grant.user])


def ended(grant: Grant) -> None:
    """Tells the holder that a role ended, and those to whom it was passed on."""
    _tell("role.ended", grant, [grant.user])
    for one in grant.delegations.filter(taken_back=False).select_related("user"):
        if one.valid_to is None or one.valid_to > today():
            _tell("role.ended", one, [one.user])


def lent(grant: Grant) -> None:
    """Tells who takes over during leave."""
    lender = grant.delegated_from.user.full_name if grant.delegated_from else ""
    _tell("role.lent", grant, [grant.user], lender=lender)


def proposed(proposal: Proposal) -> None:
    """Tells the holder whose role ended by a reorganisation, and the administrators who decide who takes over."""
    grant = proposal.grant
    _tell("role.closed", grant, [grant.user], on=proposal.on)
    place = overseeing.seat(grant.scope_kind, grant.scope_id, proposal.on)
    people = [user for user in holders(Right.ADMINISTER, place) if user.pk != grant.user_id]
    notify(
        kind="role.proposed", key=f"role.proposed:{proposal.public_id}", users=people, data=_words(grant) | {"on": proposal.on},
        about=("role.proposal", proposal.public_id),
    )  # fmt: skip


def ending(now: datetime) -> int:
    """Tells the holders of roles that end within a fortnight, once for each last day."""
    day = now.astimezone(VIET_NAM).date()
    rows = Grant.objects.on(day).filter(taken_back=False, valid_to__isnull=False, valid_to__lte=day + SOON, user__is_active=True)
    count = 0
    for grant in rows.select_related("user"):
        _tell("role.ending", grant, [grant.user], f":{grant.valid_to}")
        count += 1
    return count


def signed_in(user: User, device: str) -> None:
    """Tells of a device the account was not used from before; the very first one is only noted."""
    first = not Notice.objects.filter(user=user, kind="door.device").exists()
    notify(
        kind="door.device", key=f"door.device:{device}"[:120], users=[user], data={"device": device}, quietly=first, about=("profile", "")
    )
