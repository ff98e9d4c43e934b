"""Names of records that tell nothing about them."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0 o 1 l i: read aloud over the phone
_seed: ContextVar[random.Random | None] = ContextVar("seed", default=None)


def new_id() -> str:
    """A random name of 12 signs (59 bits): no order, no count, no kind can be read from it."""
    source = _seed.get() or secrets
    return "".join(source.choice(ALPHABET) for _ in range(12))


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Inside, names follow from the seed: made-up records that are public anyway get the same ones on every site."""
    token = _seed.set(random.Random(seed))
    try:
        yield
    finally:
        _seed.reset(token)
