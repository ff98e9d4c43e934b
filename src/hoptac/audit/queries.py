"""Reading the trail: the history of a record, who saw a person's data, and the search of auditors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from hoptac.audit import sentences
from hoptac.audit.models import Entry
from hoptac.common import links
from hoptac.common.days import VIET_NAM
from hoptac.users.models import User

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One row, told: who did what on which record, when, by which decision, why."""

    number: int
    at: datetime
    who: str
    did: str
    kind: str
    object_kind: str
    object_id: str
    url: str
    document: str
    why: str
    whence: str

    def __str__(self) -> str:
        by = _(", theo %(document)s") % {"document": self.document} if self.document else ""
        why = _(", lý do “%(why)s”") % {"why": self.why} if self.why else ""
        return f"{self.who} {self.did}{by}{why}"


@dataclass(frozen=True)
class Wanted:
    """What an auditor looks for; what is empty does not matter. `places` None means every place."""

    places: frozenset[int] | None = None
    own: str = ""  # who looks: his own acts are seen wherever they were done
    actor: str = ""
    act: str = ""
    kind: str = ""
    id: str = ""
    day: date | None = None
    before: int | None = None  # only rows older than this one


def tell(rows: Iterable[Entry]) -> list[Line]:
    """Rows as lines; names of users are read once."""
    rows = list(rows)
    asked = {row.actor for row in rows if row.actor_kind == "user"}
    names = dict(User.objects.filter(username__in=asked).values_list("username", "full_name")) if asked else {}
    return [_line(row, names) for row in rows]


def _line(row: Entry, names: dict[str, str]) -> Line:
    data = row.data if isinstance(row.data, dict) else {}
    return Line(
        number=row.pk,
        at=row.at.astimezone(VIET_NAM),
        who=_who(row, names),
        did=sentences.tell(row.act, data),
        kind=sentences.kind(row.object_kind),
        object_kind=row.object_kind,
        object_id=row.object_id,
        url=links.url(row.object_kind, row.object_id),
        document=str(data.get("document") or ""),
        why=row.why,
        whence=row.whence,
    )


def _who(row: Entry, names: dict[str, str]) -> str:
    if row.actor_kind == "user":
        return names.get(row.actor) or row.actor
    if row.actor_kind == "operator":
        return _("Người vận hành (%(name)s)") % {"name": row.actor}
    return row.actor if row.actor_kind != "system" else _("Hệ thống (%(name)s)") % {"name": row.actor}


def history(kind: str, id: str, limit: int = 200) -> list[Line]:
    """What happened to a record, the newest first."""
    return tell(Entry.objects.filter(object_kind=kind, object_id=str(id)).order_by("-pk")[:limit])


def seen_by(subject: str, limit: int = 200) -> list[Line]:
    """Who opened a person's data, when and why: for the person's own page."""
    return tell(Entry.objects.filter(object_kind="person", object_id=subject, act="person.view").order_by("-pk")[:limit])


def search(wanted: Wanted) -> tuple[list[Line], int | None]:
    """A page of rows, the newest first, and the number before which the next page begins (None: this was the last)."""
    rows = Entry.objects.order_by("-pk")
    if wanted.places is not None:
        rows = rows.filter(Q(place__in=wanted.places) | Q(actor_kind="user", actor=wanted.own))
    exact = {"actor": wanted.actor, "object_kind": wanted.kind, "object_id": wanted.id}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.act:
        rows = rows.filter(Q(act=wanted.act) | Q(act__gte=f"{wanted.act}.", act__lt=f"{wanted.act}/"))
    if wanted.day:
        rows = rows.filter(pk__gte=_first_from(wanted.day) or 1).filter(at__lt=_dawn(wanted.day + timedelta(days=1)))
    if wanted.before:
        rows = rows.filter(pk__lt=wanted.before)
    found = list(rows[: PAGE + 1])
    return tell(found[:PAGE]), found[PAGE - 1].pk if len(found) > PAGE else None


def _dawn(day: date) -> datetime:
    return datetime.combine(day, time.min, VIET_NAM)


def _first_from(day: date) -> int | None:
    """The first row of the day or later, by the index on instants; the chain is long, a day is short."""
    found = Entry.objects.filter(at__gte=_dawn(day)).order_by("at").values_list("pk", flat=True).first()
    return found if found is not None else (Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
