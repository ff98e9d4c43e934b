"""The list of organisations as a file: the rows the filters find, or those chosen among them. Public facts: who sees them may take them.

The file is written beside the answer, row by row, and sent as it lies on the disk: no list is too long for the memory.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from django.db.models import QuerySet
from django.http import FileResponse
from django.utils.translation import gettext as _

from hoptac.places import home
from hoptac.registry import exporting, listing
from hoptac.registry.models import State
from hoptac.sheets import write
from hoptac.web import tables

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}


def answer(form: str, rows: QuerySet[State], filters: listing.Filters, chosen: tables.Chosen, day: date) -> FileResponse:
    """The file; an unknown kind of file is a CSV."""
    form = form if form in KINDS else "csv"
    if chosen and not chosen.every:
        rows = rows.filter(organisation__public_id__in=chosen.ids)
    lines = exporting.rows_of(rows, day)
    place_id = filters.place_id if filters.place_id is not None else listing.country_id()
    where = home.nearest(place_id, day).full_name if place_id is not None else _("cả nước")
    with tempfile.TemporaryDirectory(prefix="hoptac-list-") as folder:
        path = Path(folder) / f"to-chuc-{day.isoformat()}.{form}"
        if form == "xlsx":
            write.write_xlsx(path, exporting.heads(), lines, lines=exporting.title(where, day))
        else:
            (write.write_csv if form == "csv" else write.write_json)(path, exporting.heads(), lines)
        opened = path.open("rb")  # what is open can be read on after its folder is gone
    return FileResponse(opened, as_attachment=True, filename=path.name, content_type=KINDS[form])
