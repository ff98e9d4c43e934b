"""Forms of taking a sheet in."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hoptac.intake.forms import PlaceAndDayForm
from hoptac.sheets.book import SIZE_LIMIT


class SheetForm(PlaceAndDayForm):
    """A spreadsheet; the place it tells of; the day of its figures and map, if it does not state one."""

    file = forms.FileField(
        label=_("Bảng tính"),
        allow_empty_file=True,
        help_text=_("Excel (.xlsx, .xls), LibreOffice (.ods) hoặc .csv, tối đa 30 MB. Tiêu đề cột có dấu hay không đều được."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.tsv,.txt"}),
    )
    helps: ClassVar[dict[str, Any]] = {
        "place": _("Các xã, phường trong bảng được tìm trong địa bàn này."),
        "as_of": _("Bỏ trống thì lấy ngày ghi trong bảng (“tính đến 15/6/2023”), không có thì hôm nay."),
    }

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["as_of"].label = _("Tính đến ngày")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > SIZE_LIMIT:
            raise forms.ValidationError(_("Tệp lớn hơn 30 MB. Tách thành nhiều tệp."))
        return file
