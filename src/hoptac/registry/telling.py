"""Who is told of acts that wait for a second person: those who may confirm there, and who prepared it when it is decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from hoptac.accounts.enums import Right
from hoptac.accounts.holders import holders
from hoptac.common import links
from hoptac.common.days import today
from hoptac.notices import kinds
from hoptac.notices.actions import notify
from hoptac.notices.enums import Way
from hoptac.notices.kinds import Kind
from hoptac.registry import scopes
from hoptac.registry.enums import Waiting
from hoptac.registry.models import Proposal
from hoptac.users.models import User


def register() -> None:
    """Called when the room starts."""
    waiting = _("%(act)s, %(about)s: chờ người thứ hai xác nhận.")
    kinds.register(Kind("registry.waiting", _("Việc chờ xác nhận trong sổ"), waiting, default=Way.DAILY, words=_in_words))
    decided = _("%(act)s, %(about)s: việc bạn lập đã có quyết định.")
    kinds.register(Kind("registry.decided", _("Việc bạn lập đã có quyết định"), decided, default=Way.INBOX, words=_in_words))
    links.register("registry.waiting", _address)


def _in_words(data: Mapping[str, str]) -> Mapping[str, str]:
    """An act is kept as its code, and told in the reader's language."""
    from hoptac.registry import errands

    return {**data, "act": str(errands.label(data["act"]))} if "act" in data else data


def _address(id: str, _day: date | None) -> str:
    try:
        return reverse("registry:waiting_one", args=[id])
    except NoReverseMatch:
        return ""


def prepared(row: Proposal) -> None:
    """Tells those who may confirm at the place, but not who prepared it."""
    people = [one for one in holders(Right.RECORD, row.place_id) if (row.prepared_by_kind, row.prepared_by) != ("user", one.username)]
    _tell("registry.waiting", row, people)


def decided(row: Proposal) -> None:
    """Tells who prepared it, where another decided."""
    if row.prepared_by_kind == "user" and row.state != Waiting.WITHDRAWN:
        _tell("registry.decided", row, list(User.objects.filter(username=row.prepared_by)))


def _tell(kind: str, row: Proposal, people: list[User]) -> None:
    about = scopes.name(row.organisation.public_id, today()) if row.organisation else str(row.given.get("name", ""))
    data = {"act": row.act, "about": about}
    notify(kind=kind, key=f"{kind}:{row.public_id}", users=people, data=data, about=("registry.waiting", row.public_id))
