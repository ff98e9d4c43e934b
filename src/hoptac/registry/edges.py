"""Why a counted span begins or ends."""

from __future__ import annotations

from hoptac.common.measures import Edge
from hoptac.registry.enums import EventKind

CAUSES = {EventKind.REGISTERED: "founded", EventKind.PLACED: "map"}


def edge(kind: str | None, corrects: int | None, document: str | None, ran_out: bool = False) -> Edge | None:
    """Why a state begins or ends. What a suspension began after its last day is business resumed."""
    if kind is None:
        return None
    if ran_out:
        return Edge(EventKind.RESUMED, document or "")
    return Edge("corrected" if corrects else CAUSES.get(kind, kind), document or "")
