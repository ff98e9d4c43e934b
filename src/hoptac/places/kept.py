"""What was worked out for one page and serves the next, as long as no fact changes (see `common.memo`)."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from django.utils.translation import get_language

from hoptac.common import memo
from hoptac.common.days import today
from hoptac.places.tree import tree

T = TypeVar("T")


def remembered(key: tuple[Hashable, ...], make: Callable[[], T], weigh: Callable[[T], int] = lambda value: 200) -> T:
    """Public facts only, never what depends on who looks. The language, today and the map in memory are added to the key."""
    return memo.kept((*key, get_language(), today(), tree().serial), make, weigh)
