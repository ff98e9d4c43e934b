"""The arithmetic of the chain: what exactly is hashed, and how a personal value is committed to. Pure; no database.

A row's hash is the SHA-256 of its canonical bytes, which begin with the hash of the row before. Whoever changes, removes, adds or
moves a row changes every hash after it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

FORM = "hoptac audit 1"  # the form of the canonical bytes; another form gets another name
START = "0" * 64  # stands before the first row

Personal = Mapping[str, Mapping[str, str]]  # subject -> field -> commitment


class Link(NamedTuple):
    """All of a row that is hashed, in the order in which it is hashed."""

    number: int
    at: datetime
    actor_kind: str
    actor: str
    act: str
    object_kind: str
    object_id: str
    place: int | None
    whence: str
    why: str
    data: Any
    personal: Any


def plain(value: Any) -> Any:
    """The value as JSON keeps it on both engines: whole floats become whole numbers, days ISO texts, other things their words."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            return str(value)
        return int(value) if value.is_integer() else value
    if isinstance(value, Mapping):
        return {clean(str(key)): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, set | frozenset):
        return sorted((plain(part) for part in value), key=str)
    if isinstance(value, datetime):
        return instant(value) if value.tzinfo else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return clean(str(value.normalize() if isinstance(value, Decimal) and value == 0 else value))


def clean(text: str) -> str:
    """Text that both engines keep unchanged: no NUL, no half of a surrogate pair."""
    if text.isascii() and "\x00" not in text:
        return str(text)
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def instant(at: datetime) -> str:
    """An instant in UTC to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical(value: Any) -> str:
    """The one way in which a plain value is written."""
    return _write(value)


def digest(before: str, link: Link) -> str:
    """The hash of a row that follows the row with hash `before`."""
    return digest_written(before, link, instant(link.at), canonical(link.data), canonical(link.personal))


def digest_written(before: str, link: Link, at: str, data: str, personal: str) -> str:
    """The same, where the instant and the values are written already."""
    head = _write([FORM, before, link.number, at, *link[2:10]])
    return hashlib.sha256(f"{head[:-1]},{data},{personal}]".encode()).hexdigest()


def commitment(salt: bytes, *, number: int, subject: str, field: str, value: Any) -> str:
    """What the chain holds in place of a personal value: nothing can be learnt from it without the person's salt."""
    told = canonical([FORM, number, subject, field, plain(value)])
    return hmac.new(salt, told.encode(), hashlib.sha256).hexdigest()
