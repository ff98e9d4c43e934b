"""Reading the same rows once while one page is made, and never longer: the next page sees the last commit."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

T = TypeVar("T")
_shelf: ContextVar[dict[Hashable, Any] | None] = ContextVar("hoptac_memo", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """While this lasts, `once` remembers. Also a decorator for views. Nothing that writes may stand inside."""
    held = _shelf.get()
    token = _shelf.set({} if held is None else held)
    try:
        yield
    finally:
        _shelf.reset(token)


def once(key: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, made the first time only; outside `reading_once` it is made every time."""
    shelf = _shelf.get()
    if shelf is None:
        return make()
    if key not in shelf:
        shelf[key] = make()
    return cast(T, shelf[key])
