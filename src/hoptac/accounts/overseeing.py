"""Whose roles a viewer looks after: those that stand in the area where he may grant."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from hoptac.accounts import areas, gates, reach
from hoptac.accounts.enums import Right
from hoptac.accounts.models import Grant
from hoptac.common.days import today
from hoptac.users.models import User


def seat(kind: str, id: str, day: date) -> int | None:
    """The place in whose area a scope lies, on the day or, where it is gone by then, when it was there last."""
    if kind not in areas.kinds():
        return None
    known = areas.kind(kind)
    ended = known.ended(id)
    return known.seat(id, day if ended is None or ended > day else date.fromordinal(ended.toordinal() - 1))


def _looks_after(places: frozenset[int] | None, kind: str, id: str, day: date) -> bool:
    place_id = seat(kind, id, day)
    return place_id is not None and (places is None or place_id in places)


def of_grants(viewer: gates.Viewer, *, prefix: str = "", own: bool = True) -> Q:
    """The condition on grants (at `prefix`) a viewer may see."""
    mine = Q(**{f"{prefix}user_id": viewer.pk}) if own and getattr(viewer, "pk", None) else Q(pk__in=[])
    if gates.is_operator(viewer):
        return Q()
    day, places = today(), gates.places(viewer, Right.GRANT)
    if not gates.may(viewer, Right.GRANT):
        return mine
    scopes = Grant.objects.values_list("scope_kind", "scope_id").distinct()
    by_kind: dict[str, list[str]] = {}
    for kind, id in scopes:
        if _looks_after(places, kind, id, day):
            by_kind.setdefault(kind, []).append(id)
    for kind, ids in by_kind.items():
        mine |= Q(**{f"{prefix}scope_kind": kind, f"{prefix}scope_id__in": ids})
    return mine


class PeopleQuerySet(models.QuerySet):
    """People as who looks after their roles sees them."""

    def visible_to(self, viewer: gates.Viewer) -> Any:
        """Oneself, who holds or held a role in the area where the viewer may grant, and (for administrators) who has none yet."""
        if gates.is_operator(viewer):
            return self.all()
        held = Grant.objects.filter(user_id=OuterRef("pk"))
        fits = Q(pk=getattr(viewer, "pk", None) or 0) | Exists(held.filter(of_grants(viewer, own=False)))
        if gates.may(viewer, Right.ADMINISTER):
            fits |= ~Exists(held)
        return self.filter(fits)


def people() -> PeopleQuerySet:
    """Everybody, to be narrowed by `visible_to`."""
    return PeopleQuerySet(User)


def in_charge_of(viewer: gates.Viewer, person: User) -> bool:
    """Whether all roles a person holds now lie in the viewer's area: only then may he open the door for that person.

    Who could set the password of somebody with a role beyond his own area would reach beyond it.
    """
    if gates.is_operator(viewer):
        return True
    places, day = gates.places(viewer, Right.GRANT), today()
    return gates.may(viewer, Right.ADMINISTER) and all(
        _looks_after(places, one.scope_kind, one.scope_id, day) for one in gates.grants(person, day)
    )


def covers(grant: Grant, kind: str, id: str, day: date) -> bool:
    """Whether the area of one grant holds a scope."""
    place_id = seat(kind, id, day)
    if place_id is None:
        return False
    roots = areas.kind(grant.scope_kind).roots(grant.scope_id, day)
    return any(reach.is_country(root) or reach.reaches(root, place_id, day) for root in roots)
