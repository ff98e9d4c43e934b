"""Pages of the register: the list as of a day, and one organisation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoptac.accounts import gates
from hoptac.accounts.enums import Right
from hoptac.places import home
from hoptac.places.listing import ordered as in_order
from hoptac.places.tree import Unit, tree
from hoptac.registry import doors, leaving, listing
from hoptac.registry.enums import Kind, Sector
from hoptac.web import tables
from hoptac.web.days import day_of, here, with_day
from hoptac.web.numbers import number
from hoptac.web.render import page
from hoptac.web.tables import Column

PER_PAGE = (25, 50, 100)
COLUMNS = (
    Column("name", gettext_lazy("Tên và mã số"), sort="name", fixed=True),
    Column("place", gettext_lazy("Địa bàn")),
    Column("kind", gettext_lazy("Loại hình"), off=True),
    Column("sector", gettext_lazy("Lĩnh vực"), sort="sector"),
    Column("registered", gettext_lazy("Đăng ký"), sort="registered", right=True),
    Column("standing", gettext_lazy("Tình trạng")),
    Column("id", gettext_lazy("Mã hồ sơ"), off=True),
)


def index(request: HttpRequest) -> HttpResponseBase:
    """Organisations as they were on the day: tabs by kind, filters, sorting, pages."""
    day = day_of(request)
    place_key = request.GET.get("place", "")
    place_id = home.read_place(place_key, day) if place_key else None
    filters = listing.Filters.read(request.GET, place_id)
    rows = listing.narrowed(listing.states(filters, day, request.user), filters)
    if form := request.GET.get("format", ""):
        return leaving.answer(form, rows, filters, tables.chosen(request.GET), day)
    counts = listing.counts_of(filters, day, request.user)
    total = counts.standings[filters.standing]
    pages = Paginator(range(total), _per_page(request)).get_page(request.GET.get("page"))
    sort = request.GET.get("sort", "")
    shown = listing.a_page(rows, filters, sort, pages.start_index() - 1, pages.end_index()) if total else []
    context = {
        "filters": filters,
        "pages": pages,
        "rows": [listing.row(state, day) for state in shown],
        "tabs": _tabs(request, filters, counts),
        "standings": _standings(request, filters, counts),
        "chips": _chips(request, filters, day),
        "places": _places(day, place_id),
        "place_key": tree().unit(place_id, day).key(day) if place_id and tree().unit(place_id, day) else place_key,
        "sectors": Sector.choices,
        "per_page": _per_page(request),
        "sizes": [(n, here(request, per_page=n)) for n in PER_PAGE],
        "view": tables.read(request, "organisations", COLUMNS),
        "actions": _actions(request),
        "exports": [
            (_("Tải Excel, %(n)s dòng") % {"n": number(total)}, here(request, format="xlsx")),
            (_("Tải CSV"), here(request, format="csv")),
            (_("Tải JSON"), here(request, format="json")),
        ],
    }
    return page(request, "registry/index.html", context)


def _actions(request: HttpRequest) -> list[dict[str, Any]]:
    """Boards and the founding, for who may record."""
    paper = {"label": _("Hoạt động hay trên giấy"), "url": with_day(reverse("registry:paper"), request), "icon": "chart"}
    if not gates.may(request.user, Right.RECORD):  # type: ignore[arg-type]
        return [paper, *doors.actions(request.user)]
    return [
        paper,
        *doors.actions(request.user),
        {"label": _("Chất lượng sổ"), "url": with_day(reverse("registry:quality"), request), "icon": "check"},
        {"label": _("Ghi tổ chức mới"), "url": with_day(reverse("registry:new"), request), "icon": "plus", "primary": True},
    ]


def _per_page(request: HttpRequest) -> int:
    text = request.GET.get("per_page", "")
    return int(text) if text.isdigit() and int(text) in PER_PAGE else PER_PAGE[0]


def _tabs(request: HttpRequest, filters: listing.Filters, counts: listing.Counts) -> list[dict[str, Any]]:
    names = [(Kind.HTX, _("Hợp tác xã")), (Kind.THT, _("Tổ hợp tác")), (Kind.LHHTX, _("Liên hiệp HTX")), ("", _("Tất cả"))]
    return [
        {
            "label": name,
            "url": here(request, kind=kind),
            "current": kind == filters.kind,
            "count": counts.kinds[kind] if kind else counts.total,
        }
        for kind, name in names
    ]


def _standings(request: HttpRequest, filters: listing.Filters, counts: listing.Counts) -> list[dict[str, Any]]:
    return [
        {
            "label": listing.standing_words(word),
            "url": here(request, standing=word),
            "current": word == filters.standing,
            "count": counts.standings[word],
        }
        for word in listing.STANDINGS
    ]


def _chips(request: HttpRequest, filters: listing.Filters, day: date) -> list[tuple[str, str]]:
    """The filters at work, each with the address that takes it away."""
    found = []
    if filters.text:
        found.append((f"“{filters.text}”", here(request, q="")))
    if filters.place_id is not None:
        found.append((home.nearest(filters.place_id, day).full_name, here(request, place="")))
    if filters.sector:
        found.append((str(Sector(filters.sector).label), here(request, sector="")))
    if filters.standing == listing.IDLE:
        found.append((listing.standing_words(listing.IDLE), here(request, standing="")))
    return found


def _places(day: date, chosen: int | None) -> list[Unit]:
    """The units to choose from: those below the home place on the day, and the one chosen where it lies deeper."""
    home_id = home.home_id()
    units = in_order(tree().below(home_id, day)) if home_id is not None else []
    unit = tree().unit(chosen, day) if chosen is not None else None
    return units if unit is None or unit in units else [unit, *units]
