"""What is known about second factors: who needs one, who has which, and whether a code is right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from hoptac.accounts.enums import Role
from hoptac.users.models import UsedCode, User

TOTP, PASSKEY, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES


@dataclass(frozen=True)
class Factors:
    """The second factors of a person."""

    totp: Authenticator | None
    passkeys: tuple[Authenticator, ...]
    codes_left: int
    codes_made: datetime | None

    @property
    def any(self) -> bool:
        """Whether there is one to sign in with."""
        return bool(self.totp or self.passkeys)

    @property
    def count(self) -> int:
        """How many there are; the last one is never removed from a staff person."""
        return len(self.passkeys) + (1 if self.totp else 0)


def of(user: User) -> Factors:
    """The second factors of a person."""
    rows = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    recovery = next((row for row in rows if row.type == RECOVERY), None)
    return Factors(
        next((row for row in rows if row.type == TOTP), None),
        tuple(row for row in rows if row.type == PASSKEY),
        len(recovery.wrap().get_unused_codes()) if recovery else 0,
        recovery.created_at if recovery else None,
    )


def has_factor(user: User) -> bool:
    """Whether a person has a second factor to sign in with."""
    return Authenticator.objects.filter(user=user, type__in=[TOTP, PASSKEY]).exists()


def needs_factor(user: User) -> bool:
    """Whether a person must have one: whoever holds a role today other than a cooperative's representative (security.md)."""
    from hoptac.accounts.gates import grants

    return any(grant.role != Role.REPRESENTATIVE for grant in grants(user))


def accept(user: User, code: str, *, recovery: bool) -> Authenticator | None:
    """The factor a code belongs to, or None: wrong, expired, or taken before. An accepted code is spent."""
    row = Authenticator.objects.filter(user=user, type=RECOVERY if recovery else TOTP).first()
    plain = normalize_user_code(code)
    if row is None or not plain or not row.wrap().validate_code(plain):
        return None
    if not recovery and not _spend(user, plain):
        return None
    return row


def _spend(user: User, code: str) -> bool:
    """Notes a code as taken, in shared storage; False when it was taken already."""
    now = timezone.now()
    UsedCode.objects.filter(at__lt=now - timedelta(seconds=30 * (2 * settings.MFA_TOTP_TOLERANCE + 3))).delete()
    try:
        with transaction.atomic():
            UsedCode.objects.create(user=user, digest=sha256(f"{user.pk}:{code}".encode()).hexdigest(), at=now)
    except IntegrityError:
        return False
    return True


def totp_url(user: User, secret: str) -> str:
    """What the square of dots tells the application of the phone."""
    from allauth.mfa.adapter import get_adapter

    return get_adapter().build_totp_url(user, secret)


def qr_rows(text: str) -> tuple[int, str]:
    """The square of dots as one SVG path: its side with the quiet zone, and the path."""
    import qrcode

    code = qrcode.QRCode(border=4)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    return len(matrix), "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark)


def code_at(secret: str, counter: int) -> str:
    """The six digits of a secret at a step of time."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, counter))


def new_secret() -> str:
    """A random secret for an application of codes."""
    from allauth.mfa.totp.internal.auth import generate_totp_secret

    return generate_totp_secret()


def secret_of(row: Authenticator) -> str:
    """The secret of an application of codes, as it was given."""
    from allauth.mfa.utils import decrypt

    return decrypt(row.data["secret"])


def describe(row: Any) -> str:
    """The name a person gave a passkey."""
    return str(row.data.get("name") or "") if row.type == PASSKEY else ""
