"""Reads Vietnamese administrative writing: documents named, figures stated, tasks given, people with their offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hoptac.reading.findings import Assignment, Figure, Findings, Person, Reference
    from hoptac.reading.reader import read

__all__ = ["Assignment", "Figure", "Findings", "Person", "Reference", "read"]


def __getattr__(name: str) -> Any:
    """The reader is loaded when it is asked for: every room uses `reading.text`, few read."""
    if name == "read":
        from hoptac.reading import reader

        return reader.read
    if name in __all__:
        from hoptac.reading import findings

        return getattr(findings, name)
    raise AttributeError(name)
