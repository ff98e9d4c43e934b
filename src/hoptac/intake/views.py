"""Pages of reading and checking: what was taken in, one document with its findings, confirming and rejecting."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hoptac.accounts.enums import Right
from hoptac.accounts.gates import fetch, grants, may, require
from hoptac.audit.models import Actor
from hoptac.common import once
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.common.text import format_day
from hoptac.intake import actions, beside, desk, marking
from hoptac.intake.forms import UploadForm
from hoptac.intake.models import Decision, Finding, Reading
from hoptac.places import home
from hoptac.places.models import Place
from hoptac.places.queries import find
from hoptac.places.tree import tree
from hoptac.web.days import PARAMETER, day_of, with_day
from hoptac.web.render import page

PER_PAGE = 25


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """What was taken in, and the form that takes in more."""
    form = UploadForm(request.POST or None, request.FILES or None, initial=_initial(request))
    if request.method == "POST":
        require(request.user, Right.UPLOAD)
        if form.is_valid() and (answer := _take_in(request, form)):
            return answer
    rows = Reading.objects.visible_to(request.user).select_related("file").order_by("-read_at", "-pk")
    rows = rows.annotate(found=Count("findings"), seen=Count("findings", filter=~Q(findings__decision=Decision.PENDING)))
    pages = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "may_upload": may(request.user, Right.UPLOAD), "pages": pages, "rows": [_row(request, one) for one in pages]}
    return page(request, "intake/index.html", context, status=400 if form.errors else 200)


def _initial(request: HttpRequest) -> dict[str, Any]:
    """The place of the viewer's own role; the day in view, where the page is in the past."""
    day = day_of(request)
    place_id = next((int(g.scope_id) for g in grants(request.user) if g.scope_kind == "place"), home.home_id())
    return {"place": written(place_id, day) if place_id is not None else "", "as_of": format_day(day) if day != today() else ""}


def written(place_id: int, day: date) -> str:
    """A place as a person would write it so that it is found again: its name, with the province where others bear it, else CODE@DAY."""
    unit = home.nearest(place_id, day)
    above = [one.name for one in tree().chain(place_id, day) if one.level == "province"]
    for text in (unit.name, *(f"{unit.full_name} ({name})" for name in above)):
        try:
            if find(text, day).place_id == place_id:
                return text
        except UserError:
            continue
    return unit.key(day)


def _take_in(request: HttpRequest, form: UploadForm) -> HttpResponse | None:
    """Takes the document in and leads to it; a document that cannot be read is told on the form."""
    data = form.cleaned_data
    place_id = data["found"].place_id
    if not may(request.user, Right.UPLOAD, place_id):
        form.add_error("place", _("Vai trò của bạn không đưa văn bản vào được cho địa bàn này. Chọn địa bàn của bạn."))
        return None
    file = data.get("file")
    try:
        reading = actions.take_in(
            by=Actor.of(request.user),
            place=Place.objects.get(pk=place_id),
            content=file.read() if file else None,
            text=None if file else data["text"],
            label=file.name if file else "",
            title=data["title"],
            as_of=data["as_of"],
        )
    except UserError as error:
        form.add_error("file" if file else "text", error.sentence)
        return None
    return redirect(_address(reading))


def _address(one: Reading) -> str:
    """The page of a reading, seen at its own day."""
    day = f"?{PARAMETER}={one.as_of.isoformat()}" if one.as_of else ""
    return reverse("intake:reading", args=[one.public_id]) + day


def _row(request: HttpRequest, one: Any) -> dict[str, Any]:
    unit = home.nearest(one.place_id, one.as_of or today())
    return {
        "title": one.title,
        "url": with_day(_address(one), request),
        "place": unit.full_name,
        "day": one.as_of,
        "label": one.file.label,
        "at": one.read_at,
        "by": one.read_by,
        "found": one.found,
        "seen": one.seen,
    }


@login_required
@require_safe
def reading(request: HttpRequest, public_id: str) -> HttpResponse:
    """The document with its findings in place, and one of them beside it."""
    one = fetch(Reading.objects.select_related("file", "document"), request.user, public_id=public_id)
    found, checked = desk.items(one, day_of(request) if request.GET.get(PARAMETER) else None)
    seen = desk.view(request, found)
    context = {
        "reading": one,
        "place": home.nearest(one.place_id, one.as_of or day_of(request)),
        "chips": desk.chips(request, found, seen),
        "figures": sum(bool(item.checked) for item in found),
        "done": sum(item.is_done for item in found),
        "total": len(found),
        "contradictions": checked.contradictions,
        "tabs": desk.tabs(request, found, seen),
        "seen": seen,
        "may_confirm": may(request.user, Right.CONFIRM, one.place_id),
        "rest": _rest(request, found, seen),
        **_text(request, one, found, seen),
        **_panel(request, seen),
    }
    return page(request, "intake/reading.html", context)


def _text(request: HttpRequest, one: Reading, found: list[desk.Item], seen: desk.View) -> dict[str, Any]:
    """The page of the text in view: the one asked for, else that of the current finding."""
    parts = marking.pages(one.text)
    asked = request.GET.get("page", "")
    if asked.isdigit() and 1 <= int(asked) <= len(parts):
        number = int(asked)
    else:
        at = seen.current.finding.start if seen.current else 0
        number = next((n for n, (first, last) in enumerate(parts, 1) if first <= at < last), 1)
    start, end = parts[number - 1]
    here = [item for item in found if item.finding.start < end and start < item.finding.end]
    blocks = marking.blocks(marking.paragraphs(one.text, start, end, desk.marks(here)))
    by_key = {item.key: item for item in here}
    links = {item.key: desk.address(request, item, seen) for item in here}
    return {"blocks": blocks, "number": number, "pages": len(parts), "by_key": by_key, "links": links}


def _panel(request: HttpRequest, seen: desk.View) -> dict[str, Any]:
    current = seen.current
    if current is None:
        return {"current": None}
    one = current.checked
    before, after = seen.neighbour(-1), seen.neighbour(1)
    return {
        "current": current,
        "said": beside.said(one) if one else "",
        "record": beside.record(one) if one else None,
        "rows": beside.understood(one, one.phrase or "") if one else beside.told(current.finding),
        "refusal": actions.refusal(current.finding, one, request.user),
        "where": beside.where(current.finding),
        "can_record": one is None or actions.indicator_to_record(one) is not None,
        "outcome": beside.outcome(current.finding),
        "prev_url": desk.address(request, before, seen) if before else "",
        "next_url": desk.address(request, after, seen) if after else "",
    }


def _rest(request: HttpRequest, found: list[desk.Item], seen: desk.View) -> list[dict[str, Any]]:
    """What is still to be looked at in this list: the ones that need a person first."""
    order = ["differs", "other_date", "other_map", "other_definition", "not_comparable", "unknown", "within_bound"]
    waiting = [one for one in seen.listed if not one.is_done and one is not seen.current and one.group != "agrees"]
    waiting.sort(key=lambda one: (order.index(one.kind) if one.kind in order else len(order), one.finding.start))
    return [
        {
            "kind": one.kind if one.checked else "info",
            "surface": _short(one.surface),
            "sub": _sub(one),
            "url": desk.address(request, one, seen),
        }
        for one in waiting[:8]
    ]


def _short(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def _sub(one: desk.Item) -> str:
    phrase = one.finding.data.get("indicator") or one.finding.data.get("lead") or one.finding.data.get("role") or ""
    return " · ".join(text for text in (phrase, one.word) if text)


@login_required
@require_safe
def download(request: HttpRequest, public_id: str) -> HttpResponse:
    """The file as it was received, byte for byte."""
    one = fetch(Reading.objects.select_related("file"), request.user, public_id=public_id)
    answer = HttpResponse(one.file.read(), content_type=one.file.media_type or "application/octet-stream")
    answer.headers["Content-Disposition"] = _attachment(one.file.label)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _attachment(label: str) -> str:
    from django.utils.http import content_disposition_header

    return content_disposition_header(True, label) or "attachment"


@login_required
@require_POST
def confirm(request: HttpRequest, public_id: str, finding_id: str) -> HttpResponse:
    """Makes the finding a fact."""
    one, row = _decidable(request, public_id, finding_id)
    try:
        checked = _checked(request, one, row)
        once.do(
            by=request.user.public_id,
            key=request.POST.get("once", ""),
            act="finding.confirm",
            do=lambda: _confirmed(row, Actor.of(request.user), checked, request.POST.get("reason", "")),
        )
        messages.success(request, _("Đã xác nhận “%s”.") % " ".join(row.surface.split())[:80])
    except UserError as error:
        messages.error(request, error.sentence)
    return redirect(_back(request, one, row))


def _confirmed(row: Finding, by: Actor, checked: Any, reason: str) -> dict[str, str]:
    """Confirms; what came of it, for whoever sends the same form again."""
    made = actions.confirm(finding=row, by=by, checked=checked, reason=reason)
    return {"kind": made.object_kind, "id": made.object_id}


@login_required
@require_POST
def reject(request: HttpRequest, public_id: str, finding_id: str) -> HttpResponse:
    """Says that the finding is wrong, and why."""
    one, row = _decidable(request, public_id, finding_id)
    try:
        actions.reject(finding=row, reason=request.POST.get("reason", ""), by=Actor.of(request.user))
        messages.success(request, _("Đã bác bỏ “%s”.") % " ".join(row.surface.split())[:80])
    except UserError as error:
        messages.error(request, error.sentence)
    return redirect(_back(request, one, row))


def _decidable(request: HttpRequest, public_id: str, finding_id: str) -> tuple[Reading, Finding]:
    one = fetch(Reading.objects.select_related("file", "document"), request.user, public_id=public_id)
    row = fetch(Finding.objects.filter(reading=one), request.user, public_id=finding_id)
    require(request.user, Right.CONFIRM, one.place_id)
    row.reading = one
    return one, row


def _checked(request: HttpRequest, one: Reading, row: Finding):
    found, _result = desk.items(one, day_of(request) if request.GET.get(PARAMETER) else None)
    return next(item.checked for item in found if item.finding.pk == row.pk)


def _back(request: HttpRequest, one: Reading, row: Finding) -> str:
    """The page as it was, at the next finding that waits in the same list."""
    found = list(one.findings.filter(layer=row.layer).exclude(decision__in=[Decision.CONFIRMED, Decision.REJECTED]))
    later = [other for other in found if (other.start, other.pk) > (row.start, row.pk)] or found
    query = request.GET.copy()
    query["layer"] = row.layer
    if row.__class__.objects.filter(pk=row.pk).exclude(decision=Decision.PENDING).exists() and later:
        query["finding"] = later[0].public_id
        query.pop("verdict", None)
    else:
        query["finding"] = row.public_id
    return reverse("intake:reading", args=[one.public_id]) + "?" + query.urlencode() + "#phat-hien"
