"""Whether the person of `record --as USER` may do what a line did: asked of every place it touched, before it stays."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from hoptac.accounts import reach
from hoptac.accounts.enums import Right
from hoptac.cli import behalf
from hoptac.cli.recording.objects import Made
from hoptac.common.days import today
from hoptac.places.models import Place
from hoptac.registry.models import Event, Organisation

DECISIONS = {"recognise", "revoke"}


def require(act: str, made: Made, given: dict[str, Any]) -> None:
    """Raises UserError where the person lacks the right at a place the line touched; the operator passes."""
    if not behalf.is_asked():
        return
    right = Right.DECIDE if act in DECISIONS else Right.RECORD
    touched = set().union(*(_places(one, given.get("on")) for one in (made.object, *made.facts)))
    for place_id in sorted(touched):
        behalf.require(right, place_id)
    if not touched:  # no place at all: only who may everywhere
        behalf.require(right, reach.root_id())


def _places(one: Any, on: date | None) -> set[int]:
    """Where a thing stands: an organisation where it stood until the day and where it stands from it."""
    if isinstance(one, Place):
        return {one.pk}
    if isinstance(one, Event):
        return ({one.place_id} if one.place_id else set()) | _places(one.organisation, one.valid_on)
    if isinstance(one, Organisation):
        day = on or today()
        near = one.states.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)
        return set(near.values_list("place_id", flat=True))
    found: set[int] = set()
    if getattr(one, "place_id", None):
        found.add(one.place_id)
    for name in ("organisation", "product"):
        if getattr(one, f"{name}_id", None):
            found |= _places(getattr(one, name), on)
    return found
