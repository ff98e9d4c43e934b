"""Real documents of the story and how they hang together."""

from __future__ import annotations

from typing import Any

from hoptac.audit.models import Actor
from hoptac.directives import actions as directives
from hoptac.directives.models import Document
from hoptac.story import data


def write(by: Actor) -> dict[str, Document]:
    """Records all; gives them by number, those without one by their key."""
    file = data.read("documents")
    rows = [*file["documents"], *file["unnumbered"]]
    found = {_key(row): _record(row, by) for row in rows}
    for row in rows:
        for kind, target in row.get("to", ()):
            directives.relate(source=found[_key(row)], target=found[target], kind=kind, by=by)
    return found


def _key(row: dict[str, Any]) -> str:
    return row.get("number") or row["key"]


def _record(row: dict[str, Any], by: Actor) -> Document:
    return directives.record_document(
        type=row["type"],
        number=row.get("number", ""),
        issued_on=row.get("day"),
        issuer=row["issuer"],
        title=row["title"],
        source=row["source"],
        by=by,
    )
