"""The day a page is seen at: read from the address, kept on links, never remembered elsewhere."""

from __future__ import annotations

import calendar
import re
from datetime import date
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.common.text import format_day

PARAMETER = "as_of"
_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*")
_LOCAL = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*")
_EARLIEST = 1900


def read_day(text: str) -> date:
    """A day as an address or a person writes it, 2022-12-31 or 31/12/2022; UserError says what is wrong and offers the nearest day."""
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _LOCAL.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    else:
        raise UserError(_("“%(text)s” không phải là một ngày. Viết ngày/tháng/năm, ví dụ 31/12/2022.") % {"text": text[:40]})
    if not 1 <= month <= 12:
        raise UserError(_("Không có tháng %(month)s. Viết ngày/tháng/năm, ví dụ 31/12/2022.") % {"month": month})
    if not _EARLIEST <= year <= 9998:
        raise UserError(_("Năm %(year)s nằm ngoài thời gian hoptac biết. Viết năm từ 1900.") % {"year": year})
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        near = format_day(date(year, month, last if day else 1))
        raise UserError(_("Tháng %(month)s không có ngày %(day)s. Ý bạn là %(near)s?") % {"month": month, "day": day, "near": near})
    return date(year, month, day)


def day_of(request: HttpRequest) -> date:
    """The day in view. A day that cannot be read is told on the page (see `day_trouble`), and today is shown."""
    if not hasattr(request, "_ht_day"):
        request._ht_day, request._ht_day_trouble = _read(request.GET.get(PARAMETER, ""))  # type: ignore[attr-defined]
    return request._ht_day  # type: ignore[attr-defined,no-any-return]


def own_day(request: HttpRequest, day: date) -> None:
    """For a page whose address names a day itself (CODE@DAY): that day is in view unless `as_of` says another."""
    request._ht_own_day = True  # type: ignore[attr-defined]
    if not request.GET.get(PARAMETER, "").strip():
        request._ht_day, request._ht_day_trouble = day, ""  # type: ignore[attr-defined]


def day_trouble(request: HttpRequest) -> str:
    """What was wrong with the day in the address; empty when nothing was."""
    day_of(request)
    return request._ht_day_trouble  # type: ignore[attr-defined,no-any-return]


def _read(text: str) -> tuple[date, str]:
    if not text.strip():
        return today(), ""
    try:
        return read_day(text), ""
    except UserError as error:
        return today(), error.sentence


def with_day(url: str, request: HttpRequest) -> str:
    """The address with the day in view, so that following a link does not leave the past."""
    day = day_of(request)
    if day == today() or not url or url.startswith("#"):
        return url
    parts = urlsplit(url)
    query = QueryDict(parts.query, mutable=True)
    if PARAMETER not in query:
        query[PARAMETER] = day.isoformat()
    return urlunsplit(parts._replace(query=query.urlencode()))


def at_day(request: HttpRequest, day: date) -> str:
    """The same page on another day; without a parameter where that day is today and the address names none itself."""
    plain = day == today() and not getattr(request, "_ht_own_day", False)
    return here(request, **{PARAMETER: None if plain else day.isoformat()})


def here(request: HttpRequest, **changes: object) -> str:
    """The current address with some query parameters changed; None takes one out. Changing a filter returns to the first page."""
    query = request.GET.copy()
    if "page" not in changes and any(name != PARAMETER for name in changes):
        query.pop("page", None)
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        elif isinstance(value, list | tuple):
            query.setlist(name, [str(item) for item in value])
        else:
            query[name] = str(value)
    encoded = urlencode([(name, item) for name, items in query.lists() for item in items])
    return request.path + ("?" + encoded if encoded else "")
