"""How the acts of this room are told in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoptac.registry.enums import EventKind

KINDS = {"organisation": gettext_lazy("tổ chức"), "product": gettext_lazy("sản phẩm"), "person": gettext_lazy("người")}


def _event(label: Any) -> Any:
    def sentence(data: Mapping[str, Any]) -> str:
        return _("ghi: %(what)s, từ ngày %(on)s") % {"what": label, "on": data["on"]}

    return sentence


def _on(label: Any) -> Any:
    def sentence(data: Mapping[str, Any]) -> str:
        return _("%(what)s, từ ngày %(on)s") % {"what": label, "on": data["on"]}

    return sentence


SENTENCES = {
    **{f"organisation.{kind}": _event(label) for kind, label in EventKind.choices},
    "organisation.joined": gettext_lazy("gộp một hồ sơ trùng vào tổ chức này"),
    "organisation.parted": gettext_lazy("hoàn tác việc gộp một hồ sơ trùng"),
    "product.add": gettext_lazy("thêm sản phẩm “%(name)s”"),
    "person.add": gettext_lazy("ghi một người vào sổ thành viên, cán bộ"),
    "person.change": gettext_lazy("sửa thông tin của một người"),
    "member.join": _on(gettext_lazy("ghi thành viên gia nhập")),
    "member.leave": _on(gettext_lazy("ghi chấm dứt tư cách thành viên")),
    "member.capital": _on(gettext_lazy("ghi vốn góp hoặc loại thành viên mới")),
    "officer.appoint": _on(gettext_lazy("ghi người giữ chức danh")),
    "officer.end": _on(gettext_lazy("ghi thôi giữ chức danh")),
    "workers.set": _on(gettext_lazy("ghi số lao động")),
    "alliance.join": _on(gettext_lazy("ghi tham gia Liên minh Hợp tác xã")),
    "alliance.leave": _on(gettext_lazy("ghi thôi tham gia Liên minh Hợp tác xã")),
}
