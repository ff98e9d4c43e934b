"""What is held about one person, gathered from all rooms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from hoptac.accounts.subjects import labels as words_of
from hoptac.audit import queries as trail
from hoptac.common import personal
from hoptac.common.days import VIET_NAM, today
from hoptac.common.masks import masked
from hoptac.common.personal import HOLD, Declaration, Kind, Subject


@dataclass(frozen=True)
class Field:
    """One value about a person."""

    name: str
    label: str
    kind: Kind | None  # None: told so that the row is understood
    value: Any
    word: str = ""  # what a code stands for

    @property
    def masked(self) -> str:
        """The value as a page shows it unasked."""
        told = self.word or words(self.value)
        return masked(told, self.kind) if self.kind else told


@dataclass(frozen=True)
class Holding:
    """One row about a person: where, why, what, and whether it must be held."""

    declaration: Declaration
    row: Any
    fields: tuple[Field, ...]
    held_until: date | None
    is_held: bool

    @property
    def why(self) -> str:
        return str(self.declaration.why)

    @property
    def hold_why(self) -> str:
        """The rule that holds it; empty where nothing does."""
        return (
            str(self.declaration.hold_why) if self.is_held or any(self.declaration.how(n) == HOLD for n in self.declaration.fields) else ""
        )


def words(value: Any) -> str:
    """A value as a reader writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, datetime):
        return value.astimezone(VIET_NAM).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, dict | list):
        return ", ".join(f"{key}: {words(one)}" for key, one in value.items()) if isinstance(value, dict) else ", ".join(map(words, value))
    return str(value)


def hold(declaration: Declaration, row: Any, day: date) -> date | None:
    """The first day on which a row may be erased, if that is still to come."""
    until = declaration.hold_until(row) if declaration.hold_until else None
    return until if until is not None and until > day else None


def of(subject: Subject) -> Iterator[Holding]:
    """Every row about a person, with every declared value. A file or record a field leads to is told by its own name."""
    day = today()
    for one, row in personal.held(subject):
        fields = [_field(one.model, row, name, kind) for name, kind in (one.fields | dict.fromkeys(one.also)).items()]
        fields += [Field(name, name, None, value) for name, value in (one.export(row) if one.export else {}).items()]
        until = hold(one, row, day)
        yield Holding(one, row, tuple(fields), until, until is not None)


def _field(model: Any, row: Any, name: str, kind: Kind | None) -> Field:
    value = _plain(personal.value(row, name))
    return Field(name, words_of.label(model, name, kind), kind, value, words_of.code(model, name, value))


def _plain(value: Any) -> Any:
    return str(value) if hasattr(value, "_meta") else value


def seen(subject: Subject, limit: int = 1000) -> list[trail.Line]:
    """Who opened the person's data, when and why."""
    return trail.seen_by(subject.id, limit)


def called(subject: Subject) -> str:
    """The person's name."""
    kind = personal.kinds().get(subject.kind)
    return kind.called(subject.id) if kind else ""


def is_there(subject: Subject) -> bool:
    """Whether anybody is known by this."""
    return bool(personal.names(subject))


def place(subject: Subject) -> int | None:
    """Where the person's data is looked after, as the room that holds it says."""
    kind = personal.kinds().get(subject.kind)
    return kind.place(subject.id) if kind else None
