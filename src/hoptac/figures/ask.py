"""Reading a question about a figure from the address of its passport, and writing such addresses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hoptac.common.days import Period, parse_period
from hoptac.common.errors import UserError
from hoptac.figures.indicators import Indicator, indicator
from hoptac.figures.queries import RULES, count
from hoptac.places import home
from hoptac.places.tree import tree
from hoptac.web.days import day_of, read_day

NONE = "none"  # the part of products without a star
PARTS = ("kind", "sector", "star", "group", "type")  # what a record itself says; its place is another question


@dataclass(frozen=True)
class Question:
    """A figure as an address asks for it. `parts` and `cause` narrow only the list of records, never the number."""

    indicator: Indicator
    place_id: int
    day: date
    map_of: date | None = None
    period: Period | None = None
    rule: str = "met"
    since: date | None = None
    parts: tuple[tuple[str, str], ...] = ()
    cause: str = ""

    @property
    def asks(self) -> dict[str, Any]:
        """As the engine takes it."""
        when: dict[str, Any] = {"period": self.period} if self.period else {"as_of": self.day}
        return {**when, "map_of": self.map_of, "rule": self.rule}

    @property
    def count(self) -> Any:
        """The spans behind a counted figure."""
        return count(self.indicator, self.place_id, self.map_of, self.rule)

    def url(self, **changes: Any) -> str:
        """The passport of this question with some of it changed; always with its day."""
        asked = replace(self, **changes)
        map_day = asked.map_of or asked.day
        unit = tree().unit(asked.place_id, map_day) or home.nearest(asked.place_id, map_day)
        key = unit.key(map_day) if unit.holds(map_day) else tree().permanent_key(asked.place_id)
        query: list[tuple[str, str]] = [("place", key), ("as_of", asked.day.isoformat())]
        query += [("map_of", asked.map_of.isoformat())] if asked.map_of and asked.map_of != asked.day else []
        query += [("period", asked.period.label)] if asked.period else []
        query += [("rule", asked.rule)] if asked.rule != "met" else []
        query += [("since", asked.since.isoformat())] if asked.since else []
        query += [("part", f"{by}:{key}") for by, key in asked.parts]
        query += [("cause", asked.cause)] if asked.cause else []
        return f"{reverse('figures:passport', args=[asked.indicator.code])}?{urlencode(query, safe='@:')}"


def read(request: HttpRequest, code: str) -> Question:
    """The question of a passport's address; UserError for what cannot be asked."""
    query, known = request.GET, indicator(code)
    period = parse_period(query["period"]) if query.get("period") else None
    day = period.last if period else day_of(request)
    place_id = home.read_place(query.get("place", "").strip(), day)
    if place_id is None:
        raise UserError(_("Hệ thống chưa nạp bản đồ hành chính, nên chưa tính được số nào."))
    rule = query.get("rule") or "met"
    if rule not in RULES:
        raise UserError(_("Cách tính “%s” không có. Chọn met (ngày đạt) hoặc decided (ngày quyết định).") % rule)
    map_of = _day(query.get("map_of"))
    since = _day(query.get("since"))
    parts = tuple((by, key) for by, _colon, key in (text.partition(":") for text in query.getlist("part")[:4]) if by in PARTS)
    return Question(known, place_id, day, None if map_of == day else map_of, period, rule, since, parts, query.get("cause", "")[:30])


def _day(text: str | None) -> date | None:
    return read_day(text) if text and text.strip() else None


def year_before(day: date) -> date:
    """The day a year earlier; the last of a month stays the last of its month (29/02/2024 → 28/02/2023)."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
