"""The one door to every object: found and allowed, or not there at all. The default answer is nothing."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404

from hoptac.accounts.enums import RIGHTS
from hoptac.accounts.models import Grant
from hoptac.common.days import today
from hoptac.places.tree import tree
from hoptac.users.models import User

M = TypeVar("M", bound=models.Model)
Viewer = User | AnonymousUser


def fetch(rows: models.QuerySet[M], viewer: Viewer, **lookup: Any) -> M:
    """The one object that fits and that the viewer may see; Http404 both for "not there" and for "not yours"."""
    found = rows.visible_to(viewer).filter(**lookup).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def grants(viewer: Viewer, day: date | None = None) -> list[Grant]:
    """The roles a viewer holds on a day (today)."""
    if not getattr(viewer, "pk", None) or not viewer.is_active:
        return []
    return list(Grant.objects.filter(user_id=viewer.pk).on(day or today()))


def may(viewer: Viewer, right: str, place_id: int | None = None) -> bool:
    """Whether a viewer holds a right, at a place where one is given (a role on a place reaches all beneath it)."""
    held = (grant for grant in grants(viewer) if right in RIGHTS[grant.role])
    return any(place_id is None or _reaches(grant, place_id) for grant in held)


def _reaches(grant: Grant, place_id: int) -> bool:
    if grant.scope_kind != "place":
        return False
    map_, scope = tree(), int(grant.scope_id)
    day = map_.born(place_id) if map_.unit(place_id, today()) is None else today()
    return map_.is_within(place_id, scope, day)


def require(viewer: Viewer, right: str, place_id: int | None = None) -> None:
    """Raises PermissionDenied (403) when the viewer lacks the right."""
    if not may(viewer, right, place_id):
        raise PermissionDenied
