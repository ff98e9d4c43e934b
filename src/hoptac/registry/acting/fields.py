"""The fields of the forms of the register, by name. A form takes the few it needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from hoptac.common.errors import UserError
from hoptac.registry.content import VSIC_VERSIONS
from hoptac.registry.enums import BranchKind, Kind, Legal, Operating, Sector
from hoptac.registry.models import Organisation
from hoptac.registry.rules import ENTERPRISE
from hoptac.web.days import read_day


class DayField(forms.CharField):
    """A day as people write it, 05/09/2026; kept as 2026-09-05."""

    def __init__(self, **more: Any) -> None:
        options: dict[str, Any] = {"max_length": 10, "help_text": _("Ví dụ 05/09/2026")} | more
        super().__init__(**options)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        try:
            return read_day(text) if text else None
        except UserError as error:
            raise forms.ValidationError(error.sentence) from None


class DongField(forms.CharField):
    """An amount in đồng, with or without dots between thousands."""

    def __init__(self, **more: Any) -> None:
        options: dict[str, Any] = {"max_length": 24, "help_text": _("Số đồng, ví dụ 2.600.000.000")} | more
        super().__init__(**options)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> int | None:
        text = re.sub(r"[\s.,]|đ(ồng)?$", "", super().clean(value) or "")
        if text and not text.isdigit():
            raise forms.ValidationError(_("Ghi số đồng bằng chữ số, ví dụ 2.600.000.000."))
        return int(text) if text else None


def _text(label: str, limit: int = 200, required: bool = True, **more: Any) -> forms.Field:
    return forms.CharField(label=label, max_length=limit, required=required, **more)


def _choice(label: str, options: Any, required: bool = True, **more: Any) -> forms.Field:
    plain = [(value, str(text)[:1].upper() + str(text)[1:]) for value, text in options]
    return forms.ChoiceField(label=label, choices=[("", "–"), *plain], required=required, **more)


def _count(label: str) -> forms.Field:
    field = forms.IntegerField(label=label, min_value=0, max_value=9_999_999, required=False)
    field.widget.attrs |= {"inputmode": "numeric"}
    return field


def _personal(field: forms.Field) -> forms.Field:
    field.widget.attrs |= {"data-personal": "", "autocomplete": "off"}
    return field


def _branches(organisation: Organisation | None) -> list[tuple[str, str]]:
    rows = organisation.branches.filter(valid_to__isnull=True).order_by("code") if organisation else []
    return [(row.code, f"{row.code} {row.name}") for row in rows]


def make(name: str, organisation: Organisation | None, more: bool) -> forms.Field:
    """A field by its name. `more`: the form asks for more than this, so what is not always known may be left out."""
    return MAKERS[name](organisation, not more)


MAKERS: dict[str, Callable[[Organisation | None, bool], forms.Field]] = {
    "on": lambda _o, _need: DayField(label=_("Ngày có hiệu lực")),
    "kind": lambda _o, _need: _choice(_("Loại hình"), Kind.choices),
    "turns": lambda _o, _need: _choice(_("Chuyển thành"), [*Kind.choices, (ENTERPRISE, _("doanh nghiệp, ra khỏi sổ này"))]),
    "name": lambda _o, need: _text(_("Tên đầy đủ"), required=need),
    "place": lambda _o, _need: _text(_("Xã, phường, đặc khu của trụ sở"), help_text=_("Theo bản đồ của ngày có hiệu lực")),
    "address": lambda _o, _need: _text(_("Số nhà, thôn, đường"), 300, required=False),
    "sector": lambda _o, _need: _choice(_("Lĩnh vực"), Sector.choices),
    "tax_code": lambda _o, _need: _text(_("Mã số thuế"), 14, required=False, help_text=_("10 chữ số; để trống nếu chưa được cấp")),
    "operating": lambda _o, _need: _choice(_("Hoạt động"), Operating.choices, initial=Operating.ACTIVE),
    "vsic_version": lambda _o, _need: _choice(_("Danh mục ngành"), [(one, _("năm %s") % one) for one in VSIC_VERSIONS]),
    "vsic": lambda _o, _need: _text(_("Mã ngành, nghề"), help_text=_("Cách nhau bằng dấu phẩy, ví dụ 0111, 4620")),
    "charter_capital": lambda _o, need: DongField(label=_("Vốn điều lệ"), required=need),
    "representative": lambda _o, need: _personal(_text(_("Người đại diện theo pháp luật"), 120, required=need)),
    "official": lambda _o, _need: _count(_("Thành viên chính thức")),
    "capital": lambda _o, _need: _count(_("Thành viên liên kết góp vốn")),
    "associate": lambda _o, _need: _count(_("Thành viên liên kết không góp vốn")),
    "certificate_no": lambda _o, need: _text(_("Số giấy chứng nhận"), 60, required=need),
    "certificate_date": lambda _o, _need: DayField(label=_("Ngày cấp"), required=False),
    "certificate_issuer": lambda _o, _need: _text(_("Nơi cấp"), required=False),
    "certificate_address": lambda _o, _need: _text(
        _("Địa chỉ in trên giấy"), 300, required=False, help_text=_("Chép nguyên chữ; không đổi theo bản đồ mới")
    ),
    "until": lambda _o, _need: DayField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu chưa biết")),
    "legal": lambda _o, _need: _choice(_("Tình trạng pháp lý"), Legal.choices),
    "branch_kind": lambda _o, _need: _choice(_("Loại đơn vị"), BranchKind.choices, initial=BranchKind.BRANCH),
    "code": lambda _o, _need: _text(
        _("Mã đơn vị phụ thuộc"), 14, help_text=_("Mã số của tổ chức, gạch nối, 001 đến 999; ví dụ 0100109106-001")
    ),
    "branch_name": lambda _o, _need: _text(_("Tên đơn vị")),
    "open_code": lambda organisation, _need: _choice(_("Đơn vị đang mở"), _branches(organisation)),
    "into": lambda _o, _need: _text(_("Tổ chức kế tục"), help_text=_("Tên hoặc mã số thuế; tổ chức phải có trong sổ vào ngày ấy")),
    "into_2": lambda _o, _need: _text(_("Tổ chức kế tục thứ hai")),
    "into_3": lambda _o, _need: _text(_("Tổ chức kế tục thứ ba"), required=False),
    "other": lambda _o, _need: _text(_("Cùng hợp nhất với"), help_text=_("Tên hoặc mã số thuế")),
    "other_2": lambda _o, _need: _text(_("và với"), required=False),
    "reason": lambda _o, _need: _text(_("Lý do thu hồi"), 300),
    "document": lambda _o, need: _text(
        _("Văn bản quyết định"), required=need, help_text=_("Số, ký hiệu và ngày; ví dụ Quyết định 12/QĐ-UBND ngày 03/02/2026")
    ),
    "note": lambda _o, need: _text(_("Ghi chú"), 300, required=need),
}
PLACES = ("place",)
BODIES = ("into", "into_2", "into_3", "other", "other_2")
