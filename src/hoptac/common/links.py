"""Addresses of records, known by kind: whoever lists a record can link it without knowing whose page it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

_makers: dict[str, Callable[[str, date | None], str]] = {}


def register(kind: str, make: Callable[[str, date | None], str]) -> None:
    """Says how records of a kind are addressed; called by the room that owns their page."""
    _makers[kind] = make


def url(kind: str, id: str, day: date | None = None) -> str:
    """The page of a record, seen at a day; empty where records of the kind have no page."""
    make = _makers.get(kind)
    return make(id, day) if make else ""
