"""What may be typed about requests. Every field is named."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoptac.accounts.people.forms import DayField
from hoptac.accounts.subjects.enums import Asked, How
from hoptac.common import personal
from hoptac.common.personal import Subject
from hoptac.users.models import User


class OwnForm(forms.Form):
    """What a signed-in person asks concerning his own data."""

    asked = forms.ChoiceField(label=_("Tôi muốn"), choices=Asked.choices)
    wish = forms.CharField(
        label=_("Nói rõ thêm"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3, "data-personal": ""}),
        help_text=_("Dữ liệu nào, sửa thành gì. Không bắt buộc nêu lý do."),
    )  # fmt: skip


class NewForm(forms.Form):
    """A request that came to the desk, by letter or by telephone."""

    kind = forms.ChoiceField(label=_("Người yêu cầu là"))
    who = forms.CharField(
        label=_("Mã hoặc tên đăng nhập"),
        max_length=80,
        help_text=_("Mã trong địa chỉ trang của người ấy; người dùng thì ghi tên đăng nhập"),
    )
    asked = forms.ChoiceField(label=_("Yêu cầu"), choices=Asked.choices)
    how = forms.ChoiceField(label=_("Hình thức gửi"), choices=[(one.value, one.label) for one in How if one != How.SELF])
    day = DayField(label=_("Ngày nhận"))
    wish = forms.CharField(
        label=_("Nội dung"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3, "data-personal": ""})
    )
    identity = forms.CharField(
        label=_("Đã xác minh bằng"),
        required=False,
        max_length=200,
        help_text=_("Ví dụ: đối chiếu căn cước tại quầy. Không ghi số giấy tờ."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(code, kind.label) for code, kind in personal.kinds().items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        who = str(data.get("who", "")).strip()
        if data.get("kind") == "user" and who:
            who = User.objects.filter(username__iexact=who).values_list("public_id", flat=True).first() or who
        data["subject"] = Subject(str(data.get("kind", "")), who[:40])
        return data
