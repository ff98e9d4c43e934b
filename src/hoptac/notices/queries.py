"""Reading notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from hoptac.common import links
from hoptac.common.days import VIET_NAM
from hoptac.notices import kinds
from hoptac.notices.enums import Letter, Way
from hoptac.notices.models import Choice, Notice
from hoptac.users.models import User

UNSURE_AFTER = timedelta(hours=1)  # a letter taken so long ago was cut off: it may or may not have left


@dataclass(frozen=True)
class Told:
    """One notice in the language now spoken."""

    id: str
    label: str
    text: str
    at: datetime
    is_read: bool
    url: str


def tell(rows: Iterable[Notice]) -> list[Told]:
    """Notices as sentences; of a kind no room declares any more only its code is told."""
    told = []
    for row in rows:
        kind = kinds.kind(row.kind) if kinds.known(row.kind) else kinds.Kind(row.kind, row.kind, row.kind)
        url = links.url(row.about_kind, row.about_id)
        told.append(
            Told(row.public_id, str(kind.label), kind.tell(row.data), row.made_at.astimezone(VIET_NAM), row.read_at is not None, url)
        )
    return told


def unread(user: User) -> int:
    """How many notices a person has not read."""
    return Notice.objects.filter(user=user, read_at=None).count()


def ways(user: User) -> dict[str, str]:
    """How a person wants each kind: the choice, else the kind's own way."""
    chosen = dict(Choice.objects.filter(user=user).values_list("kind", "way"))
    return {kind.code: chosen.get(kind.code, kind.default) for kind in kinds.kinds()}


def ways_of(users: Iterable[User], code: str) -> dict[int, str]:
    """How each of many people wants one kind."""
    ids = [user.pk for user in users]
    chosen = dict(Choice.objects.filter(user__in=ids, kind=code).values_list("user_id", "way"))
    kind = kinds.kind(code)
    found = {id: chosen.get(id, kind.default) for id in ids}
    return {id: Way.INBOX if kind.always and way == Way.NONE else way for id, way in found.items()}


def unsure(now: datetime | None = None) -> int:
    """Letters whose sending was cut off: nobody knows whether they left, so they are not sent again."""
    return Notice.objects.filter(letter=Letter.TAKEN, sent_at=None, leaves_at__lt=(now or timezone.now()) - UNSURE_AFTER).count()
