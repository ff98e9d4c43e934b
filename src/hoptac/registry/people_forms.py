"""What may be typed about members, officers and workers. Every field is named; the organisation stands in the address."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hoptac.accounts.people.forms import DayField
from hoptac.common.errors import UserError
from hoptac.registry import scopes
from hoptac.registry.enums import Kind
from hoptac.registry.models import Organisation
from hoptac.registry.people_enums import MemberForm, MemberKind, Post, Sex, Training
from hoptac.registry.people_identity import Given
from hoptac.sheets import values

UNKNOWN = ("", _("chưa rõ"))


class MoneyField(forms.CharField):
    """An amount in đồng as people write it: 2.500.000, 2,5 triệu."""

    def clean(self, value: Any) -> int | None:
        parsed = values.money(super().clean(value) or None)
        if parsed.problem:
            raise forms.ValidationError(parsed.problem)
        return parsed.value  # type: ignore[return-value]


class _PersonFields(forms.Form):
    """The fields about a person; the browser never keeps them."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    birth_date = DayField(label=_("Ngày sinh"), required=False)
    sex = forms.ChoiceField(label=_("Giới tính"), required=False, choices=[UNKNOWN, *Sex.choices])
    citizen_number = forms.CharField(
        label=_("Số định danh cá nhân"), required=False, max_length=20,
        help_text=_("12 chữ số. Nhờ số này một người ở nhiều tổ chức vẫn là một người"),
    )  # fmt: skip
    phone = forms.CharField(label=_("Điện thoại"), required=False, max_length=30)
    email = forms.EmailField(label=_("Thư điện tử"), required=False, max_length=200)
    home_address = forms.CharField(label=_("Nơi ở"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _PersonFields.base_fields:
            self.fields[name].widget.attrs |= {"autocomplete": "off", "data-personal": ""}

    def given(self) -> Given:
        """The person as typed."""
        return Given(**{name: self.cleaned_data.get(name) or ("" if name != "birth_date" else None) for name in _PersonFields.base_fields})


class _MemberFields(forms.Form):
    kind = forms.ChoiceField(label=_("Loại thành viên"), choices=MemberKind.choices, initial=MemberKind.OFFICIAL)
    contribution = MoneyField(label=_("Vốn góp (đồng)"), required=False, max_length=30, help_text=_("Để trống nếu chưa rõ"))
    is_foreign = forms.BooleanField(label=_("Nhà đầu tư nước ngoài"), required=False)
    on = DayField(label=_("Là thành viên từ ngày"))
    is_since_list = forms.BooleanField(label=_("Ngày của danh sách; chưa rõ ngày vào thật"), required=False)


class PersonMemberForm(_PersonFields, _MemberFields):
    """A person, for himself or for his household, becomes a member."""

    form = forms.ChoiceField(label=_("Là thành viên với tư cách"), choices=MemberForm.choices[:2])
    field_order = ["full_name", "form", "kind", "contribution", "on", "is_since_list", "is_foreign", "birth_date", "sex", "citizen_number"]


class BodyMemberForm(_MemberFields):
    """An organisation becomes a member."""

    body = forms.CharField(label=_("Tổ chức"), max_length=200, help_text=_("Mã số thuế hoặc tên đúng trong sổ"))
    is_outside = forms.BooleanField(label=_("Pháp nhân không có trong sổ này"), required=False)
    field_order = ["body", "is_outside", "kind", "contribution", "on"]

    def member(self) -> dict[str, Any]:
        """The member as an action takes it. Raises UserError where the register knows no such organisation."""
        text = self.cleaned_data["body"]
        if self.cleaned_data["is_outside"]:
            return {"body_name": text}
        return {"body": Organisation.objects.get(public_id=scopes.find(text, self.cleaned_data["on"]))}


class CapitalForm(forms.Form):
    """Another contribution or kind from a day on."""

    kind = forms.ChoiceField(label=_("Loại thành viên"), choices=MemberKind.choices)
    contribution = MoneyField(label=_("Vốn góp (đồng)"), required=False, max_length=30, help_text=_("Để trống nếu chưa rõ"))
    on = DayField(label=_("Từ ngày"))


class EndForm(forms.Form):
    """The end of a membership or a post."""

    on = DayField(label=_("Thôi từ ngày"))
    because = forms.CharField(label=_("Lý do"), required=False, max_length=200)


class OfficerForm(_PersonFields):
    """Who holds a post from a day on."""

    post = forms.ChoiceField(label=_("Chức danh"))
    training = forms.ChoiceField(label=_("Trình độ"), required=False, choices=[UNKNOWN, *Training.choices])
    on = DayField(label=_("Giữ chức từ ngày"))
    document = forms.CharField(label=_("Văn bản"), required=False, max_length=200)
    field_order = ["full_name", "post", "training", "on", "document"]

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boards = {Post.CHAIR, Post.DIRECTOR, Post.CONTROL, Post.BOARD}
        not_here = boards if kind == Kind.THT else {Post.GROUP_HEAD}
        self.fields["post"].choices = [pair for pair in Post.choices if pair[0] not in not_here]  # type: ignore[attr-defined]


class WorkersForm(forms.Form):
    """How many worked there on a day."""

    day = DayField(label=_("Đến ngày"))
    total = forms.IntegerField(label=_("Tổng số lao động"), min_value=0, max_value=10**6)
    members = forms.IntegerField(label=_("Trong đó là thành viên"), required=False, min_value=0)
    women = forms.IntegerField(label=_("Trong đó nữ"), required=False, min_value=0)
    insured = forms.IntegerField(label=_("Trong đó đóng bảo hiểm xã hội"), required=False, min_value=0)


class ChangePersonForm(_PersonFields):
    """Corrections of what is held about a person: what is left empty stays as it is, so that nothing needs to be opened first."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(data.get(name) for name in _PersonFields.base_fields):
            raise forms.ValidationError(_now("Chưa ghi gì để sửa."))
        return data

    def over(self, person: Any) -> Given:
        """What stands, with what was typed in its place."""
        return Given(**{name: self.cleaned_data.get(name) or getattr(person, name) for name in _PersonFields.base_fields})


def day_text(day: date | None) -> str:
    """A day for a form."""
    return day.strftime("%d/%m/%Y") if day else ""


def told(error: UserError) -> str:
    """A refusal with its details, for a form."""
    return " ".join([error.sentence, *error.details[:5]])
