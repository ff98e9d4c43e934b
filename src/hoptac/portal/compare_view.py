"""The page of two days side by side, for the home place, any place (?place=) or one figure of it (?figure=)."""

from __future__ import annotations

import csv
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hoptac.common.errors import UserError
from hoptac.common.text import format_day
from hoptac.figures import indicators
from hoptac.figures.ask import year_before
from hoptac.places import home
from hoptac.places.addresses import place_url
from hoptac.places.kept import remembered
from hoptac.places.shell import capital, map_note
from hoptac.places.tree import Unit, tree
from hoptac.portal import compare as make
from hoptac.portal import compare_parts as parts
from hoptac.web.days import day_of, read_day
from hoptac.web.render import page


def compare(request: HttpRequest) -> HttpResponse:
    """Every figure on two days, from the earlier to the later, whichever field each was written in."""
    first, last, asked = _days(request)
    code = request.GET.get("figure", "").strip()
    if code and code not in indicators.indicators():
        raise UserError(_("Không có chỉ tiêu mã “%s”. Xem danh sách ở trang Số liệu.") % code[:40])
    place_id = home.read_place(request.GET.get("place", "").strip(), asked)
    if place_id is None:
        raise UserError(_("Hệ thống chưa nạp bản đồ hành chính, nên chưa so được ngày nào."))
    unit = tree().unit(place_id, last)
    absent = next((day for day in (first, last) if tree().unit(place_id, day) is None), None)
    if absent or unit is None:
        context = {"a": first, "b": last, "absent": absent or last, "unit": home.nearest(place_id, last)}
        return page(request, "portal/compare_none.html", context)
    found = make.pairs(unit, first, last, code)
    if request.GET.get("format") == "csv":
        return _as_csv(found, first, last)
    about = remembered(("compare", unit.place_id, first, last, code), lambda: _about(unit, first, last, code, found), lambda about: 2000)
    return page(request, "portal/compare.html", about)


def _days(request: HttpRequest) -> tuple[date, date, date]:
    """Both days in order, and the day in view. Without a second day it is a year before; two equal days are refused in words."""
    day, text = day_of(request), request.GET.get("with", "").strip()
    other = read_day(text) if text else year_before(day)
    if other == day:
        raise UserError(_("Hai ngày giống nhau (%s), nên không có gì để so. Chọn một ngày khác.") % format_day(day))
    return min(day, other), max(day, other), day


def _about(unit: Unit, first: date, last: date, code: str, found: list[make.Pair]) -> dict[str, Any]:
    is_same_map = make.same_map(unit.place_id, first, last)
    known = [pair for pair in found if pair.kind]
    question = parts.named(code or "htx.total", unit.place_id, last, first)
    maps = parts.figure_maps(question, first, last, is_same_map) if code else parts.title_maps(unit, first, last, is_same_map)
    pair = found[0] if code else next((one for one in found if one.indicator.code == "htx.total"), None)
    bars = parts.by_place(question, first, last) if pair and pair.kind else []
    return {
        "a": first, "b": last, "unit": unit, "place": capital(unit.label), "code": code,
        "is_home": unit.place_id == home.home_id(),
        "place_url": place_url(unit.place_id, last), "known": known, "unknown": [one for one in found if not one.kind],
        "counts": make.counts(known), "none_of": make.none_of(known), "word": make.word, "tones": make.TONES,
        "closes": all(one.closes for one in known),
        "differing": sum(one.kind != make.SAME and one.after.basis == "counted" for one in known),
        "is_same_map": is_same_map, "map_notes": [map_note(unit.place_id, day) for day in (first, last)],
        "maps": maps, "bars": bars, "bars_sum": sum(bar.value for bar in bars), "bars_of": question.indicator.label,
        "hinge": None if code else parts.hinge(unit.place_id, first, last), "address": address,
        "span": _span(first, last),
    }  # fmt: skip


def _span(first: date, last: date) -> str:
    """How long the two days lie apart, in words, where it is a whole number of years."""
    years = last.year - first.year
    if (last.month, last.day) == (first.month, first.day) and years:
        return _("một năm") if years == 1 else _("%s năm") % years
    return ""


def address(unit: Unit, first: date, last: date, code: str = "") -> str:
    """The address of a comparison."""
    query = {"as_of": last.isoformat(), "with": first.isoformat()}
    if unit.place_id != home.home_id():
        query["place"] = unit.key(last) if unit.holds(last) else tree().permanent_key(unit.place_id)
    if code:
        query["figure"] = code
    return f"{reverse('portal:compare')}?{urlencode(query, safe='@')}"


def _as_csv(found: list[make.Pair], first: date, last: date) -> HttpResponse:
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="so-{first}-{last}.csv"'
    sheet = csv.writer(answer)
    sheet.writerow([_("Mã"), _("Số"), format_day(first), format_day(last), _("Chênh"), _("Đơn vị"), _("Loại"), _("Vì sao")])
    for one in found:
        kind = make.word(one.kind) if one.kind else _("Chưa so được")
        values = [one.before.value, one.after.value, one.difference]
        sheet.writerow([one.indicator.code, one.indicator.label, *values, one.after.unit_word, kind, one.why])
    return answer
