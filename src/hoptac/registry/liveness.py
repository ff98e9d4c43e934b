"""Alive or on paper: signs of life of organisations, from whatever rooms know of them.

A room offers a kind of evidence (a report, a product, support given, a visit, the tax office's word) as a function from organisations and
a day to the last day each gave that sign, up to that day. Nothing here decides: who was silent is proposed, a person looks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from hoptac.common.memo import once
from hoptac.registry.enums import EventKind, Operating
from hoptac.registry.models import Event, State

Find = Callable[[Collection[int], date], dict[int, date]]
OWN = {  # what an organisation itself comes to the register for
    EventKind.REGISTERED,
    EventKind.CHANGED,
    EventKind.MOVED,
    EventKind.RESUMED,
    EventKind.STARTED,
    EventKind.RESTARTED,
    EventKind.OPENED,
}
SILENT_YEARS = 2
BATCH = 5000


@dataclass(frozen=True)
class Evidence:
    """A kind of sign: its code (report, product, support, visit, tax, register), what to call it, and who finds it."""

    code: str
    label: str | Promise
    find: Find


@dataclass(frozen=True)
class Sign:
    """The last sign of an organisation."""

    code: str
    on: date


_kinds: dict[str, Evidence] = {}


def offer(evidence: Evidence) -> None:
    """Called by rooms when they start."""
    _kinds[evidence.code] = evidence


def kinds() -> list[Evidence]:
    """All kinds of evidence there are on this site."""
    return list(_kinds.values())


def signs(organisation_ids: Collection[int], day: date) -> dict[int, list[Sign]]:
    """Every kind's last sign up to the day, the latest first; an organisation without any has an empty list."""
    found: dict[int, list[Sign]] = {one: [] for one in organisation_ids}
    for evidence in _kinds.values():
        for one, on in evidence.find(organisation_ids, day).items():
            found[one].append(Sign(evidence.code, on))
    return {one: sorted(rows, key=lambda sign: sign.on, reverse=True) for one, rows in found.items()}


def last_sign(organisation_id: int, day: date) -> Sign | None:
    """The last sign of life of one organisation up to a day."""
    found = once(("registry.signs", organisation_id, day), lambda: signs([organisation_id], day)[organisation_id])
    return found[0] if found else None


def silent(organisation_ids: Collection[int], day: date, years: int = SILENT_YEARS) -> dict[int, Sign | None]:
    """Of these, those said to operate on the day that gave no sign for so many years, each with its last sign ("có thể đã ngừng")."""
    since = _years_before(day, years)
    operating = State.objects.on(day).filter(operating=Operating.ACTIVE)
    wanted = set(organisation_ids)
    ids = [pk for pk in operating.values_list("organisation_id", flat=True) if pk in wanted]
    known = signs(ids, day)
    return {one: rows[0] if rows else None for one, rows in known.items() if not rows or rows[0].on < since}


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def own_acts(organisation_ids: Collection[int], day: date) -> dict[int, date]:
    """The last day an organisation itself came to the register: founding, change, move, business resumed."""
    ids, found = sorted(organisation_ids), {}
    for begin in range(0, len(ids), BATCH):
        rows = Event.objects.filter(organisation_id__in=ids[begin : begin + BATCH], kind__in=OWN, valid_on__lte=day)
        rows = rows.filter(corrected_by__isnull=True)
        found |= dict(rows.values_list("organisation_id").annotate(last=Max("valid_on")).order_by())
    return found


def register() -> None:
    """Offers what the register itself knows."""
    offer(Evidence("register", gettext_lazy("việc đăng ký do tổ chức thực hiện"), own_acts))
