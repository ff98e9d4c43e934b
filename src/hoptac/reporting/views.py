"""Pages of reports: those issued, writing a new one, one of them with its frozen figures, and its files."""

from __future__ import annotations

import contextlib
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hoptac.accounts.gates import fetch
from hoptac.audit.models import Actor
from hoptac.common import once
from hoptac.common.errors import UserError
from hoptac.places import home
from hoptac.places.models import Place
from hoptac.places.tree import tree
from hoptac.reporting import actions, kinds, permissions, queries
from hoptac.reporting.draft import Draft, Table
from hoptac.reporting.forms import ReportForm
from hoptac.reporting.models import IssuedReport
from hoptac.reporting.paper import FORMATS
from hoptac.web.days import day_of
from hoptac.web.render import page


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Reports issued so far."""
    pages = Paginator(queries.issued(request.user), 25).get_page(request.GET.get("page"))
    context = {
        "pages": pages,
        "rows": [_row(report) for report in pages],
        "can_issue": permissions.may_issue(request.user),
    }
    return page(request, "reporting/index.html", context)


def _row(report: IssuedReport) -> dict[str, Any]:
    unit = home.nearest(report.place_id, report.as_of)
    return {"report": report, "place": unit.full_name, "other_map": report.map_of != report.as_of, "kind": _kind_name(report.kind)}


def _kind_name(code: str) -> str:
    known = kinds.KINDS.get(code)
    return str(known.name) if known else code


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form, the figures it would say, and the button that issues it."""
    given = request.POST if request.method == "POST" else request.GET if "kind" in request.GET else None
    form = ReportForm(given, initial=_initial(request))
    draft = None
    if given is not None and form.is_valid():
        asked = form.cleaned_data
        if request.method == "POST":
            return _issue(request, asked)
        draft = _draft(form)
    context = {"form": form, "draft": draft, "parts": _parts(draft) if draft else [], "can_issue": _can_issue(request, form)}
    return page(request, "reporting/new.html", context, status=422 if request.method == "POST" else 200)


def _draft(form: ReportForm) -> Draft | None:
    """The draft that was asked for; what it cannot be written about is said at the place."""
    asked = form.cleaned_data
    try:
        return kinds.kind(asked["kind"]).compose(asked["found"].place_id, asked["day"], asked["map_day"])
    except UserError as error:
        form.add_error("place", error.sentence)
        return None


def _initial(request: HttpRequest) -> dict[str, Any]:
    day = day_of(request)
    unit = home.home(day)
    return {"place": unit.name if unit else "", "day": day}


def _can_issue(request: HttpRequest, form: ReportForm) -> bool:
    found = getattr(form, "cleaned_data", {}).get("found")
    return permissions.may_issue(request.user, found.place_id if found else None)


def _issue(request: HttpRequest, asked: dict[str, Any]) -> HttpResponse:
    place_id = asked["found"].place_id
    permissions.require_issue(request.user, place_id)
    told = {"by": request.user.public_id, "key": request.POST.get("once", ""), "act": "report.issue"}  # type: ignore[union-attr]
    first = once.found(**told)
    if first is not None:
        return redirect("reporting:report", first["id"])
    report = actions.issue(
        kind=asked["kind"],
        place=Place.objects.get(pk=place_id),
        as_of=asked["day"],
        map_of=asked["map_day"],
        by=Actor.of(request.user),
    )
    with contextlib.suppress(once.Again):  # sent twice at once: the same report was found for both
        once.keep(**told, outcome={"id": report.public_id})
    messages.success(request, _("Đã phát hành báo cáo với %(n)s số liệu.") % {"n": len(report.figures)})
    return redirect("reporting:report", report.public_id)


def _parts(draft: Draft) -> list[dict[str, Any]]:
    """The text as it will stand, block by block, each figure with its passport."""
    parts = []
    for block, cells in draft.pieces():
        width = len(block.head) if isinstance(block, Table) else 1
        rows = [cells[n : n + width] for n in range(0, len(cells), width)]
        parts.append({"is": type(block).__name__.lower(), "block": block, "rows": rows})
    return parts


@require_GET
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """One issued report: its frozen figures, each with its passport and with what the records say now."""
    found = fetch(IssuedReport.objects.select_related("file", "pdf"), request.user, public_id=public_id)
    rows = list(queries.frozen(found))
    context = {
        "report": found,
        "kind": _kind_name(found.kind),
        "place": home.nearest(found.place_id, found.as_of).full_name,
        "own": [row for row in rows if row.is_own],
        "units": [row for row in rows if not row.is_own],
        "changed": [row for row in rows if row.has_changed],
        "again": f"{reverse('reporting:new')}?{_question(found)}",
    }
    return page(request, "reporting/report.html", context)


def _question(found: IssuedReport) -> str:
    query = {"kind": found.kind, "place": tree().permanent_key(found.place_id), "day": found.as_of.isoformat()}
    if found.map_of != found.as_of:
        query["map_day"] = found.map_of.isoformat()
    return urlencode(query, safe="@")


@require_GET
def download(request: HttpRequest, public_id: str, extension: str) -> HttpResponse:
    """The file byte for byte as it was issued; always as an attachment, under our own name."""
    found = fetch(IssuedReport.objects.select_related("file", "pdf"), request.user, public_id=public_id)
    file = {"docx": found.file, "pdf": found.pdf}.get(extension)
    if file is None or not file.path.is_file():
        raise Http404
    response = FileResponse(file.path.open("rb"), as_attachment=True, filename=file.label, content_type=FORMATS[extension].media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response
