"""Ports: a low room may ask or be stopped without knowing by whom.

`measure` is filled by the figures room at start. `guards[act]` holds functions of higher rooms that may refuse an act of a lower one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

_measure: Callable[[str, Any, date], Any] | None = None
guards: dict[str, list[Callable[..., None]]] = defaultdict(list)


def set_measure(function: Callable[[str, Any, date], Any]) -> None:
    """Says who answers `measure`."""
    global _measure
    _measure = function


def measure(code: str, place: Any, day: date) -> Any:
    """The figure of an indicator at a place on a day; None while nobody answers."""
    return _measure(code, place, day) if _measure else None


def ask_guards(act: str, **facts: Any) -> None:
    """Lets every guard of an act look at it; one that objects raises UserError with the reason."""
    for guard in guards[act]:
        guard(**facts)
