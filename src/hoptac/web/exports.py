"""What stands behind a chart, as a file: a page's own address with `export=<chart>.csv` or `.svg` gives it, under the page's own rights."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from hoptac.common import site
from hoptac.common.text import fold
from hoptac.web import pictures
from hoptac.web.days import day_of, here
from hoptac.web.numbers import as_day, figure_view, pick

PARAMETER = "export"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
_HELD = "_ht_offers"


@dataclass(frozen=True)
class Offer:
    """One chart of a page: its title, its numbers, and how to draw it on its own."""

    key: str
    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]
    draw: Callable[[], pictures.Picture] | None


def wanted(request: HttpRequest) -> str:
    """The name of the file an address asks for, or nothing."""
    return request.GET.get(PARAMETER, "") if request.method == "GET" else ""


def offer(
    request: HttpRequest, kind: str, title: str, head: Sequence[str], rows: Sequence[Sequence[Any]], drawn: Any = None, key: str = ""
) -> dict[str, str]:
    """Keeps a chart's data for `answer` and gives the addresses of its files; called by the chart's macro while the page is made."""
    held: dict[str, Offer] = getattr(request, _HELD, {})
    setattr(request, _HELD, held)
    name = unique(key or f"{kind}-{slug(title)}", held)
    drawer = pictures.DRAWERS.get(kind)
    held[name] = Offer(name, str(title), head, rows, (lambda: drawer(drawn)) if drawer and drawn is not None else None)
    made = {"key": name, "csv": here(request, **{PARAMETER: f"{name}.csv"})}
    return made | ({"svg": here(request, **{PARAMETER: f"{name}.svg"})} if held[name].draw else {"svg": ""})


def slug(text: str) -> str:
    """A short name for addresses and files."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(str(text)).replace("đ", "d")))[:44].strip("-") or "hinh"


def unique(name: str, held: dict[str, Offer]) -> str:
    """The name, numbered where a chart before it on the page bears it too."""
    if name not in held:
        return name
    return next(f"{name}-{n}" for n in range(2, len(held) + 3) if f"{name}-{n}" not in held)


def answer(request: HttpRequest) -> HttpResponse | None:
    """The file asked for, once the page has been made; None where the page has no such chart."""
    name, _dot, kind = wanted(request).rpartition(".")
    found: Offer | None = getattr(request, _HELD, {}).get(name)
    if found is None or kind not in ("csv", "svg") or (kind == "svg" and found.draw is None):
        return None
    day, demo = day_of(request), site.is_demo()
    file = f"{found.key}-{day.isoformat()}{'-minh-hoa' if demo else ''}.{kind}"
    if kind == "csv":
        response = HttpResponse(as_csv(found.head, found.rows, demo), content_type="text/csv; charset=utf-8")
    else:
        assert found.draw is not None
        note = " · ".join(text for text in ("hoptac", _("xem ngày %s") % _shown(day), _("Dữ liệu minh họa") if demo else "") if text)
        response = HttpResponse(pictures.whole(found.draw(), found.title, note), content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def as_csv(head: Sequence[str], rows: Sequence[Sequence[Any]], demo: bool = False) -> str:
    """Rows as a table that a spreadsheet opens with its accents, and in which no text is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    note = [_("Ghi chú")] if demo else []
    writer.writerow([*(cell(text) for text in head), *note])
    for row in rows:
        writer.writerow([*(cell(value) for value in row), *([_("dữ liệu minh họa")] if demo else [])])
    return "\ufeff" + out.getvalue()


def streamed(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]], demo: bool = False) -> StreamingHttpResponse:
    """A long list as CSV, written while it is read: memory stays small however many rows there are."""

    def lines() -> Iterator[str]:
        yield as_csv(head, [], demo)
        for row in rows:
            yield as_csv(row, [], False)[1:].rstrip("\r\n") + (f",{_('dữ liệu minh họa')}" if demo else "") + "\r\n"

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}{"-minh-hoa" if demo else ""}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def safe(text: Any) -> str:
    """Text that no spreadsheet takes for a formula (security rule of spreadsheets going out)."""
    plain = "" if text is None else str(text)
    return ("'" + plain if plain.startswith(FORMULA) else plain).replace("\0", "")


def cell(value: Any) -> str:
    """A number as a number, a day as yyyy-mm-dd, a figure as its value or the reason it has none, the rest as guarded text."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return safe(value)
    if isinstance(value, int | float | Decimal):
        return str(int(value)) if value == int(value) else str(value)
    if isinstance(value, date | datetime):
        day = as_day(value)
        return day.isoformat() if day else ""
    inner = pick(value, "value")
    return cell(inner) if inner is not None else safe(figure_view(value).text)
