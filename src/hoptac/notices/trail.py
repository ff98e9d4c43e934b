"""How the acts of this room are told in the trail."""

from django.utils.translation import gettext_lazy

SENTENCES = {"notice.choose": gettext_lazy("chọn cách nhận tin báo")}
