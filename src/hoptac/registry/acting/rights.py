"""Who may do what at the register: the right to record, where the organisation has its seat. Others do not learn that there is a form."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from hoptac.accounts import gates
from hoptac.accounts.enums import Right
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.registry import errands
from hoptac.registry.acts import Given
from hoptac.registry.models import Organisation, Proposal
from hoptac.registry.scopes import name


def seat(organisation: Organisation) -> tuple[int | None, str]:
    """Where an organisation stands or stood last, and its sector."""
    row = organisation.states.order_by("-valid_from").values_list("place_id", "sector").first()
    if row is not None:
        return row
    return organisation.events.exclude(place=None).order_by("-pk").values_list("place_id", flat=True).first(), ""


def may_record(viewer: Any, organisation: Organisation) -> bool:
    """Whether a viewer may record what happens to an organisation."""
    place_id, sector = seat(organisation)
    return place_id is not None and gates.may(viewer, Right.RECORD, place_id, sector=sector)


def require(viewer: Any, organisation: Organisation) -> None:
    """404 for those of elsewhere, 403 for those of the area who may only read."""
    if not may_record(viewer, organisation):
        place_id, _sector = seat(organisation)
        _refuse(viewer, place_id)


def require_at(viewer: Any, place_id: int | None) -> None:
    """The same at a place."""
    if place_id is None or not gates.may(viewer, Right.RECORD, place_id):
        _refuse(viewer, place_id)


def _refuse(viewer: Any, place_id: int | None) -> None:
    if place_id is not None and gates.may(viewer, Right.READ, place_id):
        raise PermissionDenied
    raise Http404


def check(viewer: Any, act: str, organisation: Organisation | None, given: Given) -> None:
    """Raises UserError, in words, where an errand reaches beyond the viewer's area."""
    for one in errands.touched(act, organisation, given):
        if not may_record(viewer, one):
            raise UserError(_("Bạn không có quyền ghi cho %s: ngoài địa bàn hoặc lĩnh vực được giao.") % name(one.public_id, today()))
    place = errands.place_of(given) if act == errands.REGISTER else None
    if place is not None and not gates.may(viewer, Right.RECORD, place.pk, sector=str(given.get("sector") or "")):
        raise UserError(_("Bạn không có quyền ghi ở địa bàn này. Chọn xã, phường, đặc khu trong địa bàn được giao."))


def of_proposal(row: Proposal) -> int | None:
    """Where a waiting act would count."""
    return row.place_id if row.organisation is None else seat(row.organisation)[0]
