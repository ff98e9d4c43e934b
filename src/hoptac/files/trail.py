"""How the acts of this room are told in the trail."""

from django.utils.translation import gettext_lazy

KINDS = {"file": gettext_lazy("tệp")}
SENTENCES = {"file.store": gettext_lazy("cất một tệp (%(size)s byte)")}
