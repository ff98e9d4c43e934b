"""What happens at the door. Each act writes its row."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from hoptac.accounts.door import factors, sessions
from hoptac.accounts.door.backend import named
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.common.text import nfc
from hoptac.users.models import ResetLink, Safety, User

NOBODY = Actor("stranger", "")


def failed(*, name: str, whence: str, step: str) -> None:
    """Notes a refusal: against the person, if there is one, and in the trail. A name nobody has is not written down.

    After 100 in a row, from wherever they came, the password no longer lets in until it is set anew.
    """
    user = named(name)
    key, limit = user.pk if user else 0, settings.HOPTAC_FAILURES_TO_RESET  # the same statements whoever is asked for
    with transaction.atomic():
        audit.write(
            by=NOBODY,
            act="user.sign_in_failed",
            kind="user",
            id=user.public_id if user else "unknown",
            data={"address": whence, "step": step},
        )
        known = Safety.objects.filter(user_id=key).update(failures=F("failures") + 1)
        if user is not None and not known:
            Safety.objects.get_or_create(user=user, defaults={"failures": 1})
        if Safety.objects.filter(user_id=key, failures__gte=limit, must_reset=False).update(must_reset=True) and user is not None:
            audit.write(by=NOBODY, act="user.must_reset", kind="user", id=user.public_id, data={"failures": limit})


def locked(*, name: str, whence: str) -> None:
    """Notes that a pair of name and address is locked for a while."""
    user = named(name)
    with transaction.atomic():
        audit.write(by=NOBODY, act="user.locked", kind="user", id=user.public_id if user else "unknown", data={"address": whence})


def add_totp(*, user: User, by: Actor, secret: str | None = None) -> Authenticator:
    """Gives a person codes of an application; an earlier application's codes stop."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=factors.TOTP).delete()
        row = TOTP.activate(user, secret or generate_totp_secret()).instance
        audit.write(by=by, act="factor.add", kind="user", id=user.public_id, data={"kind": "totp"})
    return row


def add_passkey(*, user: User, by: Actor, name: str, credential: dict[str, Any]) -> Authenticator:
    """Gives a person a passkey that was checked."""
    with transaction.atomic():
        row = WebAuthn.add(user, nfc(name).strip()[:60] or _("Khóa truy cập"), credential).instance
        audit.write(by=by, act="factor.add", kind="user", id=user.public_id, data={"kind": "passkey"})
    return row


def new_codes(*, user: User, by: Actor) -> list[str]:
    """New recovery codes, to be shown once; the earlier ones stop."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        Authenticator.objects.filter(user=user, type=factors.RECOVERY).delete()
        codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
        audit.write(by=by, act="factor.codes", kind="user", id=user.public_id, data={"codes": len(codes)})
    return codes


def remove_factor(*, user: User, row_id: int, by: Actor) -> None:
    """Takes away one factor. The last one of a person who must have one stays."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        row = Authenticator.objects.filter(user=user, pk=row_id).exclude(type=factors.RECOVERY).first()
        if row is None:
            raise UserError(_("Bước hai này không còn. Mở lại trang Tài khoản để xem những gì đang có."))
        if factors.of(user).count < 2 and factors.needs_factor(user):
            raise UserError(_("Đây là bước hai duy nhất của bạn; vai trò của bạn cần có bước hai. Thêm cách khác trước rồi bỏ cách này."))
        kind = "totp" if row.type == factors.TOTP else "passkey"
        row.delete()
        if not factors.has_factor(user):
            Authenticator.objects.filter(user=user).delete()
        audit.write(by=by, act="factor.remove", kind="user", id=user.public_id, data={"kind": kind})


def drop_factors(*, user: User, by: Actor) -> None:
    """An administrator helps who lost the phone: all factors go, all sessions end, and the next sign-in sets up a new one."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        audit.write(by=by, act="factor.remove", kind="user", id=user.public_id, data={"kind": "all"})
        sessions.end(user=user, by=by)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def reset_link(*, user: User, by: Actor, holds: timedelta) -> str:
    """Makes the token of a link with which a person sets a new password; earlier links stop."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        ResetLink.objects.filter(user=user).delete()
        ResetLink.objects.create(user=user, digest=_digest(token), until=timezone.now() + holds)
        audit.write(by=by, act="password.link", kind="user", id=user.public_id, data={"hours": holds.total_seconds() / 3600})
    return token


def whose(token: str) -> User | None:
    """The person a link is for; None when it was used, is too old, or never was."""
    row = ResetLink.objects.filter(digest=_digest(token), until__gt=timezone.now(), user__is_active=True).select_related("user").first()
    return row.user if row else None


def reset_password(*, token: str, password: str) -> User:
    """Sets a new password by a link: the link is spent, all sessions end, failures start from none."""
    with transaction.atomic():
        row = ResetLink.objects.select_for_update().filter(digest=_digest(token), until__gt=timezone.now(), user__is_active=True).first()
        if row is None:
            raise UserError(_("Liên kết này đã dùng hoặc hết hạn. Xin liên kết mới ở trang Quên mật khẩu."))
        user = row.user
        _set(user, password)
        ResetLink.objects.filter(user=user).delete()
        Safety.objects.filter(user=user).update(failures=0, must_reset=False)
        by = Actor.of(user)
        audit.write(by=by, act="password.reset", kind="user", id=user.public_id)
        sessions.end(user=user, by=by)
    return user


def change_password(*, user: User, password: str, but: str | None) -> None:
    """A person sets a new password; their other sessions end."""
    by = Actor.of(user)
    with transaction.atomic():
        _set(user, password)
        ResetLink.objects.filter(user=user).delete()
        audit.write(by=by, act="password.change", kind="user", id=user.public_id)
        sessions.end(user=user, by=by, but=but)


def _set(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise UserError(" ".join(error.messages)) from None
    if user.check_password(password):
        raise UserError(_("Mật khẩu mới giống mật khẩu đang dùng. Chọn mật khẩu khác."))
    user.set_password(password)
    user.save(update_fields=["password"])


def change_profile(*, user: User, full_name: str, email: str, language: str) -> None:
    """Name, address for letters and language of a person."""
    fresh = {"full_name": nfc(full_name).strip(), "email": email.strip(), "language": language}
    changed = [name for name, value in fresh.items() if getattr(user, name) != value]
    if not changed:
        return
    with transaction.atomic():
        for name in changed:
            setattr(user, name, fresh[name])
        user.save(update_fields=changed)
        if "email" in changed:
            ResetLink.objects.filter(user=user).delete()
        audit.write(by=Actor.of(user), act="user.profile", kind="user", id=user.public_id, data={"fields": changed})
