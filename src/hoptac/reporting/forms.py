"""The question a report is written for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.common.text import format_day
from hoptac.places.queries import find
from hoptac.reporting.kinds import KINDS
from hoptac.web.days import read_day


class DayField(forms.CharField):
    """A day as people write it, 31/12/2022; also 2022-12-31."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=10, **options)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return format_day(value) if isinstance(value, date) else value

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_day(text)
        except UserError as error:
            raise forms.ValidationError(error.sentence) from None


class ReportForm(forms.Form):
    """Which report, of which place, on which day, on which map."""

    kind = forms.ChoiceField(label=_("Loại báo cáo"), choices=[(kind.code, kind.name) for kind in KINDS.values()])
    place = forms.CharField(label=_("Địa bàn"), max_length=120, help_text=_("Tên, tên kèm tỉnh trong ngoặc, hoặc mã dạng 22@2022-12-31"))
    day = DayField(label=_("Tính đến ngày"), help_text=_("Ví dụ 31/12/2022"))
    map_day = DayField(label=_("Theo bản đồ ngày"), required=False, help_text=_("Để trống: bản đồ của chính ngày báo cáo"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day, map_day = data.get("day"), data.get("map_day")
        if day and day > today():
            self.add_error("day", _("Ngày này chưa tới. Chọn hôm nay hoặc một ngày đã qua."))
        if day and data.get("place") and not self.errors:
            try:
                data["found"] = find(data["place"], map_day or day)
            except UserError as error:
                self.add_error("place", " ".join([error.sentence, *error.details[:4]]))
        return data
