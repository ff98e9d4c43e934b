"""Kinds of scope a role may stand on. A scope is named as kind and id, without a foreign key; each room registers its own kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from hoptac.common.errors import UserError

Choices = Callable[[], Iterable[tuple[str, str | Promise]]]


@dataclass(frozen=True)
class Successor:
    """A scope that took over, wholly or in part, from one that ended."""

    id: str
    share: str  # whole, part, or "" where it is only a place that now holds what the old one held


@dataclass(frozen=True)
class Kind:
    """How one kind of scope is found, named, and how far it reaches.

    roots: the places whose whole territory the scope reaches; none for an organisation, which reaches itself alone.
    seat: the place in whose area the scope lies: who may grant there may grant on it.
    """

    code: str
    label: str | Promise
    find: Callable[[str, date], str]  # what a person wrote, to an id; UserError with a sentence
    name: Callable[[str, date], str]
    exists: Callable[[str, date], bool]
    roots: Callable[[str, date], frozenset[int]]
    seat: Callable[[str, date], int | None]
    successors: Callable[[str, date], list[Successor]] = lambda _id, _day: []
    ended: Callable[[str], date | None] = lambda _id: None  # the first day after it, if it ended by a reorganisation
    hint: str | Promise = ""


_kinds: dict[str, Kind] = {}
_sectors: list[Choices] = []


def register(kind: Kind) -> None:
    """Adds a kind; called by rooms when they start."""
    _kinds[kind.code] = kind


def register_sectors(choices: Choices) -> None:
    """Says which sectors a role may be narrowed to; called by the room that knows them."""
    _sectors[:] = [choices]


def kinds() -> dict[str, Kind]:
    """All kinds by code."""
    return dict(_kinds)


def kind(code: str) -> Kind:
    """One kind; UserError for one that no room registered."""
    if code not in _kinds:
        raise UserError(_("Không có loại phạm vi “%s”.") % code[:20])
    return _kinds[code]


def sectors() -> list[tuple[str, str | Promise]]:
    """The sectors a role may be narrowed to."""
    return [row for choices in _sectors for row in choices()]


def exists(code: str, id: str, day: date) -> bool:
    """Whether a scope is there on a day. An unknown kind is not."""
    return code in _kinds and _kinds[code].exists(id, day)


def name(code: str, id: str, day: date) -> str:
    """A scope in words."""
    return _kinds[code].name(id, day) if code in _kinds else f"{code} {id}"
