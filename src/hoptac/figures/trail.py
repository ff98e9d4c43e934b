"""How the acts of this room are told in the trail."""

from django.utils.translation import gettext_lazy

KINDS = {"reported_value": gettext_lazy("số đã công bố")}
SENTENCES = {"figure.report": gettext_lazy("ghi số đã công bố của chỉ tiêu %(indicator)s: %(value)s")}
