"""Readings of the texts that ship with hoptac, so that a demonstration has a document to look at."""

from __future__ import annotations

import yaml

from hoptac.accounts import scoping
from hoptac.audit.models import Actor
from hoptac.common import paths
from hoptac.common.days import parse_day
from hoptac.intake.actions import take_in
from hoptac.intake.models import Reading
from hoptac.places.models import Place
from hoptac.places.queries import by_key


def take_in_shipped(*, by: Actor) -> list[Reading]:
    """Takes in every shipped text at its place; a second call changes nothing. Not inside a transaction: it reads the texts first."""
    folder = paths.DATA / "readings"
    rows = yaml.safe_load((folder / "index.yaml").read_text(encoding="utf-8"))
    with scoping.everything():
        return [
            take_in(
                by=by,
                place=Place.objects.get(pk=by_key(row["place"]).place_id),
                content=(folder / row["file"]).read_bytes(),
                label=row["file"],
                title=row["title"],
                as_of=parse_day(row["as_of"]) if row.get("as_of") else None,
            )
            for row in rows
        ]
