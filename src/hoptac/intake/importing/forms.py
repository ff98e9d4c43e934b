"""Forms of taking a sheet in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.places.queries import Found, find
from hoptac.sheets.book import SIZE_LIMIT
from hoptac.web.days import read_day


class SheetForm(forms.Form):
    """A spreadsheet; the place it tells of; the day of its figures and map, if it does not state one."""

    file = forms.FileField(
        label=_("Bảng tính"),
        allow_empty_file=True,
        help_text=_("Excel (.xlsx, .xls), LibreOffice (.ods) hoặc .csv, tối đa 30 MB. Tiêu đề cột có dấu hay không đều được."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.tsv,.txt"}),
    )
    place = forms.CharField(label=_("Địa bàn"), max_length=120, help_text=_("Các xã, phường trong bảng được tìm trong địa bàn này."))
    as_of = forms.CharField(
        label=_("Tính đến ngày"),
        required=False,
        max_length=10,
        help_text=_("Bỏ trống thì lấy ngày ghi trong bảng (“tính đến 15/6/2023”), không có thì hôm nay."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > SIZE_LIMIT:
            raise forms.ValidationError(_("Tệp lớn hơn 30 MB. Tách thành nhiều tệp."))
        return file

    def clean_as_of(self) -> date | None:
        text = self.cleaned_data["as_of"].strip()
        try:
            return read_day(text) if text else None
        except UserError as error:
            raise forms.ValidationError(error.sentence) from None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("place"):
            data["found"] = self._find(data["place"], data.get("as_of") or today())
        return data

    def _find(self, name: str, day: date) -> Found | None:
        try:
            return find(name, day)
        except UserError as error:
            self.add_error("place", " ".join([error.sentence, "; ".join(error.details[:4])]).strip())
            return None
