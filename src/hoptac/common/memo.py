"""Reading once and counting once.

`once` holds for the making of one page: the same rows are read once, and the next page sees the last commit. `kept` holds from page to
page in one process, but only as long as no fact changed: what it remembers is filed under a *stamp* of the facts, which is read with one
cheap query before anything else of the page, so a commit by any process is seen by the next page. Nothing is kept inside a transaction
(what it sees may never be committed), nor longer than `OLDEST` seconds, for the case that a table is mended by hand.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

from django.db import transaction

T = TypeVar("T")
_shelf: ContextVar[dict[Hashable, Any] | None] = ContextVar("hoptac_memo", default=None)
STAMP = "stamp of the facts"
OLDEST = 600.0  # seconds
HEAVIEST = 150_000  # rows that all kept values may rest on together; one value at most a third of it


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
        if STAMP not in shelf:  # before the first row is read: what is kept must never be older than its stamp
            shelf[STAMP] = _read_stamp()
        shelf[key] = make()
    return cast(T, shelf[key])


_stamps: list[Callable[[], Hashable]] = []


def stamped_by(read: Callable[[], Hashable]) -> None:
    """The room of the trail says how to tell whether facts changed; None from it means: cannot be told, keep nothing."""
    _stamps[:] = [read]


def _read_stamp() -> Hashable:
    if not _stamps or transaction.get_connection().in_atomic_block:
        return None
    return _stamps[0]()


class _Kept:
    """Values by key, the least used dropped first when all together grow too heavy."""

    def __init__(self) -> None:
        self.rows: OrderedDict[Hashable, tuple[float, int, Any]] = OrderedDict()
        self.weight, self.lock = 0, threading.Lock()

    def get(self, key: Hashable) -> tuple[float, int, Any] | None:
        with self.lock:
            found = self.rows.get(key)
            if found is None or time.monotonic() - found[0] > OLDEST:
                return None
            self.rows.move_to_end(key)
            return found

    def put(self, key: Hashable, weight: int, value: Any) -> None:
        if weight > HEAVIEST // 3:
            return
        with self.lock:
            before = self.rows.pop(key, None)
            self.rows[key] = (time.monotonic(), weight, value)
            self.weight += weight - (before[1] if before else 0)
            while self.weight > HEAVIEST:
                _key, (_at, dropped, _value) = self.rows.popitem(last=False)
                self.weight -= dropped


_kept = _Kept()


def kept(key: Hashable, make: Callable[[], T], weigh: Callable[[T], int] = lambda value: 50) -> T:
    """What `make` gives, remembered for later pages until a fact changes. The key names all else it depends on (language, day …).

    `weigh` says on how many rows a value rests. What is kept is shared between pages: nobody may change it.
    """
    return once(key, lambda: _kept_or_made(key, make, weigh))


def _kept_or_made(key: Hashable, make: Callable[[], T], weigh: Callable[[T], int]) -> T:
    stamp = (_shelf.get() or {}).get(STAMP)
    if stamp is None:
        return make()
    found = _kept.get((stamp, key))
    if found is not None:
        return cast(T, found[2])
    value = make()
    _kept.put((stamp, key), weigh(value), value)
    return value


def forget() -> None:
    """Drops all that is kept. For tests that empty the tables under it."""
    with _kept.lock:
        _kept.rows.clear()
        _kept.weight = 0
