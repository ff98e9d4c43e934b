"""How the acts of this room are told in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoptac.registry.enums import EventKind

KINDS = {"organisation": gettext_lazy("tổ chức"), "product": gettext_lazy("sản phẩm")}


def _event(label: Any) -> Any:
    def sentence(data: Mapping[str, Any]) -> str:
        return _("ghi: %(what)s, từ ngày %(on)s") % {"what": label, "on": data["on"]}

    return sentence


SENTENCES = {
    **{f"organisation.{kind}": _event(label) for kind, label in EventKind.choices},
    "product.add": gettext_lazy("thêm sản phẩm “%(name)s”"),
}
