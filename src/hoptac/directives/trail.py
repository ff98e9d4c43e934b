"""How the acts of this room are told in the trail."""

from django.utils.translation import gettext_lazy

KINDS = {"document": gettext_lazy("văn bản"), "task": gettext_lazy("nhiệm vụ")}
SENTENCES = {
    "document.record": gettext_lazy("ghi văn bản %(number)s ngày %(issued_on)s"),
    "document.complete": gettext_lazy("bổ sung cho văn bản: %(fields)s"),
    "document.relate": gettext_lazy("ghi quan hệ giữa hai văn bản (%(kind)s)"),
    "task.assign": gettext_lazy("giao nhiệm vụ cho %(lead)s, hạn %(due_on)s"),
}
