"""How the acts of this room are told in the trail."""

from django.utils.translation import gettext_lazy

KINDS = {"recognition": gettext_lazy("danh hiệu")}
SENTENCES = {
    "programme.enrol": gettext_lazy("ghi tham gia chương trình %(programme)s từ ngày %(on)s"),
    "programme.leave": gettext_lazy("ghi thôi tham gia chương trình từ ngày %(on)s"),
    "recognition.give": gettext_lazy("công nhận bậc %(level)s"),
    "recognition.revoke": gettext_lazy("thu hồi danh hiệu từ ngày %(on)s"),
}
