"""How the acts of this room are told in the trail."""

from django.utils.translation import gettext_lazy

KINDS = {"place": gettext_lazy("địa bàn"), "map": gettext_lazy("bản đồ"), "agency": gettext_lazy("cơ quan")}
SENTENCES = {
    "places.load_map": gettext_lazy("nạp bản đồ hành chính (%(versions)s bản ghi)"),
    "agency.name": gettext_lazy("ghi tên cơ quan “%(name)s” từ ngày %(from)s"),
}
