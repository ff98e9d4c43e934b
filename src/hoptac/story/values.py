"""What sources published: every row with its source, rivals side by side, nothing made up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hoptac.audit.models import Actor
from hoptac.directives.models import Document
from hoptac.figures import actions as figures
from hoptac.places.models import Place
from hoptac.places.queries import by_key
from hoptac.story import data


def write(documents: dict[str, Document], by: Actor) -> int:
    """Records all; says how many."""
    places: dict[str, Place] = {}
    rows = data.rows("values")
    for row in rows:
        key = row["place"]
        if key not in places:
            places[key] = Place.objects.get(pk=by_key(key).place_id)
        _report(row, places[key], documents.get(row["document"]), by)
    return len(rows)


def _when(row: dict[str, str]) -> dict[str, date | tuple[date, date] | None]:
    last = date.fromisoformat(row["last"])
    return {"period": (date.fromisoformat(row["first"]), last)} if row["first"] else {"as_of": last}


def _report(row: dict[str, str], place: Place, document: Document | None, by: Actor) -> None:
    figures.report_value(
        indicator=row["indicator"],
        place=place,
        value=Decimal(row["value"]),
        denominator=Decimal(row["denominator"]) if row["denominator"] else None,
        comparator=row["comparator"],
        status=row["status"],
        definition=row["definition"],
        document=document,
        published_on=data.day(row["published_on"]),
        source=row["source"],
        by=by,
        **_when(row),  # type: ignore[arg-type]
    )
