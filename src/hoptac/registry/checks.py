"""What every act of the register looks at before it writes."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from hoptac.common.errors import UserError
from hoptac.common.text import format_day
from hoptac.places.models import Place
from hoptac.places.tree import tree
from hoptac.registry import contradictions
from hoptac.registry.rules import Happening


def check_place(place: Place, day: date) -> None:
    """Raises UserError unless the place is a commune-level unit of the day's map."""
    unit = tree().unit(place.pk, day)
    if unit is None:
        last = tree().last(place.pk)
        raise UserError(
            _("%(place)s không có trên bản đồ ngày %(day)s. Chọn đơn vị của ngày đó.") % {"place": last.full_name, "day": format_day(day)}
        )
    if unit.level != "commune":
        raise UserError(_("%s không phải là xã, phường, thị trấn hay đặc khu. Trụ sở phải đặt ở một đơn vị cấp xã.") % unit.full_name)


def refuse_contradictions(before: list[Happening], after: list[Happening]) -> None:
    """Raises UserError with a sentence for everything that cannot be and was not there before."""
    known = set(contradictions.objections(before)) if before else set()
    found = [sentence for sentence in contradictions.objections(after) if sentence not in known]
    if found:
        raise UserError(found[0], found[1:])
