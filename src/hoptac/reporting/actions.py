"""Issuing a report."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.common.text import format_day
from hoptac.files import actions as files
from hoptac.files.models import StoredFile
from hoptac.places.models import Place
from hoptac.reporting import pdf
from hoptac.reporting.draft import Draft
from hoptac.reporting.kinds import kind as kind_of
from hoptac.reporting.models import IssuedReport
from hoptac.reporting.paper import FORMATS


def issue(*, kind: str, place: Place, as_of: date, by: Actor, map_of: date | None = None, issued_on: date | None = None) -> IssuedReport:
    """Issues a report: composed, laid out and stored first, then made visible with its figures frozen, in one transaction.

    Issued twice with the same figures under the same day, it is one report. Raises UserError for an unknown kind, a day that has
    not come, or a place that is not on the map.
    """
    if as_of > today():
        raise UserError(_("Ngày %s chưa tới; báo cáo nói về một ngày đã qua hoặc hôm nay.") % format_day(as_of))
    draft = kind_of(kind).compose(place.pk, as_of, map_of, issued_on)
    figures = draft.figures_json()
    known = _same(draft, figures)
    if known is not None:
        return known
    file = _store(draft, "docx", by)
    printed = _store(draft, "pdf", by) if pdf.is_ready() else None
    with transaction.atomic():
        report = IssuedReport.objects.create(
            kind=kind,
            title=f"{draft.about} {draft.about_day}",
            place=place,
            as_of=as_of,
            map_of=draft.map_of,
            issued_on=draft.issued_on,
            file=file,
            pdf=printed,
            figures=figures,
            is_synthetic=bool(draft.label),
            issued_by=by.name,
        )
        audit.write(by=by, act="report.issue", kind="report", id=report.public_id, data=_facts(draft, file))
    return report


def _same(draft: Draft, figures: list[dict]) -> IssuedReport | None:
    rows = IssuedReport.objects.filter(
        kind=draft.kind, place_id=draft.place_id, as_of=draft.as_of, map_of=draft.map_of, issued_on=draft.issued_on
    )
    return next((row for row in rows.order_by("-pk") if row.figures == figures), None)


def _store(draft: Draft, extension: str, by: Actor) -> StoredFile:
    shape = FORMATS[extension]
    return files.store(content=shape.make(draft), label=f"{draft.file_name}.{extension}", media_type=shape.media_type, by=by)


def _facts(draft: Draft, file: StoredFile) -> dict[str, object]:
    return {
        "kind": draft.kind,
        "place": draft.place_key,
        "as_of": draft.as_of,
        "map_of": draft.map_of,
        "sha256": file.sha256,
        "figures": len(draft.said),
    }
