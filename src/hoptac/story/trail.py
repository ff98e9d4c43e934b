"""How the acts of this room are told in the trail."""

from django.utils.translation import gettext_lazy

KINDS = {"story": gettext_lazy("dữ liệu minh họa")}
SENTENCES = {"story.load": gettext_lazy("nạp dữ liệu minh họa")}
