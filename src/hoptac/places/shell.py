"""What this room hangs into the shell of every page: navigation, the date bar with its maps, the home place, links to places."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoptac.common import links
from hoptac.common.days import DAWN, today
from hoptac.common.text import format_day, format_number
from hoptac.places import addresses, home
from hoptac.places.tree import day_before
from hoptac.web import shell
from hoptac.web.days import at_day, with_day


def register() -> None:
    """Called when the room starts."""
    shell.add_nav(shell.NavItem("places", gettext_lazy("Địa bàn"), "places:index", 40, icon="map"))
    shell.set_date_bar(date_bar)
    shell.set_scope(scope)
    links.register("place", addresses.record_url)


def date_bar(request: HttpRequest, day: date) -> shell.DateBar:
    """The bar with the maps of the home place: how many units each has, and which rules the day."""
    place_id = home.home_id()
    if place_id is None:
        return shell.date_bar(request, day)
    current = home.map_on(place_id, day)
    segments = [_segment(request, span, span == current) for span in home.maps(place_id)]
    name = _("Bản đồ hiện hành") if day == today() else _("Bản đồ của ngày đó")
    url = with_day(reverse("places:index"), request)
    return shell.date_bar(request, day, segments=segments, map_name=name, map_note=map_note(place_id, day), map_url=url)


def _segment(request: HttpRequest, span: home.Span, is_current: bool) -> shell.Segment:
    last = min(day_before(span.after), today()) if span.after else today()
    url = "" if is_current else at_day(request, max(last, span.first))
    return shell.Segment(None if span.first == DAWN else span.first, span.after, format_number(span.communes), is_current, url)


def map_note(place_id: int, day: date) -> str:
    """How many units the map of the day has, and from when on it is known."""
    span = home.map_on(place_id, day)
    if span is None:
        return _("không có trên bản đồ ngày này")
    known = home.verified_from(place_id, day)
    if day < known:
        return _("chưa kiểm chứng trước %s") % format_day(known)
    words = _("%(n)s đơn vị cấp xã") % {"n": format_number(span.communes)}
    return _("%(d)s cấp huyện, %(rest)s") % {"d": format_number(span.districts), "rest": words} if span.districts else words


def scope(request: HttpRequest) -> shell.Scope | None:
    """The place the site serves, by its name of the day."""
    unit = home.home(shell.day_of(request))
    if unit is None:
        return None
    return shell.Scope(capital(unit.label), addresses.place_url(unit.place_id, shell.day_of(request)))


def capital(text: str) -> str:
    """First letter large: "Tỉnh Quảng Ninh"."""
    return text[:1].upper() + text[1:]
