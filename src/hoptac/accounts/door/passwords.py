"""Rules of passwords: long enough and not a common one. No composition, no expiry (NIST SP 800-63B-4; security.md)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ALONE, WITH_FACTOR = 15, 8


class Length:
    """At least 15 characters, or 8 for a person who also has a second factor."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError when the password is too short for this person."""
        least = least_for(user)
        if len(password) < least:
            raise ValidationError(
                _("Mật khẩu cần ít nhất %(least)s ký tự. Một câu dài dễ nhớ tốt hơn một từ khó.") % {"least": least},
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        """The rule in a sentence."""
        return _("Ít nhất 15 ký tự, hoặc 8 khi đã có bước hai. Một câu dài dễ nhớ tốt hơn một từ khó.")


def least_for(user: Any) -> int:
    """How many characters a password of this person needs."""
    if user is None or not user.pk:
        return ALONE
    from hoptac.accounts.door import factors

    return WITH_FACTOR if factors.has_factor(user) else ALONE
