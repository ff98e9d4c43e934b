"""Published values: which one answers a question, and which others stand beside it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hoptac.common import memo
from hoptac.common.days import Period
from hoptac.figures.models import ReportedValue, Status
from hoptac.figures.types import Number, Rival

TRUST = {Status.OFFICIAL: 0, Status.ACTUAL: 1, Status.PRELIMINARY: 2, Status.ESTIMATE: 3, Status.PLAN: 9}


def plain(value: Decimal | None) -> Number | None:
    """A whole number as int, else a float: as people write them."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def values(code: str, place_id: int) -> list[ReportedValue]:
    """Everything published about an indicator at a place, latest day first, the most trusted of a day first."""
    rows = memo.once(("reported", place_id), lambda: list(ReportedValue.objects.filter(place_id=place_id).select_related("document")))
    rows = [row for row in rows if row.indicator == code]
    return sorted(rows, key=lambda r: (-r.last_day.toordinal(), bool(r.definition), TRUST.get(r.status, 5), bool(r.comparator), r.source))


def _answers(row: ReportedValue, day: date, period: Period | None) -> bool:
    if row.status == Status.PLAN:
        return False
    if period is not None:
        return (row.period_first, row.period_last) == (period.first, period.last) or row.as_of == period.last
    if row.as_of is not None:
        return row.as_of <= day
    return row.period_last <= day or row.period_first <= day


def speaks_of(row: ReportedValue, day: date) -> bool:
    """Whether a value is of that very day, or of a period the day lies in."""
    if row.period_first is None or row.period_last is None:
        return row.as_of == day
    return row.period_first <= day <= row.period_last


def best(rows: list[ReportedValue], day: date, period: Period | None, kind: str) -> ReportedValue | None:
    """The value that answers: of that very day or period, else the last one before it. A stock holds through its whole period."""
    fits = [row for row in rows if _answers(row, day, period)]
    if kind == "flow":
        fits = [row for row in fits if row.as_of is not None or row.period_last <= day or period is not None]
    exact = [
        row for row in fits if row.last_day == day or (row.period_first and row.period_first <= day <= row.period_last and kind != "flow")
    ]
    return next(iter(exact or fits), None)


def rivals(rows: list[ReportedValue], day: date, chosen: ReportedValue | None = None) -> tuple[Rival, ...]:
    """The other published values that speak of about the same time: within a year of the day."""
    near = timedelta(days=366)
    found = []
    for row in rows:
        if row == chosen or abs(row.last_day - day) > near:
            continue
        period = (row.period_first, row.period_last) if row.period_first else None
        value = plain(row.value)
        assert value is not None
        label = str(row.document) if row.document else ""
        found.append(Rival(value, row.comparator, row.source, row.last_day, period, row.status, row.definition, row.is_synthetic, label))
    return tuple(found)
