"""Pages of importing: sheets taken in, one sheet before it is recorded, mending it, recording it, taking it back."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hoptac.accounts.enums import Right
from hoptac.accounts.gates import fetch, grants, may, require
from hoptac.audit.models import Actor
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.common.text import format_day
from hoptac.intake.importing import actions, pages
from hoptac.intake.importing.forms import SheetForm
from hoptac.intake.importing.left import write_left
from hoptac.intake.importing.organisations import CODE
from hoptac.intake.importing.rows import Outcome
from hoptac.intake.models import Sheet, SheetState
from hoptac.intake.views import written
from hoptac.places import home
from hoptac.places.models import Place
from hoptac.web.days import read_day
from hoptac.web.render import page

PER_PAGE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Sheets of the viewer's area, and the form that takes one in."""
    require(request.user, Right.IMPORT)
    form = SheetForm(request.POST or None, request.FILES or None, initial={"place": _own_place(request)})
    if request.method == "POST" and form.is_valid() and (answer := _take_in(request, form)):
        return answer
    rows = Sheet.objects.visible_to(request.user).select_related("file").order_by("-read_at", "-pk")
    context = {"form": form, "pages": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), "name_of": _name_of}
    return page(request, "intake/imports.html", context, status=400 if form.errors else 200)


def _own_place(request: HttpRequest) -> str:
    place_id = next((int(g.scope_id) for g in grants(request.user) if g.scope_kind == "place"), home.home_id())
    return written(place_id, today()) if place_id is not None else ""


def _name_of(sheet: Sheet) -> str:
    return home.nearest(sheet.place_id, sheet.day).full_name


def _take_in(request: HttpRequest, form: SheetForm) -> HttpResponse | None:
    data = form.cleaned_data
    place_id = data["found"].place_id
    if not may(request.user, Right.IMPORT, place_id):
        form.add_error("place", _("Vai trò của bạn không nhập được cho địa bàn này. Chọn địa bàn của bạn."))
        return None
    try:
        sheet = actions.take_in(
            kind=CODE,
            content=data["file"].read(),
            label=data["file"].name,
            place=Place.objects.get(pk=place_id),
            by=Actor.of(request.user),
            viewer=request.user,
            day=data["as_of"],
        )
    except UserError as error:
        form.add_error("file", error.sentence)
        return None
    if sheet.state == SheetState.COMMITTED:
        messages.info(request, _("Tệp này đã được nhập trước đây; không có dòng nào được ghi thêm."))
    return redirect("imports:sheet", public_id=sheet.public_id)


@login_required
@require_safe
def sheet(request: HttpRequest, public_id: str) -> HttpResponse:
    """One sheet: each row's verdict, problems mended where they stand, what would be recorded."""
    one = _fetch(request, public_id)
    if one.state != SheetState.OPEN:
        return page(request, "intake/import_done.html", {"sheet": one, "place": _name_of(one), "counts": _counted(one)})
    seen = actions.preview(one)
    asked = request.GET.get("only", "") if request.GET.get("only") in set(Outcome) else ""
    shown = pages.paged(seen, asked, request.GET.get("page"))
    columns = pages.heads(seen.table, one.kind)
    base = reverse("imports:sheet", args=[one.public_id])
    context = {
        "sheet": one,
        "place": _name_of(one),
        "seen": seen,
        "about": pages.about(one, seen),
        "strip": pages.strip(seen, asked, lambda word: f"{base}?only={word}" if word else base),
        "columns": columns,
        "lines": pages.lines(list(shown.object_list), columns, one.kind),
        "pages": shown,
        "asked": asked,
        "matching": pages.matching(seen.table, one.kind),
        "ready": seen.counts[Outcome.NEW] + seen.counts[Outcome.CHANGED],
        "waiting": seen.counts[Outcome.PROBLEM] + seen.counts[Outcome.DOUBT],
        "left_out": seen.table.left_out,
    }
    return page(request, "intake/import.html", context)


def _counted(one: Sheet) -> list[dict[str, Any]]:
    looks = pages.LOOKS.items()
    return [
        {"kind": tone, "count": one.counts[outcome], "word": str(word).lower()}
        for outcome, (tone, _i, word) in looks
        if one.counts.get(outcome)
    ]


def _fetch(request: HttpRequest, public_id: str) -> Sheet:
    return fetch(Sheet.objects.select_related("file", "place"), request.user, public_id=public_id)


def _held(request: HttpRequest, public_id: str) -> Sheet:
    """The sheet as the person saw it: what they send counts for that version only."""
    one = _fetch(request, public_id)
    told = request.POST.get("version", "")
    one.version = int(told) if told.isdigit() and len(told) < 10 else one.version
    return one


def _back(request: HttpRequest, one: Sheet, number: int | None = None) -> HttpResponse:
    """To the page of the sheet the person came from, at the row."""
    only, at = request.POST.get("only", ""), request.POST.get("page", "")
    query = "&".join(part for part in (f"only={only}" if only in set(Outcome) else "", f"page={at}" if at.isdigit() else "") if part)
    anchor = f"#dong-{number}" if number else ""
    return redirect(reverse("imports:sheet", args=[one.public_id]) + (f"?{query}" if query else "") + anchor)


@login_required
@require_POST
def repair(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Types cells of one row anew."""
    one = _held(request, public_id)
    known = {field.code for field in actions.kind_of(one.kind).fields()}
    told = {code: request.POST.getlist(code)[-1] for code in request.POST if code in known}
    _try(request, lambda: actions.repair(sheet=one, number=number, values=told, by=Actor.of(request.user)))
    return _back(request, one, number)


@login_required
@require_POST
def choose(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Says whether a row is new, means an organisation, or is left out."""
    one = _held(request, public_id)
    _try(request, lambda: actions.choose(sheet=one, choices={number: request.POST.get("choice", "")}, by=Actor.of(request.user)))
    return _back(request, one, number)


@login_required
@require_POST
def columns(request: HttpRequest, public_id: str) -> HttpResponse:
    """Says which column holds what, and the day of the sheet."""
    one = _held(request, public_id)
    table = actions.table_of(one)
    told = {c.head: request.POST[f"column-{c.index}"] for c in table.columns if c.head and f"column-{c.index}" in request.POST}
    _try(request, lambda: actions.choose_columns(sheet=one, columns=told, by=Actor.of(request.user)))
    return _back(request, one)


@login_required
@require_POST
def day(request: HttpRequest, public_id: str) -> HttpResponse:
    """Reads the sheet on the map of another day."""
    one = _held(request, public_id)
    _try(request, lambda: actions.read_as_of(sheet=one, day=read_day(request.POST.get("day", "")), by=Actor.of(request.user)))
    return _back(request, one)


@login_required
@require_POST
def commit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Records what is new and changed."""
    one = _held(request, public_id)

    def act() -> None:
        done = actions.commit(sheet=one, by=Actor.of(request.user), viewer=request.user)
        told = {"new": done.counts["new"], "changed": done.counts["changed"]}
        messages.success(request, _("Đã ghi %(new)d tổ chức mới, %(changed)d thay đổi.") % told)

    _try(request, act)
    return _back(request, one)


@login_required
@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Takes a recorded sheet back, or lays an open one aside."""
    one = _held(request, public_id)
    if one.state == SheetState.OPEN:
        if _try(request, lambda: actions.drop(sheet=one, by=Actor.of(request.user))):
            messages.success(request, _("Đã bỏ tệp; chưa có gì được ghi."))
        return redirect("imports:index")
    if _try(request, lambda: actions.undo(sheet=one, by=Actor.of(request.user), viewer=request.user)):
        messages.success(request, _("Đã hoàn tác cả tệp. Những gì đã ghi vẫn đọc được trong lịch sử."))
    return _back(request, one)


def _try(request: HttpRequest, act: Any) -> bool:
    try:
        act()
    except UserError as error:
        messages.error(request, " ".join([error.sentence, "; ".join(error.details[:5])]).strip())
        return False
    return True


@login_required
@require_safe
def left(request: HttpRequest, public_id: str) -> HttpResponse:
    """Rows with problems as a sheet with the reasons."""
    one = _fetch(request, public_id)
    folder = tempfile.TemporaryDirectory()
    path = Path(folder.name) / "can-sua.xlsx"
    write_left(path, actions.preview(one), actions.kind_of(one.kind).fields())
    answer = HttpResponse(path.read_bytes(), content_type=XLSX)
    folder.cleanup()
    answer.headers["Content-Disposition"] = content_disposition_header(True, _("can-sua-%s.xlsx") % format_day(one.day).replace("/", "-"))
    return answer


@login_required
@require_safe
def file(request: HttpRequest, public_id: str) -> FileResponse:
    """The sheet as it was received."""
    one = _fetch(request, public_id)
    answer = FileResponse(one.file.path.open("rb"), as_attachment=True, filename=one.file.label, content_type="application/octet-stream")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
