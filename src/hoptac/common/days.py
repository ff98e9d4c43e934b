"""Days as Viet Nam counts them, and half-open periods."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hoptac.common.errors import UserError

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")
DAWN = date(1, 1, 1)  # "from before what is known": the open start of a period, written null outside


def today() -> date:
    """The day it is in Viet Nam."""
    return datetime.now(VIET_NAM).date()


def parse_day(text: str) -> date:
    """A day written 2022-12-31; anything else, or a day that does not exist, is a UserError."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text or ""):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(_("“%(text)s” không phải là một ngày có thật. Viết ngày dạng 2022-12-31.") % {"text": text}) from None


@dataclass(frozen=True)
class Period:
    """Days from the first to the last, both counted. calendar: "civil", or "report" (15/12 to 14/12)."""

    first: date
    last: date
    label: str
    calendar: str = "civil"

    def __str__(self) -> str:
        return self.label


def _quarter(year: int, n: int) -> tuple[date, date]:
    month = 3 * n
    return date(year, month - 2, 1), date(year, month, calendar.monthrange(year, month)[1])


def _report_year(year: int) -> tuple[date, date]:
    """15 December of the year before to 14 December (NĐ 09/2019/NĐ-CP, Điều 12)."""
    return date(year - 1, 12, 15), date(year, 12, 14)


def _report_quarter(year: int, n: int) -> tuple[date, date]:
    """15th of the month before the quarter to the 14th of its last month (NĐ 09/2019/NĐ-CP, Điều 12)."""
    first = date(year - 1, 12, 15) if n == 1 else date(year, 3 * n - 3, 15)
    return first, date(year, 3 * n, 14)


def _half(year: int, n: int, report: bool) -> tuple[date, date]:
    if report:
        return (date(year - 1, 12, 15), date(year, 6, 14)) if n == 1 else (date(year, 6, 15), date(year, 12, 14))
    return (date(year, 1, 1), date(year, 6, 30)) if n == 1 else (date(year, 7, 1), date(year, 12, 31))


def parse_period(text: str, calendar_name: str = "civil") -> Period:
    """`2022`, `2022-Q4`, `2022-H1`, or `2022-01-01..2022-03-31`; calendar "report" runs from 15/12 to 14/12."""
    report = calendar_name == "report"
    if ".." in text:
        first, last = (parse_day(part) for part in text.split("..", 1))
        if last < first:
            raise UserError(_("Kỳ “%(text)s” kết thúc trước khi bắt đầu. Viết ngày đầu trước, ngày cuối sau.") % {"text": text})
        return Period(first, last, text)
    match = re.fullmatch(r"([0-9]{4})(?:-(?:Q([1-4])|H([12])))?", text)
    if not match or not 1 < int(match[1]) < 9999:
        raise UserError(_("“%(text)s” không phải là một kỳ. Viết 2022, 2022-Q4, 2022-H1 hoặc 2022-01-01..2022-03-31.") % {"text": text})
    year = int(match[1])
    if match[2]:
        days = _report_quarter(year, int(match[2])) if report else _quarter(year, int(match[2]))
    elif match[3]:
        days = _half(year, int(match[3]), report)
    else:
        days = _report_year(year) if report else (date(year, 1, 1), date(year, 12, 31))
    return Period(*days, text, "report" if report else "civil")


def day_before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day some months on; the last day of the month where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
