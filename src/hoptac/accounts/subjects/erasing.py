"""Erasing one person: what the law lets go goes, what must be held is named with its day, and the trail stays checkable."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from hoptac.accounts.subjects import holdings
from hoptac.accounts.subjects.holdings import Holding
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common import personal
from hoptac.common.errors import UserError
from hoptac.common.personal import CLEAR, DELETE, HOLD, PSEUDONYM, Subject

ERASED = "người đã xóa"  # stands in records, in the language of records


@dataclass(frozen=True)
class Held:
    """Rows that stay: how many, by which rule, to which day (None: as long as the record they belong to)."""

    code: str
    why: str
    rule: str
    until: date | None
    count: int


@dataclass
class Outcome:
    """What erasing does, or did."""

    cleared: int = 0  # values emptied or replaced
    deleted: int = 0  # rows that went
    trail: int = 0  # values that went from the trail
    is_trail_held: bool = False
    held: list[Held] = field(default_factory=list)

    @property
    def again_on(self) -> date | None:
        """The first day on which something held may be erased."""
        return min((one.until for one in self.held if one.until), default=None)


def plan(subject: Subject) -> Outcome:
    """What erasing would do now, without doing it."""
    rows = list(holdings.of(subject))
    found = _held(rows)
    for one in rows:
        if not one.is_held:
            kinds = [one.declaration.how(name) for name in one.declaration.fields]
            found.deleted += DELETE in kinds
            found.cleared += 0 if DELETE in kinds else sum(kind != HOLD for kind in kinds)
    return found


def _held(rows: list[Holding]) -> Outcome:
    """What stays of the rows."""
    counted: Counter[tuple[str, str, str, date | None]] = Counter()
    for one in rows:
        ways = [one.declaration.how(name) for name in one.declaration.fields]
        if one.is_held or HOLD in ways:
            counted[(one.declaration.code, one.why, str(one.declaration.hold_why), one.held_until)] += 1
    held = [Held(*key, count) for key, count in sorted(counted.items(), key=lambda pair: (pair[0][0], str(pair[0][3])))]
    return Outcome(held=held, is_trail_held=any(one.until for one in held))


def erase(*, subject: Subject, by: Actor, why: str, place: int | None = None) -> Outcome:
    """Erases what may go, in one transaction: deletes rows, empties or replaces values, then what the trail holds of the person.

    A row with a day before it may go is left whole, and as long as there is one the trail keeps its values too: they belong to the
    same records. Raises UserError where a room refuses (a role still held), where nobody is known by this, or without a reason.
    """
    if not why.strip():
        raise UserError(_("Ghi lý do xóa: yêu cầu nào, căn cứ nào."))
    with transaction.atomic():
        audit.first_in_line()
        if not holdings.is_there(subject):
            raise UserError(_("Không có ai như vậy, hoặc đã xóa trước đó."))
        rows = list(holdings.of(subject))
        personal.ask_before_erasing(subject, by)
        done = _held(rows)
        for one in rows:
            if not one.is_held:
                _end(one, subject, done)
        _tell(subject, by, why, place, done)
    return done


def _end(one: Holding, subject: Subject, done: Outcome) -> None:
    """Ends one row in the way its room declared."""
    ways = {name: one.declaration.how(name) for name in one.declaration.fields}
    if DELETE in ways.values():
        type(one.row)._base_manager.filter(pk=one.row.pk).delete()
        done.deleted += 1
        return
    changed: dict[str, Any] = {}
    for name, way in ways.items():
        if way in (CLEAR, PSEUDONYM):
            changed |= _emptied(one.row, name, way, subject, changed)
    if changed:
        type(one.row)._base_manager.filter(pk=one.row.pk).update(**changed)
        done.cleared += len(changed)
    for way in {way for way in ways.values() if callable(way)}:
        way(one.row)
        done.cleared += 1


def _emptied(row: Any, name: str, way: str, subject: Subject, changed: dict[str, Any]) -> dict[str, Any]:
    """The value that stands in place of a field's; of a dotted name the whole JSON field without it."""
    first, *rest = name.split(".")
    found = row._meta.get_field(first)
    if rest:
        whole = dict(changed.get(first, getattr(row, first)) or {})
        whole.pop(rest[0], None)
        return {first: whole}
    if way == PSEUDONYM:
        return {first: f"{ERASED} {subject.id[:6]}"}
    if found.null:
        return {first: None}
    return {first: found.get_default() if found.has_default() else "" if found.empty_strings_allowed else _zero(found)}


def _zero(found: models.Field) -> Any:
    return False if isinstance(found, models.BooleanField) else 0


def _tell(subject: Subject, by: Actor, why: str, place: int | None, done: Outcome) -> None:
    """The trail lets go of its values and says what was done."""
    if not done.is_trail_held:
        done.trail = audit.erase(by=by, subject=subject.id, why=why, place=place)
    told = {"cleared": done.cleared, "deleted": done.deleted, "held": sum(one.count for one in done.held)}
    audit.write(by=by, act="subject.erase", kind="person", id=subject.id, data=told, why=why, place=place)
