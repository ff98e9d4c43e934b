"""Rules of passwords: long enough and not a common one. No composition, no expiry (NIST SP 800-63B-4; security.md)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoptac.common.text import fold

ALONE, WITH_FACTOR = 15, 8
# Words anybody would try first here; a password that is little more than these is refused (ASVS 5.0, 6.2.11).
CONTEXT = (
    "hoptacxa", "hoptac", "lienminh", "nongthonmoi", "ocop", "quangninh", "vietnam", "ubnd", "quantri", "admin",
    "matkhau", "password", "congchuc",
)  # fmt: skip


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


class Context:
    """Not just the words of this trade, in whatever order and with whatever numbers around them."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError when hardly anything is left without the words of CONTEXT, digits and signs."""
        letters = "".join(sign for sign in fold(password) if sign.isalpha())
        left = letters
        for word in CONTEXT:
            left = left.replace(word, "")
        if left != letters and len(left) < 4:
            sentence = _("Mật khẩu này dễ đoán: chỉ gồm chữ quen của ngành. Chọn một câu của riêng bạn.")
            raise ValidationError(sentence, code="password_context")

    def get_help_text(self) -> str:
        """The rule in a sentence."""
        return _("Không chỉ gồm chữ quen của ngành, như tên hệ thống hay cơ quan.")


def least_for(user: Any) -> int:
    """How many characters a password of this person needs."""
    if user is None or not user.pk:
        return ALONE
    from hoptac.accounts.door import factors

    return WITH_FACTOR if factors.has_factor(user) else ALONE
