"""Kinds of notices. Each room declares its own when it starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from hoptac.notices.enums import Way

Words = str | Promise


@dataclass(frozen=True)
class Kind:
    """One kind of notice: what it is called (also the subject of its letter, so without any value), its sentence, how it comes unasked.

    always: it cannot be switched off (what touches the safety of the account). words: turns codes among the values into words of the
    language now spoken.
    """

    code: str
    label: Words
    sentence: Words
    default: Way = Way.INBOX
    always: bool = False
    words: Callable[[Mapping[str, str]], Mapping[str, str]] | None = None

    def tell(self, data: Mapping[str, Any]) -> str:
        """The sentence with its values, in the language now spoken. A value that is missing is three dots."""
        plain = {name: str(value) for name, value in data.items()}
        return str(self.sentence) % _Told(self.words(plain) if self.words else plain)


class _Told(dict):
    def __missing__(self, key: str) -> str:
        return "…"


_kinds: dict[str, Kind] = {}
_due: list[Callable[[datetime], int]] = []


def register(kind: Kind) -> None:
    """Adds a kind, or replaces the one with its code."""
    _kinds[kind.code] = kind


def register_due(function: Callable[[datetime], int]) -> None:
    """Adds a function that notifies of what is coming due at an instant and says of how many; asked before letters go out."""
    if function not in _due:
        _due.append(function)


def kinds() -> list[Kind]:
    """All kinds, by code."""
    return [_kinds[code] for code in sorted(_kinds)]


def kind(code: str) -> Kind:
    """One kind; KeyError for one no room declared."""
    return _kinds[code]


def known(code: str) -> bool:
    """Whether a room declares the kind."""
    return code in _kinds


def ask_due(now: datetime) -> int:
    """Has every room say what is coming due; gives how many things were told of."""
    return sum(function(now) for function in _due)
