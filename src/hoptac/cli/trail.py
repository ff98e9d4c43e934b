"""How the acts of this room are told in the trail."""

from django.utils.translation import gettext_lazy

SENTENCES = {"record.file": gettext_lazy("ghi một tệp %(lines)s việc")}
