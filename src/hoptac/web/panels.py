"""Panels: a room owns its pages; higher rooms hang panels on them without the page knowing who they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from markupsafe import Markup

Panel = Callable[[HttpRequest, Any], str | None]

_panels: dict[str, list[tuple[int, int, Panel]]] = defaultdict(list)


def register(slot: str, order: int, func: Panel) -> None:
    """Adds a panel to a slot such as "organisation.main"; `func(request, obj)` gives rendered HTML, or None to stay away."""
    entries = _panels[slot]
    if not any(func is known for _order, _nth, known in entries):
        entries.append((order, len(entries), func))
        entries.sort(key=lambda entry: entry[:2])


def panels_for(slot: str, request: HttpRequest, obj: Any) -> list[Markup]:
    """What the panels of a slot have to show about an object, in their order."""
    shown = (func(request, obj) for _order, _nth, func in _panels[slot])
    return [Markup(html) for html in shown if html]  # noqa: S704 (panels return rendered templates)
