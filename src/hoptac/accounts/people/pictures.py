"""What the screens show, as plain values: the views put them on the page, the templates only write them down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from hoptac.accounts import areas, gates, overseeing, permissions, roles
from hoptac.accounts.enums import Right
from hoptac.accounts.models import Grant, Proposal
from hoptac.common.days import today
from hoptac.common.text import fold
from hoptac.places.queries import find_any
from hoptac.users.models import User

SOON = timedelta(days=14)  # a role that ends so soon is marked


@dataclass(frozen=True)
class Held:
    """One role of a person on a day."""

    grant: Grant
    role: str
    kind: str
    where: str
    sector: str
    last: date | None  # the last day it holds
    is_soon: bool
    lender: str  # who passed it on, if it was
    rights: tuple[str, ...]  # of a part passed on
    delegations: tuple[Grant, ...] = ()


def held(grant: Grant, day: date) -> Held:
    """A grant in words."""
    last = grant.valid_to - timedelta(days=1) if grant.valid_to else None
    return Held(
        grant,
        roles.label(grant.role),
        str(areas.kind(grant.scope_kind).label) if grant.scope_kind in areas.kinds() else grant.scope_kind,
        areas.name(grant.scope_kind, grant.scope_id, min(day, last) if last else day),
        str(dict(areas.sectors()).get(grant.sector, grant.sector)),
        last,
        last is not None and day <= last <= day + SOON,
        grant.delegated_from.user.full_name if grant.delegated_from else "",
        tuple(str(Right(right).label) for right in grant.only_rights),
    )


@dataclass(frozen=True)
class Why:
    """One right of a person on a day: the roles it comes from; none where it is not held."""

    right: str
    label: str
    sources: tuple[Held, ...]


def explain(person: User, day: date) -> list[Why]:
    """What a person may do on a day, and from which role each right comes; what is held first."""
    rows = [(grant, gates.rights_of(grant, day), held(grant, day)) for grant in gates.grants(person, day)]
    told = [Why(right, str(right.label), tuple(shown for _grant, rights, shown in rows if right in rights)) for right in Right]
    return sorted(told, key=lambda one: not one.sources)


def grants_of(person: User, viewer: gates.Viewer, day: date) -> dict[str, list[Held]]:
    """The roles of a person a viewer may see: now (on the day), to come, and over."""
    rows = Grant.objects.visible_to(viewer).filter(user=person).select_related("delegated_from__user").order_by("-valid_from", "-pk")
    sorted_rows: dict[str, list[Held]] = {"now": [], "coming": [], "over": []}
    for row in rows:
        key = "now" if gates.in_force(row, day) else "coming" if row.valid_from > day and not row.taken_back else "over"
        sorted_rows[key].append(held(row, day))
    return sorted_rows


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed to."""

    words: str = ""
    role: str = ""
    where: str = ""


def listing(viewer: gates.Viewer, asked: Asked, day: date) -> Any:
    """The people a viewer looks after, by name. UserError for a place that is not known."""
    rows = overseeing.people().visible_to(viewer).order_by("full_name", "pk")
    if asked.role:
        rows = rows.filter(Q(pk__in=Grant.objects.on(day).filter(role=asked.role, taken_back=False).values("user_id")))
    if asked.where.strip():
        inside = overseeing.reach.within(find_any(asked.where, day).place_id, day)
        scopes = Grant.objects.on(day).filter(taken_back=False).values_list("scope_kind", "scope_id").distinct()
        fits = [(kind, id) for kind, id in scopes if overseeing.seat(kind, id, day) in inside]
        there = Q(pk__in=[])
        for kind, id in fits:
            there |= Q(scope_kind=kind, scope_id=id)
        rows = rows.filter(pk__in=Grant.objects.on(day).filter(there, taken_back=False).values("user_id"))
    if asked.words.strip():
        words = fold(asked.words)
        rows = rows.filter(pk__in=[one.pk for one in rows if words in fold(f"{one.full_name} {one.username}")])
    return rows


@dataclass(frozen=True)
class Line:
    """One person in the list."""

    person: User
    roles: list[Held]
    is_over: bool  # held a role once


def lines(people: list[User], viewer: gates.Viewer, day: date) -> list[Line]:
    """The people of one page with their roles of the day, read in two questions."""
    rows = Grant.objects.visible_to(viewer).filter(user__in=people).select_related("delegated_from__user").order_by("pk")
    by_person: dict[int, list[Grant]] = {}
    for row in rows:
        by_person.setdefault(row.user_id, []).append(row)
    return [
        Line(one, [held(row, day) for row in by_person.get(one.pk, ()) if gates.in_force(row, day)], bool(by_person.get(one.pk)))
        for one in people
    ]


@dataclass(frozen=True)
class Candidate:
    """A scope that may take over."""

    id: str
    name: str
    word: str
    is_whole: bool


def candidates(proposal: Proposal) -> list[Candidate]:
    """What is proposed, in words."""
    kind, words = proposal.grant.scope_kind, {"whole": _("nhận toàn bộ"), "part": _("nhận một phần"), "": _("nay giữ một phần địa bàn")}
    return [
        Candidate(one["id"], areas.name(kind, one["id"], proposal.on), words.get(one["share"], ""), one["share"] == "whole")
        for one in proposal.candidates
    ]


def role_choices(viewer: gates.Viewer) -> list[tuple[str, str]]:
    """The roles a viewer may grant."""
    return [(role.code, role.label) for role in permissions.grantable(viewer)]


def kind_choices() -> list[tuple[str, Any]]:
    """The kinds of scope there are."""
    return [(code, kind.label) for code, kind in areas.kinds().items()]


def summary(viewer: gates.Viewer, day: date) -> dict[str, int]:
    """How many people hold a role now, and how many roles end soon."""
    rows = list(Grant.objects.visible_to(viewer).on(day).filter(taken_back=False).values_list("user_id", "valid_to"))
    ending = sum(after is not None and after - timedelta(days=1) <= today() + SOON for _user, after in rows)
    return {"people": len({user for user, _after in rows}), "ending": ending}
