"""Who may grant which role to whom, where, and from when; who may end and who may delegate. A refusal is a sentence; empty: allowed.

* Only with the right to grant, only roles the own role may grant (role files: `may_grant`), only inside the own area.
* Nobody grants himself a role, or has one delegated to himself by his own act: an administrator cannot give himself data.
* From today on, never backwards. The scope must be there on the first day.
* A delegation: of one's own role (or by who may grant that role), with a last day, within the role's own time, only of rights that may be
  passed on, never onward, and no two of one role at the same time.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext as _

from hoptac.accounts import areas, gates, overseeing, roles
from hoptac.accounts.enums import NEVER_DELEGATED, Right
from hoptac.accounts.models import Grant
from hoptac.common.days import today
from hoptac.common.text import format_day
from hoptac.users.models import User


def grantable(viewer: gates.Viewer) -> list[roles.RoleKind]:
    """The roles a viewer may grant somewhere."""
    known = roles.on()
    codes = set().union(*(known[one.role].may_grant for one in gates.holding(viewer, Right.GRANT) if one.role in known), set())
    return [role for role in known.values() if role.code in codes or gates.is_operator(viewer)]


def may_grant(viewer: gates.Viewer, role: str, kind: str, id: str, day: date) -> bool:
    """Whether a viewer may give or end a role on a scope."""
    if gates.is_operator(viewer):
        return True
    known = roles.on()
    held = [one for one in gates.holding(viewer, Right.GRANT) if one.role in known and role in known[one.role].may_grant]
    return any(overseeing.covers(one, kind, id, day) for one in held)


def why_not_grant(
    viewer: gates.Viewer, user: User, role: str, kind: str, id: str, *, first: date, after: date | None, sector: str = ""
) -> str:
    """Why a role is not given; empty when it is."""
    known = roles.role(role, first)
    if known is None:
        return _("Vai trò “%s” không có. Chọn một vai trò trong danh sách.") % role[:40]
    if getattr(viewer, "pk", None) == user.pk:
        return _("Không ai tự trao vai trò cho mình. Nhờ một quản trị khác.")
    if not user.is_active:
        return _("Tài khoản này đã khóa. Mở lại trước rồi trao vai trò.")
    return (
        _why_not_there(viewer, known, kind, id, first)
        or _why_not_then(first, after)
        or _why_not_fit(user, known, kind, id, first, after, sector)
    )


def _why_not_there(viewer: gates.Viewer, role: roles.RoleKind, kind: str, id: str, first: date) -> str:
    if kind not in role.scopes:
        labels = ", ".join(str(areas.kind(code).label) for code in role.scopes if code in areas.kinds())
        return _("Vai trò “%(role)s” chỉ trao theo: %(scopes)s.") % {"role": role.label, "scopes": labels}
    # The same sentence for what is beyond the area and for what is not there: a refusal tells nothing about either.
    if not may_grant(viewer, role.code, kind, id, first) or not areas.exists(kind, id, first):
        return _("Bạn không trao được vai trò này ở nơi ấy vào ngày %s. Chọn một nơi có trong địa bàn của bạn.") % format_day(first)
    return ""


def _why_not_then(first: date, after: date | None) -> str:
    if first < today():
        return _("Ngày %s đã qua. Vai trò trao từ hôm nay trở đi.") % format_day(first)
    if after is not None and after <= first:
        return _("Ngày cuối đứng trước ngày đầu. Sửa một trong hai.")
    return ""


def _why_not_fit(user: User, role: roles.RoleKind, kind: str, id: str, first: date, after: date | None, sector: str) -> str:
    if sector and (not role.takes_sector or sector not in dict(areas.sectors())):
        return _("Vai trò “%s” không chia theo lĩnh vực ấy. Để trống lĩnh vực.") % role.label
    same = Grant.objects.filter(
        user=user, role=role.code, scope_kind=kind, scope_id=id, sector=sector, taken_back=False, delegated_from=None
    )
    if _overlapping(same, first, after):
        return _("Người này đã giữ vai trò ấy ở nơi ấy trong thời gian này. Thôi vai trò cũ trước, hoặc chọn ngày khác.")
    return ""


def _overlapping(rows: models.QuerySet, first: date, after: date | None) -> bool:
    later = rows.exclude(valid_to__isnull=False, valid_to__lte=first)
    return (later if after is None else later.filter(valid_from__lt=after)).exists()


def why_not_end(viewer: gates.Viewer, grant: Grant) -> str:
    """Why a role is not ended. Its holder may give it up; who delegated it may take it back; who may grant it may end it."""
    if grant.taken_back or grant.valid_to is not None and grant.valid_to <= today():
        return _("Vai trò này đã thôi.")
    own = getattr(viewer, "pk", None)
    holders = {grant.user_id, grant.delegated_from.user_id if grant.delegated_from else None}
    if own in holders or may_grant(viewer, grant.role, grant.scope_kind, grant.scope_id, today()):
        return ""
    return _("Bạn không thôi được vai trò này. Người trao được vai trò ấy ở nơi ấy mới thôi được.")


def passable(grant: Grant) -> frozenset[str]:
    """The rights of a role that may be passed on during leave."""
    return frozenset() if grant.delegated_from_id else gates.rights_of(grant, today()) - NEVER_DELEGATED


def why_not_delegate(
    viewer: gates.Viewer, grant: Grant, to: User, *, first: date, after: date | None, rights: frozenset[str] = frozenset()
) -> str:
    """Why a role is not passed on; empty when it is."""
    if grant.delegated_from_id:
        return _("Vai trò được ủy quyền thì không ủy quyền tiếp.")
    if getattr(viewer, "pk", None) != grant.user_id and not may_grant(viewer, grant.role, grant.scope_kind, grant.scope_id, first):
        return _("Chỉ người giữ vai trò, hoặc người trao được vai trò ấy, mới ủy quyền được.")
    if to.pk in (grant.user_id, getattr(viewer, "pk", None)):
        return _("Không ủy quyền cho chính mình. Chọn một người khác.")
    if not to.is_active:
        return _("Tài khoản này đã khóa. Chọn một người khác.")
    if after is None:
        return _("Ủy quyền cần ngày cuối. Ghi ngày trở lại làm việc.")
    if not passable(grant) or not rights <= passable(grant):
        return _("Chỉ ủy quyền được những quyền mà vai trò này có và được phép ủy quyền.")
    return _why_not_then(first, after) or _why_not_within(grant, first, after)


def _why_not_within(grant: Grant, first: date, after: date) -> str:
    if not gates.in_force(grant, first) or grant.valid_to is not None and after > grant.valid_to:
        return _("Thời gian ủy quyền phải nằm trong thời gian giữ vai trò.")
    if _overlapping(grant.delegations.filter(taken_back=False), first, after):
        return _("Vai trò này đã được ủy quyền trong một phần thời gian ấy. Chọn thời gian khác, hoặc thôi lần ủy quyền kia trước.")
    return ""
