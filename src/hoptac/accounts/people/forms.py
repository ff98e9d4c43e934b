"""What may be typed on the screens of people and roles. Every field is named; who and what is acted on stands in the address."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoptac.accounts import areas
from hoptac.accounts.enums import Right
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.users.models import User
from hoptac.web.days import read_day

EXAMPLE = _("Ví dụ 05/09/2026")


class DayField(forms.CharField):
    """A day as people write it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"max_length": 10, "help_text": EXAMPLE} | options))
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        try:
            return read_day(text) if text else None
        except UserError as error:
            raise forms.ValidationError(error.sentence) from None


def _after(last: date | None) -> date | None:
    """The first day after the last day a person wrote."""
    return last + timedelta(days=1) if last is not None and last < date.max else None


class PersonForm(forms.Form):
    """Somebody new."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,79}$",
        label=_("Tên đăng nhập"),
        help_text=_("Chữ thường không dấu, số, dấu chấm hoặc gạch nối; ít nhất 3 ký tự"),
        error_messages={"invalid": _("Tên đăng nhập chỉ gồm chữ thường không dấu, số, dấu chấm, gạch nối.")},
    )
    email = forms.EmailField(label=_("Thư công vụ"), required=False, max_length=200)


class GrantForm(forms.Form):
    """A role on a scope for a time."""

    role = forms.ChoiceField(label=_("Vai trò"))
    scope_kind = forms.ChoiceField(label=_("Phạm vi"))
    where = forms.CharField(label=_("Ở đâu"), max_length=200)
    sector = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    first = DayField(label=_("Từ ngày"))
    last = DayField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống: đến khi thôi"))
    basis = forms.CharField(label=_("Căn cứ"), required=False, max_length=200, help_text=_("Số và ngày của quyết định"))

    def __init__(self, *args: Any, roles: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.fields["scope_kind"].choices = [(code, kind.label) for code, kind in areas.kinds().items()]  # type: ignore[attr-defined]
        self.fields["sector"].choices = [("", _("mọi lĩnh vực")), *areas.sectors()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["after"] = _after(data.get("last"))
        if not self.errors:
            try:
                data["scope_id"] = areas.kind(data["scope_kind"]).find(data["where"], data["first"])
            except UserError as error:
                self.add_error("where", " ".join([error.sentence, *error.details[:4]]))
        return data


class DelegateForm(forms.Form):
    """A role passed on during leave."""

    to = forms.CharField(label=_("Người làm thay"), max_length=80, help_text=_("Tên đăng nhập"))
    first = DayField(label=_("Từ ngày"))
    last = DayField(label=_("Đến hết ngày"))
    rights = forms.MultipleChoiceField(
        label=_("Chỉ những việc"), required=False, choices=Right.choices, widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn: mọi việc được phép ủy quyền"),
    )  # fmt: skip
    basis = forms.CharField(label=_("Căn cứ"), required=False, max_length=200)

    def __init__(self, *args: Any, passable: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rights"].choices = [(one.value, one.label) for one in Right if one in passable]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["after"] = _after(data.get("last"))
        if data.get("to"):
            data["person"] = User.objects.filter(username__iexact=data["to"].strip(), is_active=True).first()
            if data["person"] is None:
                self.add_error("to", _("Không có người dùng nào như vậy đang hoạt động. Kiểm tra tên đăng nhập."))
        return data


class DecideForm(forms.Form):
    """What becomes of a role whose scope ended."""

    scope_ids = forms.MultipleChoiceField(label=_("Trao tiếp ở"), required=False, widget=forms.CheckboxSelectMultiple)
    where = forms.CharField(label=_("Hoặc ở nơi khác"), required=False, max_length=200)
    role = forms.ChoiceField(label=_("Vai trò"), required=False)
    basis = forms.CharField(label=_("Căn cứ"), required=False, max_length=200)

    def __init__(self, *args: Any, kind: str, candidates: list[tuple[str, str]], roles: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["scope_ids"].choices = candidates  # type: ignore[attr-defined]
        self.fields["role"].choices = [("", _("như cũ")), *roles]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = list(data.get("scope_ids") or [])
        if data.get("where"):
            try:
                chosen.append(areas.kind(self.kind).find(data["where"], today()))
            except UserError as error:
                self.add_error("where", " ".join([error.sentence, *error.details[:4]]))
        data["chosen"] = list(dict.fromkeys(chosen))
        return data
