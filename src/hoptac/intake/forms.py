"""The form that takes a document in."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.intake.sources import MAX_BYTES
from hoptac.places.queries import Found, find
from hoptac.web.days import read_day


class PlaceAndDayForm(forms.Form):
    """A place and a day as typed; `found` is the place on the map of that day (today where none is told)."""

    place = forms.CharField(label=gettext_lazy("Địa bàn"), max_length=120)
    as_of = forms.CharField(
        label=gettext_lazy("Tại ngày"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    helps: ClassVar[dict[str, Any]] = {}

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for name, text in self.helps.items():
            self.fields[name].help_text = text

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


class UploadForm(PlaceAndDayForm):
    """A file or pasted text; where and when its figures speak of if they do not say."""

    file = forms.FileField(
        label=gettext_lazy("Tệp văn bản"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("DOCX, XLSX, PDF có chữ hoặc TXT, tối đa 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.xlsx,.pdf,.txt"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Hoặc dán chữ vào đây"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 7})
    )
    title = forms.CharField(
        label=gettext_lazy("Tên gọi"), required=False, max_length=300, help_text=gettext_lazy("Bỏ trống thì lấy tên trong văn bản.")
    )
    helps: ClassVar[dict[str, Any]] = {
        "place": gettext_lazy("Dùng cho số không ghi địa bàn."),
        "as_of": gettext_lazy("Dùng cho số không ghi ngày. Ví dụ 31/12/2022."),
    }

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and file.size > MAX_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 20 MB. Bỏ bớt ảnh hoặc tách tệp rồi đưa vào lại."))
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "file" in data and not data["file"] and not (data.get("text") or "").strip():
            raise forms.ValidationError(_("Chọn một tệp hoặc dán văn bản."))
        if data.get("file") and (data.get("text") or "").strip():
            raise forms.ValidationError(_("Vừa chọn tệp vừa dán văn bản. Giữ một trong hai."))
        return data
