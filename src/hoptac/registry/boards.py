"""Boards of the register: what is to be mended, records that may be one, and who is alive or on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from hoptac.accounts import gates
from hoptac.accounts.enums import Right
from hoptac.audit.models import Actor
from hoptac.common import memo
from hoptac.common.errors import UserError
from hoptac.places import home
from hoptac.registry import duplicates, listing, merging, paper, proposals, quality
from hoptac.registry.acting import rights
from hoptac.registry.models import Organisation, State
from hoptac.registry.scopes import name as name_of
from hoptac.web import tables
from hoptac.web.days import day_of, with_day
from hoptac.web.render import page

PER_PAGE = 50
MOST = 500  # rows one bulk act takes
COLUMNS = (
    tables.Column("name", gettext_lazy("Tên và mã số"), fixed=True),
    tables.Column("place", gettext_lazy("Địa bàn")),
    tables.Column("why", gettext_lazy("Vì sao"), fixed=True),
)
PROPOSE = "propose"  # the bulk act of the silent: a proposal that waits for another person, never a decision


def _places(request: HttpRequest) -> frozenset[int] | None:
    gates.require(request.user, Right.RECORD)  # type: ignore[arg-type]
    return gates.places(request.user, Right.RECORD)  # type: ignore[arg-type]


def _names() -> list[tuple[str, str]]:
    """The boards beside one another."""
    return [("quality", _("Cần chỉnh")), ("duplicates", _("Trùng nhau")), ("paper", _("Hoạt động hay trên giấy"))]


def _tabs(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": with_day(reverse(f"registry:{name}"), request), "current": name == current}
        for name, label in _names()
    ]


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every question with how many records it finds."""
    places, day = _places(request), day_of(request)
    with memo.reading_once():
        items = [{"check": one, "count": len(quality.found_by(one, day, places))} for one in quality.CHECKS]
    return page(request, "registry/boards/index.html", {"items": items, "tabs": _tabs(request, "quality")})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def work(request: HttpRequest, code: str) -> HttpResponse:
    """One question as a work list; of the silent many can be proposed at once, each row answered for itself."""
    places, day, one = _places(request), day_of(request), quality.check(code)
    if one is None:
        raise Http404
    found = one.find(day, places)
    outcomes = _propose(request, found, day) if request.method == "POST" and code == "silent" else tables.Outcomes()
    rows = quality.standing(day, None).filter(organisation_id__in=sorted(found)[:20_000]).order_by("search_key", "organisation_id")
    pages = Paginator(rows.select_related("organisation"), PER_PAGE).get_page(request.GET.get("page"))
    acts = [{"value": PROPOSE, "label": _("Đề nghị rà soát"), "confirm": _("Lập đề nghị “có thể đã ngừng” cho các tổ chức đã chọn?")}]
    context = {
        "check": one,
        "pages": pages,
        "rows": [_row(state, day) | {"why": found[state.organisation_id]} for state in pages],
        "tabs": _tabs(request, "quality"),
        "view": tables.read(request, "quality", COLUMNS),
        "acts": acts if code == "silent" else [],
        "outcomes": outcomes,
    }
    return page(request, "registry/boards/work.html", context)


def _row(state: State, day: date) -> dict[str, Any]:
    return {
        "id": state.organisation.public_id,
        "name": state.name,
        "tax_code": state.organisation.tax_code or "",
        "place": listing.located(state.place_id, day),
        "synthetic": state.organisation.is_synthetic,
    }


def _propose(request: HttpRequest, found: quality.Found, day: date) -> tables.Outcomes:
    """A proposal for each row chosen that the question still finds."""
    chosen = tables.chosen(request.POST)
    known = Organisation.objects.filter(pk__in=sorted(found)[:20_000])
    rows = {one.public_id: one for one in (known if chosen.every else known.filter(public_id__in=chosen.ids))}

    def act(key: str) -> str:
        return _propose_one(request, rows.get(key), found, day)

    return tables.Outcomes.run(list(rows)[:MOST] if chosen.every else chosen.ids, act)


def _propose_one(request: HttpRequest, organisation: Organisation | None, found: quality.Found, day: date) -> str:
    if organisation is None or organisation.pk not in found:
        raise UserError(_("Không còn trong danh sách này."))
    if not rights.may_record(request.user, organisation):
        raise UserError(_("Ngoài địa bàn được giao."))
    if organisation.proposals.filter(state="waiting", act="stop").exists():
        raise UserError(_("Đã có một đề nghị đang chờ xác nhận."))
    given = {"on": day, "note": _("Có thể đã ngừng: %s") % found[organisation.pk]}
    proposals.prepare(act="stop", organisation=organisation, given=given, by=Actor.of(request.user))
    return _("Đã lập đề nghị, chờ người khác xác nhận.")


@login_required
@require_safe
def double(request: HttpRequest) -> HttpResponse:
    """Records that may be one organisation's, two by two."""
    places, day = _places(request), day_of(request)
    pages = Paginator(duplicates.pairs(quality.standing(day, places)), 20).get_page(request.GET.get("page"))
    ids = {pk for pair in pages for pk in (pair.one, pair.other)}
    states = {one.organisation_id: one for one in State.objects.on(day).filter(organisation_id__in=ids).select_related("organisation")}
    pairs = [{"why": pair.why, "sides": [_side(states[pk], day) for pk in (pair.one, pair.other)]} for pair in pages]
    return page(request, "registry/boards/double.html", {"pairs": pairs, "pages": pages, "tabs": _tabs(request, "duplicates")})


def _side(state: State, day: date) -> dict[str, Any]:
    return _row(state, day) | {
        "sector": state.get_sector_display(),
        "events": state.organisation.events.count(),
        "products": state.organisation.products.count(),
        "since": state.organisation.states.order_by("valid_from").values_list("valid_from", flat=True).first(),
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, public_id: str, double_id: str) -> HttpResponse:
    """Everything that would move or stand against making one record of two; done, and undone, by a click."""
    kept, double = (gates.fetch(Organisation.objects.all(), request.user, public_id=one) for one in (public_id, double_id))
    for one in (kept, double):
        rights.require(request.user, one)
    joining = merging.Joining.objects.filter(kept=kept, double=double, undone_at=None).order_by("-pk").first()
    refused: UserError | None = None
    if request.method == "POST":
        try:
            if request.POST.get("act") == "undo" and joining is not None:
                merging.undo(joining=joining, by=Actor.of(request.user))
                messages.success(request, _("Đã hoàn tác việc gộp."))
            else:
                merging.merge(kept=kept, double=double, by=Actor.of(request.user))
                messages.success(request, _("Đã gộp hai hồ sơ. Việc này hoàn tác được ở trang này."))
            return redirect(request.path)
        except UserError as error:
            refused = error
    context = {
        "kept": (kept, name_of(kept.public_id, day_of(request))),
        "double": (double, name_of(double.public_id, day_of(request))),
        "parts": merging.parts(double),
        "ways": {
            "moves": _("chuyển sang"),
            "follows": _("theo sự kiện, giữ nguyên"),
            "holds": _("phải xử lý trước"),
            "": _("chưa khai báo"),
        },
        "obstacles": [] if joining else merging.obstacles(kept, double),
        "joining": joining,
        "refused": refused,
    }
    return page(request, "registry/boards/join.html", context)


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Registered, operating, reporting: three counts; and those that stopped and wait to be dissolved."""
    day = day_of(request)
    key = request.GET.get("place", "")
    place_id = home.read_place(key, day) if key else home.home_id()
    filters = paper.filters(place_id)
    counts = listing.counts_of(filters, day, request.user)
    rows = listing.narrowed(listing.states(filters, day, request.user), filters)
    pages = Paginator(range(counts.standings["inactive"]), PER_PAGE).get_page(request.GET.get("page"))
    shown = listing.a_page(rows, filters, "name", pages.start_index() - 1, pages.end_index()) if pages.paginator.count else []
    context = {
        "registered": counts.standings[""],
        "active": counts.standings["active"],
        "rows": [(_row(one.state, day), one) for one in paper.waiting(shown, day)],
        "pages": pages,
        "place": home.nearest(place_id, day).full_name if place_id is not None else "",
        "tabs": _tabs(request, "paper") if gates.may(request.user, Right.RECORD) else [],  # type: ignore[arg-type]
    }
    return page(request, "registry/boards/paper.html", context)
