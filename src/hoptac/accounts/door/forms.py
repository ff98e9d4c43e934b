"""Forms of the door. None of them says whether a name exists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

NEW = {"autocomplete": "new-password"}


def password(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    """A field for a password: nothing is trimmed, and pasting works."""
    return forms.CharField(
        label=label, max_length=200, strip=False, help_text=help_text, widget=forms.PasswordInput(attrs={"autocomplete": autocomplete})
    )


class SignInForm(forms.Form):
    """The first step: name and password."""

    username = forms.CharField(
        label=_("Tên đăng nhập hoặc thư công vụ"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "username webauthn", "autofocus": True, "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = password(_("Mật khẩu"), "current-password")


class CodeForm(forms.Form):
    """The second step: six digits, or one of the codes kept on paper."""

    code = forms.CharField(label=_("Mã 6 số"), max_length=40)

    def __init__(self, *args: Any, recovery: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if recovery:
            self.fields["code"].label = _("Mã dự phòng 10 số")
        self.fields["code"].widget = forms.TextInput(
            attrs={"autocomplete": "off" if recovery else "one-time-code", "inputmode": "numeric", "autofocus": True, "class": "ht-code"}
        )


class CredentialForm(forms.Form):
    """What a passkey answered."""

    credential = forms.JSONField(widget=forms.HiddenInput, required=False)

    def clean_credential(self) -> dict[str, Any]:
        given = self.cleaned_data["credential"]
        if not isinstance(given, dict) or not isinstance(given.get("response"), dict):
            raise forms.ValidationError(_("Chưa nhận được khóa truy cập. Bấm lại và làm theo hướng dẫn của máy."))
        return given


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    fresh = password(_("Mật khẩu mới"), "new-password")
    again = password(_("Gõ lại mật khẩu"), "new-password")

    def clean_again(self) -> str:
        again = self.cleaned_data["again"]
        if again != self.cleaned_data.get("fresh"):
            raise forms.ValidationError(_("Hai lần gõ mật khẩu không giống nhau. Gõ lại cả hai."))
        return str(again)


class ChangePasswordForm(NewPasswordForm):
    """The password in use comes first."""

    current = password(_("Mật khẩu đang dùng"), "current-password")
    field_order = ["current", "fresh", "again"]


class PasswordAgainForm(forms.Form):
    """Who has no second factor proves it by the password."""

    current = password(_("Mật khẩu"), "current-password")


class ForgotForm(forms.Form):
    """For whom a link is asked."""

    username = forms.CharField(
        label=_("Tên đăng nhập hoặc thư công vụ"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )


class ProfileForm(forms.Form):
    """What a person may change about themselves."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Thư công vụ"), max_length=254, required=False, help_text=_("Để đặt lại mật khẩu và nhận thông báo."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Ngôn ngữ của thư gửi cho bạn"), choices=settings.LANGUAGES)
