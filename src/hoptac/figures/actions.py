"""Recording what was published."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.common.text import nfc
from hoptac.directives.models import Document
from hoptac.figures.indicators import indicator as indicator_of
from hoptac.figures.models import ReportedValue, Status
from hoptac.places.models import Place


def report_value(
    *,
    indicator: str,
    place: Place,
    value: Decimal | float | int,
    source: str,
    by: Actor,
    as_of: date | None = None,
    period: tuple[date, date] | None = None,
    denominator: Decimal | float | int | None = None,
    comparator: str = "",
    status: str = Status.ACTUAL,
    definition: str = "",
    document: Document | None = None,
    published_on: date | None = None,
    is_synthetic: bool = False,
) -> ReportedValue:
    """Records a value as a source published it, for a day or for a period. The same statement twice is one row."""
    known = indicator_of(indicator)
    if (as_of is None) == (period is None):
        raise UserError(_("Số công bố cần hoặc một ngày, hoặc một kỳ."))
    if not source.strip():
        raise UserError(_("Số công bố cần ghi nguồn: ai công bố, ở đâu, khi nào."))
    first, last = period or (None, None)
    same = {"indicator": indicator, "place": place, "as_of": as_of, "period_first": first, "period_last": last}
    with transaction.atomic():
        row, created = ReportedValue.objects.get_or_create(
            **same,
            value=Decimal(str(value)),
            source=nfc(source),
            definition=nfc(definition),
            defaults={
                "denominator": None if denominator is None else Decimal(str(denominator)),
                "comparator": nfc(comparator),
                "unit": known.unit,
                "status": status,
                "document": document,
                "published_on": published_on,
                "is_synthetic": is_synthetic,
            },
        )
        if created:
            audit.write(
                by=by, act="figure.report", kind="reported_value", id=row.public_id, data={"indicator": indicator, "value": str(value)}
            )
    return row
