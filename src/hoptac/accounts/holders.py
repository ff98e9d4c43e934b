"""Who holds a right at a place: whom an act there concerns."""

from __future__ import annotations

from datetime import date

from hoptac.accounts import areas, gates, reach, roles
from hoptac.accounts.models import Grant
from hoptac.common.days import today
from hoptac.users.models import User


def holders(right: str, place_id: int | None, day: date | None = None, *, least: bool = True) -> list[User]:
    """The people who hold a right at a place, by a role in force. least: only those of the nearest area that has any, so that the whole
    country is not told of what a commune can do itself. None: those who hold it for the whole country."""
    asked = day or today()
    codes = [code for code, role in roles.on(asked).items() if right in role.rights]
    rows = Grant.objects.on(asked).filter(role__in=codes, taken_back=False, user__is_active=True).select_related("user", "delegated_from")
    near: dict[int, dict[int, User]] = {}
    for grant in rows:
        if not gates.in_force(grant, asked) or right not in gates.rights_of(grant, asked):
            continue
        for root in areas.kind(grant.scope_kind).roots(grant.scope_id, asked):
            country = reach.is_country(root)
            if country or place_id is not None and reach.reaches(root, place_id, asked):
                wide = 10**9 if country else len(reach.within(root, asked))
                near.setdefault(wide, {})[grant.user_id] = grant.user
    if not least:
        return list({id: user for people in near.values() for id, user in people.items()}.values())
    return list(near[min(near)].values()) if near else []
