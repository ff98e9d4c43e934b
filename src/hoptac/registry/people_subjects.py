"""A person in organisations as somebody whose data is held: his names, where he is looked after, how long his records are held."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hoptac.common.days import add_months, today
from hoptac.common.errors import UserError
from hoptac.registry import people_rules, scopes
from hoptac.registry.models import State
from hoptac.registry.people_models import Membership, Officer, Person


def names(id: str) -> Mapping[str, str]:
    """What rows know the person by; empty when there is nobody."""
    return {"id": id} if Person._base_manager.filter(public_id=id).exists() else {}


def called(id: str) -> str:
    """The person's name."""
    return Person._base_manager.filter(public_id=id).values_list("full_name", flat=True).first() or ""


def _rows(id: str) -> list[Any]:
    """Every membership and post of the person, wherever it stands."""
    return [*Membership._base_manager.filter(person__public_id=id), *Officer._base_manager.filter(person__public_id=id)]


def place(id: str) -> int | None:
    """Where the organisation has its seat that the person belongs to, or belonged to last."""
    rows = sorted(_rows(id), key=lambda row: (row.valid_to is None, row.valid_from))
    if not rows:
        return None
    return State.objects.filter(organisation_id=rows[-1].organisation_id).order_by("-valid_from").values_list("place_id", flat=True).first()


def held_until(row: Person) -> date | None:
    """The first day on which a person's record may be erased: a time after the last membership or post ended."""
    ends = [one.valid_to for one in _rows(row.public_id) if one.valid_to is not None]
    return add_months(max(ends), people_rules.kept_months()) if ends else None


def refuse_while_belonging(id: str, _by: Any) -> None:
    """Raises UserError while the person is a member or holds a post: that is ended first, in the register."""
    day = today()
    for row in _rows(id):
        if row.valid_to is None or row.valid_to > day:
            name = scopes.name(row.organisation.public_id, day)
            raise UserError(_("Chưa xóa được: người này còn là thành viên hoặc cán bộ của %s. Ghi thôi trước, rồi xóa.") % name)


def organisation_of(row: Membership | Officer) -> dict[str, str]:
    """The organisation's name, for an export."""
    return {"organisation_name": scopes.name(row.organisation.public_id, today())}
