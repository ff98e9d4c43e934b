"""What is known about this installation."""

from __future__ import annotations

from typing import Any

from hoptac.common import memo
from hoptac.common.models import SiteFact


def get(name: str, default: Any = None) -> Any:
    """The value of a site fact."""
    row = memo.once(("site", name), lambda: SiteFact.objects.filter(pk=name).values_list("value", flat=True).first())
    return default if row is None else row


def put(name: str, value: Any) -> None:
    """Sets a site fact."""
    SiteFact.objects.update_or_create(pk=name, defaults={"value": value})


def is_demo() -> bool:
    """Whether this site holds the labelled demonstration data."""
    return bool(get("demo", False))
