"""The one door to every object: found and allowed, or not there at all. The default answer is nothing."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404

from hoptac.accounts import areas, reach, roles
from hoptac.accounts.enums import NEVER_DELEGATED, Right
from hoptac.accounts.models import Grant
from hoptac.common import memo
from hoptac.common.days import today
from hoptac.users.models import User

M = TypeVar("M", bound=models.Model)


class Operator:
    """Whoever runs the site's commands: all places, every act, personal fields masked. Known by the machine's user name."""

    pk = None
    is_active = True
    is_authenticated = False
    is_anonymous = False


OPERATOR = Operator()
Viewer = User | AnonymousUser | Operator


def fetch(rows: models.QuerySet[M], viewer: Viewer, **lookup: Any) -> M:
    """The one object that fits and that the viewer may see; Http404 both for "not there" and for "not yours"."""
    found = rows.visible_to(viewer).filter(**lookup).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def in_force(grant: Grant, day: date) -> bool:
    """Whether a grant gives anything on a day: its period, its scope and, if delegated, the grant it comes from must stand then."""
    if grant.taken_back or grant.valid_from > day or grant.valid_to is not None and grant.valid_to <= day:
        return False
    if grant.delegated_from is not None and (grant.delegated_from.delegated_from_id or not in_force(grant.delegated_from, day)):
        return False
    return areas.exists(grant.scope_kind, grant.scope_id, day)


def rights_of(grant: Grant, day: date) -> frozenset[str]:
    """The rights a grant gives while it is in force; a delegated one never more than its holder may pass on."""
    role = roles.role(grant.role, day)
    if role is None:
        return frozenset()
    if grant.delegated_from_id is None:
        return role.rights
    passed_on = role.rights - NEVER_DELEGATED
    return passed_on & frozenset(grant.only_rights) if grant.only_rights else passed_on


def grants(viewer: Viewer, day: date | None = None) -> list[Grant]:
    """The grants in force of a viewer on a day (today)."""
    if not getattr(viewer, "pk", None) or not viewer.is_active:
        return []
    asked = day or today()
    return memo.once(("grants", viewer.pk, asked), lambda: _grants(viewer.pk, asked))


def _grants(user_id: int, day: date) -> list[Grant]:
    rows = Grant.objects.filter(user_id=user_id).on(day).select_related("delegated_from").order_by("pk")
    return [row for row in rows if in_force(row, day)]


def holding(viewer: Viewer, right: str, day: date | None = None, sector: str = "") -> list[Grant]:
    """The grants that give a right; those narrowed to another sector do not."""
    asked = day or today()
    fits = [grant for grant in grants(viewer, asked) if right in rights_of(grant, asked)]
    return [grant for grant in fits if not (sector and grant.sector and grant.sector != sector)]


def is_operator(viewer: Any) -> bool:
    """Whether this is the site's operator at the command line."""
    return isinstance(viewer, Operator)


def may(
    viewer: Viewer, right: str, place_id: int | None = None, *, own: tuple[str, str] | None = None, sector: str = "",
    day: date | None = None,
) -> bool:  # fmt: skip
    """Whether a viewer holds a right: at a place (a role reaches all in its territory), or on an object of a kind of scope by its id.

    own: ("organisation", its id) lets in who holds the right on that very object. sector: what the act is about; a role narrowed to
    another sector does not cover it.
    """
    if is_operator(viewer):
        return right != Right.REVEAL
    held = holding(viewer, right, day, sector)
    if place_id is None and own is None:
        return bool(held)
    return any(_covers(grant, place_id, own, day or today()) for grant in held)


def _covers(grant: Grant, place_id: int | None, own: tuple[str, str] | None, day: date) -> bool:
    if own == (grant.scope_kind, grant.scope_id):
        return True
    if place_id is None:
        return False
    roots = areas.kind(grant.scope_kind).roots(grant.scope_id, day)
    return any(reach.is_country(root) or reach.reaches(root, place_id, day) for root in roots)


def places(viewer: Viewer, right: str, day: date | None = None) -> frozenset[int] | None:
    """Every place at which a viewer holds a right; None for all of the country."""
    if is_operator(viewer):
        return None if right != Right.REVEAL else frozenset()
    found: set[int] = set()
    asked = day or today()
    for grant in holding(viewer, right, asked):
        for root in areas.kind(grant.scope_kind).roots(grant.scope_id, asked):
            if reach.is_country(root):
                return None
            found |= reach.within(root, asked)
    return frozenset(found)


def own(viewer: Viewer, right: str, kind: str, day: date | None = None) -> frozenset[str]:
    """The ids of a kind of scope on which a viewer holds a right by a role on that very object."""
    return frozenset(grant.scope_id for grant in holding(viewer, right, day) if grant.scope_kind == kind)


def require(viewer: Viewer, right: str, place_id: int | None = None, *, own: tuple[str, str] | None = None, sector: str = "") -> None:
    """Raises PermissionDenied (403) when the viewer lacks the right. For acts on what the viewer sees anyway; objects go by `fetch`."""
    if not may(viewer, right, place_id, own=own, sector=sector):
        raise PermissionDenied
