"""The reports hoptac can write, by the word one asks for them with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoptac.common.errors import UserError
from hoptac.reporting import ktt_summary
from hoptac.reporting.draft import Draft


@dataclass(frozen=True)
class Kind:
    """A report: its word, what it is called on the screen, and how its draft is composed (place, day, map)."""

    code: str
    name: str | Promise
    compose: Callable[..., Draft]


KINDS = {
    ktt_summary.KIND: Kind(ktt_summary.KIND, gettext_lazy("Báo cáo tình hình kinh tế tập thể, hợp tác xã"), ktt_summary.compose),
}


def kind(code: str) -> Kind:
    """A kind of report; a UserError names those there are."""
    if code not in KINDS:
        raise UserError(
            _("Không có loại báo cáo “%(code)s”. Chọn một trong: %(all)s.") % {"code": code, "all": ", ".join(KINDS)},
        )
    return KINDS[code]
