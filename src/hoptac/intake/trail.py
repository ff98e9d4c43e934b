"""How the acts of this room are told in the trail."""

from django.utils.translation import gettext_lazy

KINDS = {"reading": gettext_lazy("bản đọc"), "finding": gettext_lazy("mục máy đọc"), "sheet": gettext_lazy("bảng tính")}
SENTENCES = {
    "reading.take_in": gettext_lazy("đưa một văn bản vào để đọc"),
    "finding.confirmed": gettext_lazy("xác nhận mục máy đọc được"),
    "finding.rejected": gettext_lazy("bác bỏ mục máy đọc được"),
    "sheet.take_in": gettext_lazy("đưa vào một bảng tính %(rows)s dòng"),
    "sheet.commit": gettext_lazy("nhập bảng tính vào sổ"),
    "sheet.undo": gettext_lazy("rút lại một lần nhập bảng tính (%(events)s sự kiện)"),
    "sheet.drop": gettext_lazy("bỏ một bảng tính chưa nhập"),
}
