"""People and their roles."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hoptac.accounts import roles, telling
from hoptac.accounts.models import Grant
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.common.text import nfc
from hoptac.users.models import User


def create_user(*, username: str, full_name: str, password: str, by: Actor) -> User:
    """A person who can sign in. The password is checked against the rules of the settings."""
    user = User(username=nfc(username).strip().lower(), full_name=nfc(full_name).strip())
    if User.objects.filter(username__iexact=user.username).exists():
        raise UserError(_("Tên đăng nhập “%s” đã có người dùng. Chọn tên khác.") % user.username)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise UserError(" ".join(error.messages)) from None
    user.set_password(password)
    with transaction.atomic():
        user.save()
        audit.write(by=by, act="user.create", kind="user", id=user.public_id)
    return user


def invite_user(*, username: str, full_name: str, email: str = "", by: Actor) -> User:
    """A person who cannot sign in yet: a link made at the door lets him set his password."""
    user = User(username=nfc(username).strip().lower(), full_name=nfc(full_name).strip(), email=email.strip())
    if User.objects.filter(username__iexact=user.username).exists():
        raise UserError(_("Tên đăng nhập “%s” đã có người dùng. Chọn tên khác.") % user.username)
    user.set_unusable_password()
    with transaction.atomic():
        user.save()
        audit.write(by=by, act="user.create", kind="user", id=user.public_id)
    return user


def grant(
    *, user: User, role: str, scope_kind: str, scope_id: str, by: Actor, first: date | None = None, after: date | None = None,
    sector: str = "", basis: str = "",
) -> Grant:  # fmt: skip
    """Gives a role on a scope from a day (today). Who may is not asked here: people come by `granting`, the site itself comes straight."""
    if roles.role(role) is None:
        raise UserError(_("Vai trò “%s” không có.") % role)
    with transaction.atomic():
        row = Grant.objects.create(
            user=user, role=role, scope_kind=scope_kind, scope_id=str(scope_id), valid_from=first or today(), valid_to=after,
            sector=sector, basis=nfc(basis).strip()[:200], granted_by=by.name[:80],
        )  # fmt: skip
        told = {"role": role, "scope": [scope_kind, str(scope_id)], "first": row.valid_from, "after": after}
        audit.write(by=by, act="role.grant", kind="user", id=user.public_id, data=told)
        if by.kind != "system":  # the site that loads shipped data tells nobody
            telling.given(row)
    return row
