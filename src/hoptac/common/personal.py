"""Personal data, declared: each room says which fields of its models are about people, whose they are, why they are held and how they end.

A room declares in its `personal_data.py`; a test looks at every model and fails for a field that looks personal and is not declared.

    # registry/personal_data.py
    personal.register_kind(SubjectKind("person", _("thành viên"), names=…, called=…, place=…))   # the room that owns the person
    personal.declare(
        Person, subject=About("person", "public_id"),
        fields={"full_name": Kind.NAME, "phone": Kind.PHONE, "citizen_number": Kind.CITIZEN},
        also=("recorded_at",),                                  # what an export adds so that the row is understood
        erase={"full_name": PSEUDONYM, "*": CLEAR},             # CLEAR, PSEUDONYM, HOLD, DELETE (the whole row), or a function(row)
        hold_until=lambda row: row.left_on and add_months(row.left_on, 120),
        hold_why=_("sổ đăng ký thành viên giữ 10 năm sau khi ra khỏi hợp tác xã"),
        why=_("Sổ đăng ký thành viên (Luật Hợp tác xã)"),
    )
    personal.not_personal(Branch, "address", why="the address of a branch, not of a person")

A subject is (kind, id) without a foreign key. `About.path` leads from a row to the subject's id, as in a filter: `public_id`,
`person__public_id`. Masks: `hoptac.common.masks.masked(value, Kind.PHONE)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise

CLEAR = "clear"  # empty, or null where the field allows it
PSEUDONYM = "pseudonym"  # a word in place of the value, the same for all erased people, with the record's own number
HOLD = "hold"  # stays, for the reason and to the day the declaration says
DELETE = "delete"  # the whole row goes
Erase = str | Callable[[Any], None]
Words = str | Promise


class Kind(StrEnum):
    """What a personal field tells; says how it is masked."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    CITIZEN = "citizen"
    BIRTH = "birth"
    HOME = "home"
    PHOTO = "photo"
    ACCOUNT = "account"  # a sign-in name: who did something
    FACT = "fact"  # about the person, and nothing to hide from who handles the record: a role, a state, a time
    OTHER = "other"


@dataclass(frozen=True, order=True)
class Subject:
    """One person data is about."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


@dataclass(frozen=True)
class SubjectKind:
    """A kind of subject, registered by the room whose records the people are.

    names: the names rows know the person by, "id" first; empty when there is no such person.
    called: the person's name, for a page. place: where the person's data is looked after, for the rights of an area (None: nowhere).
    """

    code: str
    label: Words
    names: Callable[[str], Mapping[str, str]]
    called: Callable[[str], str]
    place: Callable[[str], int | None] = lambda _id: None


@dataclass(frozen=True)
class About:
    """Whom a row is about: the kind of subject, and the way from the row to one of its names. `only` narrows to rows that are."""

    kind: str
    path: str
    key: str = "id"
    only: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Declaration:
    """What a room holds about people in one model. `subject` None: people named in free text, without a record of their own."""

    model: type[models.Model]
    subject: About | None
    fields: Mapping[str, Kind]
    why: Words
    also: tuple[str, ...] = ()
    export: Callable[[Any], Mapping[str, Any]] | None = None
    erase: Mapping[str, Erase] = field(default_factory=dict)
    hold_until: Callable[[Any], date | None] | None = None
    hold_why: Words = ""
    kept_since: str = ""
    correct: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """Its name in data files and in exports: registry.person, or registry.person:witness for a second one of a model."""
        plain: str = self.model._meta.label_lower
        return plain if not self.second else f"{plain}:{self.second}"

    second: str = ""

    def rows(self, names: Mapping[str, str]) -> models.QuerySet:
        """The rows about the person known by these names; all of them, wherever they stand: a person asks for everything about himself."""
        every = self.model._base_manager.all()
        if self.subject is None or self.subject.key not in names:
            return every.none()
        return every.filter(**{self.subject.path: names[self.subject.key]}, **self.subject.only).order_by("pk")

    def how(self, name: str) -> Erase:
        """How a field ends."""
        return self.erase.get(name, self.erase.get("*", HOLD))


@dataclass
class _Said:
    declared: list[Declaration] = field(default_factory=list)
    kinds: dict[str, SubjectKind] = field(default_factory=dict)
    not_personal: dict[tuple[str, str], str] = field(default_factory=dict)
    before: dict[str, list[Callable[[str, Any], None]]] = field(default_factory=dict)


_said = _Said()


def register_kind(kind: SubjectKind) -> None:
    """Adds a kind of subject."""
    _said.kinds[kind.code] = kind


def before_erasing(kind: str, function: Callable[[str, Any], None]) -> None:
    """Adds a function(id, by) asked inside the transaction before a person of a kind is erased.

    It closes what must be closed first, or raises UserError with the reason why it cannot be yet.
    """
    _said.before.setdefault(kind, []).append(function)


def ask_before_erasing(subject: Subject, by: Any) -> None:
    """Lets the rooms close what must be closed, or refuse."""
    for function in _gathered().before.get(subject.kind, ()):
        function(subject.id, by)


def declare(
    model: type[models.Model], *, subject: About | None, fields: Mapping[str, Kind], why: Words, also: tuple[str, ...] = (),
    export: Callable[[Any], Mapping[str, Any]] | None = None, erase: Erase | Mapping[str, Erase] = HOLD,
    hold_until: Callable[[Any], date | None] | None = None, hold_why: Words = "", kept_since: str = "", second: str = "",
    correct: tuple[str, ...] = (),
) -> Declaration:  # fmt: skip
    """Says what a model holds about people.

    fields: a dotted name leads into a JSON field ("facts.representative"). also: fields an export adds. export: a function that gives
    more for one row (label -> value). erase: one way for all fields, or field -> way ("*" for the rest). hold_until: the first day a row
    may be erased, None for now; without a rule a held field is held without end. hold_why: which law or rule holds it. kept_since: the
    field from which the retention of the data file counts. second: a word when a model is declared more than once. correct: fields that
    may be corrected where they stand when the person asks for it; the others are corrected by an act of their own room.
    """
    ways = dict(erase) if isinstance(erase, Mapping) else {"*": erase}
    made = Declaration(model, subject, dict(fields), why, also, export, ways, hold_until, hold_why, kept_since, correct, second)
    if any(known.code == made.code for known in _said.declared):
        raise ValueError(f"{made.code} is declared already: give the second declaration of a model a word (second=…)")
    if not str(why).strip():
        raise ValueError(f"{made.code}: say why the data is held")
    _said.declared.append(made)
    return made


def not_personal(model: type[models.Model], *names: str, why: str) -> None:
    """Says that fields which look personal are not about a person, and why."""
    for name in names:
        _said.not_personal[(model._meta.label_lower, name)] = why


@cache
def _gathered() -> _Said:
    """What all rooms declare, read once."""
    for config in apps.get_app_configs():
        if config.name.startswith("hoptac.") and find_spec(f"{config.name}.personal_data"):
            import_module(f"{config.name}.personal_data")
    return _said


def declarations() -> list[Declaration]:
    """Everything declared, by code."""
    return sorted(_gathered().declared, key=lambda one: one.code)


def kinds() -> dict[str, SubjectKind]:
    """The kinds of subject there are."""
    return dict(_gathered().kinds)


def names(subject: Subject) -> Mapping[str, str]:
    """The names rows know a person by; empty when there is no such person."""
    kind = kinds().get(subject.kind)
    return kind.names(subject.id) if kind else {}


def held(subject: Subject) -> Iterator[tuple[Declaration, Any]]:
    """Every row of every room that is about the person."""
    known = names(subject)
    for one in declarations():
        if one.subject is not None and one.subject.kind == subject.kind:
            for row in one.rows(known).iterator():
                yield one, row


def value(row: Any, name: str) -> Any:
    """The value of a field; a dotted name leads into a JSON field."""
    first, *rest = name.split(".")
    found = getattr(row, first)
    for part in rest:
        found = found.get(part) if isinstance(found, dict) else None
    return found


# What a field is called when it is about a person. Organisations have addresses and phones too: those are said `not_personal`.
WORDS = frozenset(
    "phone mobile telephone zalo email mail citizen cccd cmnd passport birth birthday dob born photo portrait avatar fingerprint "
    "address residence hometown ethnicity religion gender sex health disability salary ip signature username".split()
)
PHRASES = tuple("full_name id_card identity_card person_name given_name family_name contact_name representative user_agent".split())


def looks_personal(found: models.Field) -> bool:
    """Whether a field looks like it tells something about a person: by its name, its type, or because it leads to who signs in."""
    words = set(found.name.split("_"))
    if found.is_relation:
        other = found.related_model
        return bool(words & {"photo", "portrait"}) or isinstance(other, type) and other._meta.label_lower == "users.user"
    if isinstance(found, models.EmailField | models.GenericIPAddressField):
        return True
    if isinstance(found, models.CharField) and found.name.endswith("_by") or found.name == "by":
        return True
    return isinstance(found, models.Field) and (bool(words & WORDS) or any(phrase in found.name for phrase in PHRASES))


def undeclared() -> list[str]:
    """A sentence for every field that looks personal and of which no room says anything."""
    said = _gathered()
    declared = {(one.model._meta.label_lower, name.split(".")[0]) for one in said.declared for name in one.fields}
    declared |= {(one.model._meta.label_lower, one.subject.path.split("__")[0]) for one in said.declared if one.subject}
    return [
        f"{model._meta.label}.{one.name} looks personal and is not declared: declare it in hoptac/{model._meta.app_label}/personal_data.py "
        "(hoptac.common.personal.declare), or say there why it is not about a person (not_personal)."
        for model in apps.get_models()
        for one in model._meta.concrete_fields
        if looks_personal(one)
        if (model._meta.label_lower, one.name) not in declared and (model._meta.label_lower, one.name) not in said.not_personal
    ]
