"""How the acts of this room are told in the trail."""

from django.utils.translation import gettext_lazy

KINDS = {"report": gettext_lazy("báo cáo")}
SENTENCES = {"report.issue": gettext_lazy("phát hành báo cáo")}
