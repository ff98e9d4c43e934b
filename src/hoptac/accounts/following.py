"""Roles follow places through reorganisations: what ended is found, who might take over is proposed; nothing is granted by itself.

A role gives nothing once its scope is gone (`gates.in_force`), whether or not anybody looked. Looking closes it in the records and asks an
administrator: a unit that went whole into another proposes that one; one that was split, or a district of 2025, all units that now hold
its territory. Run for any day, as often as one likes: each ended role is proposed once.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from hoptac.accounts import areas, overseeing, telling
from hoptac.accounts.models import Grant, Proposal
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.days import today


@dataclass(frozen=True)
class Ended:
    """A role whose scope ended by the day, and since when."""

    grant: Grant
    on: date


def ended(day: date) -> list[Ended]:
    """The roles that were held when their scope ended, by the day, and that are not closed yet."""
    rows = Grant.objects.filter(delegated_from=None, taken_back=False, valid_from__lt=day).select_related("user").order_by("pk")
    days: dict[tuple[str, str], date | None] = {}
    found = []
    for row in rows:
        scope = (row.scope_kind, row.scope_id)
        if scope not in days:
            days[scope] = areas.kind(row.scope_kind).ended(row.scope_id) if row.scope_kind in areas.kinds() else None
        on = days[scope]
        if on is not None and row.valid_from < on <= day and (row.valid_to is None or row.valid_to > on):
            found.append(Ended(row, on))
    return found


def follow(*, by: Actor, day: date | None = None) -> list[Proposal]:
    """Closes the roles whose scope ended by a day (today) and proposes successors; a second run finds nothing new."""
    asked = day or today()
    made = []
    with transaction.atomic():
        for one in ended(asked):
            made.append(_propose(one, by))
    return made


def _propose(one: Ended, by: Actor) -> Proposal:
    grant = Grant.objects.select_for_update().get(pk=one.grant.pk)
    candidates = [asdict(successor) for successor in areas.kind(grant.scope_kind).successors(grant.scope_id, one.on)]
    row, fresh = Proposal.objects.get_or_create(grant=grant, on=one.on, defaults={"candidates": candidates})
    grant.valid_to = one.on
    grant.save(update_fields=["valid_to"])
    late = Grant.objects.filter(delegated_from=grant).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=one.on), valid_from__lt=one.on)
    late.update(valid_to=one.on)
    if fresh:
        told = {"grant": grant.public_id, "role": grant.role, "on": one.on, "candidates": [c["id"] for c in candidates]}
        place = overseeing.seat(grant.scope_kind, grant.scope_id, one.on)
        audit.write(by=by, act="role.follow", kind="user", id=grant.user.public_id, data=told, place=place)
        telling.proposed(row)
    return row
