"""Whence an act comes: the door it came in by, and the request it belongs to. Known to the trail and to the logs, set by the doors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Whence:
    """One request or command. `user` is the public id of who is signed in: names stay out of the logs."""

    door: str  # web, api, command, job
    request: str = ""  # the request's own id, the same in logs and trail
    address: str = ""  # the machine it came from
    user: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.door, self.address, self.request) if part)


NOWHERE = Whence("")
_now: ContextVar[Whence] = ContextVar("hoptac_whence", default=NOWHERE)


def current() -> Whence:
    """The request or command being served."""
    return _now.get()


@contextmanager
def coming(whence: Whence) -> Iterator[Whence]:
    """Inside, acts and log lines belong to this request or command."""
    token = _now.set(whence)
    try:
        yield whence
    finally:
        _now.reset(token)
